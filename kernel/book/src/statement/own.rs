//! Our own days past due from a month-end statement alone.
//!
//! A tape has no instalments and no payments, so our figure rests on two of its
//! amounts. What is due next period, less one scheduled payment, is what is behind;
//! over the scheduled payment that is the number of instalments behind; the due
//! day of the loan dates the oldest of them.

use super::months::{due_back, fewest};
use crate::Statement;
use makegood_units::{Amount, FactId, Why};
use serde::{Deserialize, Serialize};

/// Days past due by our own count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDays {
    /// The days; `None` when the statement cannot tell.
    pub days: Option<i32>,
    /// The fewest it could be, when the due day within the month is not known.
    pub at_least: Option<i32>,
    /// How many instalments are not fully paid and past due.
    pub instalments_behind: Option<i64>,
    /// How the figure was found.
    pub how: How,
    /// The reason in words, with the statement it rests on.
    pub why: Why,
}

/// How a figure was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// No more is due next than one scheduled payment.
    NotBehind,
    /// Counted from the due date of the oldest instalment behind.
    FromDueDay,
    /// The tape gives the month of the first due date only; counted from the first of the month.
    FromDueMonth,
    /// The balance is zero: paid.
    Paid,
    /// The balance is zero: charged off.
    ChargedOff,
    /// A figure it would take is missing.
    MissingFigures,
}

/// An instalment counts as paid when at most this part of it, in hundredths, is
/// open: lenders do not age a loan for a small remainder.
const REMAINDER_HUNDREDTHS: i64 = 10;

/// Our own days past due from a statement.
pub fn own_days(statement: &Statement) -> OwnDays {
    let fact = FactId::new("statement", format_args!("{}/{}", statement.loan, statement.as_of));
    let found = |how, days, at_least, behind, says: String| OwnDays {
        days,
        at_least,
        instalments_behind: behind,
        how,
        why: Why::new(code(how), says).with(fact.clone()),
    };
    match statement.zero_balance_code.as_deref() {
        Some("4") => return found(How::ChargedOff, None, None, None, "The balance was charged off.".to_owned()),
        Some(other) => {
            let says = format!("The balance is zero (code {other}).");
            return found(How::Paid, None, None, None, says);
        }
        None => {}
    }
    let (Some(next), Some(scheduled)) = (statement.next_amount_due, whole_payment(statement)) else {
        let says = "The scheduled payment or the amount due next is missing.".to_owned();
        return found(How::MissingFigures, None, None, None, says);
    };
    let behind = instalments_behind(next, scheduled);
    if behind == 0 {
        return found(How::NotBehind, Some(0), Some(0), Some(0), "No more is due next than one payment.".to_owned());
    }
    let Some(first) = statement.first_due_on else {
        let says = "The first due date is missing, so the due day is not known.".to_owned();
        return found(How::MissingFigures, None, None, Some(behind), says);
    };
    let oldest = due_back(statement.as_of, first.civil().day(), behind);
    let days = statement.as_of.days_since(oldest);
    let says = format!("{behind} instalments are behind, the oldest due {oldest}.");
    if first.civil().day() == 1 {
        return found(How::FromDueMonth, Some(days), Some(fewest(statement.as_of, behind)), Some(behind), says);
    }
    found(How::FromDueDay, Some(days), Some(days), Some(behind), says)
}

fn code(how: How) -> &'static str {
    match how {
        How::NotBehind => "nothing_past_due",
        How::FromDueDay => "counted_from_due_day",
        How::FromDueMonth => "counted_from_due_month",
        How::Paid => "paid_in_full",
        How::ChargedOff => "charged_off",
        How::MissingFigures => "missing_figures",
    }
}

fn whole_payment(statement: &Statement) -> Option<Amount> {
    statement.scheduled_payment.filter(|amount| *amount > Amount::ZERO)
}

/// How many instalments are open, a small remainder aside.
fn instalments_behind(next: Amount, scheduled: Amount) -> i64 {
    let behind = i128::from(next.minor()) - i128::from(scheduled.minor());
    let unit = i128::from(scheduled.minor());
    let remainder = unit * i128::from(REMAINDER_HUNDREDTHS) / 100;
    let open = (behind - remainder).max(0);
    i64::try_from((open + unit - 1) / unit).unwrap_or(i64::MAX)
}
