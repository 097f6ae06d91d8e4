//! A rate of interest with the period it is for.

use crate::YearFraction;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The period a rate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A year.
    Year,
    /// A twelfth of a year.
    Month,
    /// One day, whatever the day count.
    Day,
}

/// A rate in per cent for a period. Written `24% a year`, `2% a month`, `0.8% a day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rate {
    /// Per cent.
    pub percent: Decimal,
    /// The period it is for.
    pub per: Per,
}

/// A text that is not a rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a rate is written like \"24% a year\", \"2% a month\" or \"0.8% a day\", found {0:?}")]
pub struct RateError(pub String);

impl Rate {
    /// No interest.
    pub const ZERO: Self = Self { percent: Decimal::ZERO, per: Per::Year };

    /// So many per cent a year.
    pub const fn a_year(percent: Decimal) -> Self {
        Self { percent, per: Per::Year }
    }

    /// Simple interest on `principal` over a part of a year, exact until the last
    /// division. A rate for a day counts the days of the fraction, not its year.
    /// `None` when it does not fit.
    pub fn interest(&self, principal: Decimal, over: YearFraction) -> Option<Decimal> {
        let hundred = Decimal::ONE_HUNDRED;
        let (parts, whole) = match self.per {
            Per::Year => (Decimal::from(over.numerator), Decimal::from(over.denominator)),
            Per::Month => {
                (Decimal::from(over.numerator).checked_mul(Decimal::from(12))?, Decimal::from(over.denominator))
            }
            Per::Day => (Decimal::from(over.days), Decimal::ONE),
        };
        let dividend = principal.checked_mul(self.percent)?.checked_mul(parts)?;
        dividend.checked_div(whole.checked_mul(hundred)?)
    }
}

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        let refuse = || RateError(text.to_owned());
        let (number, period) = text.split_once('%').ok_or_else(refuse)?;
        let per = match period.trim() {
            "a year" => Per::Year,
            "a month" => Per::Month,
            "a day" => Per::Day,
            _ => return Err(refuse()),
        };
        let percent = Decimal::from_str_exact(number.trim()).map_err(|_| refuse())?;
        // Beyond this nobody lends; it keeps products inside 28 digits.
        if percent.abs() > Decimal::from(100_000) || percent.scale() > 12 {
            return Err(refuse());
        }
        Ok(Self { percent, per })
    }
}

impl TryFrom<String> for Rate {
    type Error = RateError;

    fn try_from(text: String) -> Result<Self, RateError> {
        text.parse()
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> Self {
        rate.to_string()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = match self.per {
            Per::Year => "a year",
            Per::Month => "a month",
            Per::Day => "a day",
        };
        write!(f, "{}% {per}", self.percent.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;
    use crate::{BusinessDate, DayCount};
    use rust_decimal::Decimal;

    #[test]
    fn rates_are_read_as_they_are_written() {
        for text in ["24% a year", "0.8% a day", "2.5% a month", "-3% a year"] {
            assert_eq!(text.parse::<Rate>().map(|rate| rate.to_string()), Ok(text.to_owned()));
        }
        for text in ["24", "24%", "24 % p.a.", "x% a year", "1000000% a year"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    /// Default interest of a German consumer: 8,000 EUR, 91 days at 6.27%.
    #[test]
    fn interest_is_exact_until_the_last_division() {
        let day = |text: &str| text.parse::<BusinessDate>().unwrap_or_else(|error| panic!("{error}"));
        let over = DayCount::Actual365.fraction(day("2026-03-16"), day("2026-06-15"));
        let rate = Rate::a_year(Decimal::new(627, 2));
        let interest = rate.interest(Decimal::from(8_000), over).map(|exact| exact.round_dp(2));
        assert_eq!(interest, Some(Decimal::new(12_506, 2)));
    }
}
