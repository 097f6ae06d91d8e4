//! What may be charged at most, and by which rule.

use super::terms::Accruing;
use super::{DatedRate, Source};
use crate::Component;
use makegood_units::Amount;
use serde::Deserialize;

/// What a capped rate is measured on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// On what bears the interest, each base by itself.
    #[default]
    Base,
    /// On the outstanding principal, for all bases of a day together.
    OutstandingPrincipal,
}

/// How much at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A day's accrual, with what runs alongside, is no more than this rate gives.
    Rate {
        /// The rate through time.
        at_most: DatedRate,
        /// On what.
        on: Measure,
    },
    /// What is unpaid of the components, with what this calculation charges or
    /// defers, stays within the amount: *in duplum*.
    Unpaid {
        /// The components counted.
        counts: Vec<Component>,
        /// The amount; the outstanding principal of the day when it is not known.
        within: Option<Amount>,
    },
    /// All that was charged before, and is charged or deferred here, paid or not,
    /// stays within the amount.
    Total {
        /// Charged before.
        before: Amount,
        /// The amount.
        within: Amount,
    },
    /// One event costs no more than the amount.
    Event {
        /// The amount.
        at_most: Amount,
    },
}

/// One cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Its name, such as `ke.in_duplum`.
    pub id: String,
    /// Where it was read.
    pub source: Source,
    /// What it bounds.
    pub over: Vec<Accruing>,
    /// How much.
    pub limit: Limit,
}
