//! So many of so many, with the interval it may really lie in, how two of them differ,
//! and how many it takes to see a difference. Exact to the twelfth decimal; no floats.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// The 97.5 % point of the normal distribution: intervals are two-sided, 95 %.
const Z_95: Decimal = Decimal::from_parts(2_903_650_710, 456_339, 0, false, 15);
/// Its 80 % point: a difference of the size asked about is found four times out of five.
const Z_80: Decimal = Decimal::from_parts(917_085_234, 195_955, 0, false, 15);

/// Basis points in one.
const WHOLE_BP: i64 = 10_000;

/// So many out of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    /// How many it is true of.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
}

/// From where to where, both as parts of one; 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
}

/// A proportion as it is told: how many of how many, and in basis points with its
/// interval; none of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// How many it is true of.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// The proportion, in basis points.
    pub share_bp: Option<i64>,
    /// The lower end of its 95 % interval, in basis points.
    pub low_bp: Option<i64>,
    /// The upper end.
    pub high_bp: Option<i64>,
}

/// How much higher one proportion is than another, as parts of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// As counted.
    pub point: Decimal,
    /// In what it may really lie.
    pub within: Interval,
}

impl Proportion {
    /// So many of so many. More than all of them, or of none, has no value.
    pub const fn new(numerator: u64, denominator: u64) -> Self {
        Self { numerator, denominator }
    }

    /// Counts one more, for which it is true or not.
    pub fn count(&mut self, is_true: bool) {
        self.denominator = self.denominator.saturating_add(1);
        self.numerator = self.numerator.saturating_add(u64::from(is_true));
    }

    /// As a part of one; `None` of nothing.
    pub fn point(&self) -> Option<Decimal> {
        if self.numerator > self.denominator {
            return None;
        }
        Decimal::from(self.numerator).checked_div(Decimal::from(self.denominator))
    }

    /// The score interval, 95 %; `None` of nothing. Unlike the usual one it stays between
    /// nothing and all, and holds for few cases.
    ///
    /// E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical
    /// Inference*, JASA 22 (1927) 209.
    pub fn wilson(&self) -> Option<Interval> {
        let share = self.point()?;
        let count = Decimal::from(self.denominator);
        let spread = Z_95.checked_mul(Z_95)?.checked_div(count)?;
        let half = Decimal::from(2).checked_mul(share)?.checked_add(spread)?;
        let middle = half.checked_div(Decimal::from(2))?;
        let noise = share.checked_mul(Decimal::ONE.checked_sub(share)?)?;
        let under = noise.checked_add(spread.checked_div(Decimal::from(4))?)?.checked_mul(spread)?;
        let reach = root(under)?;
        let scale = Decimal::ONE.checked_add(spread)?;
        let end = |end: Decimal| end.checked_div(scale).map(|end| end.clamp(Decimal::ZERO, Decimal::ONE));
        Some(Interval { low: end(middle.checked_sub(reach)?)?, high: end(middle.checked_add(reach)?)? })
    }

    /// The proportion with its interval, to be told.
    pub fn measured(&self) -> Measured {
        let within = self.wilson();
        Measured {
            numerator: self.numerator,
            denominator: self.denominator,
            share_bp: self.point().map(basis_points),
            low_bp: within.map(|within| basis_points(within.low)),
            high_bp: within.map(|within| basis_points(within.high)),
        }
    }

    /// How much higher this one is than `base`, 95 %; `None` where either is of nothing.
    ///
    /// Method 10 of R. G. Newcombe, *Interval Estimation for the Difference between
    /// Independent Proportions*, Statistics in Medicine 17 (1998) 873.
    pub fn above(&self, base: &Self) -> Option<Difference> {
        let (mine, theirs) = (self.point()?, base.point()?);
        let (own, other) = (self.wilson()?, base.wilson()?);
        let point = mine.checked_sub(theirs)?;
        let reach = |one: Decimal, two: Decimal| root(one.checked_mul(one)?.checked_add(two.checked_mul(two)?)?);
        let down = reach(mine.checked_sub(own.low)?, other.high.checked_sub(theirs)?)?;
        let up = reach(own.high.checked_sub(mine)?, theirs.checked_sub(other.low)?)?;
        let within = Interval { low: point.checked_sub(down)?, high: point.checked_add(up)? };
        Some(Difference { point, within })
    }
}

