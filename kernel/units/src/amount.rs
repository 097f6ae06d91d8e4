//! Money as a whole number of minor units. Never a float.

use crate::Currency;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;

/// A whole number of minor units (cents) of a currency known from the context.
///
/// Amounts that enter the book lie within [`Amount::LIMIT`], so that nine
/// thousand of them add up without overflow; sums are checked all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(i64);

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not digits with at most one decimal point.
    #[error("an amount is written in digits with a point before the decimals, such as 1134.72; found {0:?}")]
    NotANumber(String),
    /// Thousands are separated.
    #[error("an amount has no thousands separators and no currency sign; found {0:?}")]
    Separators(String),
    /// More decimals than the currency has.
    #[error("{currency} has {digits} decimals, found {text:?}")]
    TooFine {
        /// The text as found.
        text: String,
        /// The currency of the amount.
        currency: Currency,
        /// Its number of decimals.
        digits: u32,
    },
    /// Beyond [`Amount::LIMIT`].
    #[error("an amount must stay within 10 million million minor units; found {0:?}")]
    TooLarge(String),
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount a book may hold: 10^15 minor units.
    pub const LIMIT: Self = Self(1_000_000_000_000_000);

    /// From a number of minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Whether this is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is zero, for serde, which asks by reference.
    pub const fn is_nothing(&self) -> bool {
        self.0 == 0
    }

    /// The sum, unless it overflows.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it overflows.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of many, unless it overflows.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The difference, held at zero from below.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0).max(0))
    }

    /// Reads a plain decimal such as `1134.72` or `-3`.
    ///
    /// # Errors
    /// Separators, signs of currency, too many decimals, and amounts beyond
    /// [`Amount::LIMIT`] are refused by name.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if digits.contains([',', '\'', '_', ' ', '\u{a0}', '$', '€']) {
            return Err(AmountError::Separators(text.to_owned()));
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !only_digits(whole) || !only_digits(fraction) || digits.ends_with('.') {
            return Err(AmountError::NotANumber(text.to_owned()));
        }
        let places = currency.minor_digits() as usize;
        let (kept, beyond) = fraction.split_at(fraction.len().min(places));
        if beyond.bytes().any(|byte| byte != b'0') {
            return Err(AmountError::TooFine { text: text.to_owned(), currency, digits: currency.minor_digits() });
        }
        let too_large = || AmountError::TooLarge(text.to_owned());
        let minor: i64 = format!("{whole}{kept:0<places$}").parse().map_err(|_| too_large())?;
        if minor > Self::LIMIT.0 {
            return Err(too_large());
        }
        Ok(Self(if negative { -minor } else { minor }))
    }
}

/// A sum that saturates, for drawings and totals over values already checked.
impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |total, amount| total.saturating_add(amount.0)))
    }
}

/// An amount with its currency, for people to read: `1,134.72 USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// How much, in minor units.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// The amount in the currency.
    pub fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The number alone, with thousands separated by `separator`.
    pub fn number(self, separator: &str) -> String {
        let places = self.currency.minor_digits();
        let unit = 10_u64.pow(places);
        let minor = self.amount.0.unsigned_abs();
        let whole = (minor / unit).to_string();
        let mut text = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        if places > 0 {
            text.push_str(&format!(".{:0width$}", minor % unit, width = places as usize));
        }
        if self.amount.0 < 0 { format!("-{text}") } else { text }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number(","), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, AmountError, Money};
    use crate::Currency;

    #[test]
    fn plain_decimals_become_minor_units() {
        let cases = [
            ("1134.72", 113_472),
            ("0.5", 50),
            ("-3", -300),
            ("7.500", 750),
            ("10000000000000.00", 1_000_000_000_000_000),
        ];
        for (text, minor) in cases {
            assert_eq!(Amount::parse(text, Currency::USD), Ok(Amount::from_minor(minor)), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        let usd = Currency::USD;
        assert!(matches!(Amount::parse("1,134.72", usd), Err(AmountError::Separators(_))));
        assert!(matches!(Amount::parse("$5", usd), Err(AmountError::Separators(_))));
        assert!(matches!(Amount::parse("1.005", usd), Err(AmountError::TooFine { .. })));
        for text in ["9223372036854775808", "10000000000000.01", "99999999999999999999999999"] {
            assert!(matches!(Amount::parse(text, usd), Err(AmountError::TooLarge(_))), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1e3", "+5", "--5", "1.2.3", "NaN"] {
            assert!(matches!(Amount::parse(text, usd), Err(AmountError::NotANumber(_))), "{text}");
        }
    }

    #[test]
    fn people_read_separated_thousands() {
        let money = |minor, code: &str| Money::new(Amount::from_minor(minor), code.parse().expect("code")).to_string();
        assert_eq!(money(113_472, "USD"), "1,134.72 USD");
        assert_eq!(money(-5, "USD"), "-0.05 USD");
        assert_eq!(money(1_134_720, "JPY"), "1,134,720 JPY");
        assert_eq!(money(1_000, "KWD"), "1.000 KWD");
    }
}
