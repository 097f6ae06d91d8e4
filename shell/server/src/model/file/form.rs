//! The forms: which fields stand on them, what is in them, what is wrong with them.

use super::kinds::{self, BUSINESS};
use super::typed::Typed;
use crate::pages::file::{Block, FactForm, FactRow, Field, Input, MonthGrid};
use crate::say;
use crate::trouble::sentence;
use makegood_case::{BusinessLine, FileFault, Month};
use makegood_day_close::FileDay;
use makegood_diagnosis::FileRecord;
use makegood_units::{BusinessDate, Currency};

/// The latest months asked for when only months are; the last of them has just ended.
const MONTHS: i32 = 7;
/// So many on a visit.
pub(super) const VISIT_MONTHS: i32 = 3;
/// So many lines of one kind on its own form.
const LINES: [&str; 3] = ["1", "2", "3"];

/// What a form is made of.
pub(super) struct Sheet<'a> {
    /// The file as it stands.
    pub day: &'a FileDay,
    /// The lender's day.
    pub today: BusinessDate,
}

impl Sheet<'_> {
    /// The form of that word, empty but for its usual choices.
    pub(super) fn form(&self, word: &str) -> Option<FactForm> {
        if let Some(at) = super::visit::at(word) {
            return Some(self.visit(at));
        }
        let (title, _) = kinds::sheet(word)?;
        let mut block = self.block(word, MONTHS, &LINES);
        block.held = self.held(word);
        let mut common = self.common("told by the borrower", "stated", true);
        // A figure is never restricted, and health always is.
        if kinds::columns(word).iter().all(|column| !["amount", "monthly"].contains(column))
            && !matches!(word, BUSINESS | "health")
        {
            let label = "Only for those who protect the borrower";
            common.push(field("restricted", label, "it is then opened for a reason, on record", Input::Tick, ""));
        }
        let (sheet, title) = (word.to_owned(), title.to_owned());
        Some(FactForm { sheet, title, common, blocks: vec![block], problem: None })
    }

    /// What is said of every fact of a form.
    pub(super) fn common(&self, source: &str, confidence: &str, asks_as_of: bool) -> Vec<Field> {
        let today = Input::Day(self.today);
        let mut fields = vec![
            field("source", "Where you know it from", "a document, a visit, their word", Input::Text, source),
            sure("confidence", "How sure it is", confidence),
            field("observed_on", "Seen or heard on", "", today.clone(), &self.today.to_string()),
        ];
        if asks_as_of {
            fields.push(field("as_of", "True for", "if another day before it", today, ""));
        }
        fields
    }

    /// The fields of one kind of fact.
    pub(super) fn block(&self, kind: &str, months: i32, which: &[&str]) -> Block {
        let (title, hint) = kinds::sheet(kind).unwrap_or_default();
        let by_month = kind == BUSINESS || kinds::columns(kind).contains(&"month");
        let has_lines = kinds::columns(kind).contains(&"line") && kind != "reason";
        let which = if has_lines { which } else { which.get(..1).unwrap_or_default() };
        Block {
            kind: kind.to_owned(),
            title: title.to_owned(),
            hint: hint.to_owned(),
            held: Vec::new(),
            gap: self.gap(kind),
            names: if has_lines { self.names(kind) } else { Vec::new() },
            about: Vec::new(),
            rows: if by_month { Vec::new() } else { which.iter().map(|which| self.row(kind, which)).collect() },
            grid: by_month.then(|| self.grid(kind, months)),
        }
    }

    fn row(&self, kind: &str, which: &str) -> FactRow {
        let prefix = format!("{kind}@{which}");
        let is_named = which.parse::<u32>().is_err();
        let own = kinds::columns(kind).iter().filter(|column| !(is_named && **column == "line"));
        let fields = own.map(|column| {
            let (label, hint, input) = kinds::asks(kind, column, self.day.currency, self.today);
            let label = if is_named { format!("{}: {}", capital(which), lower(&label)) } else { label };
            let offers = if *column == "line" && kind != "reason" { kind } else { "" };
            Field { offers: offers.to_owned(), ..field(&format!("{prefix}.{column}"), &label, &hint, input, "") }
        });
        FactRow { fields: fields.collect(), prefix }
    }

    fn grid(&self, kind: &str, months: i32) -> MonthGrid {
        let lines: Vec<&str> = match kind {
            BUSINESS => BusinessLine::ALL.iter().map(|(word, _)| *word).collect(),
            other => vec![other],
        };
        let this = Month::of(self.today);
        let last = if this.last_day() == Some(self.today) { this } else { this.plus(-1) };
        let months = (0..months).map(|back| last.plus(-back));
        let row = |month: Month| {
            let cell = |line: &&str| {
                let label = format!("{} of {}, in {}", plain(line), month_words(month), self.day.currency);
                field(&format!("{line}@{month}.amount"), &label, "", Input::Amount, "")
            };
            (month_words(month), lines.iter().map(cell).collect())
        };
        MonthGrid { lines: lines.iter().map(|line| capital(&plain(line))).collect(), months: months.map(row).collect() }
    }

    /// What the file says of a kind now, open facts alone.
    pub(super) fn held(&self, kind: &str) -> Vec<String> {
        let of_kind = |record: &&FileRecord| {
            kinds::sheet_of(record.fact.entry.kind()) == kind && !record.fact.restricted
        };
        let line = |record: &FileRecord| {
            let (about, says) = record.fact.words();
            let age = say::days(self.day.file.as_of.days_since(record.fact.speaks_of()));
            format!("{about}: {says}, {}, {age} old", super::sure(record.fact.confidence))
        };
        self.day.file.facts.iter().filter(of_kind).map(line).collect()
    }

    fn gap(&self, kind: &str) -> Option<String> {
        let of_kind = |gap: &makegood_diagnosis::Gap| gap.met_by.iter().any(|met| kinds::sheet_of(met) == kind);
        let complete = &self.day.completeness;
        let missing = complete.missing.iter().any(of_kind).then(|| "missing".to_owned());
        missing.or_else(|| complete.too_old.iter().any(of_kind).then(|| "too old".to_owned()))
    }

    /// Names of lines on file, then usual ones.
    fn names(&self, kind: &str) -> Vec<String> {
        use makegood_case::FileEntry as Entry;
        let line = |record: &FileRecord| match &record.fact.entry {
            Entry::Asset { name, .. } if kind == "asset" => Some(name.clone()),
            Entry::Liability { creditor, .. } if kind == "liability" => Some(creditor.clone()),
            Entry::Income { line, .. } if kind == "income" => Some(plain(line)),
            Entry::Cost { line, .. } if kind.ends_with("_cost") => Some(plain(line)),
            _ => None,
        };
        let mut names: Vec<String> = self.day.file.facts.iter().filter_map(line).collect();
        let usual: Vec<String> = kinds::usual(kind).iter().map(|name| (*name).to_owned()).collect();
        names.extend(usual.into_iter().filter(|name| !self.holds(kind, name)));
        names
    }

    fn holds(&self, kind: &str, name: &str) -> bool {
        let key = format!("{}: {name}", plain(kind));
        self.day.file.facts.iter().any(|record| record.fact.words().0 == key)
    }
}

