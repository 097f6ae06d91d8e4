//! Promises to pay, judged by the cash alone.

use crate::Promise;
use makegood_book::Payment;
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// What the cash says of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// The day has not passed and the amount is not in yet.
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
}

impl Promise {
    /// What came in for it by `as_of`: from the day it was made through the day it was
    /// due. The promised day itself still counts for the borrower.
    pub fn received<'a>(&self, payments: impl IntoIterator<Item = &'a Payment>, as_of: BusinessDate) -> Amount {
        let counts = |payment: &&Payment| {
            let in_time = payment.value_on >= self.made_on && payment.value_on <= self.due_on.min(as_of);
            in_time && self.loan.as_ref().is_none_or(|loan| *loan == payment.loan)
        };
        payments.into_iter().filter(counts).map(|payment| payment.amount).sum()
    }

    /// Kept when at least the amount came in by the day; partly kept when something did.
    pub fn state(&self, payments: &[Payment], as_of: BusinessDate) -> PromiseState {
        let received = self.received(payments, as_of);
        if received >= self.amount {
            PromiseState::Kept
        } else if as_of <= self.due_on {
            PromiseState::Pending
        } else if received > Amount::ZERO {
            PromiseState::PartlyKept
        } else {
            PromiseState::Broken
        }
    }
}
