//! The ways lenders count days past due, each as what it would state of one loan.

use super::held::{Held, Snapshots};
use super::months::{month_end, months_between, months_later};
use makegood_units::BusinessDate;
use serde::{Deserialize, Serialize};

/// A way of counting days past due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayConvention {
    /// Calendar days, the due date being day 0: ours.
    #[serde(rename = "due_date_is_day_0")]
    DueDateIsDay0,
    /// Calendar days, the due date being day 1 (as the Reserve Bank of India has it).
    #[serde(rename = "due_date_is_day_1")]
    DueDateIsDay1,
    /// Days in months of 30: every month end is the 30th.
    #[serde(rename = "months_of_30_days")]
    MonthsOf30Days,
    /// 30 for each full month unpaid at the end of the day before the next due date (MBA).
    MonthBucketsMba,
    /// 30 for each due date of a following month at the close of which it is unpaid (OTS).
    MonthBucketsOts,
    /// 30 for each instalment missed.
    #[serde(rename = "missed_times_30")]
    MissedTimes30,
    /// The count was run a day earlier, on what had been paid by then.
    RunOneDayEarlier,
    /// The count was run a day later, on what had been paid by then.
    RunOneDayLater,
    /// The days of grace are taken off.
    GraceTakenOff {
        /// How many.
        days: i32,
    },
    /// Counted to the day of the report instead of the end of the period.
    ToReportDate,
    /// Counted to the end of the month instead of the day of the statement.
    ToMonthEnd,
}

/// The longest grace looked for, in days.
const LONGEST_GRACE: i32 = 31;

impl DayConvention {
    /// Every convention, in the order in which one is preferred where several explain
    /// the same rows. A day of grace is the same as a run one day earlier.
    pub fn all() -> Vec<Self> {
        let plain = [
            Self::DueDateIsDay0,
            Self::DueDateIsDay1,
            Self::MonthsOf30Days,
            Self::MonthBucketsMba,
            Self::MonthBucketsOts,
            Self::MissedTimes30,
            Self::RunOneDayEarlier,
            Self::RunOneDayLater,
        ];
        let grace = (1..=LONGEST_GRACE).map(|days| Self::GraceTakenOff { days });
        plain.into_iter().chain(grace).chain([Self::ToReportDate, Self::ToMonthEnd]).collect()
    }

    /// The convention in words.
    pub fn says(self) -> String {
        match self {
            Self::DueDateIsDay0 => "calendar days, the due date is day 0".to_owned(),
            Self::DueDateIsDay1 => "calendar days, the due date is day 1".to_owned(),
            Self::MonthsOf30Days => "months of 30 days".to_owned(),
            Self::MonthBucketsMba => "30 a month, unpaid the day before the next due date (MBA)".to_owned(),
            Self::MonthBucketsOts => "30 a month, unpaid on the next due date (OTS)".to_owned(),
            Self::MissedTimes30 => "30 for each instalment missed".to_owned(),
            Self::RunOneDayEarlier => "counted one day earlier".to_owned(),
            Self::RunOneDayLater => "counted one day later".to_owned(),
            Self::GraceTakenOff { days } => format!("{days} days of grace taken off"),
            Self::ToReportDate => "counted to the report date".to_owned(),
            Self::ToMonthEnd => "counted to the month's end".to_owned(),
        }
    }

    /// What a lender that counts so states of a loan of which we hold this at the end
    /// of the day; `None` where we hold nothing that tells it.
    pub fn stated(self, as_of: BusinessDate, held: &Held) -> Option<i32> {
        held.unpaid.as_ref().and_then(|unpaid| self.days(as_of, Some(as_of), unpaid))
    }

