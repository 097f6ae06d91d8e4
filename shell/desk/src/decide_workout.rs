//! A decision about the way out becomes an event or a named refusal. Pure: everything it
//! may look at is handed in.

use crate::decide::NOTE_CHARACTERS;
use crate::{AgreeWorkout, DecideWorkout, DeclineWorkout, Refusal, WorkoutRefusal};
use makegood_case::{ReliefEvent, ReliefHappened, WorkoutAgreed, WorkoutDecided, WorkoutDeclined, WorkoutStand};
use makegood_diagnosis::Situation;
use makegood_units::{BusinessDate, StaffId};
use makegood_workout::case::{AskedOfCase, may_decide};
use makegood_workout::compare::RouteKind;
use makegood_workout::relief::standing;

/// Decides upon a route of a comparison that is kept under `comparison`. A plan that names
/// no day of a fresh look is looked at on its last one. While the cause is not known, the
/// only way that may be taken is to wait and ask.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn decide_workout(
    command: &DecideWorkout,
    asked: &AskedOfCase,
    comparison: String,
) -> Result<WorkoutDecided, Refusal> {
    let reason = words(&command.reason)?;
    let is_plan = command.route == RouteKind::InstalmentPlan.word();
    let retest_on = command.retest_on.or(asked.plan_ends_on.filter(|_| is_plan));
    let relief = command.relief.as_ref();
    let valued = may_decide(asked, &command.route, retest_on, relief).map_err(WorkoutRefusal::from)?;
    if asked.facts.situation == Situation::Undetermined && valued.kind != RouteKind::Wait {
        return Err(Refusal::CauseUnknown);
    }
    Ok(WorkoutDecided {
        route: valued.id.clone(),
        kind: valued.kind.word().to_owned(),
        worth: valued.worth.npv,
        currency: asked.ask.currency,
        comparison,
        by: command.by.clone(),
        reason,
        needs_agreement: valued.four_eyes,
        retest_on,
        relief: relief.filter(|_| valued.kind == RouteKind::ReliefLoan).cloned(),
    })
}

/// Agrees to what was decided last, when it waits and somebody else decided it.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn agree_workout(command: &AgreeWorkout, decided: &[WorkoutStand]) -> Result<WorkoutAgreed, Refusal> {
    let note = words(&command.note)?;
    let waiting = waits_for(decided, &command.by)?;
    Ok(WorkoutAgreed { decided: waiting.seq, by: command.by.clone(), note })
}

/// Does not agree to what was decided last, when it waits and somebody else decided it.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn decline_workout(command: &DeclineWorkout, decided: &[WorkoutStand]) -> Result<WorkoutDeclined, Refusal> {
    let reason = words(&command.reason)?;
    let waiting = waits_for(decided, &command.by)?;
    Ok(WorkoutDeclined { decided: waiting.seq, by: command.by.clone(), reason })
}

/// The decision that waits for this person, who is another than the one who made it.
fn waits_for<'a>(decided: &'a [WorkoutStand], by: &StaffId) -> Result<&'a WorkoutStand, WorkoutRefusal> {
    let waiting = decided.last().filter(|stand| stand.waits()).ok_or(WorkoutRefusal::NothingWaits)?;
    if waiting.decided.by == *by {
        return Err(WorkoutRefusal::SamePerson(waiting.decided.route.replace('_', " ")));
    }
    Ok(waiting)
}

/// Takes what happened to the relief loan in effect, if the loan allows it on its day.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn follow_relief(
    what: &ReliefEvent,
    decided: &[WorkoutStand],
    today: BusinessDate,
) -> Result<ReliefHappened, Refusal> {
    let on = what.on();
    if on > today {
        return Err(Refusal::NotYet { on, today });
    }
    let stand = relief_in_effect(decided)?;
    let loan = stand.decided.relief.as_ref().ok_or(WorkoutRefusal::NoReliefLoan)?;
    if let ReliefEvent::TrancheApproved { no, by, .. } | ReliefEvent::TrancheDeclined { no, by, .. } = what
        && *by == stand.decided.by
    {
        return Err(WorkoutRefusal::SamePerson(format!("tranche {no}")).into());
    }
    let mut events = stand.relief.clone();
    events.push(what.clone());
    standing(loan, &events, today).map_err(WorkoutRefusal::from)?;
    Ok(ReliefHappened { decided: stand.seq, what: what.clone() })
}

/// The relief loan that is followed: the last one that has taken effect.
///
/// # Errors
/// [`WorkoutRefusal::NoReliefLoan`].
pub fn relief_in_effect(decided: &[WorkoutStand]) -> Result<&WorkoutStand, Refusal> {
    let relief = |stand: &&WorkoutStand| stand.is_in_effect() && stand.decided.relief.is_some();
    decided.iter().rev().find(relief).ok_or_else(|| WorkoutRefusal::NoReliefLoan.into())
}

/// A note with something in it that can be read.
///
/// # Errors
/// [`WorkoutRefusal::WithoutReason`], [`Refusal::NoteTooLong`].
pub fn words(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(WorkoutRefusal::WithoutReason.into());
    }
    if text.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    Ok(text.to_owned())
}
