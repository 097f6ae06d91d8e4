//! What an amount of a later day is worth today.
//!
//! Over a rate for a year, `factor = (1 + rate) ^ -(days / year)`, the exponent by the
//! named day count: the definition of the worksheet function XNPV, there with
//! actual/365. A rate for a month compounds twelve times in such a year, a rate for a
//! day on every day of the calendar. The fractional power is a root taken once by
//! Newton's method in decimals, then whole powers; no platform function is involved.

use super::error::CompareError;
use makegood_units::{BusinessDate, DayCount, Decimal, Per, Rate};
use serde::{Deserialize, Serialize};

/// The highest rate that is discounted by, in per cent for its period.
const HIGHEST_PERCENT: Decimal = Decimal::ONE_THOUSAND;

/// Newton's steps before giving up; ten or so are needed.
const MOST_STEPS: u32 = 500;

/// The one basis on which all routes are valued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// The rate.
    pub rate: Rate,
    /// How days count into a year.
    pub day_count: DayCount,
    /// The day amounts are brought to.
    pub as_of: BusinessDate,
    /// What one is worth after the smallest step of the exponent.
    step: Decimal,
}

impl Discount {
    /// The basis of a rate and a day count, towards a day.
    ///
    /// # Errors
    /// [`CompareError::DiscountRate`] outside 0% to 1000%.
    pub fn try_new(rate: Rate, day_count: DayCount, as_of: BusinessDate) -> Result<Self, CompareError> {
        let refused = || CompareError::DiscountRate(rate);
        if rate.percent < Decimal::ZERO || rate.percent > HIGHEST_PERCENT {
            return Err(refused());
        }
        let whole_year = day_count.fraction(as_of, as_of).denominator;
        let degree = if rate.per == Per::Day { 1 } else { u64::try_from(whole_year).map_err(|_| refused())? };
        let growth = rate.percent.checked_div(Decimal::ONE_HUNDRED).and_then(|part| part.checked_add(Decimal::ONE));
        let root = growth.and_then(|growth| root(growth, degree)).ok_or_else(refused)?;
        let step = Decimal::ONE.checked_div(root).ok_or_else(refused)?;
        Ok(Self { rate, day_count, as_of, step })
    }

    /// What one is worth today when it comes on `day`; `None` before today.
    pub fn factor(&self, day: BusinessDate) -> Option<Decimal> {
        let over = self.day_count.fraction(self.as_of, day);
        let steps = match self.rate.per {
            Per::Year => over.numerator,
            Per::Month => over.numerator.checked_mul(12)?,
            Per::Day => over.days,
        };
        power(self.step, u64::try_from(steps).ok()?)
    }

    /// The basis in words.
    pub fn says(&self) -> String {
        let count = match self.day_count {
            DayCount::Actual365 => "actual/365",
            DayCount::Actual360 => "actual/360",
            DayCount::ActualActual => "actual/actual",
            DayCount::Thirty360 => "30/360",
            DayCount::ThirtyE360 => "30E/360",
        };
        let compounded = match self.rate.per {
            Per::Year => "effective",
            Per::Month => "compounded monthly",
            Per::Day => "compounded daily",
        };
        format!("{}, {compounded}, {count}, to {}; rounded once, half to even", self.rate, self.as_of)
    }
}

/// The `degree`-th root of a number from 1 up. Newton's steps fall towards the root
/// from above, the start being above it by Bernoulli's inequality; the last decimal
/// stops falling at the root.
fn root(of: Decimal, degree: u64) -> Option<Decimal> {
    let by = Decimal::from(degree);
    let mut guess = of.checked_sub(Decimal::ONE)?.checked_div(by)?.checked_add(Decimal::ONE)?;
    for _ in 0..MOST_STEPS {
        let slope = power(guess, degree.checked_sub(1)?)?;
        let over = slope.checked_mul(guess)?.checked_sub(of)?;
        let next = guess.checked_sub(over.checked_div(slope.checked_mul(by)?)?)?;
        if next >= guess {
            return Some(guess);
        }
        guess = next;
    }
    None
}

/// A whole power, by squaring.
fn power(base: Decimal, mut exponent: u64) -> Option<Decimal> {
    let (mut square, mut result) = (base, Decimal::ONE);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result.checked_mul(square)?;
        }
        exponent /= 2;
        if exponent > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::Discount;
    use makegood_units::{BusinessDate, DayCount, Decimal};

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    fn factor(rate: &str, count: DayCount, on: &str) -> Decimal {
        let rate = rate.parse().unwrap_or_else(|error| panic!("{error}"));
        let basis = Discount::try_new(rate, count, day("2026-01-01")).unwrap_or_else(|error| panic!("{error}"));
        basis.factor(day(on)).map_or(Decimal::NEGATIVE_ONE, |factor| factor.round_dp(12))
    }

    /// Years and months come out whole; other days against (1 + rate) ^ -(days / 365)
    /// reckoned apart with fifty digits.
    #[test]
    fn factors_follow_their_definition() {
        let cases = [
            ("10% a year", DayCount::Actual365, "2026-01-01", "1"),
            ("10% a year", DayCount::Actual365, "2027-01-01", "0.909090909091"),
            ("10% a year", DayCount::Actual365, "2027-12-31", "0.826662113947"),
            ("18% a year", DayCount::Actual365, "2026-07-01", "0.921201002376"),
            ("1% a month", DayCount::Thirty360, "2026-07-01", "0.942045235254"),
            ("0.05% a day", DayCount::Actual365, "2026-01-31", "0.985115632549"),
            ("0% a year", DayCount::ActualActual, "2040-01-01", "1"),
            ("1000% a year", DayCount::Actual365, "2027-01-01", "0.090909090909"),
            ("1000% a day", DayCount::Actual365, "2076-01-01", "0"),
        ];
        for (rate, count, on, expected) in cases {
            assert_eq!(factor(rate, count, on).normalize().to_string(), expected, "{rate} {on}");
        }
    }

    #[test]
    fn days_before_today_and_rates_nobody_uses_are_refused() {
        assert_eq!(factor("10% a year", DayCount::Actual365, "2025-12-31"), Decimal::NEGATIVE_ONE);
        for rate in ["-1% a year", "1001% a year"] {
            let rate = rate.parse().unwrap_or_else(|error| panic!("{error}"));
            assert!(Discount::try_new(rate, DayCount::Actual365, day("2026-01-01")).is_err());
        }
    }
}
