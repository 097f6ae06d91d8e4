//! What came of each means in each situation, over the whole book.

use crate::{ViewError, load, policy, state};
use makegood_day_close::tried;
use makegood_journal::Connection;
use makegood_strategy::methods::{MethodRow, by_method};
use makegood_units::{BusinessDate, PartyId};
use serde::Serialize;

/// Outcomes by means and situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Methods {
    /// The last day known.
    pub as_of: BusinessDate,
    /// The day of the first attempt; none where there is none.
    pub since: Option<BusinessDate>,
    /// By means and situation.
    pub rows: Vec<MethodRow>,
}

/// Every attempt on the book by the last closed day, counted; `None` before the first close.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn methods(book: &Connection) -> Result<Option<Methods>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let mut attempts = Vec::new();
    for party in with_events(book)? {
        let input = load::case_input(book, &party, i64::MAX)?;
        let of_case = tried(&input, as_of, policy.rules());
        attempts.extend(of_case.map_err(|error| ViewError::Book { loan: error.loan, source: error.source })?);
    }
    let since = attempts.iter().map(|one| one.on).min();
    Ok(Some(Methods { as_of, since, rows: by_method(&attempts) }))
}

/// Everybody with a case of whom something was recorded, by number.
fn with_events(book: &Connection) -> Result<Vec<PartyId>, ViewError> {
    let sql = "SELECT DISTINCT subject FROM event WHERE kind = 'case' AND subject IS NOT NULL ORDER BY subject";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok(PartyId::new(row.get::<_, String>(0)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
