//! What is owed to this lender, as the figures of a file need it.

use crate::LoanHistory;
use makegood_case::Month;
use makegood_units::{Amount, BusinessDate, Currency, FactId};
use std::collections::BTreeMap;

/// The debt here, in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtHere {
    /// Of every amount; figures in another currency are left aside, never converted.
    pub currency: Currency,
    /// Due and unpaid.
    pub arrears: Amount,
    /// What falls due by month, paid or not.
    pub due_in: BTreeMap<Month, Amount>,
    /// The instalment of the month: what falls due in the month of the day, else in the
    /// next month in which something does, else in the last one.
    pub instalment: Amount,
    /// The instalments that make it up.
    pub facts: Vec<FactId>,
}

impl DebtHere {
    /// Adds up the loans of one currency. `None` when the sums do not fit.
    pub fn of(loans: &[LoanHistory<'_>], currency: Currency, arrears: Amount, as_of: BusinessDate) -> Option<Self> {
        let mut due_in: BTreeMap<Month, Amount> = BTreeMap::new();
        let mut rows: BTreeMap<Month, Vec<FactId>> = BTreeMap::new();
        for loan in loans {
            for row in &loan.history.instalments {
                let month = Month::of(row.due_on);
                let due = row.due.total().ok()?;
                let sum = due_in.entry(month).or_default();
                *sum = sum.checked_add(due)?;
                rows.entry(month)
                    .or_default()
                    .push(FactId::new("instalment", format_args!("{}/{}", loan.loan, row.no)));
            }
        }
        let falls = |month: &&Month| due_in.get(*month).is_some_and(|due| *due > Amount::ZERO);
        let this = Month::of(as_of);
        let month = due_in.range(this..).map(|(month, _)| month).find(falls);
        let month = month.or_else(|| due_in.keys().rev().find(falls)).copied();
        let instalment = month.and_then(|month| due_in.get(&month)).copied().unwrap_or(Amount::ZERO);
        let facts = month.and_then(|month| rows.remove(&month)).unwrap_or_default();
        Some(Self { currency, arrears, due_in, instalment, facts })
    }
}
