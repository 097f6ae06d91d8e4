//! The price of a minute: the smallest at which what the cases take fits.

use crate::Skill;
use makegood_units::Amount;

/// One thing that could be done, weighed.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// Its number in the pool's work.
    pub item: usize,
    pub minutes: u32,
    /// Positive, and at most [`Amount::LIMIT`].
    pub value: i64,
    pub skill: Skill,
    pub place: Option<String>,
}

/// What a pool would take at a price, and the bound that price proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    /// Thousandths of a minor unit per minute.
    pub milli: i64,
    /// No choice within the minutes is worth more, in minor units.
    pub bound: i64,
}

/// A price fits 64 bits: a value is at most 10^15 minor units and takes a minute
/// or more, and thousandths make it 10^18.
const MILLI: i64 = 1_000;

/// What an offer brings above the price of its minutes, in thousandths.
pub(crate) fn above(offer: &Offer, price_milli: i64) -> i128 {
    i128::from(offer.value) * i128::from(MILLI) - i128::from(price_milli) * i128::from(offer.minutes)
}

/// The offer that brings most above the price, if any does: on a tie the one with
/// fewer minutes, then the first.
pub(crate) fn best_at(offers: &[Offer], price_milli: i64) -> Option<usize> {
    let mut best: Option<(i128, u32, usize)> = None;
    for (at, offer) in offers.iter().enumerate() {
        let brings = above(offer, price_milli);
        let better = best.is_none_or(|(most, minutes, _)| brings > most || (brings == most && offer.minutes < minutes));
        if brings > 0 && better {
            best = Some((brings, offer.minutes, at));
        }
    }
    best.map(|(_, _, at)| at)
}

/// Finds the price by bisection over whole thousandths.
pub(crate) fn price(cases: &[Vec<Offer>], minutes: u64) -> Price {
    if wanted_at(cases, 0) <= minutes {
        return Price { milli: 0, bound: bound_at(cases, minutes, 0) };
    }
    // Above the best value per minute nothing that takes minutes is wanted.
    let per_minute = |offer: &Offer| offer.value.saturating_mul(MILLI).checked_div(i64::from(offer.minutes));
    let dearest = cases.iter().flatten().filter_map(per_minute).max().unwrap_or(0);
    let (mut too_low, mut enough) = (0, dearest.saturating_add(1));
    while enough - too_low > 1 {
        let middle = too_low + (enough - too_low) / 2;
        if wanted_at(cases, middle) <= minutes {
            enough = middle;
        } else {
            too_low = middle;
        }
    }
    // The bound is convex in the price and lowest between these two.
    let bound = bound_at(cases, minutes, enough).min(bound_at(cases, minutes, too_low));
    Price { milli: enough, bound }
}

/// The minutes the cases would take at this price.
fn wanted_at(cases: &[Vec<Offer>], price_milli: i64) -> u64 {
    let taken = |offers: &Vec<Offer>| best_at(offers, price_milli).and_then(|at| offers.get(at)).map(|it| it.minutes);
    cases.iter().filter_map(taken).map(u64::from).fold(0, u64::saturating_add)
}

/// The Lagrangian at this price, in whole minor units: what the cases take above
/// the price, and the price of all the minutes.
fn bound_at(cases: &[Vec<Offer>], minutes: u64, price_milli: i64) -> i64 {
    let rent = i128::from(price_milli) * i128::from(minutes);
    let most = |offers: &Vec<Offer>| offers.iter().map(|offer| above(offer, price_milli)).max().unwrap_or(0).max(0);
    let milli = cases.iter().map(most).fold(rent, i128::saturating_add);
    i64::try_from(milli / i128::from(MILLI)).unwrap_or(i64::MAX)
}

/// A value as an offer may carry it.
pub(crate) fn held(value_minor: i64) -> i64 {
    value_minor.min(Amount::LIMIT.minor())
}

#[cfg(test)]
mod tests {
    use super::{Offer, Price, best_at, price};
    use crate::Skill;

    /// `5m 40, 20m 90 | 10m 70` as cases with offers.
    fn cases(text: &str) -> Vec<Vec<Offer>> {
        let offer = |word: &str| {
            let (minutes, value) = word.trim().split_once("m ").expect("minutes and value");
            let (minutes, value) = (minutes.parse().expect("minutes"), value.parse().expect("value"));
            Offer { item: 0, minutes, value, skill: Skill::Any, place: None }
        };
        text.split('|').map(|one| one.split(',').map(offer).collect()).collect()
    }

    #[test]
    fn the_price_is_the_smallest_at_which_the_wanted_fits() {
        let check = |text: &str, minutes, milli, bound| {
            assert_eq!(price(&cases(text), minutes), Price { milli, bound }, "{text} in {minutes}");
        };
        check("5m 40 | 10m 70", 15, 0, 110);
        // Five minutes short: the second case is cut, at 70 for 10.
        check("5m 40 | 10m 70", 10, 7_000, 75);
        // The step from a call to a visit brings 50 for 15 minutes.
        check("5m 40, 20m 90 | 5m 30", 10, 3_334, 70);
        check("0m 9 | 5m 40", 0, 8_000, 9);
        check("1m 1000000000000000 | 1m 1000000000000000", 1, 1_000_000_000_000_000_000, 1_000_000_000_000_000);
    }

    #[test]
    fn a_tie_takes_fewer_minutes() {
        let offers = &cases("10m 50, 5m 25")[0];
        assert_eq!(best_at(offers, 5_000), None);
        assert_eq!(best_at(offers, 4_999), Some(0));
        assert_eq!(best_at(&cases("10m 70, 5m 20")[0], 10_000), None);
        assert_eq!(best_at(&cases("10m 60, 5m 30, 15m 75")[0], 3_000), Some(0));
        assert_eq!(best_at(&cases("15m 75, 10m 60")[0], 3_000), Some(1));
    }
}
