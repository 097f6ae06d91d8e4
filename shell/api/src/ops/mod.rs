//! The work of each operation: a view read, or a command handed to the desk.

pub mod batches;
pub mod cases;
pub mod critiques;
pub mod days;
pub mod events;
pub mod handling;
pub mod law;
pub mod letters;
pub mod loans;
pub mod others;
pub mod outcomes;
pub mod reviews;
pub mod webhooks;

use crate::operation::Told;
use crate::shape::{Page, Written};

/// A page out of one entry more than it holds: the last one only says that there are more.
pub fn page<T>(mut entries: Vec<T>, limit: usize, key: impl Fn(&T) -> String) -> Page<T> {
    let has_more = entries.len() > limit;
    entries.truncate(limit);
    let next_cursor = entries.last().filter(|_| has_more).map(key);
    Page { entries, next_cursor }
}

/// What was written on a case, with its new version.
pub fn written(events: impl IntoIterator<Item = i64>) -> Told<Written> {
    let body = Written::of(events);
    let version = body.events.last().map(|number| number.get());
    Told { version, ..Told::from(body) }
}