impl Difference {
    /// Whether the interval leaves no difference out.
    pub fn is_told(&self) -> bool {
        self.within.low > Decimal::ZERO || self.within.high < Decimal::ZERO
    }
}

/// A part of one in basis points, to the nearest, halves to the even neighbour: the only
/// rounding here.
pub fn basis_points(part: Decimal) -> i64 {
    let scaled = part.checked_mul(Decimal::from(WHOLE_BP)).unwrap_or(Decimal::ZERO);
    let rounded = scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// How many it takes in each of two equal groups to find `lift_bp` above `base_bp` (basis
/// points) four times out of five, at two-sided 5 %. `None` where that is no proportion.
///
/// J. L. Fleiss, *Statistical Methods for Rates and Proportions*, 2nd ed. (1981), 3.14,
/// without the correction for continuity.
pub fn cases_needed(base_bp: i64, lift_bp: i64) -> Option<u64> {
    needed(base_bp, lift_bp, 1, 1)
}

/// The smallest lift above `base_bp`, in basis points, that groups of these sizes would
/// find four times out of five; `None` where they would find none.
pub fn smallest_found(base_bp: i64, base_cases: u64, cases: u64) -> Option<i64> {
    let finds = |lift: i64| needed(base_bp, lift, base_cases, cases).is_some_and(|needed| needed <= base_cases);
    let (mut too_small, mut enough) = (0, WHOLE_BP.checked_sub(base_bp)?);
    if base_cases == 0 || cases == 0 || !finds(enough) {
        return None;
    }
    while enough - too_small > 1 {
        let middle = too_small + (enough - too_small) / 2;
        if finds(middle) {
            enough = middle;
        } else {
            too_small = middle;
        }
    }
    Some(enough)
}

/// Cases needed in the first group where the second is to it as `second` to `first`.
fn needed(base_bp: i64, lift_bp: i64, first: u64, second: u64) -> Option<u64> {
    let lifted = base_bp.checked_add(lift_bp)?;
    if lift_bp <= 0 || base_bp < 0 || lifted > WHOLE_BP {
        return None;
    }
    let part = |bp: i64| Decimal::from(bp).checked_div(Decimal::from(WHOLE_BP));
    let noise = |share: Decimal| share.checked_mul(Decimal::ONE.checked_sub(share)?);
    let (one, two, lift) = (part(base_bp)?, part(lifted)?, part(lift_bp)?);
    let ratio = Decimal::from(second).checked_div(Decimal::from(first))?;
    let whole = Decimal::ONE.checked_add(ratio)?;
    let pooled = one.checked_add(ratio.checked_mul(two)?)?.checked_div(whole)?;
    let alike = root(noise(pooled)?.checked_mul(whole)?.checked_div(ratio)?)?;
    let apart = root(noise(one)?.checked_add(noise(two)?.checked_div(ratio)?)?)?;
    let sum = Z_95.checked_mul(alike)?.checked_add(Z_80.checked_mul(apart)?)?;
    let count = sum.checked_mul(sum)?.checked_div(lift.checked_mul(lift)?)?;
    u64::try_from(count.ceil()).ok()
}

/// Digits kept behind the point of a root.
const ROOT_DIGITS: u32 = 12;

/// The square root of a number from 0 to some thousands, down to the twelfth decimal.
fn root(of: Decimal) -> Option<Decimal> {
    let scale = 10_u128.checked_pow(ROOT_DIGITS)?;
    let squared = Decimal::try_from_i128_with_scale(i128::try_from(scale.checked_mul(scale)?).ok()?, 0).ok()?;
    let inside = u128::try_from(of.checked_mul(squared)?.trunc()).ok()?;
    Decimal::try_from_i128_with_scale(i128::try_from(inside.isqrt()).ok()?, ROOT_DIGITS).ok()
}

#[cfg(test)]
mod tests {
    use super::{Proportion, Z_80, Z_95, basis_points, cases_needed, smallest_found};

    fn wilson_bp(numerator: u64, denominator: u64) -> (i64, i64) {
        let found = Proportion::new(numerator, denominator).wilson().expect("an interval");
        (basis_points(found.low), basis_points(found.high))
    }

    #[test]
    fn the_points_of_the_normal_distribution_are_these() {
        assert_eq!(Z_95.to_string(), "1.959963984540054");
        assert_eq!(Z_80.to_string(), "0.841621233572914");
    }

    /// Newcombe, *Two-sided confidence intervals for the single proportion*, Statistics in
    /// Medicine 17 (1998) 857, table I, method 3.
    #[test]
    fn the_score_interval_is_that_of_the_published_table() {
        assert_eq!(wilson_bp(81, 263), (2_553, 3_662));
        assert_eq!(wilson_bp(15, 148), (624, 1_605));
        assert_eq!(wilson_bp(0, 20), (0, 1_611));
        assert_eq!(wilson_bp(1, 29), (61, 1_718));
        assert_eq!(Proportion::new(0, 0).wilson(), None);
        assert_eq!(Proportion::new(2, 1).wilson(), None);
    }

    /// Newcombe, Statistics in Medicine 17 (1998) 873, table II, method 10.
    #[test]
    fn the_difference_is_that_of_the_published_table() {
        let rows = [
            ((56, 70), (48, 80), (524, 3_339)),
            ((9, 10), (3, 10), (1_705, 8_090)),
            ((6, 7), (2, 7), (582, 8_062)),
            ((5, 56), (0, 29), (-381, 1_926)),
            ((0, 10), (0, 20), (-1_611, 2_775)),
            ((10, 10), (0, 10), (6_075, 10_000)),
        ];
        for ((one, of_one), (two, of_two), expected) in rows {
            let found = Proportion::new(one, of_one).above(&Proportion::new(two, of_two)).expect("a difference");
            let within = (basis_points(found.within.low), basis_points(found.within.high));
            assert_eq!(within, expected, "{one}/{of_one} - {two}/{of_two}");
        }
    }

    #[test]
    fn a_small_lender_cannot_find_a_small_effect() {
        assert_eq!(cases_needed(4_000, 200), Some(9_493));
        assert_eq!(cases_needed(4_000, 500), Some(1_534));
        assert_eq!(cases_needed(4_000, 1_000), Some(388));
        assert_eq!(cases_needed(4_000, 0), None);
        assert_eq!(smallest_found(4_000, 9_493, 9_493), Some(200));
        assert_eq!(smallest_found(4_000, 9_492, 9_492), Some(201));
        assert_eq!(smallest_found(4_000, 1_534, 1_534), Some(500));
        assert_eq!(smallest_found(4_000, 3, 3), None);
        assert_eq!(smallest_found(4_000, 0, 100), None);
    }

    #[test]
    fn a_larger_base_group_finds_smaller_effects_and_no_less_than_half_of_it() {
        let equal = smallest_found(4_000, 1_000, 1_000).expect("a size");
        let lopsided = smallest_found(4_000, 9_000, 1_000).expect("a size");
        assert!(lopsided < equal && lopsided > equal / 2, "{lopsided} and {equal}");
    }

    #[test]
    fn a_thousand_million_cases_still_have_an_interval() {
        let (low, high) = wilson_bp(400_000_000, 1_000_000_000);
        assert!((3_999..=4_000).contains(&low) && (4_000..=4_001).contains(&high));
    }
}
