//! Day counts: which part of a year lies between two days.
//!
//! Source of the rules: ISDA 2006 Definitions, section 4.16 (b) actual/actual, (d)
//! actual/365 fixed, (e) actual/360, (f) 30/360, (g) 30E/360.

use crate::BusinessDate;
use serde::{Deserialize, Serialize};

/// How days are counted into a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayCount {
    /// The days there are, over 365.
    #[serde(rename = "actual/365")]
    Actual365,
    /// The days there are, over 360.
    #[serde(rename = "actual/360")]
    Actual360,
    /// The days there are, those in leap years over 366, the others over 365.
    #[serde(rename = "actual/actual")]
    ActualActual,
    /// Months of 30 days; the 31st counts as the 30th only when the span begins on the 30th or 31st.
    #[serde(rename = "30/360")]
    Thirty360,
    /// Months of 30 days; every 31st counts as the 30th.
    #[serde(rename = "30E/360")]
    ThirtyE360,
}

/// A part of a year as an exact fraction, with the days that lie in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearFraction {
    /// Above the line.
    pub numerator: i64,
    /// Below the line; above zero.
    pub denominator: i64,
    /// Days by the calendar.
    pub days: i64,
}

impl DayCount {
    /// The part of a year from `from` to `to`; negative when `to` lies before.
    pub fn fraction(self, from: BusinessDate, to: BusinessDate) -> YearFraction {
        let days = i64::from(to.days_since(from));
        let of = |numerator, denominator| YearFraction { numerator, denominator, days };
        match self {
            Self::Actual365 => of(days, 365),
            Self::Actual360 => of(days, 360),
            Self::ActualActual => {
                let leap = leap_days_before(to) - leap_days_before(from);
                // d/365 + l/366 over one denominator.
                of((days - leap) * 366 + leap * 365, 365 * 366)
            }
            Self::Thirty360 => {
                let (start, end) = (from.civil(), to.civil());
                let first = start.day().min(30);
                let last = if first == 30 { end.day().min(30) } else { end.day() };
                of(thirty(from, to, first, last), 360)
            }
            Self::ThirtyE360 => of(thirty(from, to, from.civil().day().min(30), to.civil().day().min(30)), 360),
        }
    }
}

fn thirty(from: BusinessDate, to: BusinessDate, first: i8, last: i8) -> i64 {
    let (start, end) = (from.civil(), to.civil());
    let years = i64::from(end.year()) - i64::from(start.year());
    let months = i64::from(end.month()) - i64::from(start.month());
    years * 360 + months * 30 + i64::from(last) - i64::from(first)
}

/// Days of leap years from year 1 up to the day before `day`.
fn leap_days_before(day: BusinessDate) -> i64 {
    let date = day.civil();
    let before = i64::from(date.year()) - 1;
    let leap_years = before / 4 - before / 100 + before / 400;
    let in_this = if date.in_leap_year() { i64::from(date.day_of_year()) - 1 } else { 0 };
    leap_years * 366 + in_this
}

#[cfg(test)]
mod tests {
    use super::DayCount;
    use crate::BusinessDate;

    #[test]
    fn day_counts_differ_where_they_should() {
        use DayCount::{Actual360, Actual365, ActualActual, Thirty360, ThirtyE360};
        let cases = [
            (Actual365, "2024-01-01", "2025-01-01", 366, 365),
            (Actual360, "2026-01-01", "2026-04-01", 90, 360),
            (ActualActual, "2023-07-01", "2024-07-01", 184 * 366 + 182 * 365, 365 * 366),
            (Thirty360, "2026-01-31", "2026-03-31", 60, 360),
            (Thirty360, "2026-02-28", "2026-03-31", 33, 360),
            (ThirtyE360, "2026-02-28", "2026-03-31", 32, 360),
            (ThirtyE360, "2026-03-31", "2026-02-28", -32, 360),
        ];
        for (count, from, to, numerator, denominator) in cases {
            let day = |text: &str| text.parse::<BusinessDate>().unwrap_or_else(|error| panic!("{error}"));
            let found = count.fraction(day(from), day(to));
            assert_eq!((found.numerator, found.denominator), (numerator, denominator), "{count:?} {from} {to}");
        }
    }
}
