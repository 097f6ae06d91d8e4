//! What went out in writing. The journal says so only with the clearance in hand.

use crate::judge::judge_contact;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_case::{CaseEvent, Contact, Outcome};
use makegood_compliance::{Cleared, PlannedContact};
use makegood_journal::{Event, entries_of, keep_document};
use makegood_units::StaffId;

/// A text on its way out, for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Who of the lender's people answers for it.
    pub by: StaffId,
    /// The text as it goes out, kept by its hash.
    pub text: String,
    /// The name of its file in the outbox.
    pub file: String,
    /// The last event about the case that the text and its clearance knew of; zero
    /// when there was none.
    pub seen: i64,
}

impl Desk {
    /// Delivers a cleared text and writes down that it was sent, in that order and
    /// under one lock: a crash in between leaves a text that nobody calls sent, and
    /// never an event without its text. Returns the number of the event.
    ///
    /// # Errors
    /// [`Refusal::SeenIsStale`] when something happened in the case after it was
    /// cleared; then, and whenever `deliver` fails, nothing is written.
    pub fn record_sent(
        &mut self,
        cleared: Cleared<PlannedContact>,
        outgoing: &Outgoing,
        actor: &str,
        deliver: impl FnOnce(&Cleared<PlannedContact>) -> Result<(), DeskError>,
    ) -> Result<i64, DeskError> {
        let on = self.clock.day_of(cleared.at());
        let PlannedContact { person, channel, contact_point, .. } = cleared.action().clone();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let known = entries_of(&transaction, &person, i64::MAX)?;
        // What the law was asked meanwhile changes nothing about the case.
        let last =
            known.iter().rev().find(|entry| matches!(entry.event, Event::Case { .. })).map_or(0, |entry| entry.seq);
        if last > outgoing.seen {
            return Err(Refusal::SeenIsStale { what: format!("event {last}") }.into());
        }
        let hash = keep_document(&transaction, &outgoing.text)?;
        let (_, judged) = judge_contact(&transaction, cleared.action(), cleared.at())?;
        let event = CaseEvent::ContactRecorded(Contact {
            at: cleared.at(),
            channel,
            contact_point,
            by: outgoing.by.clone(),
            outcome: Outcome::Sent,
            note: format!("Text {hash}, file {}", outgoing.file),
            clearance: "cleared".to_owned(),
            judged: Some(judged),
        });
        let event = Event::Case { party: person, event };
        let entry = append_and_apply(&transaction, &self.clock, on, actor, event)?;
        deliver(&cleared)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}
