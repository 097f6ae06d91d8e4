//! The arithmetic: items to decibans, decibans to beliefs.

use crate::{Axes, EvidenceKind, EvidenceTable, Family, Item};
use libm::{exp2, exp10, round};
use makegood_case::Confidence;
use makegood_units::{BusinessDate, FactId};
use std::collections::BTreeMap;

/// What is believed before anything is known: able now, durably able, willing.
pub(crate) const PRIOR: [f64; 3] = [0.40, 0.65, 0.85];
/// One family of evidence moves a belief at most this far.
pub(crate) const FAMILY_CAP_DB: f64 = 12.0;
/// All evidence together moves a belief at most this far.
pub(crate) const AXIS_CAP_DB: f64 = 20.0;
/// What somebody said counts half of what was seen or shown.
const STATED_WEIGHT: f64 = 0.5;
/// Four half-lives after a verified fact it is history and no longer scores.
const LIVE_WEIGHT: f64 = 1.0 / 16.0;
/// Two half-lives after a verified fact it is too old to be a source of its own.
const FRESH_WEIGHT: f64 = 1.0 / 4.0;

/// One fact that scores on the day.
#[derive(Clone, Debug)]
pub(crate) struct Live<'a> {
    pub(crate) kind: &'a EvidenceKind,
    pub(crate) item: Item,
    pub(crate) weight: f64,
    /// The records of the observation that counts, without those that stand beside it.
    pub(crate) rests_on: Vec<FactId>,
}

impl Live<'_> {
    /// Recent and sure enough to be a source of its own.
    pub(crate) fn is_fresh(&self) -> bool {
        self.weight >= FRESH_WEIGHT
    }

    pub(crate) fn is_verified(&self) -> bool {
        self.item.confidence == Confidence::Verified
    }
}

/// The confidence of an item times what time has left of it.
fn weight(kind: &EvidenceKind, item: &Item, as_of: BusinessDate) -> f64 {
    let sure = match item.confidence {
        Confidence::Stated => STATED_WEIGHT,
        Confidence::Verified => 1.0,
    };
    let days = f64::from(as_of.days_since(item.observed_on));
    sure * kind.half_life_days.map_or(1.0, |half_life| exp2(-days / f64::from(half_life)))
}

/// The facts that score on `as_of`, one per kind of evidence, by id.
///
/// The same fact observed twice is one fact: its heaviest observation counts and
/// the records of the others stand beside it. What was observed after `as_of` is
/// not known yet.
pub(crate) fn live<'a>(items: &[Item], table: &'a EvidenceTable, as_of: BusinessDate) -> Vec<Live<'a>> {
    let mut sorted: Vec<&Item> = items.iter().filter(|item| item.observed_on <= as_of).collect();
    sorted.sort();
    let mut by_kind: BTreeMap<&str, Live<'a>> = BTreeMap::new();
    for item in sorted {
        let Some(kind) = table.get(&item.evidence) else { continue };
        let found = Live { kind, item: item.clone(), weight: weight(kind, item, as_of), rests_on: item.facts.clone() };
        if found.weight < LIVE_WEIGHT {
            continue;
        }
        match by_kind.get_mut(kind.id.as_str()) {
            None => {
                by_kind.insert(&kind.id, found);
            }
            Some(held) => {
                let (mut heavier, other) = if found.weight >= held.weight {
                    (found, held.item.facts.clone())
                } else {
                    (held.clone(), found.item.facts)
                };
                heavier.item.facts.extend(other);
                heavier.item.facts.sort();
                heavier.item.facts.dedup();
                *held = heavier;
            }
        }
    }
    by_kind.into_values().collect()
}

/// The same facts on a later day, with nothing new.
pub(crate) fn on_day<'a>(facts: &[Live<'a>], as_of: BusinessDate) -> Vec<Live<'a>> {
    let aged = facts.iter().map(|fact| Live { weight: weight(fact.kind, &fact.item, as_of), ..fact.clone() });
    aged.filter(|fact| fact.weight >= LIVE_WEIGHT).collect()
}

/// Effective decibans: of each fact in the order given, and of each axis.
pub(crate) struct Weights {
    pub(crate) of_each: Vec<[f64; 3]>,
    pub(crate) of_axis: [f64; 3],
}

/// Weighs facts sorted by id.
pub(crate) fn weigh(facts: &[Live<'_>]) -> Weights {
    let mut families: BTreeMap<Family, Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        families.entry(fact.kind.family).or_default().push(at);
    }
    let mut weights = Weights { of_each: vec![[0.0; 3]; facts.len()], of_axis: [0.0; 3] };
    for axis in 0..3 {
        for members in families.values() {
            weigh_family(facts, members, axis, &mut weights.of_each);
        }
        weights.of_axis[axis] = cap(&mut weights.of_each, axis, None, AXIS_CAP_DB);
    }
    weights
}

/// Strongest whole, next half, next a quarter; the family within its cap.
fn weigh_family(facts: &[Live<'_>], members: &[usize], axis: usize, of_each: &mut [[f64; 3]]) {
    let strength = |at: usize| facts.get(at).map_or(0.0, |fact| f64::from(fact.kind.decibans[axis]) * fact.weight);
    let mut ranked: Vec<(f64, usize)> = members.iter().map(|at| (strength(*at), *at)).collect();
    // Of two equally strong facts the one against comes first, then the lower id.
    ranked
        .sort_by(|one, two| two.0.abs().total_cmp(&one.0.abs()).then(one.0.total_cmp(&two.0)).then(one.1.cmp(&two.1)));
    let mut share = 1.0;
    for (strength, at) in ranked {
        if let Some(effect) = of_each.get_mut(at) {
            effect[axis] = strength * share;
        }
        share /= 2.0;
    }
    cap(of_each, axis, Some(members), FAMILY_CAP_DB);
}

/// Scales the effects so that their sum stays within `limit`, and returns the sum:
/// the parts a person is shown always add up to the whole.
fn cap(of_each: &mut [[f64; 3]], axis: usize, members: Option<&[usize]>, limit: f64) -> f64 {
    let counts = |at: &usize| members.is_none_or(|members| members.contains(at));
    let within = |(at, effect): (usize, &[f64; 3])| if counts(&at) { effect[axis] } else { 0.0 };
    let sum: f64 = of_each.iter().enumerate().map(within).sum();
    if sum.abs() <= limit {
        return sum;
    }
    let scale = limit / sum.abs();
    for (_, effect) in of_each.iter_mut().enumerate().filter(|(at, _)| counts(at)) {
        effect[axis] *= scale;
    }
    if sum < 0.0 { -limit } else { limit }
}

/// The probability that starts at `prior` and moves by `decibans`.
pub(crate) fn belief(prior: f64, decibans: f64) -> f64 {
    let odds = prior / (1.0 - prior) * exp10(decibans / 10.0);
    odds / (1.0 + odds)
}

/// The three probabilities after the evidence.
pub(crate) fn beliefs(of_axis: [f64; 3]) -> [f64; 3] {
    [0, 1, 2].map(|axis: usize| belief(PRIOR[axis], of_axis[axis]))
}

/// The same in whole basis points.
pub(crate) fn axes(beliefs: [f64; 3]) -> Axes {
    let [able_now_bp, able_durably_bp, willing_bp] = beliefs.map(|belief| whole(belief * 10_000.0));
    Axes { able_now_bp, able_durably_bp, willing_bp }
}

/// The nearest whole number; every use lies far inside the range.
pub(crate) fn whole(value: f64) -> i32 {
    round(value) as i32
}
