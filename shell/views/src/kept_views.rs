//! Filters of the queue kept under a name. They are somebody's convenience and no part of
//! what happened, so they live in a table of their own beside the journal: they may be
//! changed and deleted, and a rebuild leaves them alone.

use crate::ViewError;
use makegood_journal::Connection;
use makegood_units::StaffId;
use rusqlite::params;

/// A filter with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptView {
    /// Whose.
    pub owner: StaffId,
    /// Its name, one of a kind for a person.
    pub name: String,
    /// The query of its address.
    pub query: String,
    /// Whether everybody may use it.
    pub is_shared: bool,
    /// Whether it is what its owner begins with.
    pub is_default: bool,
}

/// The views of a person and those others share, by name.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn kept_views(book: &Connection, person: &StaffId) -> Result<Vec<KeptView>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT owner, name, query, is_shared, is_default FROM kept_view WHERE owner = ?1 OR is_shared = 1
         ORDER BY owner <> ?1, name, owner",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(KeptView {
            owner: StaffId::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            query: row.get(2)?,
            is_shared: row.get(3)?,
            is_default: row.get(4)?,
        })
    };
    Ok(statement.query_map([person.as_str()], read)?.collect::<Result<_, _>>()?)
}

/// Keeps a view in place of one of the same name and owner.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn keep_view(book: &Connection, view: &KeptView) -> Result<(), ViewError> {
    if view.is_default {
        book.prepare_cached("UPDATE kept_view SET is_default = 0 WHERE owner = ?1")?.execute([view.owner.as_str()])?;
    }
    book.prepare_cached(
        "INSERT OR REPLACE INTO kept_view (owner, name, query, is_shared, is_default) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![view.owner.as_str(), view.name, view.query, view.is_shared, view.is_default])?;
    Ok(())
}

/// Drops a view of a person.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn drop_view(book: &Connection, owner: &StaffId, name: &str) -> Result<(), ViewError> {
    book.prepare_cached("DELETE FROM kept_view WHERE owner = ?1 AND name = ?2")?.execute([owner.as_str(), name])?;
    Ok(())
}
