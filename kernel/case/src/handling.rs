//! Who has a case, until when it may wait, and plain notes about it. None of these is a
//! contact: they reach nobody and move no diagnosis.

use crate::{CaseEvent, CaseState, Noted, Recorded};
use makegood_units::{BusinessDate, Instant, StaffId};
use serde::{Deserialize, Serialize};

/// A case was given to somebody, or taken back into the common list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// Who has it; none when nobody in particular does.
    pub officer: Option<StaffId>,
    /// Who gave it.
    pub by: StaffId,
    /// Why; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What is only worth doing waits until a day. What is owed to the borrower or required
/// by law does not wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snoozed {
    /// The day it comes back.
    pub until: BusinessDate,
    /// Who put it off.
    pub by: StaffId,
    /// Why.
    pub reason: String,
}

/// Somebody wrote a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: StaffId,
    /// What.
    pub note: String,
}

/// A note typed by mistake was taken back. It stays in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRetracted {
    /// The event by which it was written.
    pub note: i64,
    /// Who took it back.
    pub by: StaffId,
}

impl CaseState {
    /// Takes one event about the handling of the case.
    pub(crate) fn handle(&mut self, recorded: &Recorded) {
        let (seq, on) = (recorded.seq, recorded.effective_on);
        match &recorded.event {
            CaseEvent::Assigned(assigned) => self.assigned = Some(Noted { seq, on, what: assigned.clone() }),
            CaseEvent::Snoozed(snoozed) => self.snoozed = Some(Noted { seq, on, what: snoozed.clone() }),
            CaseEvent::NoteWritten(_) | CaseEvent::NoteRetracted(_) => {}
            // Something new happened: the case comes back by itself.
            _ => self.snoozed = None,
        }
    }

    /// Who has the case.
    pub fn officer(&self) -> Option<&StaffId> {
        self.assigned.as_ref().and_then(|assigned| assigned.what.officer.as_ref())
    }
}
