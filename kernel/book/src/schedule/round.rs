//! The one place where the exact figures of a schedule become whole minor units.

use super::ScheduleError;
use makegood_units::{Amount, Decimal, Rounding, divide};

/// The smallest step: one minor unit.
pub const CENT: Amount = Amount::from_minor(1);

/// An exact number of minor units as an amount, rounded to a multiple of `step`.
pub fn to_amount(exact: Decimal, step: Amount, mode: Rounding) -> Result<Amount, ScheduleError> {
    let exact = exact.normalize();
    let step = i128::from(step.minor());
    let whole = 10_i128
        .checked_pow(exact.scale())
        .and_then(|below| below.checked_mul(step))
        .and_then(|below| divide(exact.mantissa(), below, mode)?.checked_mul(step))
        .ok_or(ScheduleError::Overflow)?;
    let minor = i64::try_from(whole).map_err(|_| ScheduleError::AmountTooLarge)?;
    if minor.unsigned_abs() > Amount::LIMIT.minor().unsigned_abs() {
        return Err(ScheduleError::AmountTooLarge);
    }
    Ok(Amount::from_minor(minor))
}

/// An amount as an exact number of minor units.
pub fn exact(amount: Amount) -> Decimal {
    Decimal::from(amount.minor())
}

#[cfg(test)]
mod tests {
    use super::to_amount;
    use crate::schedule::ScheduleError;
    use makegood_units::{Amount, Decimal, Rounding};

    #[test]
    fn halves_go_where_the_mode_says() {
        let cases = [
            ("1562.5", 1, Rounding::HalfEven, 1_562),
            ("1562.5", 1, Rounding::HalfUp, 1_563),
            ("32812.5", 100, Rounding::HalfEven, 32_800),
            ("32850", 100, Rounding::HalfEven, 32_800),
            ("32950", 100, Rounding::HalfEven, 33_000),
            ("32850.0000000000000000001", 100, Rounding::HalfEven, 32_900),
        ];
        for (exact, step, mode, expected) in cases {
            let exact = exact.parse::<Decimal>().expect("a number");
            let found = to_amount(exact, Amount::from_minor(step), mode);
            assert_eq!(found, Ok(Amount::from_minor(expected)), "{exact} to {step}");
        }
    }

    #[test]
    fn what_a_book_cannot_hold_is_refused() {
        let large = to_amount(Decimal::from(1_000_000_000_000_001_i64), Amount::from_minor(1), Rounding::Down);
        assert_eq!(large, Err(ScheduleError::AmountTooLarge));
        let wild = to_amount(Decimal::MAX, Amount::from_minor(i64::MAX), Rounding::Up);
        assert!(wild.is_err());
    }
}
