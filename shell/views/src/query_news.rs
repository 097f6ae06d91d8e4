//! What others recorded while a page is open.

use crate::ViewError;
use makegood_case::CaseEvent;
use makegood_journal::{Connection, Event, Touched};
use makegood_units::{BusinessDate, Instant, PartyId};

/// So many events are told at a time; who was away longer asks again.
const AT_A_TIME: u32 = 200;

/// What an event was, for those who watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsOf {
    /// Something happened in a case.
    Case(PartyId, Box<CaseEvent>),
    /// A business day was closed.
    DayClosed(BusinessDate),
    /// Rows came in.
    RowsBoarded(u64),
    /// Anything else, by its case where it has one.
    Other(Option<PartyId>),
}

/// An event with who wrote it down and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// When it was written down.
    pub recorded_at: Instant,
    /// Who did it.
    pub actor: String,
    /// What it was.
    pub what: NewsOf,
}

/// The number of the last event.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn last_event(book: &Connection) -> Result<i64, ViewError> {
    Ok(makegood_journal::head(book)?.0)
}

/// What was touched after an event, oldest first, at most 200.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn touched_after(book: &Connection, seq: i64) -> Result<Vec<Touched>, ViewError> {
    Ok(makegood_journal::touched_after(book, seq, AT_A_TIME)?)
}

/// An event as those who watch are told of it; none of that number.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn news(book: &Connection, seq: i64) -> Result<Option<News>, ViewError> {
    let Some(entry) = makegood_journal::entry(book, seq)? else { return Ok(None) };
    let what = match entry.event {
        Event::Case { party, event } => NewsOf::Case(party, Box::new(event)),
        Event::DayClosed(day) => NewsOf::DayClosed(day.as_of),
        Event::BatchBoarded(batch) => NewsOf::RowsBoarded(batch.rows),
        _ => NewsOf::Other(makegood_journal::touched_after(book, seq - 1, 1)?.pop().and_then(|one| one.party)),
    };
    Ok(Some(News { recorded_at: entry.recorded_at, actor: entry.actor, what }))
}
