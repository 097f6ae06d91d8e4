//! A clock that ends with another: the mortgage with the main claim.

use super::acts::step;
use super::begin::{NotAnchored, other};
use super::claim::Claim;
use super::conclude::unread;
use super::reading::{ClockMissing, ClockReading, ClockState, ClockStep, EFFECT_SAYS, plain};
use super::rule::{ClockRule, Effect, in_force};
use super::trigger::Judged;
use crate::words::said;
use makegood_units::{BusinessDate, FactId};

/// Reads it from the first of the named clocks that has begun. What ran out
/// once stays run out here, though the debtor may have revived it there.
pub(super) fn follow(
    rule: &ClockRule,
    names: &[String],
    claim: &Claim<'_>,
    known_on: BusinessDate,
    above: &[&str],
) -> ClockReading {
    let mut why = ClockMissing::Anchor(names.join(" or "));
    for name in names {
        match other(name, claim, known_on, above) {
            Ok(main) if main.began_on.is_some() => {
                let (steps, saved) = acts(rule, name, claim, known_on, above);
                return followed(rule, name, main, steps, saved);
            }
            Ok(ClockReading { state: ClockState::Unknown(missing), .. }) | Err(missing) => why = missing,
            Ok(_) => {}
        }
    }
    unread(rule, known_on, NotAnchored::Missing(why))
}

/// The acts that save it, each held against the main clock of its day.
fn acts(
    rule: &ClockRule,
    name: &str,
    claim: &Claim<'_>,
    known_on: BusinessDate,
    above: &[&str],
) -> (Vec<ClockStep>, Option<(BusinessDate, FactId)>) {
    let mut steps = Vec::new();
    for happening in claim.sorted().into_iter().filter(|happening| happening.on <= known_on) {
        for trigger in in_force(&rule.saved_by, happening.on) {
            let says = match trigger.judge(happening, claim.obligor) {
                Judged::Other => continue,
                Judged::Weak(why) => step(happening, None, why),
                Judged::Counts => {
                    let main = other(name, claim, happening.on, above);
                    let accepted = main.is_ok_and(|main| main.began_on.is_some() && main.lapsed.is_none());
                    let when = if accepted { "in time" } else { "outside the time" };
                    let says = format!("{} on {} comes {when} of {name}", plain(&happening.what), happening.on);
                    ClockStep { accepted, says, ..step(happening, None, String::new()) }
                }
            };
            let saved = says.accepted.then(|| (says.on, says.fact.clone()));
            steps.push(says);
            if saved.is_some() {
                return (steps, saved);
            }
        }
    }
    (steps, None)
}

fn followed(
    rule: &ClockRule,
    name: &str,
    main: ClockReading,
    restarts: Vec<ClockStep>,
    saved: Option<(BusinessDate, FactId)>,
) -> ClockReading {
    let over = main.lapsed;
    let state = match (rule.effect, over) {
        _ if saved.is_some() => ClockState::Saved,
        (Some(Effect::SecurityKept), Some(_)) => ClockState::Kept,
        (Some(Effect::GuarantorFree), Some(_)) => ClockState::Free,
        (_, Some(_)) => ClockState::Expired,
        (Some(Effect::SecurityKept), None) => match main.state {
            ClockState::Running { .. } => ClockState::Running { alarm: None },
            ref other => other.clone(),
        },
        (_, None) => main.state.clone(),
    };
    let effect = rule.effect.map_or(String::new(), |effect| said(EFFECT_SAYS, &effect));
    let says = match (&saved, over) {
        (Some((on, _)), _) => format!("an act in time on {on} ended the clock"),
        (None, Some((_, ended))) => format!("{name} ended on {ended}: {effect}"),
        (None, None) => format!("it goes by {name}: {}", main.says),
    };
    let is_over = matches!(state, ClockState::Expired | ClockState::Free);
    let mut facts = main.facts;
    facts.extend(saved.iter().map(|(_, fact)| fact.clone()));
    ClockReading {
        known_on: main.known_on,
        began_on: main.began_on,
        raw_end: over.map(|(raw, _)| raw).or(main.raw_end),
        rolled_end: over.map(|(_, rolled)| rolled).or(main.rolled_end),
        expired_on: over.filter(|_| is_over).map(|(_, rolled)| rolled.plus_days(1)),
        lapsed: over,
        effect: rule.effect,
        restarts,
        suspensions: main.suspensions,
        is_held: main.is_held && over.is_none(),
        revived_on: None,
        saved_on: saved.map(|(on, _)| on),
        state,
        facts,
        says,
    }
}
