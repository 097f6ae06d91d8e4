//! The facts of one contract that penalty terms rest on.

use super::FeeAmount;
use makegood_units::{Amount, BusinessDate, Currency, Rate};

/// Facts of one contract. A convention says by name which one it misses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The currency of every amount.
    pub currency: Currency,
    /// The contract rate.
    pub rate: Option<Rate>,
    /// The rate agreed for overdue amounts, all that runs on them together.
    pub penalty_rate: Option<Rate>,
    /// The late fee or penal charge agreed.
    pub late_fee: Option<FeeAmount>,
    /// When the contract was made; caps are read off at that date.
    pub made_on: Option<BusinessDate>,
    /// The amount lent.
    pub amount_lent: Option<Amount>,
    /// Principal on the day the loan became non-performing. While it is not known,
    /// a cap on it reads the principal outstanding on the day, which is not more.
    pub principal_when_non_performing: Option<Amount>,
    /// What else runs on the same money at the same time and counts against caps
    /// on a rate: contract interest on the overdue amount, recurring fees.
    pub alongside: Rate,
    /// Cost of the credit charged outside this calculation, from the beginning up to
    /// the last day of it: interest, fees, penalties.
    pub other_cost: Option<Amount>,
    /// Late fees levied before the first day of this calculation, paid or not.
    pub late_fees_before: Amount,
}

impl Contract {
    /// A contract of which only the currency is known.
    pub const fn new(currency: Currency) -> Self {
        Self {
            currency,
            rate: None,
            penalty_rate: None,
            late_fee: None,
            made_on: None,
            amount_lent: None,
            principal_when_non_performing: None,
            alongside: Rate::ZERO,
            other_cost: None,
            late_fees_before: Amount::ZERO,
        }
    }
}
