//! Cycles: every so many days, weeks, months or years from an anchor.

use crate::BusinessDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a cycle counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleUnit {
    /// Days of the calendar.
    Day,
    /// Seven days.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
}

/// Every so many units, at least one. Written `1 month`, `2 weeks`, `14 days`, `1 year`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cycle {
    every: u16,
    unit: CycleUnit,
}

/// Where a monthly or yearly cycle falls when its anchor is the last day of a month.
///
/// Source: the end-of-month conventions SD and EOM of the ACTUS technical
/// specification, section 3.3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthEnd {
    /// The same day of the month, or the last day of a month that has no such day.
    #[default]
    SameDay,
    /// The last day of every month, when the anchor is the last day of its own.
    EndOfMonth,
}

/// A text that is not a cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a cycle is written like \"1 month\", \"2 weeks\", \"14 days\" or \"1 year\", found {0:?}")]
pub struct CycleError(pub String);

impl Cycle {
    /// Every month.
    pub const MONTHLY: Self = Self { every: 1, unit: CycleUnit::Month };

    /// Every `every` units. `None` when that is none at all.
    pub fn try_new(every: u16, unit: CycleUnit) -> Option<Self> {
        (every > 0).then_some(Self { every, unit })
    }

    /// How many units.
    pub fn every(self) -> u16 {
        self.every
    }

    /// The unit.
    pub fn unit(self) -> CycleUnit {
        self.unit
    }

    /// The day `times` cycles after `anchor` (before it, when negative).
    ///
    /// Every day is counted from the anchor, never from the day before it, so that a
    /// cycle through a short month finds its day again. `None` outside the calendar.
    ///
    /// ```
    /// use makegood_units::{BusinessDate, Cycle, MonthEnd};
    /// let anchor: BusinessDate = "2026-01-31".parse().unwrap();
    /// let day = |times| Cycle::MONTHLY.after(anchor, times, MonthEnd::SameDay).unwrap().to_string();
    /// assert_eq!((day(1), day(2)), ("2026-02-28".to_owned(), "2026-03-31".to_owned()));
    /// ```
    pub fn after(self, anchor: BusinessDate, times: i32, month_end: MonthEnd) -> Option<BusinessDate> {
        let units = times.checked_mul(i32::from(self.every))?;
        match self.unit {
            CycleUnit::Day => days_after(anchor, units),
            CycleUnit::Week => days_after(anchor, units.checked_mul(7)?),
            CycleUnit::Month => months_after(anchor, units, month_end),
            CycleUnit::Year => months_after(anchor, units.checked_mul(12)?, month_end),
        }
    }
}

fn days_after(anchor: BusinessDate, days: i32) -> Option<BusinessDate> {
    BusinessDate::try_from_epoch_days(anchor.epoch_days().checked_add(days)?)
}

fn months_after(anchor: BusinessDate, months: i32, month_end: MonthEnd) -> Option<BusinessDate> {
    let start = anchor.civil();
    let month_no = (i32::from(start.year()) * 12 + i32::from(start.month()) - 1).checked_add(months)?;
    let year = i16::try_from(month_no.div_euclid(12)).ok()?;
    let month = i8::try_from(month_no.rem_euclid(12) + 1).ok()?;
    let last = BusinessDate::try_from_ymd(year, month, 1)?.civil().days_in_month();
    let to_the_end = month_end == MonthEnd::EndOfMonth && start.day() == start.days_in_month();
    let day = if to_the_end { last } else { start.day().min(last) };
    BusinessDate::try_from_ymd(year, month, day)
}

impl FromStr for Cycle {
    type Err = CycleError;

    fn from_str(text: &str) -> Result<Self, CycleError> {
        let refuse = || CycleError(text.to_owned());
        let (number, word) = text.trim().split_once(' ').ok_or_else(refuse)?;
        let word = word.trim();
        let unit = match word.strip_suffix('s').unwrap_or(word) {
            "day" => CycleUnit::Day,
            "week" => CycleUnit::Week,
            "month" => CycleUnit::Month,
            "year" => CycleUnit::Year,
            _ => return Err(refuse()),
        };
        Self::try_new(number.parse().map_err(|_| refuse())?, unit).ok_or_else(refuse)
    }
}

impl TryFrom<String> for Cycle {
    type Error = CycleError;

    fn try_from(text: String) -> Result<Self, CycleError> {
        text.parse()
    }
}

impl From<Cycle> for String {
    fn from(cycle: Cycle) -> Self {
        cycle.to_string()
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            CycleUnit::Day => "day",
            CycleUnit::Week => "week",
            CycleUnit::Month => "month",
            CycleUnit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.every, if self.every == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cycle, MonthEnd};
    use crate::BusinessDate;
    use proptest::prelude::*;

    fn cycle(text: &str) -> Cycle {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn cycles_are_read_as_they_are_written() {
        for text in ["1 month", "2 weeks", "14 days", "1 year", "1 day"] {
            assert_eq!(cycle(text).to_string(), text);
        }
        for text in ["", "month", "0 months", "-1 month", "1", "1 quarter", "70000 days", "1.5 months"] {
            assert!(text.parse::<Cycle>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_month_is_kept_where_it_is_asked_for() {
        let cases = [
            ("1 month", "2024-01-31", 1, MonthEnd::SameDay, "2024-02-29"),
            ("1 month", "2023-02-28", 1, MonthEnd::SameDay, "2023-03-28"),
            ("1 month", "2023-02-28", 1, MonthEnd::EndOfMonth, "2023-03-31"),
            ("1 month", "2023-04-29", 1, MonthEnd::EndOfMonth, "2023-05-29"),
            ("1 year", "2024-02-29", 1, MonthEnd::SameDay, "2025-02-28"),
            ("1 year", "2024-02-29", 4, MonthEnd::SameDay, "2028-02-29"),
            ("2 weeks", "2023-02-28", 1, MonthEnd::EndOfMonth, "2023-03-14"),
            ("3 months", "2023-05-31", -1, MonthEnd::SameDay, "2023-02-28"),
            ("1 month", "2023-01-15", -1, MonthEnd::SameDay, "2022-12-15"),
        ];
        for (text, anchor, times, month_end, expected) in cases {
            let found = cycle(text).after(day(anchor), times, month_end);
            assert_eq!(found, Some(day(expected)), "{times} times {text} from {anchor}");
        }
    }

    #[test]
    fn outside_the_calendar_there_is_no_day() {
        assert_eq!(cycle("1 year").after(day("9999-01-01"), 1, MonthEnd::SameDay), None);
        assert_eq!(cycle("60000 years").after(day("2026-01-01"), i32::MAX, MonthEnd::SameDay), None);
        assert_eq!(cycle("1 day").after(day("0001-01-01"), -1, MonthEnd::SameDay), None);
    }

    proptest! {
        #[test]
        fn later_cycles_lie_later(epoch in -700_000_i32..2_900_000, every in 1_u16..=u16::MAX, times in -200_i32..200) {
            let anchor = BusinessDate::try_from_epoch_days(epoch).expect("in range");
            for unit in ["days", "weeks", "months", "years"] {
                for month_end in [MonthEnd::SameDay, MonthEnd::EndOfMonth] {
                    let cycle = cycle(&format!("{every} {unit}"));
                    let (one, next) = (cycle.after(anchor, times, month_end), cycle.after(anchor, times + 1, month_end));
                    prop_assert!(one.zip(next).is_none_or(|(one, next)| one < next), "{cycle} from {anchor}");
                }
            }
        }
    }
}
