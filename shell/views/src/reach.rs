//! How far somebody's right goes: the whole book, branches, or the cases of a team.
//!
//! A case belongs to the branches of its loans. Within a branch a case of a team is one
//! that was given to somebody of the team; one given to nobody is the team's when it stands
//! on nobody's list of the day, or on the list of somebody of the team.

use crate::ViewError;
use makegood_journal::{Connection, Event, entry};
use makegood_metrics::By;
use makegood_units::{BranchId, LoanId, PartyId, StaffId};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// How far a right goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The branches; none for every branch.
    branches: Option<BTreeSet<BranchId>>,
    /// The people on whose lists a case may stand; none for anybody's.
    people: Option<BTreeSet<StaffId>>,
}

impl Reach {
    /// The whole book.
    pub fn whole() -> Self {
        Self::default()
    }

    /// Some branches.
    pub fn branches(branches: BTreeSet<BranchId>) -> Self {
        Self { branches: Some(branches), people: None }
    }

    /// The cases of these people in some branches.
    pub fn team(branches: BTreeSet<BranchId>, people: BTreeSet<StaffId>) -> Self {
        Self { branches: Some(branches), people: Some(people) }
    }

    /// What of it lies in one branch.
    pub fn in_branch(&self, branch: &BranchId) -> Self {
        let branches = if self.holds_branch(branch) { [branch.clone()].into() } else { BTreeSet::new() };
        Self { branches: Some(branches), people: self.people.clone() }
    }

    /// Whether nothing of the book is left out.
    pub fn is_whole(&self) -> bool {
        self.branches.is_none() && self.people.is_none()
    }

    /// Whether a branch lies within it.
    pub fn holds_branch(&self, branch: &BranchId) -> bool {
        self.branches.as_ref().is_none_or(|known| known.contains(branch))
    }

    /// Whether somebody's worklist lies within it.
    pub fn holds_list(&self, branch: &BranchId, officer: &StaffId) -> bool {
        self.holds_branch(branch) && self.people.as_ref().is_none_or(|known| known.contains(officer))
    }

    /// Whether the figures of a part may be read within it: sums of whole branches, which
    /// name nobody, and of the work of its own people in them. What is counted over other
    /// branches as well is for those whose right reaches the whole book.
    pub fn holds_part(&self, part: &By) -> bool {
        if self.is_whole() {
            return true;
        }
        part.officer_and_branch().is_some_and(|(branch, officer)| match (part, BranchId::new(branch)) {
            (By::Branch(_), branch) => self.holds_branch(&branch),
            (_, branch) => self.holds_list(&branch, &StaffId::new(officer)),
        })
    }

