//! Sessions: begun at a login, ended by time, by the person, or by whoever shuts them out.

use crate::token::{fresh, kept};
use crate::{AccessError, Secrets};
use makegood_units::StaffId;
use rusqlite::{OptionalExtension, Row, params};

/// Without a request for so long a session is over, in seconds.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// A session is over after so long in any case, in seconds: a working day.
pub const ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// A request is noted when the last one noted is so old, in seconds: a write a minute.
const NOTED_EVERY: i64 = 60;
/// So much of what a browser calls itself is kept.
const BROWSER_CHARACTERS: usize = 160;

/// A session that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub no: i64,
    /// Who logged in.
    pub user: StaffId,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Its number.
    pub no: i64,
    /// When they logged in, in seconds since 1970.
    pub made_at: i64,
    /// When it was last used, to the minute.
    pub seen_at: i64,
    /// From where.
    pub address: String,
    /// What the browser calls itself.
    pub browser: String,
}

impl Secrets {
    /// Begins a session. Returns the word of its cookie, which is kept nowhere.
    ///
    /// # Errors
    /// No randomness, or whatever SQLite refuses.
    pub fn begin_session(&self, user: &StaffId, address: &str, browser: &str, now: i64) -> Result<String, AccessError> {
        let word = fresh()?;
        let browser: String = browser.chars().take(BROWSER_CHARACTERS).collect();
        self.file
            .prepare_cached(
                "INSERT INTO session (token, user, made_at, seen_at, address, browser) VALUES (?1, ?2, ?3, ?3, ?4, ?5)",
            )?
            .execute(params![kept(&word), user.as_str(), now, address, browser])?;
        Ok(word)
    }

    /// The session of a cookie, where it still runs; being asked for keeps it running.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn session(&self, word: &str, now: i64) -> Result<Option<Session>, AccessError> {
        let sql = format!("SELECT no, user, seen_at FROM session WHERE token = ?1 AND {}", running(2));
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?));
        let found = self.file.prepare_cached(&sql)?.query_row(params![kept(word), now], read).optional()?;
        let Some((no, user, seen_at)) = found else { return Ok(None) };
        if now.saturating_sub(seen_at) >= NOTED_EVERY {
            self.file.prepare_cached("UPDATE session SET seen_at = ?2 WHERE no = ?1")?.execute(params![no, now])?;
        }
        Ok(Some(Session { no, user: StaffId::new(user) }))
    }

    /// The sessions of somebody that run, newest first.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn sessions_of(&self, user: &StaffId, now: i64) -> Result<Vec<SessionLine>, AccessError> {
        let sql = format!(
            "SELECT no, made_at, seen_at, address, browser FROM session WHERE user = ?1 AND {} ORDER BY no DESC",
            running(2)
        );
        let mut statement = self.file.prepare_cached(&sql)?;
        let rows = statement.query_map(params![user.as_str(), now], |row| {
            Ok(SessionLine {
                no: row.get(0)?,
                made_at: row.get(1)?,
                seen_at: row.get(2)?,
                address: row.get(3)?,
                browser: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Ends a session of somebody; whether there was one.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn end_session(&self, user: &StaffId, no: i64, now: i64) -> Result<bool, AccessError> {
        let sql = "UPDATE session SET ended_at = ?3 WHERE no = ?1 AND user = ?2 AND ended_at IS NULL";
        Ok(self.file.prepare_cached(sql)?.execute(params![no, user.as_str(), now])? > 0)
    }

    /// Ends every session of somebody: their password changed, or they were shut out.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn end_sessions_of(&self, user: &StaffId, now: i64) -> Result<(), AccessError> {
        let sql = "UPDATE session SET ended_at = ?2 WHERE user = ?1 AND ended_at IS NULL";
        self.file.prepare_cached(sql)?.execute(params![user.as_str(), now])?;
        Ok(())
    }
}

/// The condition of a session that runs, with the number of the value that is now.
fn running(now: usize) -> String {
    format!("ended_at IS NULL AND seen_at > ?{now} - {IDLE_SECONDS} AND made_at > ?{now} - {ABSOLUTE_SECONDS}")
}
