//! Opening a book file, and the documents kept in it by hash.

use crate::JournalError;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// Marks a SQLite file as ours: "MKGD" in ASCII.
const APPLICATION_ID: i64 = 0x4d4b_4744;
/// So many prepared statements a connection keeps: more than the program has, as one read anew costs more than many rows.
const STATEMENTS: usize = 512;
/// So much of a book a reader keeps at hand, in KiB: 64 MiB.
const READING_CACHE_KIB: i64 = 64 << 10;
/// So much of a book a reader looks at without copying: 4 GiB.
const READING_MAP_BYTES: i64 = 4 << 30;

/// Opens or creates a book file: write-ahead log, synced at every commit.
///
/// # Errors
/// [`JournalError::ForeignFile`] for a SQLite file of another program.
pub fn open(path: &Path) -> Result<Connection, JournalError> {
    let connection = Connection::open(path)?;
    if !is_ours_or_new(&connection)? {
        return Err(JournalError::ForeignFile(path.display().to_string()));
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: a commit is on the disk before it is acknowledged.
    connection.pragma_update(None, "synchronous", "FULL")?;
    prepare(connection)
}

/// Opens a book file that is there, for reading beside whoever writes it. Each page is
/// read within [`begin_reading`], so that it shows one state of the book.
///
/// # Errors
/// A file that is not there, or whatever SQLite refuses.
pub fn open_reading(path: &Path) -> Result<Connection, JournalError> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "cache_size", -READING_CACHE_KIB)?;
    // Pages of the file are looked at where the system keeps them: no copy for each reader.
    connection.pragma_update(None, "mmap_size", READING_MAP_BYTES)?;
    Ok(connection)
}

/// Everything read from here until [`end_reading`] is one state of the book.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn begin_reading(connection: &Connection) -> Result<(), JournalError> {
    Ok(connection.execute_batch("BEGIN DEFERRED")?)
}

/// Lets go of the state that was read.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn end_reading(connection: &Connection) -> Result<(), JournalError> {
    Ok(connection.execute_batch("ROLLBACK")?)
}

fn is_ours_or_new(connection: &Connection) -> Result<bool, JournalError> {
    let id = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    match id {
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::NotADatabase => Ok(false),
        Err(error) => Err(error.into()),
        Ok(APPLICATION_ID) => Ok(true),
        Ok(id) => {
            let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            Ok(id == 0 && tables == 0)
        }
    }
}

/// A book that lives in memory, for rebuilds and tests.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn open_in_memory() -> Result<Connection, JournalError> {
    prepare(Connection::open_in_memory()?)
}

fn prepare(connection: Connection) -> Result<Connection, JournalError> {
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(include_str!("schema.sql"))?;
    Ok(connection)
}

/// Keeps a text under its SHA-256 and returns the hash in hexadecimal.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn keep_document(connection: &Connection, body: &str) -> Result<String, JournalError> {
    let hash = hex(&Sha256::digest(body.as_bytes()));
    connection
        .prepare_cached("INSERT OR IGNORE INTO document (hash, body) VALUES (?1, ?2)")?
        .execute(params![hash, body])?;
    Ok(hash)
}

/// The text kept under a hash.
///
/// # Errors
/// [`JournalError::NoDocument`] when there is none.
pub fn document(connection: &Connection, hash: &str) -> Result<String, JournalError> {
    let found = connection
        .prepare_cached("SELECT body FROM document WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| JournalError::NoDocument(hash.to_owned()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
