//! Business calendars: which days a due date may fall on, and where it moves.
//!
//! ```toml
//! weekend = ["saturday", "sunday"]
//! holidays = ["2026-12-25", "2027-01-01"]
//! ```

use crate::BusinessDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A day of the week, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl DayOfWeek {
    /// The day of the week of a date.
    pub fn of(day: BusinessDate) -> Self {
        use jiff::civil::Weekday;
        match day.weekday() {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// The days on which business rests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BusinessCalendar {
    /// The days of every week.
    pub weekend: BTreeSet<DayOfWeek>,
    /// Single days.
    pub holidays: BTreeSet<BusinessDate>,
}

/// Where a day moves that is not a business day.
///
/// Source of the rules: ISDA 2006 Definitions, section 4.12.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusinessDays {
    /// It stays.
    #[default]
    None,
    /// To the next business day.
    Following,
    /// To the next business day, unless that lies in another month: then to the one before.
    ModifiedFollowing,
    /// To the business day before.
    Preceding,
    /// To the business day before, unless that lies in another month: then to the next.
    ModifiedPreceding,
}

/// No calendar closes for longer; one that does has no business days worth the name.
const LONGEST_CLOSURE_DAYS: i32 = 366;

impl BusinessCalendar {
    /// Saturdays and Sundays are free, and no other day.
    pub fn monday_to_friday() -> Self {
        Self { weekend: [DayOfWeek::Saturday, DayOfWeek::Sunday].into(), ..Self::default() }
    }

    /// Whether business is done on the day.
    pub fn is_business_day(&self, day: BusinessDate) -> bool {
        !self.weekend.contains(&DayOfWeek::of(day)) && !self.holidays.contains(&day)
    }

    /// The day a scheduled day moves to.
    ///
    /// `None` when the calendar has no business day within a year of it, or the
    /// years 0001 to 9999 end before one comes.
    ///
    /// ```
    /// use makegood_units::{BusinessCalendar, BusinessDate, BusinessDays};
    /// let saturday: BusinessDate = "2026-01-31".parse().unwrap();
    /// let moved = |rule| BusinessCalendar::monday_to_friday().moved(saturday, rule).unwrap().to_string();
    /// assert_eq!(moved(BusinessDays::Following), "2026-02-02");
    /// assert_eq!(moved(BusinessDays::ModifiedFollowing), "2026-01-30");
    /// ```
    pub fn moved(&self, day: BusinessDate, rule: BusinessDays) -> Option<BusinessDate> {
        let same_month = |other: BusinessDate| other.civil().month() == day.civil().month();
        match rule {
            BusinessDays::None => Some(day),
            BusinessDays::Following => self.nearest(day, 1),
            BusinessDays::Preceding => self.nearest(day, -1),
            BusinessDays::ModifiedFollowing => {
                self.nearest(day, 1).filter(|&other| same_month(other)).or_else(|| self.nearest(day, -1))
            }
            BusinessDays::ModifiedPreceding => {
                self.nearest(day, -1).filter(|&other| same_month(other)).or_else(|| self.nearest(day, 1))
            }
        }
    }

    fn nearest(&self, day: BusinessDate, step: i32) -> Option<BusinessDate> {
        let days = (0..=LONGEST_CLOSURE_DAYS).map(|far| day.epoch_days().checked_add(far * step));
        days.map_while(|days| BusinessDate::try_from_epoch_days(days?)).find(|&day| self.is_business_day(day))
    }
}

#[cfg(test)]
mod tests {
    use super::{BusinessCalendar, BusinessDays, DayOfWeek};
    use crate::BusinessDate;
    use proptest::prelude::*;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn days_move_over_weekends_and_holidays() {
        use BusinessDays::{Following, ModifiedFollowing, ModifiedPreceding, None, Preceding};
        let mut calendar = BusinessCalendar::monday_to_friday();
        calendar.holidays.extend([day("2026-12-25"), day("2027-01-01")]);
        let cases = [
            ("2026-12-25", Following, "2026-12-28"),
            ("2026-12-25", Preceding, "2026-12-24"),
            ("2026-12-25", None, "2026-12-25"),
            ("2026-12-24", Following, "2026-12-24"),
            ("2027-01-02", Following, "2027-01-04"),
            ("2027-01-02", Preceding, "2026-12-31"),
            ("2027-01-02", ModifiedPreceding, "2027-01-04"),
            ("2026-10-31", ModifiedFollowing, "2026-10-30"),
        ];
        for (scheduled, rule, expected) in cases {
            assert_eq!(calendar.moved(day(scheduled), rule), Some(day(expected)), "{scheduled} {rule:?}");
        }
    }

    #[test]
    fn a_calendar_without_business_days_moves_nothing() {
        let mut calendar = BusinessCalendar::monday_to_friday();
        calendar.weekend.extend((0..5).map(|later| DayOfWeek::of(day("2026-03-02").plus_days(later))));
        for rule in [BusinessDays::Following, BusinessDays::ModifiedFollowing, BusinessDays::Preceding] {
            assert_eq!(calendar.moved(day("2026-03-02"), rule), None);
        }
    }

    proptest! {
        #[test]
        fn order_is_kept_and_every_day_lands_on_a_business_day(
            epoch in 0_i32..40_000, closed in prop::collection::btree_set(0_i32..60, 0..30)
        ) {
            let from = BusinessDate::try_from_epoch_days(epoch).expect("in range");
            let mut calendar = BusinessCalendar::monday_to_friday();
            calendar.holidays.extend(closed.iter().map(|&later| from.plus_days(later)));
            use BusinessDays::{Following, ModifiedFollowing, ModifiedPreceding, Preceding};
            for rule in [Following, ModifiedFollowing, Preceding, ModifiedPreceding] {
                let moved: Vec<_> = (0..60).filter_map(|later| calendar.moved(from.plus_days(later), rule)).collect();
                prop_assert_eq!(moved.len(), 60);
                prop_assert!(moved.iter().all(|&day| calendar.is_business_day(day)));
                prop_assert!(moved.is_sorted(), "{:?}", rule);
            }
        }
    }
}
