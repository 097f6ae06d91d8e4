//! The proof that the views hold nothing but the journal.

use crate::{ViewError, apply, state};
use makegood_journal::{Connection, entries_after};
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

/// The tables of the views in a fixed order, with the key each is read by.
const TABLES: &[(&str, &str)] = &[
    ("view_state", "name"),
    ("view_stale", "loan"),
    ("view_loan", "loan"),
    ("view_party", "party"),
    ("view_close", "as_of"),
    ("view_late", "as_of, loan"),
    ("view_case", "party"),
    ("view_line", "party"),
    ("view_work", "officer, place"),
    ("view_flag", "party, flagged_on"),
    ("view_recourse", "name, seq"),
    ("view_assigned", "party"),
    ("view_find", "word, party, kind, seq"),
    ("view_first_cash", "party, flagged_on, loan"),
    ("view_queue", "party"),
    ("view_owner", "party"),
    ("view_attention", "party, what, about"),
    ("view_morning", "party, list, place"),
    ("view_cash", "as_of, loan"),
    ("view_next_row", "loan"),
    ("view_noted", "seq"),
    ("view_user", "user"),
    ("view_text", "seq"),
    ("view_critique", "seq"),
    ("view_hard", "party, since"),
    ("view_team", "party"),
    ("view_tally", "loan"),
    ("view_deed", "seq"),
    ("view_promise", "seq"),
    ("view_figure", "as_of, part, code, of, currency"),
    ("view_vintage", "code, month, currency"),
];

/// What a rebuild found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The table.
    pub table: &'static str,
    /// Rows as they were kept up to date event by event.
    pub rows: u64,
    /// Whether a rebuild from the journal gives the same bytes.
    pub same: bool,
}

/// Rebuilds every view from the journal alone and compares it with the one that was
/// kept up to date. Nothing is changed: the rebuild is rolled back.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn prove(book: &mut Connection, mut progress: impl FnMut(u64, u64)) -> Result<Vec<Compared>, ViewError> {
    let transaction = makegood_journal::begin(book)?;
    let kept = digests(&transaction)?;
    empty(&transaction)?;
    let entries = entries_after(&transaction, 0)?;
    let total = entries.len() as u64;
    for (done, entry) in entries.iter().enumerate() {
        progress(done as u64, total);
        apply(&transaction, entry)?;
    }
    progress(total, total);
    let rebuilt = digests(&transaction)?;
    transaction.rollback()?;
    let pairs = TABLES.iter().zip(kept.iter().zip(&rebuilt));
    Ok(pairs.map(|((table, _), (kept, rebuilt))| Compared { table, rows: kept.0, same: kept == rebuilt }).collect())
}

/// The shape of the views; raised with every change of a table or of what a row holds.
const SHAPE: &str = "5";

/// Does away with the tables an earlier version of the program made: they may lack a column.
pub(crate) fn forget_other_shape(book: &Connection) -> Result<(), ViewError> {
    if !book.table_exists(None, "view_state")? || state::get(book, "shape")?.as_deref() == Some(SHAPE) {
        return Ok(());
    }
    let transaction = book.unchecked_transaction()?;
    for (table, _) in TABLES {
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    Ok(transaction.commit()?)
}

/// Empties every view.
fn empty(book: &Connection) -> Result<(), ViewError> {
    for (table, _) in TABLES {
        book.execute(&format!("DELETE FROM {table}"), [])?;
    }
    state::set(book, "shape", SHAPE)
}

/// Takes in events the views have not seen, if any: a restored backup may have such, and
/// views an earlier version of the program made are made anew from the journal.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn catch_up(book: &Connection) -> Result<u64, ViewError> {
    if state::get(book, "shape")?.as_deref() != Some(SHAPE) {
        empty(book)?;
    }
    let missed = entries_after(book, state::applied_to(book)?)?;
    for entry in &missed {
        apply(book, entry)?;
    }
    Ok(missed.len() as u64)
}

fn digests(book: &Connection) -> Result<Vec<(u64, String)>, ViewError> {
    TABLES.iter().map(|(table, key)| digest(book, table, key)).collect()
}

fn digest(book: &Connection, table: &str, key: &str) -> Result<(u64, String), ViewError> {
    let mut statement = book.prepare(&format!("SELECT * FROM {table} ORDER BY {key}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hash = Sha256::new();
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        for column in 0..columns {
            let (tag, bytes) = match row.get_ref(column)? {
                ValueRef::Null => (0_u8, Vec::new()),
                ValueRef::Integer(number) => (1, number.to_le_bytes().to_vec()),
                ValueRef::Real(number) => (2, number.to_le_bytes().to_vec()),
                ValueRef::Text(text) => (3, text.to_vec()),
                ValueRef::Blob(blob) => (4, blob.to_vec()),
            };
            hash.update([tag]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
    }
    Ok((count, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
}
