//! Small values the views remember between events.

use crate::ViewError;
use makegood_journal::Connection;
use makegood_units::BusinessDate;
use rusqlite::{OptionalExtension, params};

/// The last event the views have taken in.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn applied_to(book: &Connection) -> Result<i64, ViewError> {
    Ok(get(book, "applied_to")?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// The last closed day.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn last_closed(book: &Connection) -> Result<Option<BusinessDate>, ViewError> {
    let found: Option<i32> = book
        .prepare_cached("SELECT as_of FROM view_close ORDER BY as_of DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    found.map(day).transpose()
}

pub(crate) fn get(book: &Connection, name: &str) -> Result<Option<String>, ViewError> {
    let found = book
        .prepare_cached("SELECT value FROM view_state WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(found)
}

pub(crate) fn set(book: &Connection, name: &str, value: &str) -> Result<(), ViewError> {
    book.prepare_cached("INSERT OR REPLACE INTO view_state (name, value) VALUES (?1, ?2)")?
        .execute(params![name, value])?;
    Ok(())
}

pub(crate) fn day(epoch_days: i32) -> Result<BusinessDate, ViewError> {
    BusinessDate::try_from_epoch_days(epoch_days)
        .ok_or_else(|| ViewError::State(format!("{epoch_days} as a day since 1970-01-01")))
}
