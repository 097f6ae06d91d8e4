//! All routes of a case, best first.

use super::ask::CompareAsk;
use super::break_even::BreakEven;
use super::budget::BudgetEffect;
use super::check::hangs_together;
use super::discount::Discount;
use super::error::CompareError;
use super::relief_test::ReliefTest;
use super::route::RouteKind;
use super::settlement::SettlementFloor;
use super::table::Table;
use super::value::{Interval, TimeToCash, Worth};
use super::write_off::WriteOffReading;
use makegood_units::{Amount, Currency, Why};
use serde::{Deserialize, Serialize};

/// Whether a route may be offered or taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// It may.
    May,
    /// Something has to be there first.
    Needs(Vec<String>),
    /// It may not.
    Blocked(Vec<Why>),
}

/// A route with what it is worth and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued {
    /// Its name within the case.
    pub id: String,
    /// Which of the catalogue.
    pub kind: RouteKind,
    /// The value and its addends.
    pub worth: Worth,
    /// The value less what waiting is worth: what the lender's act adds.
    pub over_waiting: Amount,
    /// The same over the ranges of the chances.
    pub over_waiting_interval: Option<Interval>,
    /// When cash comes; none when none does.
    pub time: Option<TimeToCash>,
    /// The borrower's month.
    pub budget: BudgetEffect,
    /// Whether it may be offered.
    pub offer: Offer,
    /// Whether the debt becomes forborne by it.
    pub forborne: bool,
    /// Whether a second person has to agree.
    pub four_eyes: bool,
}

/// Every route beside every other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The basis of discount.
    pub basis: Discount,
    /// The currency of every amount.
    pub currency: Currency,
    /// The basis in words, with the rounding.
    pub basis_says: String,
    /// The routes, best first; what is blocked comes last.
    pub routes: Vec<Valued>,
    /// Where routes are worth the same.
    pub break_evens: Vec<BreakEven>,
    /// Settlements against their floor.
    pub settlements: Vec<SettlementFloor>,
    /// Relief loans with and without.
    pub relief_tests: Vec<ReliefTest>,
    /// Write-offs and what they still need.
    pub write_offs: Vec<WriteOffReading>,
}

/// Lays all routes of a case beside each other.
///
/// # Errors
/// A [`CompareError`] for what cannot be reckoned or does not hang together.
pub fn compare(ask: &CompareAsk) -> Result<Comparison, CompareError> {
    hangs_together(ask)?;
    let basis = Discount::try_new(ask.discount, ask.day_count, ask.as_of)?;
    let table = Table::try_new(ask, &basis)?;
    let mut routes = table.valued()?;
    routes.sort_by_key(|one| (matches!(one.offer, Offer::Blocked(_)), std::cmp::Reverse(one.worth.npv)));
    let settlements = table.settlements(&mut routes)?;
    let write_offs = table.write_offs(&mut routes);
    let relief_tests = table.relief_tests(&mut routes)?;
    let break_evens = table.break_evens(&routes)?;
    let basis_says = basis.says();
    let currency = ask.currency;
    Ok(Comparison { basis, currency, basis_says, routes, break_evens, settlements, relief_tests, write_offs })
}
