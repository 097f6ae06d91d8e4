//! What is learnt about who else is liable and what secures a debt, row by row.

use makegood_units::StaffId;
use serde::{Deserialize, Serialize};

/// A row of one of the tables of `docs/recourse.md` was learnt. A later row of the same
/// table and id takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecourseFactLearned {
    /// The table: `liable`, `security`.
    pub table: String,
    /// The id of the row.
    pub id: String,
    /// The row as TOML, its keys in the order of the alphabet.
    pub row: String,
    /// Who wrote it down.
    pub by: StaffId,
}

impl RecourseFactLearned {
    /// The row by its table and id: `added security A-1`.
    pub fn called(&self) -> String {
        called(&self.table, &self.id)
    }
}

impl RecourseFactWithdrawn {
    /// The row by its table and id.
    pub fn called(&self) -> String {
        called(&self.table, &self.id)
    }
}

fn called(table: &str, id: &str) -> String {
    format!("{} {id}", table.replace('_', " "))
}

/// A row turned out not to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecourseFactWithdrawn {
    /// The table.
    pub table: String,
    /// The id of the row.
    pub id: String,
    /// Why it does not hold.
    pub reason: String,
    /// Who withdrew it.
    pub by: StaffId,
}
