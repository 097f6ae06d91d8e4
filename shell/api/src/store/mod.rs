//! What a book must not hold: hashes of tokens, secrets of webhooks, and how far each
//! subscription is. They stand in the file of secrets beside the book, in tables of their own.

mod delivery;
mod moved;
mod token;
mod webhook;

pub use delivery::{Delivery, DeliveryState};
pub use token::{NewToken, Token};
pub use webhook::{NewWebhook, Webhook, WebhookState};

use makegood_access::Secrets;
use makegood_units::Instant;
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Why the store gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the file of secrets refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The file could not be kept from others.
    #[error("the file of secrets could not be kept for this user alone: {0}")]
    Io(#[from] std::io::Error),
    /// The system gave no random bytes.
    #[error("the system gave no random bytes")]
    Random,
}

/// The store.
pub struct Store(Mutex<Connection>);

impl Store {
    /// The store of a book: in its file of secrets, which its owner alone may read. What an
    /// earlier version kept in a file apart is moved there.
    ///
    /// # Errors
    /// Whatever SQLite or the system refuses.
    pub fn beside(book: &Path) -> Result<Self, StoreError> {
        let mut store = Self::at(&Secrets::path_of(book))?;
        let connection = store.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        moved::take_over(connection, book)?;
        Ok(store)
    }

    /// The store in a file.
    fn at(path: &Path) -> Result<Self, StoreError> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
            let file = std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
        let connection = Connection::open(path)?;
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
