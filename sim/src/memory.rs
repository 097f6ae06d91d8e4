//! A naive memory of what people recorded.

use crate::ledger::Ledger;
use makegood_case::{Channel, HoldKind, Outcome, PromiseState};
use makegood_units::{BusinessDate, Instant};
use std::collections::BTreeMap;

/// A promise as it was recorded.
#[derive(Clone, Debug)]
pub(crate) struct Promised {
    pub made_on: BusinessDate,
    pub due_on: BusinessDate,
    pub amount: i64,
}

/// A contact as it was recorded.
#[derive(Clone, Debug)]
pub(crate) struct Contacted {
    pub on: BusinessDate,
    pub at: Instant,
    pub channel: Channel,
    pub outcome: Outcome,
    pub contact_point: Option<String>,
}

/// One borrower's past.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    pub contacts: Vec<Contacted>,
    pub promises: Vec<Promised>,
    pub holds: Vec<(HoldKind, BusinessDate, Option<BusinessDate>)>,
}

/// Everybody's past.
pub(crate) type Memory = BTreeMap<String, Past>;

impl Past {
    /// Whether a hold is in force on a day.
    pub(crate) fn held(&self, kind: HoldKind, on: BusinessDate) -> bool {
        let in_force = |(_, from, until): &(HoldKind, BusinessDate, Option<BusinessDate>)| {
            *from <= on && until.is_none_or(|until| on <= until)
        };
        self.holds.iter().any(|hold| hold.0 == kind && in_force(hold))
    }

    /// What became of each promise made by a day, in the order they were made.
    ///
    /// Kept when the amount came from the day it was made through the day it was due.
    /// Replaced when another was made while it was still waited for.
    pub(crate) fn promises(&self, borrower: &str, ledger: &Ledger, as_of: BusinessDate) -> Vec<PromiseState> {
        let mut made: Vec<&Promised> = self.promises.iter().filter(|one| one.made_on <= as_of).collect();
        made.sort_by_key(|one| one.made_on);
        let came = |one: &Promised, through: BusinessDate| -> i64 {
            let loans = ledger.loans_of(borrower);
            loans.iter().map(|loan| ledger.received(loan, Some(one.made_on), one.due_on.min(through), as_of)).sum()
        };
        let state = |(place, one): (usize, &&Promised)| {
            let waited_for = |day: BusinessDate| day <= one.due_on && came(one, day) < one.amount;
            if made.iter().skip(place + 1).any(|later| waited_for(later.made_on)) {
                return PromiseState::Replaced;
            }
            match came(one, as_of) {
                sum if sum >= one.amount => PromiseState::Kept,
                _ if as_of <= one.due_on => PromiseState::Pending,
                0 => PromiseState::Broken,
                _ => PromiseState::PartlyKept,
            }
        };
        made.iter().enumerate().map(state).collect()
    }
}
