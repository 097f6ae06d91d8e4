//! Other ways in than a password: passkeys, and accounts at a sign-in provider.

use crate::token::random;
use crate::{AccessError, Secrets};
use makegood_units::StaffId;
use rusqlite::{OptionalExtension, params};

/// A passkey of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyLine {
    /// Its number.
    pub no: i64,
    /// What its owner calls the device.
    pub name: String,
    /// When it was made, in seconds since 1970.
    pub made_at: i64,
    /// When it was last used; none before the first time.
    pub used_at: Option<i64>,
    /// What is kept of it.
    pub kept: String,
}

impl Secrets {
    /// The number under which devices know somebody; drawn the first time.
    ///
    /// # Errors
    /// No randomness, or whatever SQLite refuses.
    pub fn handle_of(&self, user: &StaffId) -> Result<[u8; 16], AccessError> {
        let drawn: [u8; 16] = random()?;
        self.file
            .prepare_cached("INSERT OR IGNORE INTO handle (user, handle) VALUES (?1, ?2)")?
            .execute(params![user.as_str(), drawn])?;
        let sql = "SELECT handle FROM handle WHERE user = ?1";
        Ok(self.file.prepare_cached(sql)?.query_row([user.as_str()], |row| row.get(0))?)
    }

    /// Whom a device means.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn user_of_handle(&self, handle: [u8; 16]) -> Result<Option<StaffId>, AccessError> {
        let sql = "SELECT user FROM handle WHERE handle = ?1";
        let found: Option<String> = self.file.prepare_cached(sql)?.query_row([handle], |row| row.get(0)).optional()?;
        Ok(found.map(StaffId::new))
    }

    /// The passkeys of somebody, oldest first.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn passkeys_of(&self, user: &StaffId) -> Result<Vec<PasskeyLine>, AccessError> {
        let sql = "SELECT no, name, made_at, used_at, kept FROM passkey WHERE user = ?1 ORDER BY no";
        let mut statement = self.file.prepare_cached(sql)?;
        let rows = statement.query_map([user.as_str()], |row| {
            Ok(PasskeyLine {
                no: row.get(0)?,
                name: row.get(1)?,
                made_at: row.get(2)?,
                used_at: row.get(3)?,
                kept: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps a passkey that was made.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn keep_passkey(&self, user: &StaffId, kept: &str, name: &str, now: i64) -> Result<(), AccessError> {
        let sql = "INSERT INTO passkey (user, kept, name, made_at) VALUES (?1, ?2, ?3, ?4)";
        self.file.prepare_cached(sql)?.execute(params![user.as_str(), kept, name, now])?;
        Ok(())
    }

    /// Keeps a passkey as it is after a use.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn passkey_used(&self, no: i64, kept: &str, now: i64) -> Result<(), AccessError> {
        let sql = "UPDATE passkey SET kept = ?2, used_at = ?3 WHERE no = ?1";
        self.file.prepare_cached(sql)?.execute(params![no, kept, now])?;
        Ok(())
    }

    /// Takes a passkey of somebody away; whether there was one.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn end_passkey(&self, user: &StaffId, no: i64) -> Result<bool, AccessError> {
        let sql = "DELETE FROM passkey WHERE no = ?1 AND user = ?2";
        Ok(self.file.prepare_cached(sql)?.execute(params![no, user.as_str()])? > 0)
    }

    /// Whose an account at a provider is.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn user_of_account(&self, issuer: &str, subject: &str) -> Result<Option<StaffId>, AccessError> {
        let sql = "SELECT user FROM account WHERE issuer = ?1 AND subject = ?2";
        let found: Option<String> =
            self.file.prepare_cached(sql)?.query_row([issuer, subject], |row| row.get(0)).optional()?;
        Ok(found.map(StaffId::new))
    }

    /// Binds an account to somebody, for good; false where they have another one there.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn bind_account(&self, issuer: &str, subject: &str, user: &StaffId, now: i64) -> Result<bool, AccessError> {
        let sql = "INSERT OR IGNORE INTO account (issuer, subject, user, bound_at) VALUES (?1, ?2, ?3, ?4)";
        Ok(self.file.prepare_cached(sql)?.execute(params![issuer, subject, user.as_str(), now])? > 0)
    }

    /// Takes every other way in from somebody: their passkeys and accounts.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn end_ways_of(&self, user: &StaffId) -> Result<(), AccessError> {
        self.file.prepare_cached("DELETE FROM passkey WHERE user = ?1")?.execute([user.as_str()])?;
        self.file.prepare_cached("DELETE FROM account WHERE user = ?1")?.execute([user.as_str()])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::Secrets;
    use makegood_units::StaffId;

    #[test]
    fn an_account_is_one_users_and_a_user_has_one() {
        let secrets = Secrets::in_memory().expect("a file");
        let (grace, ruth) = (StaffId::new("S-1"), StaffId::new("S-L"));
        assert!(secrets.bind_account("https://p", "1", &grace, 5).expect("asked"));
        assert!(!secrets.bind_account("https://p", "1", &ruth, 6).expect("asked"), "taken");
        assert!(!secrets.bind_account("https://p", "2", &grace, 7).expect("asked"), "has one");
        assert_eq!(secrets.user_of_account("https://p", "1").expect("asked"), Some(grace.clone()));
        assert_eq!(secrets.user_of_account("https://q", "1").expect("asked"), None, "another provider");
        secrets.end_ways_of(&grace).expect("ended");
        assert_eq!(secrets.user_of_account("https://p", "1").expect("asked"), None);
    }

    #[test]
    fn a_handle_is_drawn_once_and_means_one_user() {
        let secrets = Secrets::in_memory().expect("a file");
        let (grace, ruth) = (StaffId::new("S-1"), StaffId::new("S-L"));
        let drawn = secrets.handle_of(&grace).expect("drawn");
        assert_eq!(secrets.handle_of(&grace).expect("the same"), drawn);
        assert_ne!(secrets.handle_of(&ruth).expect("another"), drawn);
        assert_eq!(secrets.user_of_handle(drawn).expect("asked"), Some(grace));
    }

    #[test]
    fn a_passkey_is_taken_away_by_its_owner_alone() {
        let secrets = Secrets::in_memory().expect("a file");
        let (grace, ruth) = (StaffId::new("S-1"), StaffId::new("S-L"));
        secrets.keep_passkey(&grace, "{}", "my phone", 5).expect("kept");
        let no = secrets.passkeys_of(&grace).expect("listed")[0].no;
        secrets.passkey_used(no, "{1}", 9).expect("used");
        let held = secrets.passkeys_of(&grace).expect("listed");
        assert_eq!((held[0].kept.as_str(), held[0].used_at), ("{1}", Some(9)));
        assert!(!secrets.end_passkey(&ruth, no).expect("asked"));
        assert!(secrets.end_passkey(&grace, no).expect("asked"));
        assert!(secrets.passkeys_of(&grace).expect("listed").is_empty());
    }
}
