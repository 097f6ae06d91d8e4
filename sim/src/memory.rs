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
    /// Kept when the amount came from the day it was made through the day it was due; no
    /// cent counts for two. Replaced when the next was made while it was still waited for;
    /// what came on that very day is then for the next one.
    pub(crate) fn promises(&self, borrower: &str, ledger: &Ledger, as_of: BusinessDate) -> Vec<PromiseState> {
        let mut made: Vec<&Promised> = self.promises.iter().filter(|one| one.made_on <= as_of).collect();
        made.sort_by_key(|one| one.made_on);
        let loans = ledger.loans_of(borrower);
        let mut left = BTreeMap::new();
        for day in loans.iter().flat_map(|loan| ledger.paid_by_day(loan, as_of)) {
            *left.entry(day.0).or_insert(0_i64) += day.1;
        }
        let mut states = Vec::new();
        for (place, one) in made.iter().enumerate() {
            let next = made.get(place + 1).map(|next| next.made_on).filter(|next| *next <= one.due_on);
            let through = next.unwrap_or(one.due_on).max(one.made_on);
            let came: i64 = left.range(one.made_on..=through).map(|(_, cents)| cents).sum();
            states.push(match came {
                sum if sum >= one.amount => PromiseState::Kept,
                _ if next.is_some() => PromiseState::Replaced,
                _ if as_of <= one.due_on => PromiseState::Pending,
                0 => PromiseState::Broken,
                _ => PromiseState::PartlyKept,
            });
            let mut used = if came >= one.amount { one.amount } else { 0 };
            for cents in left.range_mut(one.made_on..=through).map(|(_, cents)| cents) {
                let taken = used.min(*cents);
                *cents -= taken;
                used -= taken;
            }
        }
        states
    }
}
