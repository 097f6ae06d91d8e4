//! Our own days past due beside the lender's, from a month-end statement alone.
//!
//! A tape has no instalments and no payments, so our figure rests on two of its
//! amounts. What is due next period, less one scheduled payment, is what is behind;
//! over the scheduled payment that is the number of instalments behind; the due
//! day of the loan dates the oldest of them. Both figures are kept, and where they
//! differ a named rule says why.

use crate::Statement;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, Why};
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

/// Why the two figures differ, or that they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The same number of days.
    Agrees,
    /// Within what the unknown due day leaves open.
    DueDayUnknown,
    /// The same number of instalments behind, counted in months of 30 days.
    MonthOf30Days,
    /// The lender counts days although no more is due next than one payment: the
    /// amount due leaves arrears out, or a payment came after the days were counted.
    ArrearsNotInAmountDue,
    /// The lender counts none although more is due next than one payment: a deferral,
    /// fees, or a threshold below which the lender does not count.
    AmountDueWithoutDays,
    /// Exactly one instalment more is due than the lender's days explain: the amount
    /// due counts the payment of the period just ended as well as that of the next.
    OneInstalmentMore,
    /// More is due next than the lender's days explain: fees, or a due date moved.
    MoreDueThanDays,
    /// Less is due next than the lender's days explain: a part payment, or arrears deferred.
    LessDueThanDays,
    /// Charged off: no days are counted.
    ChargedOff,
    /// Paid: no days are counted.
    Paid,
    /// One of the two figures is missing.
    MissingFigures,
}

impl Reason {
    /// The reason in words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::DueDayUnknown => "within what the unknown due day leaves open",
            Self::MonthOf30Days => "same instalments behind, counted in months of 30 days",
            Self::ArrearsNotInAmountDue => "the amount due leaves the arrears out, or a payment came after the count",
            Self::AmountDueWithoutDays => {
                "more is due than one payment, yet the lender counts no days: deferral, fees or a threshold"
            }
            Self::OneInstalmentMore => "the amount due holds one instalment more than the days explain",
            Self::MoreDueThanDays => "more is due than the days explain: fees, or a due date moved",
            Self::LessDueThanDays => "less is due than the days explain: a part payment, or arrears deferred",
            Self::ChargedOff => "charged off, no days are counted",
            Self::Paid => "paid, no days are counted",
            Self::MissingFigures => "cannot tell: a figure is missing",
        }
    }
}

/// The lender's figure beside ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Of which loan.
    pub loan: LoanId,
    /// On which day.
    pub as_of: BusinessDate,
    /// The lender's days past due.
    pub theirs: Option<i32>,
    /// Our days past due.
    pub ours: Option<i32>,
    /// Why they differ, or that they agree.
    pub reason: Reason,
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

/// The lender's figure beside ours, with the reason where they differ.
pub fn compare(statement: &Statement) -> Difference {
    let own = own_days(statement);
    let reason = match (own.how, statement.days_past_due, own.days) {
        (How::ChargedOff, ..) => Reason::ChargedOff,
        (How::Paid, ..) => Reason::Paid,
        (_, None, _) | (_, _, None) => Reason::MissingFigures,
        (_, Some(theirs), Some(ours)) if theirs == ours => Reason::Agrees,
        (_, Some(_), Some(0)) => Reason::ArrearsNotInAmountDue,
        (_, Some(0), Some(_)) => Reason::AmountDueWithoutDays,
        (_, Some(theirs), Some(ours)) => apart(&own, theirs, ours),
    };
    Difference {
        loan: statement.loan.clone(),
        as_of: statement.as_of,
        theirs: statement.days_past_due,
        ours: own.days,
        reason,
    }
}

