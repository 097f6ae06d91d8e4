//! Steps that stay in the house: done, agreed to by a second person, or gone on to.

use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, Refusal, TakeStep, TakenHow, append_and_apply};
use makegood_case::{CaseEvent, LadderSkipped, StepApproved, StepDeclined, StepDone};
use makegood_day_close::Considered;
use makegood_diagnosis::Need;
use makegood_journal::{Connection, Event};
use makegood_strategy::PassedOver;
use makegood_strategy::trial::CONTROL_GROUP;
use makegood_strategy::{ActionKind, DECLINED, Rung};
use makegood_units::StaffId;
use makegood_views::people::colleagues;
use makegood_views::{CaseView, case_view};

impl Desk {
    /// Writes down what was done about a step in the house. Returns the number of the
    /// event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn take_step(&mut self, command: &TakeStep) -> Result<i64, DeskError> {
        let note = command.note.trim();
        if note.is_empty() {
            return Err(Refusal::StepSaysNothing.into());
        }
        if note.chars().count() > NOTE_CHARACTERS {
            return Err(Refusal::NoteTooLong(NOTE_CHARACTERS).into());
        }
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(command.party.clone());
        let view = case_view(&transaction, &command.party, now)?.ok_or_else(unknown)?;
        let policy = makegood_views::policy_of(&transaction, i64::MAX)?.ok_or(Refusal::NoPolicy)?;
        let rungs = &policy.ladder_of(&view.day).rungs;
        let rung = rungs.iter().find(|rung| rung.id == command.step).ok_or_else(|| Refusal::UnknownStep {
            step: command.step.clone(),
            known: rungs.iter().map(|rung| rung.id.clone()).collect::<Vec<_>>().join(", "),
        })?;
        let (step, by, note) = (command.step.clone(), command.by.clone(), note.to_owned());
        let event = match command.how {
            TakenHow::Done => {
                may_be_done(&view, rung, &by)?;
                CaseEvent::StepDone(StepDone { step, by, note })
            }
            TakenHow::Agreed => {
                may_be_agreed(&view, rung)?;
                CaseEvent::StepApproved(StepApproved { step, by, note })
            }
            TakenHow::Declined => {
                may_be_declined(&view, rung)?;
                CaseEvent::StepDeclined(StepDeclined { step, by, reason: note })
            }
            TakenHow::Skipped => {
                may_be_skipped_to(&transaction, &view, rung, &by)?;
                CaseEvent::LadderSkipped(LadderSkipped { to: step, by, reason: note })
            }
        };
        let event = Event::Case { party: command.party.clone(), event };
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

/// The step as the ladder and the law see it today; closed, it is refused with the
/// reason.
fn open_step<'a>(view: &'a CaseView, rung: &Rung) -> Result<&'a Considered, Refusal> {
    if let Some(step) = view.day.considered.iter().find(|step| step.proposal.rung == rung.id) {
        return Ok(step);
    }
    let passed = view.day.passed_over.iter().find(|passed| passed.rung == rung.id);
    let says = passed.map_or("Nothing is in arrears.", |passed| passed.why.says.as_str());
    Err(Refusal::StepClosed { step: rung.id.clone(), says: says.to_owned() })
}

fn may_be_done(view: &CaseView, rung: &Rung, by: &StaffId) -> Result<(), Refusal> {
    if rung.channel.is_some() || rung.action == ActionKind::LeaderReview {
        return Err(Refusal::StepIsAContact(rung.id.clone()));
    }
    let step = open_step(view, rung)?;
    if step.gate.verdict != "cleared" {
        return Err(Refusal::StepClosed { step: rung.id.clone(), says: step.gate.says.clone() });
    }
    let agreed = view.happened.iter().rev().find_map(|one| match &one.event {
        CaseEvent::StepApproved(approved) if approved.step == rung.id => Some(&approved.by),
        _ => None,
    });
    if rung.action.needs_second_person() && agreed == Some(by) {
        return Err(Refusal::SamePerson(rung.id.clone()));
    }
    Ok(())
}

/// What waits for a second person, or was declined by one and is read again.
fn may_be_agreed(view: &CaseView, rung: &Rung) -> Result<(), Refusal> {
    let declined = |passed: &PassedOver| passed.rung == rung.id && passed.why.code == DECLINED;
    if view.day.passed_over.iter().any(declined) {
        return Ok(());
    }
    may_be_declined(view, rung)
}

fn may_be_declined(view: &CaseView, rung: &Rung) -> Result<(), Refusal> {
    let step = open_step(view, rung)?;
    let waits = step.proposal.needs.contains(&Need::SecondPerson);
    if waits { Ok(()) } else { Err(Refusal::NothingToAgree(rung.id.clone())) }
}

fn may_be_skipped_to(book: &Connection, view: &CaseView, rung: &Rung, by: &StaffId) -> Result<(), DeskError> {
    let leads = colleagues(book, i64::MAX)?.iter().any(|person| person.id == *by && person.leads());
    if !leads {
        return Err(Refusal::NotALeader(by.clone()).into());
    }
    let passed = view.day.passed_over.iter().find(|passed| passed.rung == rung.id);
    match passed.map(|passed| (passed.why.code.as_str(), &passed.why.says)) {
        Some(("gentler_steps_first" | "ask_why_first" | CONTROL_GROUP, _)) => Ok(()),
        Some((_, says)) => Err(Refusal::StepClosed { step: rung.id.clone(), says: says.clone() }.into()),
        None => Err(Refusal::NothingToSkip(rung.id.clone()).into()),
    }
}
