//! The file beside the book: opened, passwords kept, links of one use.

use crate::token::{fresh, kept};
use makegood_journal::{Connection, SqliteError};
use makegood_units::StaffId;
use rusqlite::{OptionalExtension, params};
use std::path::{Path, PathBuf};

/// A link to make the first administrator holds so long, in seconds.
const SETUP_SECONDS: i64 = 15 * 60;
/// A link to choose a password holds so long, in seconds.
const CHOOSE_SECONDS: i64 = 24 * 60 * 60;

/// Why the file of secrets could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// SQLite said no.
    #[error("the file of secrets refused: {0}")]
    Sqlite(#[from] SqliteError),
    /// The file could not be made, or not be kept from others.
    #[error("the file of secrets {path} cannot be kept for this user alone: {source}")]
    Io {
        /// Which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system gave no random bytes.
    #[error("the system gives no random bytes, so nothing secret can be made")]
    NoRandomness,
    /// A password could not be hashed.
    #[error("the password could not be hashed; there may be too little memory")]
    NoHash,
}

/// A link that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose password is chosen; none to make the first administrator.
    pub user: Option<StaffId>,
}

/// The open file of secrets and looks.
pub struct Secrets {
    pub(crate) file: Connection,
}

impl Secrets {
    /// The file of a book: `book.sqlite` has `book-access.sqlite` beside it.
    pub fn path_of(book: &Path) -> PathBuf {
        let stem = book.file_stem().map_or_else(|| "book".into(), |stem| stem.to_string_lossy());
        book.with_file_name(format!("{stem}-access.sqlite"))
    }

    /// Opens or creates the file of a book, readable for this user alone.
    ///
    /// # Errors
    /// [`AccessError`].
    pub fn open_beside(book: &Path) -> Result<Self, AccessError> {
        let path = Self::path_of(book);
        for_this_user_alone(&path).map_err(|source| AccessError::Io { path: path.display().to_string(), source })?;
        let file = Connection::open(&path)?;
        file.pragma_update(None, "journal_mode", "WAL")?;
        // What was written survives the end of the process; a loss of power may cost the last looks.
        file.pragma_update(None, "synchronous", "NORMAL")?;
        Self::prepared(file)
    }

    /// Secrets that live as long as the process, for a book in memory.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn in_memory() -> Result<Self, AccessError> {
        Self::prepared(Connection::open_in_memory()?)
    }

    fn prepared(file: Connection) -> Result<Self, AccessError> {
        file.busy_timeout(std::time::Duration::from_secs(10))?;
        file.execute_batch(include_str!("schema.sql"))?;
        Ok(Self { file })
    }

    /// What is kept of somebody's password; `None` before they chose one.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn hash_of(&self, user: &StaffId) -> Result<Option<String>, AccessError> {
        let sql = "SELECT hash FROM credential WHERE user = ?1";
        Ok(self.file.prepare_cached(sql)?.query_row([user.as_str()], |row| row.get(0)).optional()?)
    }

    /// Keeps the hash of a password in the place of the one before.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn set_hash(&self, user: &StaffId, hash: &str, now: i64) -> Result<(), AccessError> {
        let sql = "INSERT OR REPLACE INTO credential (user, hash, set_at) VALUES (?1, ?2, ?3)";
        self.file.prepare_cached(sql)?.execute(params![user.as_str(), hash, now])?;
        Ok(())
    }

    /// Makes a link by which the first administrator is made; one made before is void.
    /// Returns its word, which is kept nowhere.
    ///
    /// # Errors
    /// No randomness, or whatever SQLite refuses.
    pub fn setup_link(&self, now: i64) -> Result<String, AccessError> {
        self.link(None, now.saturating_add(SETUP_SECONDS))
    }

    /// Makes a link by which somebody chooses a password; one made before is void.
    ///
    /// # Errors
    /// No randomness, or whatever SQLite refuses.
    pub fn password_link(&self, user: &StaffId, now: i64) -> Result<String, AccessError> {
        self.link(Some(user), now.saturating_add(CHOOSE_SECONDS))
    }

    fn link(&self, user: Option<&StaffId>, until: i64) -> Result<String, AccessError> {
        let (word, user) = (fresh()?, user.map(StaffId::as_str));
        self.file.prepare_cached("DELETE FROM link WHERE user IS ?1")?.execute([user])?;
        self.file.prepare_cached("INSERT INTO link (token, user, until) VALUES (?1, ?2, ?3)")?.execute(params![
            kept(&word),
            user,
            until
        ])?;
        Ok(word)
    }

    /// What a link is for, where it still holds.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn link_of(&self, word: &str, now: i64) -> Result<Option<Link>, AccessError> {
        let found: Option<Option<String>> = self
            .file
            .prepare_cached("SELECT user FROM link WHERE token = ?1 AND until > ?2")?
            .query_row(params![kept(word), now], |row| row.get(0))
            .optional()?;
        Ok(found.map(|user| Link { user: user.map(StaffId::new) }))
    }

    /// Uses a link up. Of two who try at once one has it.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn use_link(&self, word: &str, now: i64) -> Result<bool, AccessError> {
        let sql = "DELETE FROM link WHERE token = ?1 AND until > ?2";
        Ok(self.file.prepare_cached(sql)?.execute(params![kept(word), now])? > 0)
    }
}

#[cfg(unix)]
fn for_this_user_alone(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn for_this_user_alone(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
