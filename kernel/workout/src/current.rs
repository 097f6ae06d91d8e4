//! What makes a loan current today.

use makegood_book::{BookError, History};
use makegood_units::{Amount, BusinessDate, Currency, FactId, LoanId, Money, Why};
use serde::{Deserialize, Serialize};

/// How far ahead the next demand is shown.
const SOON_DAYS: i32 = 7;

/// An instalment with something still to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Its number within the loan.
    pub no: u32,
    /// The due date.
    pub due_on: BusinessDate,
    /// What is still unpaid of it.
    pub unpaid: Amount,
}

/// What makes a loan current, and what comes right after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeCurrent {
    /// Paid today, this leaves nothing past due.
    pub pay_now: Amount,
    /// The past-due instalments it is made of, oldest first.
    pub past_due: Vec<Open>,
    /// What falls due besides from today through `soon_through`.
    pub falls_due_soon: Amount,
    /// The instalments that is made of.
    pub soon: Vec<Open>,
    /// The last day looked at, seven days from today.
    pub soon_through: BusinessDate,
    /// The amounts in words, and the instalments they rest on.
    pub why: Why,
}

/// What makes `loan` current on `as_of`, read from its history as of that day.
///
/// # Errors
/// [`BookError::Overflow`] when the amounts do not fit.
pub fn make_current(
    loan: &LoanId,
    currency: Currency,
    history: &History,
    as_of: BusinessDate,
) -> Result<MakeCurrent, BookError> {
    let soon_through = as_of.plus_days(SOON_DAYS);
    let mut open = Vec::new();
    for row in history.instalments.iter().filter(|row| row.due_on <= soon_through) {
        let unpaid = row.unpaid()?;
        if !unpaid.is_zero() {
            open.push(Open { no: row.no, due_on: row.due_on, unpaid });
        }
    }
    let (past_due, soon): (Vec<Open>, Vec<Open>) = open.into_iter().partition(|row| row.due_on < as_of);
    let sum = |rows: &[Open]| Amount::checked_sum(rows.iter().map(|row| row.unpaid)).ok_or(BookError::Overflow);
    let (pay_now, falls_due_soon) = (sum(&past_due)?, sum(&soon)?);
    let money = |amount| Money::new(amount, currency);
    let says = match (pay_now.is_zero(), falls_due_soon.is_zero()) {
        (true, true) => format!("Nothing is due through {soon_through}."),
        (true, false) => format!("Nothing is past due; {} falls due by {soon_through}.", money(falls_due_soon)),
        (false, true) => format!("{} today makes it current.", money(pay_now)),
        (false, false) => {
            let both = pay_now.checked_add(falls_due_soon).ok_or(BookError::Overflow)?;
            format!("{} today makes it current; {} covers the next seven days too.", money(pay_now), money(both))
        }
    };
    let fact = |row: &Open| FactId::new("instalment", format_args!("{loan}/{}", row.no));
    let why = past_due.iter().chain(&soon).map(fact).fold(Why::new("make_current", says), Why::with);
    Ok(MakeCurrent { pay_now, past_due, falls_due_soon, soon, soon_through, why })
}
