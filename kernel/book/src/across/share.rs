//! An amount in proportion to what is owed, to the last minor unit.

use makegood_units::{Rounding, divide};

/// Parts of `amount` in proportion to `owed`, each rounded down; the minor units left
/// over go one each to the largest remainders, the earlier in the list first among equal
/// ones. The parts add up to `amount`, and where that is at most what is owed in all, no
/// part exceeds what is owed. All are minor units, none below zero.
pub(super) fn in_proportion(amount: i64, owed: &[i64]) -> Vec<i64> {
    let whole: i128 = owed.iter().map(|one| i128::from(*one)).sum();
    let exact = |one: &i64| {
        let product = i128::from(amount) * i128::from(*one);
        let down = divide(product, whole, Rounding::Down).unwrap_or(0);
        (down, product - down * whole)
    };
    let divided: Vec<(i128, i128)> = owed.iter().map(exact).collect();
    let mut by_remainder: Vec<usize> = (0..owed.len()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(divided.get(*at).map_or(0, |one| one.1)));
    let mut left = i128::from(amount) - divided.iter().map(|one| one.0).sum::<i128>();
    let mut parts: Vec<i128> = divided.iter().map(|one| one.0).collect();
    for at in by_remainder {
        if let (true, Some(part)) = (left > 0, parts.get_mut(at)) {
            *part += 1;
            left -= 1;
        }
    }
    parts.into_iter().map(|part| i64::try_from(part).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::in_proportion;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainders_take_what_is_left_over() {
        assert_eq!(in_proportion(1_000, &[3_000, 1_000]), [750, 250]);
        assert_eq!(in_proportion(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(in_proportion(5, &[1_000, 999, 1]), [3, 2, 0]);
        assert_eq!(in_proportion(i64::MAX, &[i64::MAX, i64::MAX]), [i64::MAX / 2 + 1, i64::MAX / 2]);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_too_large(owed in prop::collection::vec(1..1_000_000_i64, 1..12), share in 0..=1_000_i64) {
            let amount = owed.iter().sum::<i64>() * share / 1_000;
            let parts = in_proportion(amount, &owed);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let whole = i128::from(owed.iter().sum::<i64>());
            for (part, owed) in parts.iter().zip(&owed) {
                prop_assert!((0..=*owed).contains(part));
                let off = i128::from(*part) * whole - i128::from(amount) * i128::from(*owed);
                prop_assert!(off.abs() < whole, "within one minor unit of the exact share");
            }
        }
    }
}
