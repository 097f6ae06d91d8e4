//! What was appended since: numbers and kinds alone, for those who watch the book.

use crate::JournalError;
use makegood_units::PartyId;
use rusqlite::{Connection, params};

/// An event by what it touched, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Its number.
    pub seq: i64,
    /// Its kind as stored, such as `case` or `day_closed`.
    pub kind: String,
    /// Whose case; none for what concerns the whole book.
    pub party: Option<PartyId>,
}

/// The events after a number, oldest first, at most so many.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn touched_after(connection: &Connection, seq: i64, limit: u32) -> Result<Vec<Touched>, JournalError> {
    let mut statement =
        connection.prepare_cached("SELECT seq, kind, subject FROM event WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let rows = statement.query_map(params![seq, limit], |row| {
        let party: Option<String> = row.get(2)?;
        Ok(Touched { seq: row.get(0)?, kind: row.get(1)?, party: party.map(PartyId::new) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
