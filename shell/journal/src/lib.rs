//! The journal: the only truth.
//!
//! Append-only and hash-chained. Small human facts are events. Rows of the book
//! are facts that belong to the event which boarded their batch; that event holds
//! the hash of the rows, so the chain covers them. Large texts (policy, packs, a
//! day's plan) are documents named by their hash.
//!
//! The journal and the views live in one SQLite file and change in one
//! transaction, so they can never disagree after a crash.

mod chain;
mod event;
mod facts;
mod open;
mod people;
mod request;
mod touched;
mod transaction;

pub use chain::{ChainError, Proof, verify};
pub use event::{
    ActJudged, AssumptionsAdopted, BatchBoarded, CommandTyped, DayClosed, Entry, Event, LetterAgreed, LetterMade,
    LetterServed, PolicyAdopted, TrialAdopted, append, entries_after, entries_of, entries_of_kind, entries_page, entry,
    head, last_of, newest_of,
};
pub use facts::{
    Batch, FactRow, StoredFact, current, facts_of_batch, facts_of_owner, keys_of_kind, owners_in_batch, owners_of_kind,
    versions, versions_of_owner,
};
pub use open::{begin_reading, document, end_reading, keep_document, open, open_in_memory, open_reading};
pub use people::{Role, UserChanged, UserEvent};
pub use request::{
    Job, JobState, KeptAnswer, add_job, forget_requests, job, keep_answer, kept_answer, set_job, unfinished_jobs,
};
pub use rusqlite::{Connection, Error as SqliteError};
pub use touched::{Touched, touched_after};
pub use transaction::{Transaction, Whole, begin};

/// Why the journal could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// SQLite said no.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A body is not what its kind says.
    #[error("event or fact {place} cannot be read: {source}")]
    Body {
        /// Which row.
        place: String,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// A document is named but not kept.
    #[error("document {0} is named by an event but is not in the journal; restore the file from a backup")]
    NoDocument(String),
    /// The file is not a Makegood journal.
    #[error("{0} is not a book of this program; give the path of a Makegood book, or of a file that is not there yet")]
    ForeignFile(String),
}
