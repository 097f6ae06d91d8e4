//! The forms: which fields stand on them, and what is in them at first.

use super::kinds::{self, BUSINESS};
use crate::pages::file::{Block, FactForm, FactRow, Field, Input, MonthGrid};
use crate::say;
use makegood_case::{BusinessLine, FileEntry, Month};
use makegood_day_close::FileDay;
use makegood_diagnosis::{FileRecord, Gap};
use makegood_units::{BusinessDate, Money};

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
            let label = "Restricted";
            common.push(field("restricted", label, "to those who protect the borrower", Input::Tick, ""));
        }
        let (sheet, title) = (word.to_owned(), title.to_owned());
        Some(FactForm { sheet, title, common, blocks: vec![block], problem: None })
    }

    /// What is said of every fact of a form.
    pub(super) fn common(&self, source: &str, confidence: &str, asks_as_of: bool) -> Vec<Field> {
        let today = Input::Day(self.today);
        let mut fields = vec![
            field("source", "Source", "", Input::Text, source),
            sure("confidence", "How sure it is", confidence),
            field("observed_on", "Seen or heard on", "", today.clone(), &self.today.to_string()),
        ];
        if asks_as_of {
            fields.push(field("as_of", "True for", "if earlier", today, ""));
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
            let label = match which {
                "1" => label,
                _ if is_named => format!("{}: {}", capital(which), lower(&label)),
                _ => format!("{label} ({which})"),
            };
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
                let held = self.month_held(line, month);
                Field { held, ..field(&format!("{line}@{month}.amount"), &label, "", Input::Amount, "") }
            };
            (month_words(month), lines.iter().map(cell).collect())
        };
        MonthGrid { lines: lines.iter().map(|line| capital(&plain(line))).collect(), months: months.map(row).collect() }
    }

    /// What the file says of a kind now, open facts alone.
    pub(super) fn held(&self, kind: &str) -> Vec<String> {
        let of_kind =
            |record: &&FileRecord| kinds::sheet_of(record.fact.entry.kind()) == kind && !record.fact.restricted;
        let line = |record: &FileRecord| {
            let (about, says) = record.fact.words();
            let age = say::days(self.day.file.as_of.days_since(record.fact.speaks_of()));
            format!("{about}: {says}, {}, {age} old", super::sure(record.fact.confidence))
        };
        self.day.file.facts.iter().filter(of_kind).map(line).collect()
    }

    /// What the file says of a line in a month.
    fn month_held(&self, line: &str, month: Month) -> String {
        let amount = self.day.file.facts.iter().find_map(|record| match &record.fact.entry {
            FileEntry::Business { month: of, amount, .. } | FileEntry::Inflow { month: of, amount }
                if *of == month && record.fact.entry.kind() == line =>
            {
                Some(*amount)
            }
            _ => None,
        });
        amount.map(|amount| Money::new(amount, self.day.currency).number("")).unwrap_or_default()
    }

    /// Whether the file lacks facts of this sort; of which lines, where there are several.
    fn gap(&self, kind: &str) -> Option<String> {
        let of_kind = |gap: &&Gap| gap.met_by.iter().any(|met| kinds::sheet_of(met) == kind);
        let complete = &self.day.completeness;
        let lacks = |word: &str, gaps: &[Gap]| {
            let says: Vec<&str> = gaps.iter().filter(of_kind).map(|gap| gap.says.as_str()).collect();
            let which = if kind == BUSINESS { format!(": {}", says.join("; ")) } else { String::new() };
            (!says.is_empty()).then(|| format!("{word}{which}"))
        };
        lacks("missing", &complete.missing).or_else(|| lacks("too old", &complete.too_old))
    }

    /// Names of lines on file, then usual ones.
    fn names(&self, kind: &str) -> Vec<String> {
        let of_kind = |record: &&FileRecord| {
            let held = record.fact.entry.kind();
            held == kind || (held.ends_with("_cost") && kind.ends_with("_cost"))
        };
        let line = |record: &FileRecord| kinds::line_of(&record.fact.entry);
        let mut names: Vec<String> = self.day.file.facts.iter().filter(of_kind).filter_map(line).collect();
        let usual: Vec<String> = kinds::usual(kind).iter().map(|name| (*name).to_owned()).collect();
        names.extend(usual.into_iter().filter(|name| !self.holds(kind, name)));
        names
    }

    fn holds(&self, kind: &str, name: &str) -> bool {
        let key = format!("{}: {name}", plain(kind));
        self.day.file.facts.iter().any(|record| record.fact.words().0 == key)
    }
}

/// How sure, as a field.
pub(super) fn sure(name: &str, label: &str, usual: &str) -> Field {
    let choices = vec![kinds::choice("stated", "stated, in words"), kinds::choice("verified", "verified, seen")];
    field(name, label, "", Input::Choice(choices), usual)
}

pub(super) fn field(name: &str, label: &str, hint: &str, input: Input, value: &str) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        input,
        offers: String::new(),
        held: String::new(),
        value: value.to_owned(),
        fault: None,
    }
}

/// `Oct 2026`.
pub(super) fn month_words(month: Month) -> String {
    month.last_day().map_or_else(|| month.to_string(), |day| format!("{} {}", say::month(&day), day.civil().year()))
}

pub(super) fn plain(word: &str) -> String {
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
