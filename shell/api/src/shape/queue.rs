//! The queue: cases by what a collector picks them by; and notes on a case.

use crate::words::{Day, Moment, Money, Number, money};
use makegood_case::CaseEvent;
use makegood_views::{CaseView, QueueEntry};
use schemars::JsonSchema;
use serde::Serialize;

/// A case of the queue.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QueueLine {
    /// The borrower's number.
    pub case: String,
    /// The borrower's name; empty when none was delivered.
    pub name: String,
    /// The branch of the loan with the largest arrears.
    pub branch: String,
    /// Who has it; null for nobody in particular.
    pub officer: Option<String>,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due.
    pub days_past_due: i32,
    /// Why it is owed, as far as known.
    pub situation: String,
    /// The state of the last promise: `pending`, `kept`, `partly_kept`, `broken`, `replaced` or `none`.
    pub promise: String,
    /// Until when it waits; null when it does not.
    pub waits_until: Option<Day>,
}

/// An entry in the words of the interface.
pub fn line(row: &QueueEntry) -> QueueLine {
    QueueLine {
        case: row.party.to_string(),
        name: row.name.clone(),
        branch: row.branch.to_string(),
        officer: row.officer.as_ref().map(ToString::to_string),
        arrears: money(row.arrears.amount, row.arrears.currency),
        days_past_due: row.days_past_due,
        situation: row.situation.clone(),
        promise: row.promise.clone(),
        waits_until: row.waits_until.map(Day::from),
    }
}

/// A note on a case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Note {
    /// The number of its event.
    pub note: Number,
    /// When it was written.
    pub at: Moment,
    /// Who wrote it.
    pub by: String,
    /// What.
    pub text: String,
}

/// The notes of a case that were not taken back, oldest first.
pub fn notes(view: &CaseView) -> Vec<Note> {
    let is_back = |seq: i64| {
        view.happened.iter().any(|one| matches!(&one.event, CaseEvent::NoteRetracted(back) if back.note == seq))
    };
    let note = |one: &makegood_views::Happened| match &one.event {
        CaseEvent::NoteWritten(note) if !is_back(one.seq) => {
            Some(Note { note: one.seq.into(), at: note.at.into(), by: note.by.to_string(), text: note.note.clone() })
        }
        _ => None,
    };
    let mut notes: Vec<Note> = view.happened.iter().filter_map(note).collect();
    notes.sort_by_key(|one| one.note);
    notes
}
