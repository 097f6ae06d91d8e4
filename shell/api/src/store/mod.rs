//! The file beside the book that holds what a book must not: hashes of tokens, secrets of
//! webhooks, and how far each subscription is.

mod delivery;
mod token;
mod webhook;

pub use delivery::{Delivery, DeliveryState};
pub use token::{NewToken, Token};
pub use webhook::{NewWebhook, Webhook, WebhookState};

use makegood_units::Instant;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Why the store gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the file of tokens and webhooks refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The file could not be kept from others.
    #[error("the file of tokens and webhooks could not be made: {0}")]
    Io(#[from] std::io::Error),
    /// The system gave no random bytes.
    #[error("the system gave no random bytes")]
    Random,
}

/// The store.
pub struct Store(Mutex<Connection>);

impl Store {
    /// The store of a book: a file beside it that its owner alone may read.
    ///
    /// # Errors
    /// Whatever SQLite or the system refuses.
    pub fn beside(book: &Path) -> Result<Self, StoreError> {
        let path = path_beside(book);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
            let file = std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
        let connection = Connection::open(&path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        Self::over(connection)
    }

    /// A store that lives in memory, for tests.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::over(Connection::open_in_memory()?)
    }

    fn over(connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.execute_batch(include_str!("schema.sql"))?;
        Ok(Self(Mutex::new(connection)))
    }

    /// The connection. What a panic left of a transaction was rolled back with it.
    fn open(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the store of a book lies: `book.sqlite` has `book-api.sqlite`.
pub fn path_beside(book: &Path) -> PathBuf {
    let stem = book.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    book.with_file_name(format!("{stem}-api.sqlite"))
}

/// A moment as the store keeps it: seconds since 1970.
fn seconds(at: Instant) -> i64 {
    at.as_second()
}

/// A moment the store kept.
fn moment(seconds: i64) -> Instant {
    Instant::from_second(seconds).unwrap_or_default()
}

/// Random bytes of the system in base64 that fits in an address.
fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Random)?;
    Ok(bytes)
}
