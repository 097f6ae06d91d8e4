//! The language somebody chose for their pages: kept with them, so that another browser begins
//! with it.

use crate::{AccessError, Secrets};
use makegood_units::StaffId;
use rusqlite::{OptionalExtension, params};

impl Secrets {
    /// Keeps the language somebody chose, by its code.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn keep_tongue(&self, user: &StaffId, code: &str) -> Result<(), AccessError> {
        self.file
            .prepare_cached("INSERT OR REPLACE INTO tongue (user, code) VALUES (?1, ?2)")?
            .execute(params![user.as_str(), code])?;
        Ok(())
    }

    /// The language somebody chose; none while they chose none.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn tongue_of(&self, user: &StaffId) -> Result<Option<String>, AccessError> {
        let mut statement = self.file.prepare_cached("SELECT code FROM tongue WHERE user = ?1")?;
        Ok(statement.query_row([user.as_str()], |row| row.get(0)).optional()?)
    }
}