/// Why two counts of days, neither of them zero, are apart.
fn apart(own: &OwnDays, theirs: i32, ours: i32) -> Reason {
    let fewest = own.at_least.unwrap_or(ours);
    if (fewest..=ours).contains(&theirs) {
        return Reason::DueDayUnknown;
    }
    // One instalment behind is days 1 to 30 in such months, two are 31 to 60.
    let months = i64::from(theirs.saturating_add(29) / 30);
    let near_a_month = i64::from(theirs) / 30 + 1;
    match own.instalments_behind {
        Some(behind) if behind == months || behind == near_a_month => Reason::MonthOf30Days,
        Some(behind) if behind == near_a_month + 1 => Reason::OneInstalmentMore,
        Some(behind) if behind > months => Reason::MoreDueThanDays,
        _ => Reason::LessDueThanDays,
    }
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

/// The due date `count` back from `as_of`, the latest one on or before it being
/// the first. In a month too short for it, the due day is the month's last.
fn due_back(as_of: BusinessDate, due_day: i8, count: i64) -> BusinessDate {
    let civil = as_of.civil();
    let this_month = i64::from(due_day.min(civil.days_in_month()) > civil.day());
    let back = count.saturating_sub(1).saturating_add(this_month);
    let month = (i64::from(civil.year()) * 12 + i64::from(civil.month()) - 1).saturating_sub(back).max(12);
    let year = i16::try_from(month / 12).unwrap_or(1);
    let month = i8::try_from(month % 12 + 1).unwrap_or(1);
    let first = BusinessDate::try_from_ymd(year, month, 1).unwrap_or(as_of);
    first.plus_days(i32::from(due_day.min(first.civil().days_in_month())) - 1)
}

/// The fewest days `count` instalments behind can be, whatever the due day.
fn fewest(as_of: BusinessDate, count: i64) -> i32 {
    (1..=31).map(|due_day| as_of.days_since(due_back(as_of, due_day, count))).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{compare, due_back, own_days};
    use crate::Statement;
    use makegood_units::Amount;

    fn statement(scheduled: i64, next: i64, first_due: &str, theirs: i32, zero: Option<&str>) -> Statement {
        Statement {
            loan: "T/1".into(),
            as_of: "2017-02-28".parse().expect("a day"),
            days_past_due: Some(theirs),
            balance: None,
            scheduled_payment: (scheduled > 0).then(|| Amount::from_minor(scheduled)),
            next_amount_due: Some(Amount::from_minor(next)),
            first_due_on: Some(first_due.parse().expect("a day")),
            interest_paid_through: None,
            zero_balance_code: zero.map(str::to_owned),
            repossessed: None,
        }
    }

    #[test]
    fn two_counts_side_by_side() {
        let month = "2016-09-01";
        let table = [
            // scheduled, next, first due, theirs, zero code => ours, reason
            (100, 100, month, 0, None, Some(0), "agrees"),
            (100, 0, month, 0, None, Some(0), "agrees"),
            (100, 109, month, 0, None, Some(0), "agrees"),
            (100, 200, month, 27, None, Some(27), "agrees"),
            (100, 200, month, 5, None, Some(27), "due_day_unknown"),
            (100, 200, month, 29, None, Some(27), "month_of30_days"),
            (100, 200, "2016-09-15", 13, None, Some(13), "agrees"),
            (100, 300, "2016-09-15", 43, None, Some(44), "month_of30_days"),
            (100, 300, "2016-08-31", 28, None, Some(28), "agrees"),
            (100, 400, month, 75, None, Some(89), "due_day_unknown"),
            (100, 100, month, 12, None, Some(0), "arrears_not_in_amount_due"),
            (100, 400, month, 0, None, Some(89), "amount_due_without_days"),
            (100, 300, month, 5, None, Some(58), "one_instalment_more"),
            (100, 400, month, 5, None, Some(89), "more_due_than_days"),
            (100, 200, month, 75, None, Some(27), "less_due_than_days"),
            (0, 200, month, 75, None, None, "missing_figures"),
            (100, 0, month, 0, Some("4"), None, "charged_off"),
            (100, 0, month, 0, Some("1"), None, "paid"),
        ];
        for (scheduled, next, first, theirs, zero, ours, reason) in table {
            let found = compare(&statement(scheduled, next, first, theirs, zero));
            let debug = format!("{:?}", found.reason);
            let snake = reason.replace('_', "");
            assert_eq!((found.ours, debug.to_lowercase()), (ours, snake), "{scheduled} {next} {first} {theirs}");
        }
    }

    #[test]
    fn figures_beyond_reason_do_not_panic() {
        let found = own_days(&statement(1, i64::MAX, "2016-09-01", 0, None));
        assert!(found.days.is_some_and(|days| days > 700_000));
        let day = "2017-03-31".parse().expect("a day");
        assert_eq!(due_back(day, 31, 2).to_string(), "2017-02-28");
        assert_eq!(due_back("2017-03-30".parse().expect("a day"), 31, 1).to_string(), "2017-02-28");
    }
}
