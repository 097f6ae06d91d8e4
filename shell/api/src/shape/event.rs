//! The journal, event by event.

use crate::words::{Day, Moment, Number};
use makegood_case::CaseEvent;
use makegood_journal::{Entry, Event};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Something that happened.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EventLine {
    /// Its number, from 1 without gaps.
    pub event: Number,
    /// When it was written down.
    pub recorded_at: Moment,
    /// The business day it counts from.
    pub effective_on: Day,
    /// Who did it.
    pub by: String,
    /// What kind of event it is: `day_closed`, `case.contact_recorded`.
    pub kind: String,
    /// Whose case; null for what is about the whole book.
    pub case: Option<String>,
    /// The event as the journal has it; null for a restricted fact of a borrower's file.
    #[schemars(with = "Option<serde_json::Map<String, Value>>")]
    pub body: Option<Value>,
}

/// The kind of an event: that of the journal, and of a case's own what it recorded.
pub fn kind(event: &Event) -> String {
    let Event::Case { event: what, .. } = event else { return event.kind().to_owned() };
    let body = serde_json::to_value(what).unwrap_or_default();
    format!("case.{}", body.get("type").and_then(Value::as_str).unwrap_or_default())
}

/// An event of the journal. Restricted facts stay in the file.
pub fn line(entry: &Entry) -> EventLine {
    let is_restricted =
        matches!(&entry.event, Event::Case { event: CaseEvent::FileFactLearned(fact), .. } if fact.restricted);
    let body = serde_json::to_value(&entry.event).ok().filter(Value::is_object).filter(|_| !is_restricted);
    EventLine {
        event: entry.seq.into(),
        recorded_at: entry.recorded_at.into(),
        effective_on: entry.effective_on.into(),
        by: entry.actor.clone(),
        kind: kind(&entry.event),
        case: entry.event.subject().map(str::to_owned),
        body,
    }
}
