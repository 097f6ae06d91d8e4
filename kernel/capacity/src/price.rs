//! The price of a minute: the smallest at which what the cases take fits.
//!
//! Any prices give a valid bound; these make it low. Each is moved with the others
//! held until none moves, which need not be the lowest bound there is but comes
//! close to it with many cases.

use crate::Skill;
use makegood_units::{Amount, StaffId};

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
    /// Who it was given to, by number.
    pub officer: Option<StaffId>,
}

/// Minutes, or prices of minutes in thousandths of a minor unit: of anybody, and on
/// top of that of those who call and of those who visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PerSkill<N> {
    pub any: N,
    pub call: N,
    pub visit: N,
}

impl<N: Copy> PerSkill<N> {
    fn get(self, skill: Skill) -> N {
        match skill {
            Skill::Any => self.any,
            Skill::Call => self.call,
            Skill::Visit => self.visit,
        }
    }

    fn with(mut self, skill: Skill, number: N) -> Self {
        match skill {
            Skill::Any => self.any = number,
            Skill::Call => self.call = number,
            Skill::Visit => self.visit = number,
        }
        self
    }
}

pub(crate) type Prices = PerSkill<i64>;

/// The prices of a pool, and the bound they prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Priced {
    pub prices: Prices,
    /// No choice within the minutes is worth more, in minor units.
    pub bound: i64,
}

/// A price fits 64 bits: a value is at most 10^15 minor units and takes a minute
/// or more, and thousandths make it 10^18.
const MILLI: i64 = 1_000;

/// The prices are moved in turn until none moves, or so many times.
const ROUNDS: usize = 16;

/// What an offer brings above the price of its minutes, in thousandths.
pub(crate) fn above(offer: &Offer, prices: Prices) -> i128 {
    let extra = if offer.skill == Skill::Any { 0 } else { prices.get(offer.skill) };
    let a_minute = i128::from(prices.any) + i128::from(extra);
    i128::from(offer.value) * i128::from(MILLI) - a_minute * i128::from(offer.minutes)
}

/// The offer that brings most above the price, if any does: on a tie the one with
/// fewer minutes, then the first.
pub(crate) fn best_at(offers: &[Offer], prices: Prices) -> Option<usize> {
    let mut best: Option<(i128, u32, usize)> = None;
    for (at, offer) in offers.iter().enumerate() {
        let brings = above(offer, prices);
        let better = best.is_none_or(|(most, minutes, _)| brings > most || (brings == most && offer.minutes < minutes));
        if brings > 0 && better {
            best = Some((brings, offer.minutes, at));
        }
    }
    best.map(|(_, _, at)| at)
}

/// Finds the prices for the minutes of a pool. Where everybody can do everything
/// only the first is above zero.
pub(crate) fn price(cases: &[Vec<Offer>], minutes: PerSkill<u64>) -> Priced {
    let mut priced = Priced { prices: Prices::default(), bound: i64::MAX };
    for _ in 0..ROUNDS {
        let before = priced.prices;
        for skill in [Skill::Any, Skill::Call, Skill::Visit] {
            priced = move_one(cases, minutes, skill, priced);
        }
        if priced.prices == before {
            break;
        }
    }
    priced
}

/// Sets one price to the smallest at which what is wanted fits, by bisection over
/// whole thousandths, the others staying.
fn move_one(cases: &[Vec<Offer>], minutes: PerSkill<u64>, skill: Skill, priced: Priced) -> Priced {
    let at = |price: i64| priced.prices.with(skill, price);
    let fits = |price: i64| wanted_at(cases, at(price), skill) <= minutes.get(skill);
    let bound = |price: i64| bound_at(cases, minutes, at(price)).min(priced.bound);
    if fits(0) {
        return Priced { prices: at(0), bound: bound(0) };
    }
    // Above the best value per minute nothing that takes minutes is wanted.
    let per_minute = |offer: &Offer| offer.value.saturating_mul(MILLI).checked_div(i64::from(offer.minutes));
    let dearest = cases.iter().flatten().filter_map(per_minute).max().unwrap_or(0);
    let (mut too_low, mut enough) = (0, dearest.saturating_add(1));
    while enough - too_low > 1 {
        let middle = too_low + (enough - too_low) / 2;
        if fits(middle) {
            enough = middle;
        } else {
            too_low = middle;
        }
    }
    // The bound is convex in the price and lowest between these two.
    Priced { prices: at(enough), bound: bound(enough).min(bound(too_low)) }
}