    /// What this convention states of a loan; `None` where a date it takes is missing.
    pub(super) fn days(
        self,
        as_of: BusinessDate,
        reported_on: Option<BusinessDate>,
        unpaid: &Snapshots,
    ) -> Option<i32> {
        let since =
            |oldest: Option<BusinessDate>, until: BusinessDate| oldest.map_or(0, |due| until.days_since(due).max(0));
        let oldest = unpaid.on.oldest;
        Some(match self {
            Self::DueDateIsDay0 => since(oldest, as_of),
            Self::DueDateIsDay1 => since(unpaid.with_today.oldest, as_of.plus_days(1)),
            Self::MonthsOf30Days => oldest.map_or(0, |due| in_months_of_30(due, as_of).max(0)),
            Self::MonthBucketsMba => oldest.map_or(0, |due| 30 * full_months(due, as_of.plus_days(1))),
            Self::MonthBucketsOts => oldest.map_or(0, |due| 30 * full_months(due, as_of)),
            Self::MissedTimes30 => i32::try_from(unpaid.on.missed.checked_mul(30)?).ok()?,
            Self::RunOneDayEarlier => since(unpaid.earlier.oldest, as_of.plus_days(-1)),
            Self::RunOneDayLater => since(unpaid.later.oldest, as_of.plus_days(1)),
            Self::GraceTakenOff { days } => (since(oldest, as_of) - days).max(0),
            Self::ToReportDate => since(oldest, reported_on?),
            Self::ToMonthEnd => since(oldest, month_end(as_of)),
        })
    }

    /// Whether the convention moves by whole months.
    pub(super) fn is_by_the_month(self) -> bool {
        matches!(self, Self::MonthBucketsMba | Self::MonthBucketsOts | Self::MissedTimes30)
    }
}

/// Days from `due` to `until` with 30 in every month; the last of a month is the 30th.
fn in_months_of_30(due: BusinessDate, until: BusinessDate) -> i32 {
    let thirtieth = |day: BusinessDate| if day == month_end(day) { 30 } else { i32::from(day.civil().day()).min(30) };
    months_between(due, until) * 30 + thirtieth(until) - thirtieth(due)
}

/// How many months after `due` have come round by `until`, that day included.
fn full_months(due: BusinessDate, until: BusinessDate) -> i32 {
    let most = months_between(due, until).max(0);
    let come = months_later(due, most).is_some_and(|day| day <= until);
    if come { most } else { (most - 1).max(0) }
}

#[cfg(test)]
mod tests {
    use super::super::held::{Snapshots, Unpaid};
    use super::DayConvention;
    use makegood_units::BusinessDate;

    /// Due dates beside statement days, and what each convention states.
    #[test]
    fn worked_days() {
        use DayConvention::{
            DueDateIsDay0, DueDateIsDay1, GraceTakenOff, MonthBucketsMba, MonthBucketsOts, MonthsOf30Days, ToMonthEnd,
            ToReportDate,
        };
        let day = |text: &str| text.parse::<BusinessDate>().unwrap_or_else(|error| panic!("{error}"));
        let table = [
            // Law rules 8.2, DP-2: due April 1, unpaid.
            (MonthBucketsMba, "2026-04-01", "2026-04-29", 0),
            (MonthBucketsMba, "2026-04-01", "2026-04-30", 30),
            (MonthBucketsMba, "2026-04-01", "2026-05-31", 60),
            (MonthBucketsOts, "2026-04-01", "2026-04-30", 0),
            (MonthBucketsOts, "2026-04-01", "2026-05-01", 30),
            (MonthBucketsOts, "2026-04-01", "2026-05-31", 30),
            (MonthBucketsOts, "2026-01-31", "2026-02-28", 30),
            // DP-1: due January 1; by the Reserve Bank's count the due date is day 1.
            (DueDateIsDay0, "2026-01-01", "2026-04-01", 90),
            (DueDateIsDay1, "2026-01-01", "2026-04-01", 91),
            (GraceTakenOff { days: 5 }, "2026-01-01", "2026-01-04", 0),
            (GraceTakenOff { days: 5 }, "2026-01-01", "2026-01-31", 25),
            // A loan of the demo tape stands at 24, 54 and 84 on three month ends.
            (MonthsOf30Days, "2017-01-06", "2017-01-31", 24),
            (MonthsOf30Days, "2017-01-06", "2017-02-28", 54),
            (MonthsOf30Days, "2017-01-06", "2017-03-31", 84),
            (ToMonthEnd, "2017-01-06", "2017-02-10", 53),
            (ToReportDate, "2017-01-06", "2017-02-28", 68),
        ];
        for (convention, due, as_of, expected) in table {
            let unpaid = Snapshots::all(Unpaid { oldest: Some(day(due)), missed: 1 });
            let found = convention.days(day(as_of), Some(day("2017-03-15")), &unpaid);
            assert_eq!(found, Some(expected), "{convention:?} due {due} on {as_of}");
        }
    }
}
