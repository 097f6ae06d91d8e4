//! The chain of hashes and its proof.

use crate::event::Event;
use crate::{JournalError, facts_of_batch};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// An event row with the hash of the one before it, ready to be sealed.
pub(crate) struct Sealed {
    pub seq: i64,
    pub recorded_at: String,
    pub effective_on: String,
    pub actor: String,
    pub kind: String,
    pub subject: Option<String>,
    pub body: String,
    pub previous: Vec<u8>,
}

impl Sealed {
    pub(crate) fn hash(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(&self.previous);
        hash.update(self.seq.to_le_bytes());
        let subject = self.subject.as_deref().unwrap_or("");
        for part in [&self.recorded_at, &self.effective_on, &self.actor, &self.kind, subject, &self.body] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().to_vec()
    }
}

/// What a proof of the chain covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Events read and found in order.
    pub events: u64,
    /// Rows of the book whose batch hash agrees.
    pub facts: u64,
    /// Documents whose text still has its hash.
    pub documents: u64,
    /// The hash of the last event, in hexadecimal.
    pub head: String,
}

/// Where the chain does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An event was changed, inserted or taken out.
    #[error(
        "event {seq} does not follow from the one before it: it was changed, inserted or taken out after it was written"
    )]
    Broken {
        /// The number of the first event that does not hold.
        seq: i64,
    },
    /// The rows of a batch were changed.
    #[error(
        "the rows boarded by event {event} were changed after they were written ({found} rows now, {boarded} then)"
    )]
    Rows {
        /// The event of the batch.
        event: i64,
        /// How many rows it has now.
        found: u64,
        /// How many it had.
        boarded: u64,
    },
    /// Rows that no event boarded.
    #[error("{0} rows of the book belong to no event: they were put in from outside")]
    StrayRows(i64),
    /// A document does not have the hash it is named by.
    #[error("document {0} was changed after it was written")]
    Document(String),
}

/// Reads the whole journal and proves that nothing was changed, inserted or taken out.
///
/// # Errors
/// The first place where the chain does not hold.
pub fn verify(connection: &Connection) -> Result<Proof, ChainError> {
    let (events, head) = verify_events(connection)?;
    let facts = verify_rows(connection)?;
    let documents = verify_documents(connection)?;
    Ok(Proof { events, facts, documents, head })
}

fn verify_events(connection: &Connection) -> Result<(u64, String), ChainError> {
    let sql =
        "SELECT seq, recorded_at, effective_on, actor, kind, subject, body, previous, hash FROM event ORDER BY seq";
    let mut statement = connection.prepare(sql).map_err(JournalError::from)?;
    let mut rows = statement.query([]).map_err(JournalError::from)?;
    let mut previous = vec![0; 32];
    let mut count = 0_u64;
    while let Some(row) = rows.next().map_err(JournalError::from)? {
        let read = || -> rusqlite::Result<(Sealed, Vec<u8>)> {
            let sealed = Sealed {
                seq: row.get(0)?,
                recorded_at: row.get(1)?,
                effective_on: row.get(2)?,
                actor: row.get(3)?,
                kind: row.get(4)?,
                subject: row.get(5)?,
                body: row.get(6)?,
                previous: row.get(7)?,
            };
            Ok((sealed, row.get(8)?))
        };
        let (sealed, hash) = read().map_err(JournalError::from)?;
        count += 1;
        let in_order = u64::try_from(sealed.seq) == Ok(count);
        if !in_order || sealed.previous != previous || sealed.hash() != hash {
            return Err(ChainError::Broken { seq: sealed.seq });
        }
        previous = hash;
    }
    Ok((count, crate::open::hex(&previous)))
}

fn verify_rows(connection: &Connection) -> Result<u64, ChainError> {
    let mut facts = 0;
    for entry in crate::entries_after(connection, 0)? {
        let Event::BatchBoarded(batch) = entry.event else { continue };
        let (found, hash) = facts_of_batch(connection, entry.seq)?;
        if hash != batch.rows_hash || found != batch.rows {
            return Err(ChainError::Rows { event: entry.seq, found, boarded: batch.rows });
        }
        facts += found;
    }
    let all: i64 =
        connection.query_row("SELECT count(*) FROM fact", [], |row| row.get(0)).map_err(JournalError::from)?;
    let stray = all - i64::try_from(facts).unwrap_or(i64::MAX);
    if stray == 0 { Ok(facts) } else { Err(ChainError::StrayRows(stray)) }
}

fn verify_documents(connection: &Connection) -> Result<u64, ChainError> {
    let mut statement =
        connection.prepare("SELECT hash, body FROM document ORDER BY hash").map_err(JournalError::from)?;
    let mut rows = statement.query([]).map_err(JournalError::from)?;
    let mut count = 0;
    while let Some(row) = rows.next().map_err(JournalError::from)? {
        let (hash, body): (String, String) =
            (row.get(0).map_err(JournalError::from)?, row.get(1).map_err(JournalError::from)?);
        if crate::open::hex(&Sha256::digest(body.as_bytes())) != hash {
            return Err(ChainError::Document(hash));
        }
        count += 1;
    }
    Ok(count)
}
