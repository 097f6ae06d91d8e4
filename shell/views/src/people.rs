//! The lender's own people.

use crate::{ViewError, load};
use makegood_capacity::Officer;
use makegood_day_close::BranchDay;
use makegood_journal::{Connection, current, keys_of_kind};
use makegood_units::{BranchId, StaffId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One of the lender's people, as delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The lender's number of the person.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// Where they work.
    pub branch: BranchId,
    /// `officer` or `leader`.
    pub role: String,
    /// Working minutes a day for collection.
    pub minutes_per_day: u32,
    /// What they do: `call`, `visit`.
    pub skills: Vec<String>,
}

impl Colleague {
    /// Whether they do such work.
    pub fn can(&self, skill: &str) -> bool {
        self.skills.iter().any(|known| known == skill)
    }
}

/// Everybody, by branch and name.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn colleagues(book: &Connection, known_to: i64) -> Result<Vec<Colleague>, ViewError> {
    let mut found = Vec::new();
    for key in keys_of_kind(book, "staff", known_to)? {
        if let Some(fact) = current(book, "staff", &key, known_to)? {
            found.push(load::parse::<Colleague>("staff", &fact)?);
        }
    }
    found.sort_by(|one, two| (&one.branch, &one.name).cmp(&(&two.branch, &two.name)));
    Ok(found)
}

/// The branches with their people's minutes, by branch.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn branch_days(book: &Connection, known_to: i64) -> Result<Vec<BranchDay>, ViewError> {
    let mut branches: BTreeMap<BranchId, Vec<Officer>> = BTreeMap::new();
    for person in colleagues(book, known_to)? {
        let (can_call, can_visit) = (person.can("call"), person.can("visit"));
        let officer = Officer { id: person.id, minutes: person.minutes_per_day, can_call, can_visit };
        branches.entry(person.branch).or_default().push(officer);
    }
    Ok(branches.into_iter().map(|(branch, officers)| BranchDay { branch, officers }).collect())
}
