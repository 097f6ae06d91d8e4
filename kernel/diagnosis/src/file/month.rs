//! The borrower's month as a comparison of routes reads it: income, and what is left of
//! it before any debt is served.

use super::parts::Part;
use super::sums::{Sums, rests_on};
use super::{BorrowerFile, DebtHere};
use makegood_units::{Amount, BusinessDate, Why};
use serde::{Deserialize, Serialize};

/// A sum a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum {
    /// How much, minor units.
    pub amount: Amount,
    /// Whether every fact behind it was seen and not only said.
    pub is_verified: bool,
    /// The oldest day a fact behind it is true for.
    pub rests_on: BusinessDate,
}

/// The month of a file; what cannot be said carries its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMonth {
    /// Income.
    pub income: Result<MonthSum, Why>,
    /// Income less household costs and tax, before any debt service.
    pub before_debts: Result<MonthSum, Why>,
    /// What debts to others and of the business take.
    pub other_debts: Result<MonthSum, Why>,
}

impl FileMonth {
    /// Reads the month beside what is owed here.
    pub fn of(file: &BorrowerFile, here: &DebtHere) -> Self {
        let sums = Sums { file, here };
        let sum = |part: Part| {
            let minor = i64::try_from(part.minor);
            let minor = minor.map_err(|_| Why::new("does_not_fit", "The amounts are too large to be worked with."))?;
            let (rests_on, _) = rests_on(&part, file.as_of);
            Ok(MonthSum { amount: Amount::from_minor(minor), is_verified: !part.is_stated, rests_on })
        };
        let before_debts = || {
            let spent = sums.costs()?.plus(sums.tax());
            sum(sums.income()?.less(spent))
        };
        // The surplus of the file is what is left after other debts: the gap is their service.
        let other_debts = || {
            let spent = sums.costs()?.plus(sums.tax());
            sum(sums.income()?.less(spent).less(sums.surplus()?))
        };
        Self { income: sums.income().and_then(sum), before_debts: before_debts(), other_debts: other_debts() }
    }
}