    /// Whether a case lies within it. A case nobody knows lies within nothing but the
    /// whole book, so that an answer does not tell it from one of another branch.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn holds_case(&self, book: &Connection, party: &PartyId) -> Result<bool, ViewError> {
        if self.is_whole() {
            return Ok(true);
        }
        let sql = format!("SELECT 1 FROM view_loan WHERE party = ?3 AND {} LIMIT 1", Self::condition(1, 2));
        let [branches, people] = self.values();
        let found =
            book.prepare_cached(&sql)?.query_row(params![branches, people, party.as_str()], |_| Ok(())).optional()?;
        Ok(found.is_some())
    }

    /// The condition on rows of `view_loan`, with the numbers of the two values it binds.
    pub(crate) fn condition(branches: usize, people: usize) -> String {
        format!(
            "(?{branches} IS NULL OR view_loan.branch IN (SELECT value FROM json_each(?{branches})))
             AND (?{people} IS NULL OR CASE
                  WHEN EXISTS (SELECT 1 FROM view_assigned WHERE view_assigned.party = view_loan.party
                               AND view_assigned.officer IS NOT NULL)
                  THEN EXISTS (SELECT 1 FROM view_assigned WHERE view_assigned.party = view_loan.party
                               AND view_assigned.officer IN (SELECT value FROM json_each(?{people})))
                  ELSE NOT EXISTS (SELECT 1 FROM view_work WHERE view_work.party = view_loan.party)
                    OR EXISTS (SELECT 1 FROM view_work WHERE view_work.party = view_loan.party
                               AND view_work.officer IN (SELECT value FROM json_each(?{people}))) END)"
        )
    }

    /// This reach for a query about the cases of one branch: where all of them lie within it,
    /// no row has to be asked.
    pub(crate) fn over_branch(&self, branch: &BranchId) -> Self {
        if self.people.is_none() && self.holds_branch(branch) { Self::whole() } else { self.clone() }
    }

    /// The condition on a column of party numbers, bound like [`Self::condition`].
    pub(crate) fn of_party(column: &str, branches: usize, people: usize) -> String {
        format!(
            "((?{branches} IS NULL AND ?{people} IS NULL)
              OR EXISTS (SELECT 1 FROM view_loan WHERE view_loan.party = {column} AND {}))",
            Self::condition(branches, people)
        )
    }

    /// The two values: lists as JSON, nothing where everything passes.
    pub(crate) fn values(&self) -> [Value; 2] {
        fn list<'a>(words: impl Iterator<Item = &'a str>) -> Value {
            let words: Vec<&str> = words.collect();
            // Texts always become JSON; an empty list would let nothing pass.
            serde_json::to_string(&words).unwrap_or_else(|_| "[]".to_owned()).into()
        }
        let branches = self.branches.as_ref().map(|known| list(known.iter().map(BranchId::as_str)));
        let people = self.people.as_ref().map(|known| list(known.iter().map(StaffId::as_str)));
        [branches.unwrap_or(Value::Null), people.unwrap_or(Value::Null)]
    }
}

/// Whose case a loan belongs to.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn case_of_loan(book: &Connection, loan: &LoanId) -> Result<Option<PartyId>, ViewError> {
    let found: Option<String> = book
        .prepare_cached("SELECT party FROM view_loan WHERE loan = ?1")?
        .query_row([loan.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.map(PartyId::new))
}

/// Whose case an event is about.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn case_of_event(book: &Connection, seq: i64) -> Result<Option<PartyId>, ViewError> {
    Ok(entry(book, seq)?.and_then(|entry| match entry.event {
        Event::Case { party, .. } => Some(party),
        Event::ActJudged(judged) => Some(judged.party),
        Event::LetterMade(made) => Some(made.party),
        Event::LetterServed(served) => Some(served.party),
        Event::LetterAgreed(agreed) => Some(agreed.party),
        _ => None,
    }))
}

#[cfg(test)]
mod tests {
    use super::Reach;
    use makegood_metrics::By;
    use makegood_units::{BranchId, StaffId};

    #[test]
    fn a_reach_holds_the_figures_of_its_branches_and_the_work_of_its_people() {
        let branches = || [BranchId::new("north")].into();
        let reaches =
            [Reach::whole(), Reach::branches(branches()), Reach::team(branches(), [StaffId::new("S-1")].into())];
        let table = [
            (By::Book, [true, false, false]),
            (By::Branch("north".to_owned()), [true, true, true]),
            (By::Branch("south".to_owned()), [true, false, false]),
            // An officer's work in every branch together is for whoever reads every branch.
            (By::Officer("S-1".to_owned()), [true, false, false]),
            (By::officer_in("north", "S-1"), [true, true, true]),
            (By::officer_in("north", "S-2"), [true, true, false]),
            (By::officer_in("south", "S-1"), [true, false, false]),
            (By::Product("Retail".to_owned()), [true, false, false]),
            (By::Month("2007-03".to_owned()), [true, false, false]),
        ];
        for (part, expected) in table {
            assert_eq!(reaches.each_ref().map(|reach| reach.holds_part(&part)), expected, "{part:?}");
        }
    }
}
