//! All that is worked out from the facts of some debts, for people and for programs.

use crate::assets::{AddedAnswer, SaleAnswer};
use crate::demand::Demand;
use crate::group::GroupAnswer;
use crate::ledger::Ledger;
use crate::liability::Liability;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::security::SecurityAnswer;
use makegood_units::{Amount, BusinessDate, Currency};
use serde::Serialize;

/// One line of an arithmetic that can be followed with a pencil.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is.
    pub says: String,
    /// How much.
    pub amount: Amount,
}

impl Line {
    pub(crate) fn new(says: impl Into<String>, amount: Amount) -> Self {
        Self { says: says.into(), amount }
    }
}

/// The answer. Amounts are minor units of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recourse {
    /// What it is about.
    pub name: String,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// Of all amounts.
    pub currency: Currency,
    /// Who is liable, for how much.
    pub liable: Vec<Liability>,
    /// What may be demanded of guarantors, or why not.
    pub demands: Vec<Demand>,
    /// How the groups stand.
    pub groups: Vec<GroupAnswer>,
    /// Who paid how much for whom.
    pub ledgers: Vec<Ledger>,
    /// What pledges and mortgages bring, or why not yet.
    pub securities: Vec<SecurityAnswer>,
    /// What owners could sell themselves.
    pub sales: Vec<SaleAnswer>,
    /// Whether security offered in addition may be taken.
    pub added: Vec<AddedAnswer>,
    /// In which order to turn to whom.
    pub order: Order,
    /// What was not relied on, and what did not count. The rest holds without it.
    pub refused: Vec<Refusal>,
}
