//! The business date: a day in the lender's calendar, without a time.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A calendar day, kept as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BusinessDate(i32);

/// A text that is not a day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a date is written YYYY-MM-DD and must exist in the calendar, found {0:?}")]
pub struct DateError(pub String);

impl BusinessDate {
    /// 0001-01-01 and 9999-12-31 in days since 1970-01-01.
    const FIRST: i32 = -719_162;
    const LAST: i32 = 2_932_896;

    /// The day that lies `days` after 1970-01-01 (before, when negative).
    /// `None` outside the years 0001 to 9999.
    pub fn try_from_epoch_days(days: i32) -> Option<Self> {
        (Self::FIRST..=Self::LAST).contains(&days).then_some(Self(days))
    }

    /// The given year, month and day, when there is such a day.
    pub fn try_from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Self::from_civil)
    }

    /// From a civil date.
    pub fn from_civil(date: Date) -> Self {
        // Hinnant, "chrono-Compatible Low-Level Date Algorithms": years from March,
        // so that the odd day comes last; eras of 400 years, which have 146 097 days.
        let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
        let year = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// As a civil date.
    pub fn civil(self) -> Date {
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.saturating_add(jiff::Span::new().days(i64::from(self.0)))
    }

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i32 {
        self.0
    }

    /// The day `days` later (earlier, when negative), held within the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::FIRST, Self::LAST))
    }

    /// How many days this day lies after `earlier`; negative when before it.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        let after_monday = (self.0 + 3).rem_euclid(7);
        Weekday::Monday.wrapping_add(after_monday)
    }
}

impl FromStr for BusinessDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let refuse = || DateError(text.to_owned());
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(refuse());
        }
        let number = |range: std::ops::Range<usize>| -> Result<i16, DateError> {
            let digits = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|part| part.parse().ok()).ok_or_else(refuse)
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let month = i8::try_from(month).map_err(|_| refuse())?;
        let day = i8::try_from(day).map_err(|_| refuse())?;
        Self::try_from_ymd(year, month, day).ok_or_else(refuse)
    }
}

impl fmt::Display for BusinessDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.civil();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl fmt::Debug for BusinessDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for BusinessDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BusinessDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::BusinessDate;
    use proptest::prelude::*;

    #[test]
    fn only_days_of_the_calendar_in_iso_form() {
        for text in
            ["2007-02-29", "2007-2-9", "02/04/2007", "39174", "", "2007-04-02T00", "+007-04-02", "２００７-04-02"]
        {
            assert!(text.parse::<BusinessDate>().is_err(), "{text}");
        }
        let day: BusinessDate = "2007-04-02".parse().expect("a day");
        assert_eq!(day.epoch_days(), 13_605);
        assert_eq!(day.plus_days(-1).to_string(), "2007-04-01");
    }

    #[test]
    fn the_calendar_ends_where_it_says() {
        let days = |text: &str| text.parse::<BusinessDate>().expect("a day").epoch_days();
        assert_eq!((days("0001-01-01"), days("9999-12-31")), (BusinessDate::FIRST, BusinessDate::LAST));
        assert_eq!(BusinessDate::try_from_epoch_days(BusinessDate::LAST + 1), None);
        assert_eq!(BusinessDate::try_from_epoch_days(BusinessDate::FIRST - 1), None);
    }

    #[test]
    fn every_day_is_the_one_the_calendar_says() {
        let mut civil = jiff::civil::date(1, 1, 1);
        for days in BusinessDate::FIRST..=BusinessDate::LAST {
            let day = BusinessDate::try_from_epoch_days(days).expect("in range");
            assert_eq!((BusinessDate::from_civil(civil), day.weekday()), (day, civil.weekday()), "{civil}");
            civil = civil.tomorrow().unwrap_or(civil);
        }
        let (first, last) = (BusinessDate(BusinessDate::FIRST), BusinessDate(BusinessDate::LAST));
        assert_eq!((first.plus_days(i32::MIN), last.plus_days(i32::MAX)), (first, last));
    }

    proptest! {
        #[test]
        fn text_and_number_agree(days in -700_000_i32..2_900_000) {
            let day = BusinessDate::try_from_epoch_days(days).expect("in range");
            prop_assert_eq!(day.to_string().parse::<BusinessDate>().expect("own text"), day);
            prop_assert_eq!(BusinessDate::from_civil(day.civil()), day);
        }
    }
}
