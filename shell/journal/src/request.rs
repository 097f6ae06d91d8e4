//! Requests of other programs, kept beside what they caused: in the same transaction, so
//! that a request is never answered twice with two effects. Not part of the journal's
//! truth; rows end after some days.

use crate::JournalError;
use makegood_units::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How a request was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// What was asked, as a hash of method, address and body.
    pub asked: String,
    /// The HTTP status.
    pub status: u16,
    /// The headers that belong to the answer, as JSON.
    pub headers: String,
    /// The body.
    pub body: String,
}

/// The answer kept under a caller's key; none when the key is new.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn kept_answer(book: &Connection, caller: &str, key: &str) -> Result<Option<KeptAnswer>, JournalError> {
    let read = |row: &Row<'_>| {
        Ok(KeptAnswer { asked: row.get(0)?, status: row.get(1)?, headers: row.get(2)?, body: row.get(3)? })
    };
    let found = book
        .prepare_cached("SELECT asked, status, headers, body FROM request WHERE caller = ?1 AND key = ?2")?
        .query_row([caller, key], read)
        .optional()?;
    Ok(found)
}

/// Keeps an answer under a key that is new.
///
/// # Errors
/// Whatever SQLite refuses; a key that is not new among it.
pub fn keep_answer(
    book: &Connection,
    caller: &str,
    key: &str,
    at: Instant,
    answer: &KeptAnswer,
) -> Result<(), JournalError> {
    book.prepare_cached(
        "INSERT INTO request (caller, key, kept_at, asked, status, headers, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![caller, key, at.as_second(), answer.asked, answer.status, answer.headers, answer.body])?;
    Ok(())
}

/// Forgets answers kept before a moment.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn forget_requests(book: &Connection, before: Instant) -> Result<(), JournalError> {
    book.prepare_cached("DELETE FROM request WHERE kept_at < ?1")?.execute([before.as_second()])?;
    Ok(())
}

/// How far a long piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It was asked for and is not done yet; what was cut off is begun again.
    Waiting,
    /// It is done.
    Done,
    /// It was refused or failed.
    Refused,
}

impl JobState {
    const ALL: [Self; 3] = [Self::Waiting, Self::Done, Self::Refused];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// A long piece of work somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number, from 1.
    pub id: i64,
    /// What it is: `close_day`.
    pub kind: String,
    /// What it works on, such as the day.
    pub about: String,
    /// Who asked for it, as the journal names them.
    pub by: String,
    /// How far it is.
    pub state: JobState,
    /// What came of it, as JSON; empty while it waits.
    pub result: String,
}

/// Puts a job on the list and returns its number.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn add_job(book: &Connection, kind: &str, about: &str, by: &str) -> Result<i64, JournalError> {
    book.prepare_cached("INSERT INTO job (kind, about, by, state, result) VALUES (?1, ?2, ?3, ?4, '')")?
        .execute(params![kind, about, by, JobState::Waiting.word()])?;
    Ok(book.last_insert_rowid())
}

/// A job by its number.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn job(book: &Connection, id: i64) -> Result<Option<Job>, JournalError> {
    let found = book
        .prepare_cached("SELECT id, kind, about, by, state, result FROM job WHERE id = ?1")?
        .query_row([id], read_job)
        .optional()?;
    Ok(found)
}

/// The jobs that are not finished, oldest first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn unfinished_jobs(book: &Connection) -> Result<Vec<Job>, JournalError> {
    let mut statement =
        book.prepare_cached("SELECT id, kind, about, by, state, result FROM job WHERE state = ?1 ORDER BY id")?;
    let rows = statement.query_map([JobState::Waiting.word()], read_job)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Finishes a job.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn set_job(book: &Connection, id: i64, state: JobState, result: &str) -> Result<(), JournalError> {
    book.prepare_cached("UPDATE job SET state = ?2, result = ?3 WHERE id = ?1")?.execute(params![
        id,
        state.word(),
        result
    ])?;
    Ok(())
}

fn read_job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let word: String = row.get(4)?;
    let state = JobState::ALL.into_iter().find(|state| state.word() == word).unwrap_or(JobState::Refused);
    Ok(Job { id: row.get(0)?, kind: row.get(1)?, about: row.get(2)?, by: row.get(3)?, state, result: row.get(5)? })
}