/// A form as it was typed, with what is wrong beside the fields it is wrong with.
pub(super) fn back(mut form: FactForm, typed: &Typed, faults: &[(String, FileFault)], currency: Currency) -> FactForm {
    keep_months(&mut form, typed, currency);
    for field in form.fields_mut() {
        let ticked = if field.input == Input::Tick { Some("") } else { None };
        if let Some(value) = typed.value(&field.name).or(ticked) {
            field.value = value.to_owned();
        }
    }
    let mut elsewhere = Vec::new();
    for (prefix, fault) in faults {
        let kind = prefix.split('@').next().unwrap_or_default();
        let column = fault.column();
        let places =
            [format!("{prefix}.{column}"), format!("{}.{column}", kinds::sheet_of(kind)), column.to_owned()];
        let place = places.iter().find(|place| form.fields_mut().any(|field| field.name == **place)).cloned();
        let first = format!("{prefix}.");
        let found = form.fields_mut().find(|field| match &place {
            Some(place) => field.name == *place,
            None => field.name.starts_with(&first),
        });
        match found {
            Some(field) => field.fault = Some(in_words(fault)),
            None => elsewhere.push(in_words(fault)),
        }
    }
    if !faults.is_empty() {
        let lines = say::counted(faults.len(), "line");
        let says = format!("Nothing was saved: {lines} cannot be taken as written. What is wrong stands beside the field.");
        form.problem = Some([vec![says], elsewhere].concat().join(" "));
    }
    form
}

/// Months that were on the form when it was filled in and are not on a fresh one.
fn keep_months(form: &mut FactForm, typed: &Typed, currency: Currency) {
    let rows = typed.rows();
    for grid in form.blocks.iter_mut().filter_map(|block| block.grid.as_mut()) {
        let shown = |name: &str| grid.months.iter().any(|(_, cells)| cells.iter().any(|cell| cell.name == name));
        let lost: Vec<_> = rows
            .iter()
            .filter(|row| kinds::columns(row.split().0).contains(&"month"))
            .filter_map(|row| row.split().1.parse::<Month>().ok())
            .filter(|month| !BusinessLine::ALL.iter().any(|(line, _)| shown(&format!("{line}@{month}.amount"))))
            .filter(|month| !shown(&format!("inflow@{month}.amount")))
            .collect();
        let Some((_, pattern)) = grid.months.first().cloned() else { continue };
        for month in std::collections::BTreeSet::from_iter(lost) {
            let cell = |cell: &Field| {
                let line = cell.name.split('@').next().unwrap_or_default();
                let label = format!("{} of {}, in {currency}", plain(line), month_words(month));
                field(&format!("{line}@{month}.amount"), &label, "", Input::Amount, "")
            };
            grid.months.push((month_words(month), pattern.iter().map(cell).collect()));
        }
    }
}

/// What is wrong, and the way out.
fn in_words(fault: &FileFault) -> String {
    let says = match fault {
        FileFault::Missing { .. } => "This is needed to make it a fact.".to_owned(),
        FileFault::Unreadable { found, expected, .. } => format!("“{found}” is not {expected}."),
        other => sentence(&other.to_string()),
    };
    format!("{says} {}", fault.way_out())
}

/// How sure, as a field.
pub(super) fn sure(name: &str, label: &str, usual: &str) -> Field {
    let choices = vec![kinds::choice("stated", "Stated: somebody said so"), kinds::choice("verified", "Verified: seen")];
    field(name, label, "", Input::Choice(choices), usual)
}

fn field(name: &str, label: &str, hint: &str, input: Input, value: &str) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        input,
        offers: String::new(),
        value: value.to_owned(),
        fault: None,
    }
}

/// `Oct 2026`.
pub(super) fn month_words(month: Month) -> String {
    month.last_day().map_or_else(|| month.to_string(), |day| format!("{} {}", say::month(&day), day.civil().year()))
}

fn plain(word: &str) -> String {
    word.replace('_', " ")
}

fn capital(word: &str) -> String {
    crate::trouble::capital(&plain(word))
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
