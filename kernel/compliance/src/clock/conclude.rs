//! From the fold to the reading: the state, and the sentence that says it.

use super::begin::NotAnchored;
use super::fold::{Base, Fold};
use super::held_words::told;
use super::holdup::Ends;
use super::reading::{ClockReading, ClockState, EFFECT_SAYS, alarm, plain};
use super::rule::{ClockRule, Effect, in_force};
use super::trigger::evidence;
use crate::words::said;
use makegood_units::BusinessDate;

/// The reading of a clock that runs or ran.
pub(super) fn conclude(fold: Fold<'_>, ends: Ends) -> ClockReading {
    let over = fold.saved_on.is_none() && fold.known_on > ends.rolled;
    let waits = matches!(fold.base, Base::Anchor(_)) && fold.known_on < ends.period.first;
    let state = match fold.rule.effect {
        _ if fold.saved_on.is_some() => ClockState::Saved,
        Some(Effect::GuarantorFree) if over => ClockState::Free,
        _ if over => ClockState::Expired,
        _ if waits => ClockState::NotBegun,
        _ => ClockState::Running { alarm: alarm(ends.raw.days_since(fold.known_on)) },
    };
    let says = sentence(&fold, &ends, &state);
    let at = fold.saved_on.unwrap_or(fold.known_on);
    let told = fold.stays.iter().zip(&ends.effects).map(|(stay, effect)| told(stay, effect, at));
    let mut suspensions: Vec<_> = told.collect();
    let mut facts = fold.facts;
    facts.extend(suspensions.iter().filter(|step| step.accepted).map(|step| step.fact.clone()));
    suspensions.extend(fold.weak_stays);
    ClockReading {
        known_on: fold.known_on,
        began_on: Some(match fold.base {
            Base::Anchor(on) => on,
            Base::Restarted { .. } => ends.from,
        }),
        raw_end: Some(ends.raw),
        rolled_end: Some(ends.rolled),
        expired_on: over.then(|| ends.rolled.plus_days(1)),
        lapsed: fold.lapsed,
        effect: fold.rule.effect,
        restarts: fold.steps,
        suspensions,
        is_held: ends.is_held && !over,
        revived_on: fold.revived_on,
        saved_on: fold.saved_on,
        state,
        facts,
        says,
    }
}

/// The reading of a clock nobody can read, or that waits for another.
pub(super) fn unread(rule: &ClockRule, known_on: BusinessDate, why: NotAnchored) -> ClockReading {
    let (state, says) = match why {
        NotAnchored::Missing(missing) => (ClockState::Unknown(missing.clone()), format!("not known: {missing}")),
        NotAnchored::Waits(says) => (ClockState::NotBegun, says),
    };
    ClockReading {
        known_on,
        began_on: None,
        raw_end: None,
        rolled_end: None,
        expired_on: None,
        lapsed: None,
        effect: rule.effect,
        restarts: Vec::new(),
        suspensions: Vec::new(),
        is_held: false,
        revived_on: None,
        saved_on: None,
        state,
        facts: Vec::new(),
        says,
    }
}

fn sentence(fold: &Fold<'_>, ends: &Ends, state: &ClockState) -> String {
    let length = fold.length(ends.from).map(|length| length.to_string());
    let from = match (&fold.base, fold.agreed.filter(|last| *last == ends.period.last)) {
        (Base::Anchor(on), Some(_)) => format!("the agreed period from {on}"),
        (Base::Anchor(on), None) if *on == fold.anchor.on => {
            format!("{} from {on} ({})", length.unwrap_or_default(), fold.anchor.what)
        }
        (Base::Anchor(on), None) => format!("{} from {on}", length.unwrap_or_default()),
        (Base::Restarted { what, .. }, _) => format!("{} anew from {} ({what})", length.unwrap_or_default(), ends.from),
    };
    let held = match ends.effects.iter().filter(|effect| effect.accepted).count() {
        0 => "",
        _ => ", held up on the way",
    };
    let rolls = match ends.rolled == ends.raw {
        true => String::new(),
        false => format!(", a day of rest, so {}", ends.rolled),
    };
    let end = format!("{from}{held}: the last day is {}{rolls}", ends.raw);
    let left = ends.raw.days_since(fold.known_on);
    let now = match state {
        ClockState::Saved => {
            fold.saved_on.map_or(String::new(), |on| format!("an act in time on {on} ended the clock"))
        }
        ClockState::Expired | ClockState::Free => over(fold),
        ClockState::NotBegun => format!("it begins with {}", ends.period.first),
        _ if ends.is_held => "it stands still for now, so the end moves on".to_owned(),
        _ if left < 0 => format!("the day counted is past, and {} is the very last", ends.rolled),
        _ => format!("{left} day{} left on {}", if left == 1 { "" } else { "s" }, fold.known_on),
    };
    match (fold.revived_on, fold.lapsed) {
        (Some(on), Some((_, ended))) => format!("{end}; {now}; it had ended on {ended} and was revived on {on}"),
        _ => format!("{end}; {now}"),
    }
}

fn over(fold: &Fold<'_>) -> String {
    let effect = fold.rule.effect.map_or(String::new(), |effect| said(EFFECT_SAYS, &effect));
    let needed = needed(fold.rule, fold.known_on);
    if needed.is_empty() {
        format!("it is over: {effect}")
    } else {
        format!("it is over: {effect}; nothing saved it in time, which takes {needed}")
    }
}

/// The acts that would have saved it, in words.
pub(super) fn needed(rule: &ClockRule, on: BusinessDate) -> String {
    let acts = in_force(&rule.saved_by, on).iter().map(|trigger| {
        let whom = if trigger.to.is_empty() { String::new() } else { format!(" to {}", trigger.to.join(" or ")) };
        let with = if trigger.with.is_empty() { String::new() } else { format!(" with {}", evidence(&trigger.with)) };
        let words: Vec<String> = trigger.on.iter().map(|word| plain(word)).collect();
        format!("{}{whom}{with}", words.join(" or "))
    });
    acts.collect::<Vec<_>>().join("; or ")
}
