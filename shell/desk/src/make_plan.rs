//! A plan made by hand for one case.

use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, MakePlan, Refusal, append_and_apply};
use makegood_case::{CaseEvent, PlanMade};
use makegood_diagnosis::Situation;
use makegood_journal::Event;
use makegood_views::case_view;
use makegood_views::people::colleagues;

impl Desk {
    /// Writes down a plan for the cause found in a case. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn make_plan(&mut self, command: &MakePlan) -> Result<i64, DeskError> {
        let (method, required_result) = (command.method.trim(), command.required_result.trim());
        if method.is_empty() || required_result.is_empty() {
            return Err(Refusal::PlanIncomplete.into());
        }
        if method.chars().count().max(required_result.chars().count()) > NOTE_CHARACTERS {
            return Err(Refusal::NoteTooLong(NOTE_CHARACTERS).into());
        }
        let (today, now) = (self.clock.today(), self.clock.now());
        if command.due_on < today {
            return Err(Refusal::PlanInThePast { due_on: command.due_on, today }.into());
        }
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(command.party.clone());
        let view = case_view(&transaction, &command.party, now)?.ok_or_else(unknown)?;
        if !colleagues(&transaction, i64::MAX)?.iter().any(|person| person.id == command.owner) {
            return Err(Refusal::UnknownColleague(command.owner.clone()).into());
        }
        let situation = view.day.finding.situation;
        if situation == Situation::Undetermined {
            return Err(Refusal::CauseUnknown.into());
        }
        let made = PlanMade {
            situation: situation.code().to_owned(),
            method: method.to_owned(),
            owner: command.owner.clone(),
            due_on: command.due_on,
            required_result: required_result.to_owned(),
        };
        let event = Event::Case { party: command.party.clone(), event: CaseEvent::PlanMade(made) };
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}
