//! Forms that write one row each: what they ask, and the row that what was typed makes.
//! A later row of the same table and id takes the place of the earlier one, so a change
//! of a thing on file is its row with the change in it.

mod asks;
mod first;
mod group;
mod reader;
mod things;

pub(super) use group::of_group;
pub(crate) use reader::{Faults, Typed};
pub(super) use things::{of_added, of_sale, of_security};

use super::{After, Told};
use crate::links;
use crate::pages::recourse::{Field, FieldKind, Obstacle, RowForm};
use crate::trouble::{capital, sentence};
use asks::ask;
use makegood_desk::RecourseRow;
use makegood_recourse::FileError;
use reader::Reader;
use toml::{Table, Value};

/// A row that what was typed makes.
pub(crate) struct Row {
    table: &'static str,
    keys: Table,
}

impl Row {
    /// A row of a table under an id made of what it is about, so that the same form sent
    /// twice is the same row, and two people who note different things do not write over
    /// each other.
    fn new(told: &Told<'_>, table: &'static str, parts: &[&str], mut keys: Table) -> Result<Self, Faults> {
        let first = parts.join(" ");
        for twin in 1..=told.of.rows.len().saturating_add(1) {
            let id = if twin == 1 { first.clone() } else { format!("{first} ({twin})") };
            keys.insert("id".to_owned(), Value::String(id.clone()));
            match on_file(told, table, &id) {
                None => return Ok(Self { table, keys }),
                Some(known) if known == keys => {
                    return Err(Faults::whole("The same row is on file already. Nothing was recorded."));
                }
                Some(_) => {}
            }
        }
        Err(Faults::whole("This row is on file already. Nothing was recorded."))
    }

    /// A row that is on file, changed.
    fn changed(
        told: &Told<'_>,
        table: &'static str,
        id: &str,
        change: impl FnOnce(&mut Table),
    ) -> Result<Self, Faults> {
        let gone = || Faults::whole(&format!("{} {id} is no longer on file. Load the page again.", capital(table)));
        let mut keys = on_file(told, table, id).ok_or_else(gone)?;
        change(&mut keys);
        Ok(Self { table, keys })
    }

    /// The row as the desk learns it.
    pub(crate) fn toml(self) -> String {
        let table: Table = [(self.table.to_owned(), Value::Array(vec![Value::Table(self.keys)]))].into_iter().collect();
        table.to_string()
    }
}

/// The keys of a row on file.
fn on_file(told: &Told<'_>, table: &str, id: &str) -> Option<Table> {
    let row = told.of.rows.iter().find(|row| row.table == table && row.id == id)?;
    let whole: Table = row.toml.parse().ok()?;
    whole.get(table)?.as_array()?.first()?.as_table().cloned()
}

/// The text of rows that what was typed makes.
///
/// # Errors
/// What is wrong with it, field by field.
pub(crate) fn rows(told: &Told<'_>, typed: &Typed) -> Result<String, Faults> {
    let mut read = Reader::new(told, typed);
    let row = match typed.get("form") {
        "rows" => return read.words("rows").map_or_else(|| Err(read.faults()), Ok),
        what => group::row(what, told, &mut read)
            .or_else(|| things::row(what, told, &mut read))
            .or_else(|| first::row(what, told, &mut read)),
    };
    let row = row.unwrap_or_else(|| Err(Faults::whole("The form does not say what it records.")))?;
    Ok(row.toml())
}

/// The forms of a case as a whole.
pub(super) fn of_case(told: &Told<'_>) -> Vec<RowForm> {
    first::forms(told)
}

/// A form with its place, its address and what it posts unasked.
fn form(told: &Told<'_>, what: &str, of: &str, title: &str, fields: Vec<Field>) -> RowForm {
    let mut fixed = vec![("form".to_owned(), what.to_owned())];
    if !of.is_empty() {
        fixed.push(("of".to_owned(), of.to_owned()));
    }
    RowForm {
        what: what.to_owned(),
        at: place(what, of),
        action: links::recourse::learn(told.party),
        title: title.to_owned(),
        says: String::new(),
        fixed,
        fields,
        button: "Save".to_owned(),
        problem: None,
    }
}

/// The place of a form on its page.
fn place(what: &str, of: &str) -> String {
    let of = if of.is_empty() { String::new() } else { format!("-{}", links::recourse::anchor("of", of)) };
    format!("form-{what}{of}")
}

