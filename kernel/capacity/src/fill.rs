//! From a price to people's days.
//!
//! First everything wanted at the price, then step by step the change that adds
//! most per minute and still fits. For one officer this is the greedy order from
//! an empty day, and it has a law that tests hold: more minutes never bring
//! less. At the first step where the longer day takes something the shorter one
//! cannot, that something brings more than everything the shorter day still adds,
//! since it takes more minutes than the shorter day has left and brings the most
//! per minute of all that fits.

use crate::bench::{Bench, Seated};
use crate::price::{Offer, Prices, best_at};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A change of what is done for one case.
#[derive(Clone, Copy)]
struct Step {
    case: usize,
    to: Seated,
    gain: i64,
    minutes: i64,
}

/// Seats the work of a pool: for each case what is done and by whom.
pub(crate) fn fill<'a>(cases: &'a [Vec<Offer>], prices: Prices, bench: &mut Bench<'a>) -> Vec<Option<Seated>> {
    let mut seated = seat_wanted(cases, prices, bench);
    while let Some(step) = best_step(cases, &seated, bench) {
        let (Some(offers), Some(now)) = (cases.get(step.case), seated.get_mut(step.case)) else { break };
        if let Some(before) = *now
            && let Some(offer) = offers.get(before.offer)
        {
            bench.give_back(before.seat, offer);
        }
        if let Some(offer) = offers.get(step.to.offer) {
            bench.take(step.to.seat, offer);
        }
        *now = Some(step.to);
    }
    seated
}

/// Seats what the price wants: first what somebody in particular was given, then most
/// value per minute first.
fn seat_wanted<'a>(cases: &'a [Vec<Offer>], prices: Prices, bench: &mut Bench<'a>) -> Vec<Option<Seated>> {
    let find = |(case, offers): (usize, &'a Vec<Offer>)| {
        let at = best_at(offers, prices)?;
        offers.get(at).map(|offer| (case, at, offer))
    };
    let mut wanted: Vec<(usize, usize, &Offer)> = cases.iter().enumerate().filter_map(find).collect();
    wanted.sort_by(|a, b| {
        let ratio = by_ratio((b.2.value, i64::from(b.2.minutes)), (a.2.value, i64::from(a.2.minutes)));
        a.2.officer.is_none().cmp(&b.2.officer.is_none()).then(ratio).then(a.0.cmp(&b.0))
    });
    let mut seated = vec![None; cases.len()];
    for (case, at, offer) in wanted {
        if let Some(seat) = bench.seat_for(offer, None)
            && let Some(now) = seated.get_mut(case)
        {
            bench.take(seat, offer);
            *now = Some(Seated { offer: at, seat });
        }
    }
    seated
}

/// Of all changes that add value and fit, the one that adds most per minute; on a
/// tie the first case, then its first offer.
fn best_step(cases: &[Vec<Offer>], seated: &[Option<Seated>], bench: &Bench) -> Option<Step> {
    let mut best: Option<Step> = None;
    for (case, (offers, now)) in cases.iter().zip(seated).enumerate() {
        let current = now.and_then(|now| offers.get(now.offer).map(|offer| (now.seat, offer)));
        let (value, spent) = current.map_or((0, 0), |(_, offer)| (offer.value, offer.minutes));
        let returned = current.map(|(seat, offer)| (seat, offer.minutes));
        for (at, offer) in offers.iter().enumerate() {
            let (gain, minutes) = (offer.value - value, i64::from(offer.minutes) - i64::from(spent));
            let better = best.is_none_or(|best| by_ratio((gain, minutes), (best.gain, best.minutes)).is_gt());
            if gain > 0
                && better
                && let Some(seat) = bench.seat_for(offer, returned)
            {
                best = Some(Step { case, to: Seated { offer: at, seat }, gain, minutes });
            }
        }
    }
    best
}

/// Compares gains per minute. A gain that costs no minutes beats any that does;
/// of two such the larger gain wins.
fn by_ratio(a: (i64, i64), b: (i64, i64)) -> Ordering {
    match (a.1 <= 0, b.1 <= 0) {
        (true, true) => a.0.cmp(&b.0),
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1))),
    }
}

/// Hands the same work out again, what somebody was given to them, and with all other visits to a place given to one officer,
/// the places with most minutes first. When that does not fit, nothing changes.
pub(crate) fn regroup<'a>(cases: &'a [Vec<Offer>], seated: &mut Vec<Option<Seated>>, empty: Bench<'a>) {
    let mut bench = empty;
    let mut again = vec![None; seated.len()];
    let mut places: BTreeMap<&str, Vec<(usize, usize, &Offer)>> = BTreeMap::new();
    let (mut given, mut others): (Vec<Vec<_>>, Vec<(usize, usize, &Offer)>) = (Vec::new(), Vec::new());
    for (case, (offers, now)) in cases.iter().zip(seated.iter()).enumerate() {
        let Some((at, offer)) = now.and_then(|now| offers.get(now.offer).map(|offer| (now.offer, offer))) else {
            continue;
        };
        match (offer.skill, offer.place.as_deref()) {
            _ if offer.officer.is_some() => given.push(vec![(case, at, offer)]),
            (crate::Skill::Visit, Some(place)) => places.entry(place).or_default().push((case, at, offer)),
            _ => others.push((case, at, offer)),
        }
    }
    let minutes = |visits: &Vec<(usize, usize, &Offer)>| visits.iter().map(|it| u64::from(it.2.minutes)).sum::<u64>();
    let mut groups: Vec<Vec<(usize, usize, &Offer)>> = places.into_values().collect();
    groups.sort_by_key(|visits| std::cmp::Reverse(minutes(visits)));
    others.sort_by_key(|it| (std::cmp::Reverse((it.2.skill, it.2.minutes)), it.0));
    groups.extend(others.into_iter().map(|one| vec![one]));
    for group in given.into_iter().chain(groups) {
        let together = group
            .first()
            .filter(|it| it.2.officer.is_none() && it.2.place.is_some() && it.2.skill == crate::Skill::Visit);
        let together = together.and_then(|_| bench.seat_for_place(minutes(&group)));
        for (case, at, offer) in group {
            let Some(seat) = together.or_else(|| bench.seat_for(offer, None)) else { return };
            bench.take(seat, offer);
            if let Some(now) = again.get_mut(case) {
                *now = Some(Seated { offer: at, seat });
            }
        }
    }
    *seated = again;
}
