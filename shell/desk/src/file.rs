//! The borrower's file: what is learnt enters it, and who opens what is restricted.

use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_case::{CaseEvent, FileFact, RestrictedFactsOpened};
use makegood_journal::Event;
use makegood_units::{PartyId, StaffId};
use makegood_views::case_view;

/// What became of the facts handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileLearned {
    /// The numbers of the events.
    pub events: Vec<i64>,
    /// Facts the file has already, to the letter.
    pub known: usize,
}

impl Desk {
    /// Writes facts into the file of a borrower: all of them, or none.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn learn(&mut self, party: &PartyId, facts: &[FileFact], by: &StaffId) -> Result<FileLearned, DeskError> {
        if facts.is_empty() {
            return Err(Refusal::NothingToLearn.into());
        }
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(party.clone());
        let view = case_view(&transaction, party, now)?.ok_or_else(unknown)?;
        let mut seen: Vec<FileFact> = view.happened.into_iter().filter_map(|one| learnt(one.event)).collect();
        let mut learned = FileLearned::default();
        for fact in facts {
            if fact.observed_on > today {
                return Err(Refusal::NotYet { on: fact.observed_on, today }.into());
            }
            if let Some(other) = fact.currency.filter(|currency| *currency != view.day.owed.currency) {
                return Err(Refusal::FileOtherCurrency { found: other, of_case: view.day.owed.currency }.into());
            }
            // The same thing learnt before, and the last word on it: nothing new.
            let last = seen.iter().rev().find(|held| held.entry.key() == fact.entry.key() && held.as_of == fact.as_of);
            if last == Some(fact) {
                learned.known += 1;
                continue;
            }
            let event = CaseEvent::FileFactLearned(fact.clone());
            let event = Event::Case { party: party.clone(), event };
            let entry = append_and_apply(&transaction, &self.clock, fact.observed_on, by.as_str(), event)?;
            learned.events.push(entry.seq);
            seen.push(fact.clone());
        }
        transaction.commit()?;
        Ok(learned)
    }

    /// Puts on record who opens the restricted facts of a file, and what for.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn open_restricted(&mut self, party: &PartyId, by: &StaffId, reason: &str) -> Result<i64, DeskError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::RestrictedWithoutReason.into());
        }
        if reason.chars().count() > NOTE_CHARACTERS {
            return Err(Refusal::NoteTooLong(NOTE_CHARACTERS).into());
        }
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        if case_view(&transaction, party, now)?.is_none() {
            return Err(Refusal::UnknownParty(party.clone()).into());
        }
        let opened = RestrictedFactsOpened { by: by.clone(), reason: reason.to_owned() };
        let event = Event::Case { party: party.clone(), event: CaseEvent::RestrictedFactsOpened(opened) };
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

fn learnt(event: CaseEvent) -> Option<FileFact> {
    match event {
        CaseEvent::FileFactLearned(fact) => Some(fact),
        _ => None,
    }
}
