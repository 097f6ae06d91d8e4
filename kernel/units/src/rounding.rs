//! The only rounding in the system. The caller names the mode.

use serde::{Deserialize, Serialize};

/// How a quotient becomes a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// To the nearest; a half goes away from zero.
    HalfUp,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

/// `numerator / denominator`, rounded by `mode`.
///
/// `None` when the denominator is zero or the quotient does not fit.
///
/// ```
/// use makegood_units::{Rounding, divide};
/// assert_eq!(divide(5, 2, Rounding::HalfEven), Some(2));
/// assert_eq!(divide(5, 2, Rounding::HalfUp), Some(3));
/// assert_eq!(divide(-5, 2, Rounding::Down), Some(-2));
/// ```
pub fn divide(numerator: i128, denominator: i128, mode: Rounding) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let remainder = numerator.checked_rem(denominator)?;
    if remainder == 0 {
        return Some(quotient);
    }
    let away = if (remainder < 0) == (denominator < 0) { 1 } else { -1 };
    // Compare with the far side instead of doubling, which could overflow.
    let near = remainder.unsigned_abs();
    let far = denominator.unsigned_abs() - near;
    let step = match mode {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::HalfUp => near >= far,
        Rounding::HalfEven => near > far || (near == far && quotient % 2 != 0),
    };
    if step { quotient.checked_add(away) } else { Some(quotient) }
}

#[cfg(test)]
mod tests {
    use super::{Rounding, divide};

    #[test]
    fn halves_follow_the_named_mode() {
        let cases = [
            (7, 2, Rounding::HalfEven, 4),
            (5, 2, Rounding::HalfEven, 2),
            (-5, 2, Rounding::HalfEven, -2),
            (-5, 2, Rounding::HalfUp, -3),
            (5, -2, Rounding::HalfUp, -3),
            (1, 3, Rounding::Up, 1),
            (-1, 3, Rounding::Up, -1),
            (-1, 3, Rounding::Down, 0),
        ];
        for (numerator, denominator, mode, expected) in cases {
            assert_eq!(divide(numerator, denominator, mode), Some(expected), "{numerator}/{denominator} {mode:?}");
        }
    }

    #[test]
    fn zero_denominator_and_overflow_are_none() {
        assert_eq!(divide(1, 0, Rounding::Down), None);
        assert_eq!(divide(i128::MIN, -1, Rounding::Down), None);
    }
}
