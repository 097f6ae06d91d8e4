//! Rows of the book, delivered by another program: the same intake as for files.

use crate::asked::Asked;
use crate::operation::Told;
use crate::problem::Problem;
use crate::shape::batch;
use crate::words::{List, Short, Text};
use makegood_desk::{BoardOptions, Desk, Source, Step, board};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one kind: of payments, of loans, of any other file of docs/import-format.md.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchIn {
    /// What the delivery is called in the journal.
    pub name: Short,
    /// The rows, each with the columns of its kind; a cell that is left out is empty.
    pub rows: List<BTreeMap<String, Text<0, 1000>>, 1, 5000>,
}

/// Rows as a CSV text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CsvIn {
    /// What the delivery is called in the journal.
    pub name: Short,
    /// The text: a header of column names, then a row a line.
    pub csv: Text<1, 8000000>,
}

/// Takes rows. A row that is not taken is named; the others are.
///
/// # Errors
/// What intake refuses as a whole, by name.
pub fn rows(desk: &mut Desk, asked: &Asked, sent: BatchIn) -> Result<Told<batch::Batch>, Problem> {
    let columns: BTreeSet<&str> = sent.rows.iter().flat_map(|row| row.keys().map(String::as_str)).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).map_err(Problem::unreadable)?;
    for row in sent.rows.iter() {
        let cells = columns.iter().map(|column| row.get(*column).map_or("", Text::as_str));
        writer.write_record(cells).map_err(Problem::unreadable)?;
    }
    let bytes = writer.into_inner().map_err(Problem::unreadable)?;
    let text = String::from_utf8(bytes).map_err(Problem::unreadable)?;
    take(desk, asked, sent.name.as_str(), text)
}

/// Takes rows of a CSV text, likewise.
///
/// # Errors
/// What intake refuses as a whole, by name.
pub fn csv(desk: &mut Desk, asked: &Asked, sent: CsvIn) -> Result<Told<batch::Batch>, Problem> {
    take(desk, asked, sent.name.as_str(), sent.csv.to_string())
}

fn take(desk: &mut Desk, asked: &Asked, name: &str, text: String) -> Result<Told<batch::Batch>, Problem> {
    asked.whole_book()?;
    let by = asked.by(desk)?;
    let options = BoardOptions { actor: by.to_string(), ..BoardOptions::default() };
    let mut refusals = Vec::new();
    let mut whole = None;
    let boarded =
        board(desk, &[Source::Sent(name.to_owned(), text.into_bytes().into())], &options, |step| match step {
            Step::Refused(row) => refusals.push(batch::refused(row)),
            Step::FileRefused(refusal) => whole = Some(refusal.clone()),
            _ => {}
        })?;
    if let Some(refusal) = whole {
        return Err(makegood_desk::DeskError::File(refusal).into());
    }
    let boarded = boarded.into_iter().next().unwrap_or_default();
    Ok(batch::batch(&boarded, refusals).into())
}
