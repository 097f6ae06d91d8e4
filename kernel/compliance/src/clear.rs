//! The gate.

use crate::act::Act;
use crate::facts::Facts;
use crate::judge::{Bite, HORIZON_DAYS, Judgement, Moment, Note, View, judge};
use crate::packs::{Binds, Packs};
use crate::rule::Rule;
use crate::says::{hit, missing_fact, scope_hit};
use crate::verdict::{Cleared, RuleHit, Verdict};
use jiff::SignedDuration;
use makegood_units::Instant;

/// Judges an action at an instant under all packs: what any rule denies is
/// denied, hours must be open in every zone the person may be in, and a missing
/// fact is unknown, never allowed. Contacts and consents later than `at` are not
/// seen.
pub fn clear<A: Act>(action: A, facts: &Facts, packs: &Packs, at: Instant) -> Verdict<A> {
    if *action.person() != facts.person {
        let missing = vec![format!("the facts about {}: these are about {}", action.person(), facts.person)];
        return Verdict::Unknown { action, missing, hits: Vec::new() };
    }
    let Weighed { worst, hits, missing, opens_at } = weigh(&action, facts, packs, at);
    match (worst, opens_at) {
        (Bite::Passes, _) => Verdict::Cleared(Cleared::new(action, at)),
        (Bite::Until(_), Some(opens_at)) => Verdict::DeferUntil { action, opens_at, hits },
        (Bite::Missing, _) => Verdict::Unknown { action, missing, hits },
        (Bite::Redirect(to), _) => Verdict::Redirect { action, to, hits },
        (Bite::Until(_) | Bite::Closed, _) => {
            let says = format!("nothing opens within {HORIZON_DAYS} days");
            Verdict::Refused { action, says, hits }
        }
    }
}

/// Whether no rule stands against an action at an instant. Says neither why not
/// nor when; it is what [`clear`] says, for less.
pub fn is_open<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> bool {
    let is_theirs = *action.person() == facts.person;
    is_theirs && pressing(&View::new(action, facts, at), packs, at) == Bite::Passes
}

/// The first instant, not before `from`, at which no rule stands against an
/// action; none when there is none within [`HORIZON_DAYS`] or a fact is missing.
///
/// Each rule that bites names an instant before which it certainly bites, so
/// going from one such instant to the next misses no opening.
pub fn earliest<A: Act>(action: &A, facts: &Facts, packs: &Packs, from: Instant) -> Option<Instant> {
    let is_theirs = *action.person() == facts.person;
    is_theirs.then(|| search(&View::new(action, facts, from), packs, from)).flatten()
}

/// Every rule that governs the action and binds this lender, biting or not, with
/// what it says: the numbers behind a clearance.
pub fn standing<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> Vec<RuleHit> {
    let view = View::new(action, facts, at);
    let moments = moments(facts, at);
    let mut said = Vec::new();
    for (pack, rules) in packs.governing(view.channel) {
        match pack.binds(facts) {
            Binds::No => {}
            Binds::Unknown(fact) => said.push(scope_hit(pack, fact)),
            Binds::Yes => said.extend(rules.filter_map(|rule| {
                let (judgement, moment) = across_zones(rule, &view, &moments)?;
                (judgement.note != Note::NotInForce).then(|| hit(pack, rule, judgement, &view, moment))
            })),
        }
    }
    said
}

struct Weighed {
    worst: Bite,
    hits: Vec<RuleHit>,
    missing: Vec<String>,
    opens_at: Option<Instant>,
}

fn weigh<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> Weighed {
    let view = View::new(action, facts, at);
    let moments = moments(facts, at);
    let mut weighed = Weighed { worst: Bite::Passes, hits: Vec::new(), missing: Vec::new(), opens_at: None };
    for (pack, rules) in packs.governing(view.channel) {
        match pack.binds(facts) {
            Binds::No => {}
            Binds::Unknown(fact) => {
                weighed.missing.push(format!("whether {fact} is true"));
                weighed.hits.push(scope_hit(pack, fact));
                weighed.worst = worse(weighed.worst, Bite::Missing);
            }
            Binds::Yes => {
                for rule in rules {
                    let Some((judgement, moment)) = across_zones(rule, &view, &moments) else { continue };
                    if judgement.bite != Bite::Passes {
                        weighed.missing.extend(missing_fact(judgement.note, &view));
                        weighed.hits.push(hit(pack, rule, judgement, &view, moment));
                        weighed.worst = worse(weighed.worst, judgement.bite);
                    }
                }
            }
        }
    }
    weighed.missing.sort();
    weighed.missing.dedup();
    if let Bite::Until(_) = weighed.worst {
        weighed.opens_at = search(&view, packs, at);
    }
    weighed
}

fn moments(facts: &Facts, at: Instant) -> Vec<Moment<'_>> {
    facts.zones.iter().map(|place| Moment::new(at, place)).collect()
}

/// A rule in every zone the person may be in; the zone where it bites hardest counts.
fn across_zones<'m, 'f>(
    rule: &Rule,
    view: &View<'_>,
    moments: &'m [Moment<'f>],
) -> Option<(Judgement, &'m Moment<'f>)> {
    let judged = moments.iter().map(|moment| (judge(rule, view, moment), moment));
    judged.reduce(|one, other| if worse(one.0.bite, other.0.bite) == one.0.bite { one } else { other })
}

/// The harder of two: closed, redirected, unknown, later, earlier, passes.
fn worse(one: Bite, other: Bite) -> Bite {
    let rank = |bite: Bite| match bite {
        Bite::Passes => (0, Instant::MIN),
        Bite::Until(at) => (1, at),
        Bite::Missing => (2, Instant::MIN),
        Bite::Redirect(_) => (3, Instant::MIN),
        Bite::Closed => (4, Instant::MIN),
    };
    if rank(other) > rank(one) { other } else { one }
}

/// The hardest bite of all rules at an instant.
fn pressing(view: &View<'_>, packs: &Packs, at: Instant) -> Bite {
    let moments = moments(view.facts, at);
    let mut worst = Bite::Passes;
    for (pack, rules) in packs.governing(view.channel) {
        match pack.binds(view.facts) {
            Binds::No => {}
            Binds::Unknown(_) => worst = worse(worst, Bite::Missing),
            Binds::Yes => {
                for rule in rules {
                    for moment in &moments {
                        worst = worse(worst, judge(rule, view, moment).bite);
                    }
                }
            }
        }
    }
    worst
}

fn search(view: &View<'_>, packs: &Packs, from: Instant) -> Option<Instant> {
    let horizon = SignedDuration::from_hours(24 * i64::from(HORIZON_DAYS));
    let limit = from.saturating_add(horizon).unwrap_or(Instant::MAX);
    let mut at = from;
    loop {
        match pressing(view, packs, at) {
            Bite::Passes => return Some(at),
            // Only ever forward: the search ends at the horizon at the latest.
            Bite::Until(later) if later > at && later <= limit => at = later,
            _ => return None,
        }
    }
}
