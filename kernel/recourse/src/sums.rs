//! Shares and proportions of amounts that were checked to be in range.

use makegood_units::{Amount, Rounding, divide};

/// The whole in basis points.
pub(crate) const WHOLE_BP: u32 = 10_000;

/// A share of an amount. Rounded down, so that shares never add up to more than the whole.
pub(crate) fn share(amount: Amount, basis_points: u32) -> Amount {
    part(amount, basis_points, Rounding::Down)
}

/// A share of an amount, rounded as the caller says.
pub(crate) fn part(amount: Amount, basis_points: u32, rounding: Rounding) -> Amount {
    let product = i128::from(amount.minor()).saturating_mul(i128::from(basis_points));
    let quotient = divide(product, i128::from(WHOLE_BP), rounding).and_then(|whole| i64::try_from(whole).ok());
    Amount::from_minor(quotient.unwrap_or(0))
}

/// Gives `total` to claims in proportion, never more than a claim. Single minor units
/// that do not divide go to the largest remainders, of equal ones to the first.
pub(crate) fn in_proportion(total: Amount, claims: &[Amount]) -> Vec<Amount> {
    let all: i128 = claims.iter().map(|claim| i128::from(claim.minor())).sum();
    let total = i128::from(total.minor()).clamp(0, all);
    if all == 0 {
        return claims.to_vec();
    }
    let product = |claim: &Amount| total.saturating_mul(i128::from(claim.minor()));
    let mut given: Vec<i128> = claims.iter().map(|claim| product(claim).div_euclid(all)).collect();
    let mut left = total - given.iter().sum::<i128>();
    let mut by_remainder: Vec<(i128, usize)> =
        claims.iter().enumerate().map(|(at, claim)| (product(claim).rem_euclid(all), at)).collect();
    by_remainder.sort_by_key(|(remainder, at)| (std::cmp::Reverse(*remainder), *at));
    for (_, at) in by_remainder {
        if left == 0 {
            break;
        }
        if let Some(amount) = given.get_mut(at) {
            *amount += 1;
            left -= 1;
        }
    }
    given.into_iter().map(|amount| Amount::from_minor(i64::try_from(amount).unwrap_or(0))).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_proportion, share};
    use makegood_units::Amount;

    fn minor(amounts: &[i64]) -> Vec<Amount> {
        amounts.iter().copied().map(Amount::from_minor).collect()
    }

    #[test]
    fn what_does_not_divide_goes_to_the_largest_remainder() {
        assert_eq!(in_proportion(Amount::from_minor(100), &minor(&[100, 100, 100])), minor(&[34, 33, 33]));
        assert_eq!(in_proportion(Amount::from_minor(5), &minor(&[1, 9])), minor(&[1, 4]));
        assert_eq!(in_proportion(Amount::from_minor(50), &minor(&[10, 20])), minor(&[10, 20]));
        assert_eq!(in_proportion(Amount::from_minor(50), &minor(&[0, 0])), minor(&[0, 0]));
        assert_eq!(share(Amount::from_minor(100), 3_333), Amount::from_minor(33));
    }
}
