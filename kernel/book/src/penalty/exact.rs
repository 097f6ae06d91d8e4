//! Exact amounts of interest, and the one place where they become cents.

use super::PenaltyError;
use makegood_units::{Amount, BusinessDate, DayCount, Per, Rate, Rounding, divide};
use std::cmp::Ordering;

/// Decimals of a rate that are computed exactly.
const FINEST: u32 = 12;

/// An exact number of minor units as a fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    fn lowest(numerator: i128, denominator: i128) -> Self {
        let common = common_divisor(numerator, denominator).max(1);
        Self { numerator: numerator / common, denominator: denominator / common }
    }

    /// Above the line, in minor units.
    pub const fn numerator(&self) -> i128 {
        self.numerator
    }

    /// Below the line; above zero.
    pub const fn denominator(&self) -> i128 {
        self.denominator
    }

    /// The sum; none when it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let common = common_divisor(self.denominator, other.denominator).max(1);
        let (left, right) = (other.denominator / common, self.denominator / common);
        let sum = self.numerator.checked_mul(left)?.checked_add(other.numerator.checked_mul(right)?)?;
        Some(Self::lowest(sum, self.denominator.checked_mul(left)?))
    }

    /// The nearest number of hundredths of a minor unit, for people to read.
    pub fn hundredths(&self) -> Option<i128> {
        divide(self.numerator.checked_mul(100)?, self.denominator, Rounding::HalfUp)
    }
}

/// The common denominator of one calculation. Every exact amount of it is a whole
/// number of `1 / whole` of a minor unit, so that sums are exact.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    day_count: DayCount,
    /// From where the part of a year of a day is measured. It matters for 30/360
    /// alone, whose months do not add up from any day.
    anchor: BusinessDate,
    /// Below the line of a day's part of a year.
    year: i128,
    digits: u32,
    whole: i128,
}

impl Scale {
    pub(super) fn try_new<'a>(
        day_count: DayCount,
        anchor: BusinessDate,
        rates: impl Iterator<Item = &'a Rate>,
    ) -> Result<Self, PenaltyError> {
        let mut digits = 0;
        for rate in rates {
            let scale = rate.percent.normalize().scale();
            if scale > FINEST {
                return Err(PenaltyError::TooFine { rate: rate.to_string() });
            }
            digits = digits.max(scale);
        }
        let year = i128::from(day_count.fraction(anchor, anchor).denominator);
        // At most 100 * 10^12 * 133,590.
        let whole = year * 100 * 10_i128.pow(digits);
        Ok(Self { day_count, anchor, year, digits, whole })
    }

    /// The day's part of a year, above the line. The parts of consecutive days add
    /// up to the part between the first and the last.
    pub(super) fn part(&self, day: BusinessDate) -> i64 {
        let through = self.day_count.fraction(self.anchor, day).numerator;
        through - self.day_count.fraction(self.anchor, day.plus_days(-1)).numerator
    }

    /// Below the line of [`Scale::part`].
    pub(super) fn year(&self) -> i64 {
        i64::try_from(self.year).unwrap_or(i64::MAX)
    }

    /// A day's simple interest. A rate for a day counts the day, whatever its part of a year.
    pub(super) fn interest(&self, base: Amount, rate: &Rate, part: i64) -> Result<i128, PenaltyError> {
        let percent = rate.percent.normalize();
        let part = match rate.per {
            Per::Year => i128::from(part),
            Per::Month => i128::from(part) * 12,
            Per::Day => self.year,
        };
        let lift = 10_i128.pow(self.digits.saturating_sub(percent.scale()));
        let product = percent.mantissa().checked_mul(lift).and_then(|rate| rate.checked_mul(part));
        let product = product.and_then(|rate| rate.checked_mul(i128::from(base.minor())));
        product.map(|exact| exact.max(0)).ok_or_else(|| PenaltyError::too_large("interest of a day"))
    }

    /// A whole number of minor units, exactly.
    pub(super) fn of(&self, amount: Amount) -> Result<i128, PenaltyError> {
        let product = i128::from(amount.minor()).checked_mul(self.whole);
        product.ok_or_else(|| PenaltyError::too_large("an amount"))
    }

    /// The only rounding of penalty interest.
    pub(super) fn cents(&self, exact: i128, mode: Rounding) -> Result<Amount, PenaltyError> {
        let minor = divide(exact, self.whole, mode).and_then(|minor| i64::try_from(minor).ok());
        let amount = minor.map(Amount::from_minor).filter(|amount| *amount <= Amount::LIMIT);
        amount.ok_or_else(|| PenaltyError::too_large("the penalty"))
    }

    pub(super) fn exact(&self, exact: i128) -> Exact {
        Exact::lowest(exact, self.whole)
    }
}

/// Adds two exact amounts of one scale.
pub(super) fn add(one: i128, two: i128) -> Result<i128, PenaltyError> {
    one.checked_add(two).ok_or_else(|| PenaltyError::too_large("the sum of the penalty"))
}

fn common_divisor(one: i128, two: i128) -> i128 {
    let (mut one, mut two) = (one, two);
    while two.cmp(&0) != Ordering::Equal {
        (one, two) = (two, one % two);
    }
    one.checked_abs().unwrap_or(1)
}
