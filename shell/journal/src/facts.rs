//! Rows of the book. The current version of a row is the one reported last; among
//! rows reported on one day, the one recorded last.

use crate::JournalError;
use makegood_units::BusinessDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

/// A row about to enter the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// What it is: `loan`, `instalment`, `payment`, `party` and so on.
    pub kind: String,
    /// Its natural key within the kind.
    pub key: String,
    /// The loan or party it hangs on.
    pub owner: String,
    /// The day the source reported it, when it says so. A row without one counts as
    /// reported earlier than any with one.
    pub reported_on: Option<BusinessDate>,
    /// Its canonical JSON.
    pub body: String,
}

/// A row of the book with the event that boarded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFact {
    /// The event of its batch.
    pub event: i64,
    /// Its natural key within the kind.
    pub key: String,
    /// The day the source reported it.
    pub reported_on: Option<BusinessDate>,
    /// Its canonical JSON.
    pub body: String,
}

/// The hash over rows in order, fed one by one.
#[derive(Default)]
pub(crate) struct RowsHash(Sha256);

impl RowsHash {
    pub(crate) fn take(&mut self, kind: &str, key: &str, owner: &str, reported_on: &str, body: &str) {
        for part in [kind, key, owner, reported_on, body] {
            // Each part carries its length, so that no two lists of parts look alike.
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part.as_bytes());
        }
    }

    pub(crate) fn finish(self) -> String {
        crate::open::hex(&self.0.finalize())
    }
}

/// The rows of one batch on their way in. They belong to the event that will come
/// next, which must carry [`Batch::finish`]'s count and hash, in one transaction.
pub struct Batch<'a> {
    connection: &'a Connection,
    event: i64,
    rows: u64,
    hash: RowsHash,
}

impl<'a> Batch<'a> {
    /// Begins the batch of the next event.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn begin(connection: &'a Connection) -> Result<Self, JournalError> {
        let (last, _) = crate::head(connection)?;
        Ok(Self { connection, event: last + 1, rows: 0, hash: RowsHash::default() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn add(&mut self, row: &FactRow) -> Result<(), JournalError> {
        let reported_on = row.reported_on.map(|day| day.to_string()).unwrap_or_default();
        self.connection
            .prepare_cached(
                "INSERT INTO fact (event, kind, key, owner, reported_on, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![self.event, row.kind, row.key, row.owner, reported_on, row.body])?;
        self.hash.take(&row.kind, &row.key, &row.owner, &reported_on, &row.body);
        self.rows += 1;
        Ok(())
    }

    /// How many rows were added.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The number of rows and their hash, for the event.
    pub fn finish(self) -> (u64, String) {
        (self.rows, self.hash.finish())
    }
}

/// The hash of a batch as its rows stand now.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn facts_of_batch(connection: &Connection, event: i64) -> Result<(u64, String), JournalError> {
    let mut statement = connection
        .prepare_cached("SELECT kind, key, owner, reported_on, body FROM fact WHERE event = ?1 ORDER BY seq")?;
    let mut rows = statement.query([event])?;
    let mut hash = RowsHash::default();
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let text = |at| row.get_ref(at).and_then(|value| Ok(value.as_str()?));
        hash.take(text(0)?, text(1)?, text(2)?, text(3)?, text(4)?);
        count += 1;
    }
    Ok((count, hash.finish()))
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredFact> {
    let reported_on = row.get_ref(2)?.as_str()?.parse().ok();
    Ok(StoredFact { event: row.get(0)?, key: row.get(1)?, reported_on, body: row.get(3)? })
}

/// The current version of one row, as known at event `known_to`.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn current(
    connection: &Connection,
    kind: &str,
    key: &str,
    known_to: i64,
) -> Result<Option<StoredFact>, JournalError> {
    Ok(connection
        .prepare_cached(
            "SELECT event, key, reported_on, body FROM fact WHERE kind = ?1 AND key = ?2 AND event <= ?3
             ORDER BY reported_on DESC, seq DESC LIMIT 1",
        )?
        .query_row(params![kind, key, known_to], stored)
        .optional()?)
}

/// The current rows of one kind that hang on one owner, by key.
///
/// A row that moved to another owner is not current for the old one.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn facts_of_owner(
    connection: &Connection,
    owner: &str,
    kind: &str,
    known_to: i64,
) -> Result<Vec<StoredFact>, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT event, key, reported_on, body FROM fact AS mine
         WHERE owner = ?1 AND kind = ?2 AND event <= ?3 AND NOT EXISTS (
             SELECT 1 FROM fact AS later WHERE later.kind = mine.kind AND later.key = mine.key AND later.event <= ?3
             AND (later.reported_on, later.seq) > (mine.reported_on, mine.seq))
         ORDER BY key",
    )?;
    let rows = statement.query_map(params![owner, kind, known_to], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every version of every row of a kind that hangs on an owner or ever did: by key and,
/// of one key, the one that counts last. What was current on a day is read from these.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn versions_of_owner(
    connection: &Connection,
    owner: &str,
    kind: &str,
    known_to: i64,
) -> Result<Vec<StoredFact>, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT event, key, reported_on, body FROM fact
         WHERE kind = ?2 AND event <= ?3 AND key IN (SELECT key FROM fact WHERE owner = ?1 AND kind = ?2)
         ORDER BY key, reported_on, seq",
    )?;
    let rows = statement.query_map(params![owner, kind, known_to], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The distinct keys of a kind, in order.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn keys_of_kind(connection: &Connection, kind: &str, known_to: i64) -> Result<Vec<String>, JournalError> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT key FROM fact WHERE kind = ?1 AND event <= ?2 ORDER BY key")?;
    let rows = statement.query_map(params![kind, known_to], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Everything rows of a kind hang on, in order.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn owners_of_kind(connection: &Connection, kind: &str) -> Result<Vec<String>, JournalError> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT owner FROM fact WHERE kind = ?1 ORDER BY owner")?;
    let rows = statement.query_map([kind], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every version of one row, in the order of recording.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn versions(connection: &Connection, kind: &str, key: &str) -> Result<Vec<StoredFact>, JournalError> {
    let mut statement = connection
        .prepare_cached("SELECT event, key, reported_on, body FROM fact WHERE kind = ?1 AND key = ?2 ORDER BY seq")?;
    let rows = statement.query_map(params![kind, key], stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The distinct owners that the rows of one kind boarded by one event hang on, and
/// those that earlier versions of these rows hung on, in order: a payment booked to
/// another loan changes both.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn owners_in_batch(connection: &Connection, event: i64, kind: &str) -> Result<Vec<String>, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT owner FROM fact WHERE event = ?1 AND kind = ?2
         UNION SELECT was.owner FROM fact AS now JOIN fact AS was ON was.kind = now.kind AND was.key = now.key
         WHERE now.event = ?1 AND now.kind = ?2 AND was.event < ?1
         ORDER BY owner",
    )?;
    let rows = statement.query_map(params![event, kind], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
