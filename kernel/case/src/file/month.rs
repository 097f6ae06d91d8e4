//! A month of the calendar, for figures that are about a month.

use makegood_units::BusinessDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A month, counted from the first of the year 0; written `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// A text that is not a month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is written YYYY-MM, found {0:?}")]
pub struct MonthError(pub String);

impl Month {
    /// The month a day lies in.
    pub fn of(day: BusinessDate) -> Self {
        let civil = day.civil();
        Self(i32::from(civil.year()) * 12 + i32::from(civil.month()) - 1)
    }

    /// The month `months` later; earlier, when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
    }

    /// The last day of the month; none beyond the calendar.
    pub fn last_day(self) -> Option<BusinessDate> {
        let first: Option<BusinessDate> = format!("{self}-01").parse().ok();
        let next: Option<BusinessDate> = format!("{}-01", self.plus(1)).parse().ok();
        next.map(|next| next.plus_days(-1)).or_else(|| first.map(|first| first.plus_days(30)))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let first: Result<BusinessDate, _> = format!("{text}-01").parse();
        first.map(Self::of).map_err(|_| MonthError(text.to_owned()))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
