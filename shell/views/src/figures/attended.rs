//! What fell due for a leader and what reports went to one, as it was known at an event.

use crate::{ViewError, state};
use makegood_journal::Connection;
use makegood_metrics::{LookedAt, Reported};
use makegood_units::{BusinessDate, PartyId};
use rusqlite::params;

/// What fell due from one day to another and was judged by the second, counted as
/// [`crate::coverage`] counts: looked at, or its day is over; without the cases that were
/// late no more before it came.
///
/// # Errors
/// Whatever SQLite refuses.
pub(super) fn looked_at(
    book: &Connection,
    from: BusinessDate,
    as_of: BusinessDate,
    seq: i64,
) -> Result<Vec<LookedAt>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT party, branch, handed_seq, due_on, iif(met_seq < ?3, met_on, NULL), ended_on FROM view_attention
         WHERE due_on BETWEEN ?1 AND ?2 AND (handed_seq IS NULL OR handed_seq < ?3) ORDER BY due_on, party, what",
    )?;
    let mut rows = statement.query(params![from.epoch_days(), as_of.epoch_days(), seq])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (due, met, ended): (i32, Option<i32>, Option<i32>) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let settled = met.is_none() && ended.is_some_and(|ended| ended <= due);
        let passed = met.is_some() || due < as_of.epoch_days();
        if settled || !passed {
            continue;
        }
        found.push(LookedAt {
            seq: row.get(2)?,
            party: PartyId::new(row.get::<_, String>(0)?),
            branch: row.get(1)?,
            due_on: state::day(due)?,
            in_time: met.is_some_and(|met| met <= due),
        });
    }
    Ok(found)
}

/// The reports that went to a leader from one day to another.
///
/// # Errors
/// Whatever SQLite refuses.
pub(super) fn reported(
    book: &Connection,
    from: BusinessDate,
    as_of: BusinessDate,
    seq: i64,
) -> Result<Vec<Reported>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT handed_seq, party, branch, officer, handed_on, as_drafted FROM view_attention
         WHERE what = 'report' AND handed_on BETWEEN ?1 AND ?2 AND handed_seq < ?3 ORDER BY handed_seq",
    )?;
    let mut rows = statement.query(params![from.epoch_days(), as_of.epoch_days(), seq])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Reported {
            seq: row.get(0)?,
            party: PartyId::new(row.get::<_, String>(1)?),
            branch: row.get(2)?,
            officer: row.get(3)?,
            on: state::day(row.get(4)?)?,
            by_officer: !row.get::<_, bool>(5)?,
        });
    }
    Ok(found)
}
