//! What is known when routes are compared.

use super::budget::{Limits, Means};
use super::odds::Chance;
use super::route::Route;
use super::write_off::WriteOffNeed;
use makegood_units::{Amount, BusinessDate, Currency, DayCount, Rate};
use serde::{Deserialize, Serialize};

/// A question after the chance at which two routes are worth the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakEvenAsk {
    /// The chance that is varied; all others stay as expected.
    pub chance: String,
    /// The two routes.
    pub between: (String, String),
}

/// A case whose routes are to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareAsk {
    /// Today: amounts are worth what they would be worth on this day.
    pub as_of: BusinessDate,
    /// Of all amounts.
    pub currency: Currency,
    /// The rate of discount; a rate a year is effective, so a year later an amount is
    /// worth one over one plus the rate.
    pub discount: Rate,
    /// How days count into a year.
    pub day_count: DayCount,
    /// All that is owed.
    pub owed: Amount,
    /// The named chances.
    pub chances: Vec<Chance>,
    /// The routes; one of them is to wait.
    pub routes: Vec<Route>,
    /// What the borrower has and owes every month, as far as verified.
    pub means: Means,
    /// What the lender allows debt service to be.
    pub limits: Limits,
    /// Break-evens to solve. None: for each chance, every route it moves against the best of the others.
    pub break_evens: Vec<BreakEvenAsk>,
    /// What a write-off can already show.
    pub write_off_shown: Vec<WriteOffNeed>,
}
