//! Logins that failed: after some of them one has to wait, and longer each time.
//!
//! They are counted by what was typed, whether or not anybody has that login, and by the
//! address they came from; so the answer tells nobody which logins there are.

use crate::token::kept;
use crate::{AccessError, Secrets};
use rusqlite::params;

/// So many failures are free for one login.
const FREE_FOR_A_LOGIN: i64 = 5;
/// So many for one address, where several people may sit behind one.
const FREE_FOR_AN_ADDRESS: i64 = 30;
/// The first wait, in seconds; it doubles with each further failure.
const FIRST_WAIT: i64 = 30;
/// No wait is longer, in seconds.
const LONGEST_WAIT: i64 = 60 * 60;
/// A failure counts for so long, in seconds.
const COUNTS_FOR: i64 = 24 * 60 * 60;

/// How long after the last of so many failures nobody may try, in seconds.
fn wait_after(failures: i64, free: i64) -> i64 {
    match failures.saturating_sub(free) {
        beyond if beyond < 0 => 0,
        beyond => FIRST_WAIT.saturating_mul(1_i64 << beyond.min(16)).min(LONGEST_WAIT),
    }
}

fn keys(login: &str, address: &str) -> [(Vec<u8>, i64); 2] {
    [
        (kept(&format!("login {}", login.trim().to_lowercase())), FREE_FOR_A_LOGIN),
        (kept(&format!("address {address}")), FREE_FOR_AN_ADDRESS),
    ]
}

impl Secrets {
    /// How many seconds are left before somebody may try again; 0 for now.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn wait(&self, login: &str, address: &str, now: i64) -> Result<i64, AccessError> {
        let mut longest = 0;
        for (key, free) in keys(login, address) {
            let (count, last): (i64, i64) = self
                .file
                .prepare_cached("SELECT count(*), coalesce(max(at), 0) FROM failure WHERE key = ?1 AND at > ?2")?
                .query_row(params![key, now.saturating_sub(COUNTS_FOR)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let until = last.saturating_add(wait_after(count, free));
            longest = longest.max(until.saturating_sub(now));
        }
        Ok(longest)
    }

    /// Notes that a login failed, and forgets what counts no more.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn failed(&self, login: &str, address: &str, now: i64) -> Result<(), AccessError> {
        self.file.prepare_cached("DELETE FROM failure WHERE at <= ?1")?.execute([now.saturating_sub(COUNTS_FOR)])?;
        for (key, _) in keys(login, address) {
            self.file.prepare_cached("INSERT INTO failure (key, at) VALUES (?1, ?2)")?.execute(params![key, now])?;
        }
        Ok(())
    }

    /// Forgets the failures of a login, and the one of its address noted at a moment: the
    /// right password was typed.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn forgiven(&self, login: &str, address: &str, noted_at: i64) -> Result<(), AccessError> {
        let [(login, _), (address, _)] = keys(login, address);
        self.file.prepare_cached("DELETE FROM failure WHERE key = ?1")?.execute([login])?;
        self.file
            .prepare_cached(
                "DELETE FROM failure WHERE rowid = (SELECT rowid FROM failure WHERE key = ?1 AND at = ?2 LIMIT 1)",
            )?
            .execute(params![address, noted_at])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_WAIT, wait_after};

    #[test]
    fn waits_grow_and_end() {
        let waits = [0, 4, 5, 6, 7, 11, 12, 400].map(|failures| wait_after(failures, 5));
        assert_eq!(waits, [0, 0, 30, 60, 120, 1_920, LONGEST_WAIT, LONGEST_WAIT]);
    }
}
