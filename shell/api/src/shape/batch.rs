//! Rows delivered, and what became of each.

use crate::words::Number;
use makegood_desk::Boarded;
use makegood_intake::RowRefusal;
use schemars::JsonSchema;
use serde::Serialize;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RefusedRow {
    /// The line on which it begins, the header being line 1.
    pub line: Number,
    /// The column; empty when the row as a whole is meant.
    pub column: String,
    /// The value as found.
    pub value: String,
    /// The reason by its name.
    pub code: String,
    /// The reason in one sentence.
    pub says: String,
    /// What to do.
    pub way_out: String,
}

/// What became of the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Batch {
    /// The name given.
    pub name: String,
    /// What the rows are: `payments`.
    pub holds: String,
    /// Rows read.
    pub rows: u64,
    /// About something not on the book before.
    pub new: u64,
    /// On the book already, to the letter.
    pub unchanged: u64,
    /// Later reports that say the same.
    pub confirmed: u64,
    /// In the place of what was on the book.
    pub superseding: u64,
    /// Reported before what is on the book: kept as history.
    pub stale: u64,
    /// Repeating an earlier row of the same delivery.
    pub repeats: u64,
    /// Not taken; each is named.
    pub refused: u64,
    /// The rows not taken.
    pub refusals: Vec<RefusedRow>,
}

/// A row not taken.
pub fn refused(row: &RowRefusal) -> RefusedRow {
    RefusedRow {
        line: i64::try_from(row.line).unwrap_or(i64::MAX).into(),
        column: row.column.clone(),
        value: row.value.clone(),
        code: row.code.code().to_owned(),
        says: row.sentence.clone(),
        way_out: row.way_out.clone(),
    }
}

/// What became of a delivery.
pub fn batch(boarded: &Boarded, refusals: Vec<RefusedRow>) -> Batch {
    Batch {
        name: boarded.file.clone(),
        holds: boarded.entity.clone(),
        rows: boarded.rows,
        new: boarded.new,
        unchanged: boarded.unchanged,
        confirmed: boarded.confirmed,
        superseding: boarded.superseding,
        stale: boarded.stale,
        repeats: boarded.repeats,
        refused: boarded.refused,
        refusals,
    }
}