impl RowForm {
    /// The same form with a word on what to know first.
    fn saying(mut self, says: &str) -> Self {
        says.clone_into(&mut self.says);
        self
    }

    /// The same form on the page of a group.
    fn in_group(mut self, group: &str) -> Self {
        self.fixed.push(("group".to_owned(), group.to_owned()));
        self
    }
}

/// Takes a row back with a reason.
pub(super) fn withdraw(told: &Told<'_>, row: &RecourseRow) -> RowForm {
    let of = format!("{} {}", row.table, row.id);
    let reason = ask("reason", "Why it does not hold", FieldKind::Words);
    let mut one = form(told, "withdraw", &of, "Take this row back", vec![reason]);
    one.fixed = vec![
        ("form".to_owned(), "withdraw".to_owned()),
        ("of".to_owned(), of),
        ("table".to_owned(), row.table.clone()),
        ("id".to_owned(), row.id.clone()),
    ];
    one.action = links::recourse::withdraw(told.party);
    "Take it back".clone_into(&mut one.button);
    one
}

/// Puts what was typed, and what is wrong with it, back into its form.
pub(crate) fn put_back<'f>(forms: impl Iterator<Item = &'f mut RowForm>, typed: &Typed, faults: &Faults) {
    let at = place(typed.get("form"), typed.get("of"));
    for form in forms.filter(|form| form.at == at) {
        let mut rest: Vec<&str> = faults.whole.iter().map(String::as_str).collect();
        for field in &mut form.fields {
            typed.get(&field.name).clone_into(&mut field.value);
            if let FieldKind::Some(picks) = &mut field.kind {
                for pick in picks {
                    pick.is_taken = typed.all(&field.name).any(|value| value == pick.value);
                }
            }
            field.fault = faults.of(&field.name);
        }
        let is_asked = |name: &str| form.fields.iter().any(|field| field.name == name);
        rest.extend(faults.fields.iter().filter(|(name, _)| !is_asked(name)).map(|(_, says)| says.as_str()));
        form.problem = (!rest.is_empty()).then(|| rest.join(" "));
    }
}

/// What was just recorded, and whether it counts.
pub(super) fn saved(told: &Told<'_>, after: After) -> String {
    if after.back.is_some() {
        return "The row was taken back. It stays in the journal with the reason.".to_owned();
    }
    let row = after.saved.and_then(|event| told.of.rows.iter().find(|row| row.event == event));
    let Some(row) = row else { return String::new() };
    let name = format!("{} {}", capital(&row.table.replace('_', " ")), row.id);
    let fact = format!("{}:{}", row.table, row.id);
    let refused =
        told.of.answer.as_ref().ok().and_then(|answer| {
            answer.refused.iter().find(|refusal| refusal.facts.iter().any(|one| one.as_str() == fact))
        });
    match refused {
        None => format!("{name} is on file."),
        Some(refusal) => {
            let Obstacle { says, way_out, .. } = super::obstacle(refusal);
            format!("{name} is on file and does not count: {says} {way_out}")
        }
    }
}

/// What contradicts what is known, each problem beside its field.
pub(crate) fn refused_rows(errors: &[FileError]) -> Faults {
    let mut all = Faults::default();
    for error in errors {
        let at = if error.line == 0 { String::new() } else { format!("Line {}: ", error.line) };
        let one = refused(error.code, &error.says, &error.way_out);
        all.whole.extend(one.whole.into_iter().map(|says| format!("{at}{says}")));
        all.fields.extend(one.fields);
    }
    all
}

/// What the desk would not take, beside the field it is about where the code says which.
pub(crate) fn refused(code: &str, says: &str, way_out: &str) -> Faults {
    let field = match code {
        "date_ahead" => "on",
        "attendee_not_member" => "attendees",
        "repaid_above_recourse" | "amount_not_positive" | "amount_out_of_range" => "amount",
        "own_contribution" | "contributor_not_liable" => "party",
        "ends_before_it_begins" => "ends_on",
        "limit_not_positive" => "limit",
        "signed_after_period" => "signed_on",
        "self_guarantee" | "cyclic_guarantee" | "obligor_twice" => "party",
        "haircut_above_whole" => "haircut",
        "probability_above_whole" => "likely",
        _ => "",
    };
    Faults::one(field, &format!("{} {} [{code}]", sentence(says), sentence(way_out)))
}