/// The minutes of a skill the cases would take at these prices; of any skill, all.
fn wanted_at(cases: &[Vec<Offer>], prices: Prices, skill: Skill) -> u64 {
    let taken = |offers: &Vec<Offer>| {
        let offer = best_at(offers, prices).and_then(|at| offers.get(at))?;
        (skill == Skill::Any || offer.skill == skill).then(|| u64::from(offer.minutes))
    };
    cases.iter().filter_map(taken).fold(0, u64::saturating_add)
}

/// The Lagrangian at these prices, in whole minor units: what the cases take above
/// the price, and the price of all the minutes.
fn bound_at(cases: &[Vec<Offer>], minutes: PerSkill<u64>, prices: Prices) -> i64 {
    let rent = |skill: Skill| i128::from(prices.get(skill)) * i128::from(minutes.get(skill));
    let rent = rent(Skill::Any) + rent(Skill::Call) + rent(Skill::Visit);
    let most = |offers: &Vec<Offer>| offers.iter().map(|offer| above(offer, prices)).max().unwrap_or(0).max(0);
    let milli = cases.iter().map(most).fold(rent, i128::saturating_add);
    i64::try_from(milli / i128::from(MILLI)).unwrap_or(i64::MAX)
}

/// A value as an offer may carry it.
pub(crate) fn held(value_minor: i64) -> i64 {
    value_minor.min(Amount::LIMIT.minor())
}

#[cfg(test)]
mod tests {
    use super::{Offer, PerSkill, Prices, best_at, price};
    use crate::Skill;

    /// `5m 40, 20m 90 visit | 10m 70` as cases with offers.
    fn cases(text: &str) -> Vec<Vec<Offer>> {
        let offer = |word: &str| {
            let words: Vec<&str> = word.split_whitespace().collect();
            let minutes = words[0].trim_end_matches('m').parse().expect("minutes");
            let skill = if words.contains(&"visit") { Skill::Visit } else { Skill::Any };
            Offer { item: 0, minutes, value: words[1].parse().expect("value"), skill, place: None, officer: None }
        };
        text.split('|').map(|one| one.split(',').map(offer).collect()).collect()
    }

    fn any(price: i64) -> Prices {
        Prices { any: price, ..Prices::default() }
    }

    #[test]
    fn the_price_is_the_smallest_at_which_the_wanted_fits() {
        let check = |text: &str, minutes, milli, bound| {
            let priced = price(&cases(text), PerSkill { any: minutes, call: minutes, visit: minutes });
            assert_eq!((priced.prices, priced.bound), (any(milli), bound), "{text} in {minutes}");
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
    fn visits_cost_more_where_few_people_visit() {
        let text = "20m 90 visit, 10m 20 | 20m 80 visit, 10m 20 | 10m 20 | 10m 20";
        let priced = price(&cases(text), PerSkill { any: 40, call: 40, visit: 20 });
        // The second visit brings 40 more than nothing at the price of a minute.
        assert_eq!(priced.prices, Prices { any: 2_000, call: 0, visit: 2_000 });
        assert_eq!(priced.bound, 130);
    }

    #[test]
    fn a_tie_takes_fewer_minutes() {
        let offers = &cases("10m 50, 5m 25")[0];
        assert_eq!(best_at(offers, any(5_000)), None);
        assert_eq!(best_at(offers, any(4_999)), Some(0));
        assert_eq!(best_at(&cases("10m 70, 5m 20")[0], any(10_000)), None);
        assert_eq!(best_at(&cases("10m 60, 5m 30, 15m 75")[0], any(3_000)), Some(0));
        assert_eq!(best_at(&cases("15m 75, 10m 60")[0], any(3_000)), Some(1));
    }
}
