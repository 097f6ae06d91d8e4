//! The lender's days past due beside ours for one statement, with a named reason
//! where they differ.

use super::own::{How, OwnDays, own_days};
use crate::Statement;
use makegood_units::{BusinessDate, LoanId};
use serde::{Deserialize, Serialize};

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
    /// Ours is from the schedule and payments held; the verdict says what sets it apart.
    CountedFromBook,
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
            Self::CountedFromBook => "ours is from the schedule and payments held; see the verdict",
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

/// The lender's figure beside ours, with the reason where they differ.
pub fn compare(statement: &Statement) -> Difference {
    beside(statement, &own_days(statement))
}

/// The lender's figure beside a count of ours.
pub(super) fn beside(statement: &Statement, own: &OwnDays) -> Difference {
    let reason = match (own.how, statement.days_past_due, own.days) {
        (How::ChargedOff, ..) => Reason::ChargedOff,
        (How::Paid, ..) => Reason::Paid,
        (_, None, _) | (_, _, None) => Reason::MissingFigures,
        (_, Some(theirs), Some(ours)) if theirs == ours => Reason::Agrees,
        (_, Some(_), Some(0)) => Reason::ArrearsNotInAmountDue,
        (_, Some(0), Some(_)) => Reason::AmountDueWithoutDays,
        (_, Some(theirs), Some(ours)) => apart(own, theirs, ours),
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

#[cfg(test)]
mod tests {
    use super::super::months::due_back;
    use super::{compare, own_days};
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
