//! What was promised, and the words for what became of it.

use crate::{Promise, PromisePart};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// What the cash says of a promise, or of one part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// The day, with its days of grace, has not passed and the amount is not in yet.
    Pending,
    /// At least the amount came in by the day.
    Kept,
    /// Something came in by the day, but not all.
    PartlyKept,
    /// Nothing came in by the day.
    Broken,
    /// A later promise took its place before its day.
    Replaced,
}

impl PromiseState {
    /// Whether the lender is still waiting for it.
    pub fn is_open(self) -> bool {
        self == Self::Pending
    }

    /// Whether the day went by without the whole amount.
    pub fn is_missed(self) -> bool {
        matches!(self, Self::PartlyKept | Self::Broken)
    }
}

/// A part of a promise and what the cash says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOutcome {
    /// By which day.
    pub due_on: BusinessDate,
    /// How much.
    pub amount: Amount,
    /// What came in for it: by the day with its grace, and never more than the amount.
    pub received: Amount,
    /// Pending, kept, partly kept, broken, or replaced by a later promise.
    pub state: PromiseState,
}

impl PartOutcome {
    /// What has not come.
    pub fn lacking(&self) -> Amount {
        self.amount.less(self.received)
    }
}

/// A promise and what the cash says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseOutcome {
    /// The number of the event that recorded the promise.
    pub seq: i64,
    /// What was promised.
    pub promise: Promise,
    /// Pending, kept, partly kept or broken, by the book.
    pub state: PromiseState,
    /// Part by part, in the order of their days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartOutcome>,
    /// The event of the promise that took its place, or the place of what was open of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<i64>,
}

impl PromiseOutcome {
    /// What came in for all of it.
    pub fn received(&self) -> Amount {
        self.parts.iter().map(|part| part.received).sum()
    }

    /// The part whose day went by last without the whole amount.
    pub fn missed_last(&self) -> Option<&PartOutcome> {
        self.parts.iter().rev().find(|part| part.state.is_missed())
    }
}

impl Promise {
    /// The parts in the order of their days; one, where nothing else was agreed.
    pub fn parts(&self) -> Vec<PromisePart> {
        match self.dated.is_empty() {
            true => vec![PromisePart { due_on: self.due_on, amount: self.amount }],
            false => self.dated.clone(),
        }
    }

    /// A promise of these parts, in the order of their days. `None` without a part, or
    /// when the sum does not fit.
    pub fn of(made_on: BusinessDate, parts: &[PromisePart], source_of_funds: &str) -> Option<Self> {
        let mut dated = parts.to_vec();
        dated.sort_unstable();
        let due_on = dated.last()?.due_on;
        let amount = Amount::checked_sum(dated.iter().map(|part| part.amount))?;
        if dated.len() == 1 {
            dated.clear();
        }
        Some(Self {
            made_on,
            amount,
            due_on,
            loan: None,
            source_of_funds: source_of_funds.to_owned(),
            dated,
            said: String::new(),
            beside: false,
            beyond_surplus: None,
        })
    }
}

/// The state of the whole from its parts: kept when every part is, pending while one is
/// waited for and none was missed. A missed part makes the whole partly kept when
/// anything came by any of the days, else broken, whatever is still to come.
pub(crate) fn whole(parts: &[PartOutcome]) -> PromiseState {
    let mut counted = parts.iter().filter(|part| part.state != PromiseState::Replaced).peekable();
    if counted.peek().is_none() {
        return PromiseState::Replaced;
    }
    let counted: Vec<&PartOutcome> = counted.collect();
    if counted.iter().any(|part| part.state.is_missed()) {
        let something = counted.iter().any(|part| part.received > Amount::ZERO);
        return if something { PromiseState::PartlyKept } else { PromiseState::Broken };
    }
    if counted.iter().any(|part| part.state.is_open()) {
        return PromiseState::Pending;
    }
    if counted.len() < parts.len() { PromiseState::Replaced } else { PromiseState::Kept }
}
