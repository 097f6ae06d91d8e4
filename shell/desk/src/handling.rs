//! Who has a case, until when it waits, and notes about it.

use crate::decide::NOTE_CHARACTERS;
use crate::record::said;
use crate::words::check_text;
use crate::{Desk, DeskError, HandlingRefusal, Refusal, append_and_apply};
use makegood_case::{Assigned, CaseEvent, NoteRetracted, NoteWritten, Snoozed};
use makegood_day_close::{CaseDay, snooze_against};
use makegood_journal::{Connection, Event};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{CaseView, case_view};
use serde::{Deserialize, Serialize};

/// For so many minutes whoever wrote a note may take it back.
pub const UNDO_MINUTES: i64 = 10;

/// Give a case to somebody, or to nobody in particular.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignCase {
    /// Whose case.
    pub party: PartyId,
    /// Who gives it.
    pub by: StaffId,
    /// Who is to have it.
    pub officer: Option<StaffId>,
    /// Why; may be empty.
    pub reason: String,
    /// The number of the last event of the case that the person had seen.
    pub seen: Option<i64>,
}

/// Let what is only worth doing wait until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnoozeCase {
    /// Whose case.
    pub party: PartyId,
    /// Who puts it off.
    pub by: StaffId,
    /// The day it comes back.
    pub until: BusinessDate,
    /// Why.
    pub reason: String,
    /// As in [`AssignCase`].
    pub seen: Option<i64>,
}

/// Write a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteNote {
    /// Whose case.
    pub party: PartyId,
    /// Who.
    pub by: StaffId,
    /// What.
    pub note: String,
    /// As in [`AssignCase`].
    pub seen: Option<i64>,
}

/// Take a note back that was typed by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetractNote {
    /// Whose case.
    pub party: PartyId,
    /// Who wrote it.
    pub by: StaffId,
    /// The event by which it was written.
    pub note: i64,
}

impl Desk {
    /// Gives a case to somebody. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn assign(&mut self, command: &AssignCase) -> Result<i64, DeskError> {
        self.handle(&command.party, &command.by, command.seen, |book, view| {
            let now = view.day.assigned.as_ref().and_then(|one| one.what.officer.as_ref());
            match &command.officer {
                Some(officer) if now == Some(officer) => {
                    return Err(HandlingRefusal::AssignedAlready(officer.clone()).into());
                }
                None if now.is_none() => return Err(HandlingRefusal::AssignedToNobody.into()),
                Some(officer) if !colleagues(book, i64::MAX)?.iter().any(|person| person.id == *officer) => {
                    return Err(Refusal::UnknownColleague(officer.clone()).into());
                }
                _ => {}
            }
            let (officer, by) = (command.officer.clone(), command.by.clone());
            Ok(CaseEvent::Assigned(Assigned { officer, by, reason: note(&command.reason)? }))
        })
    }

    /// Puts a case off. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn snooze(&mut self, command: &SnoozeCase) -> Result<i64, DeskError> {
        let today = self.clock.today();
        self.handle(&command.party, &command.by, command.seen, |book, view| {
            let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Refusal::NoPolicy)?;
            let days = policy.ladder_of(&view.day).snooze_max_days;
            Ok(snooze_decided(command, &view.day, today, days)?)
        })
    }

    /// Writes a note. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn write_note(&mut self, command: &WriteNote) -> Result<i64, DeskError> {
        let at = self.clock.now();
        self.handle(&command.party, &command.by, command.seen, |_, _| {
            let note = note(&command.note)?;
            if note.is_empty() {
                return Err(HandlingRefusal::NoteSaysNothing.into());
            }
            Ok(CaseEvent::NoteWritten(NoteWritten { at, by: command.by.clone(), note }))
        })
    }

    /// Takes a note back. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn retract_note(&mut self, command: &RetractNote) -> Result<i64, DeskError> {
        let now = self.clock.now();
        self.handle(&command.party, &command.by, None, |_, view| {
            let gone = |one: &CaseEvent| matches!(one, CaseEvent::NoteRetracted(it) if it.note == command.note);
            let written = view.happened.iter().find_map(|one| match &one.event {
                CaseEvent::NoteWritten(written) if one.seq == command.note => Some(written),
                _ => None,
            });
            let written = written.filter(|_| !view.happened.iter().any(|one| gone(&one.event)));
            let written = written.ok_or(HandlingRefusal::NoSuchNote(command.note))?;
            if written.by != command.by {
                return Err(HandlingRefusal::NoteOfAnother(written.by.clone()).into());
            }
            if now.duration_since(written.at).as_mins() >= UNDO_MINUTES {
                return Err(HandlingRefusal::NoteTooOld(UNDO_MINUTES).into());
            }
            Ok(CaseEvent::NoteRetracted(NoteRetracted { note: command.note, by: command.by.clone() }))
        })
    }

    /// Decides about a case as it stands and appends the one event.
    fn handle(
        &mut self,
        party: &PartyId,
        by: &StaffId,
        seen: Option<i64>,
        decide: impl FnOnce(&Connection, &CaseView) -> Result<CaseEvent, DeskError>,
    ) -> Result<i64, DeskError> {
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(party.clone());
        let view = case_view(&transaction, party, now)?.ok_or_else(unknown)?;
        if let (Some(seen), Some(last)) = (seen, view.happened.last())
            && last.seq > seen
        {
            return Err(Refusal::SeenIsStale { what: said(last) }.into());
        }
        let event = decide(&transaction, &view)?;
        let event = Event::Case { party: party.clone(), event };
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        check_text(&transaction, &self.clock, entry.seq)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

/// Decides whether a case may wait; a function of the case and the day. `days` is the
/// longest wait of the strategy.
///
/// # Errors
/// A named [`Refusal`].
pub fn snooze_decided(
    command: &SnoozeCase,
    day: &CaseDay,
    today: BusinessDate,
    days: i32,
) -> Result<CaseEvent, Refusal> {
    let until = command.until;
    let reason = note(&command.reason)?;
    if day.owed.days_past_due <= 0 {
        return Err(HandlingRefusal::NothingToSnooze.into());
    }
    if until <= today {
        return Err(HandlingRefusal::SnoozeInThePast { until, today }.into());
    }
    if until.days_since(today) > days {
        return Err(HandlingRefusal::SnoozeTooLong { until, days }.into());
    }
    if reason.is_empty() {
        return Err(HandlingRefusal::SnoozeSaysNothing.into());
    }
    if let Some(against) = snooze_against(day, until) {
        return Err(HandlingRefusal::against(against, until).into());
    }
    Ok(CaseEvent::Snoozed(Snoozed { until, by: command.by.clone(), reason }))
}

/// A note as it is kept.
fn note(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    Ok(text.to_owned())
}
