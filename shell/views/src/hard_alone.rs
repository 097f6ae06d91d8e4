//! The hard cases no executive leads, few at a time: what a leader begins the morning with.

use crate::hard::read;
use crate::{HardReason, Reach, ViewError, query_book, state};
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, Money, PartyId};
use rusqlite::params;

/// A hard case without an executive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardAlone {
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// From which close.
    pub since: BusinessDate,
    /// Due and unpaid on the last closed day, with the days past due; none while it is not late.
    pub late: Option<(Money, i32)>,
    /// The criteria that hold.
    pub reasons: Vec<HardReason>,
}

/// The hard cases within reach that no executive leads, the longest on the list first.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn hard_alone(book: &Connection, most: usize, reach: &Reach) -> Result<Vec<HardAlone>, ViewError> {
    let [branches, people] = reach.values();
    let mut statement = book.prepare_cached(&format!(
        "SELECT view_hard.party, coalesce(name, ''), view_hard.branch, view_hard.since, reasons, arrears, currency,
                days_past_due
         FROM view_hard LEFT JOIN view_team USING (party) LEFT JOIN view_party USING (party)
         LEFT JOIN view_queue USING (party)
         WHERE ended_on IS NULL AND view_team.since IS NULL AND {}
         ORDER BY view_hard.since, view_hard.party LIMIT ?1",
        Reach::of_party("view_hard.party", 2, 3)
    ))?;
    let mut rows = statement.query(params![i64::try_from(most).unwrap_or(i64::MAX), branches, people])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let party: String = row.get(0)?;
        let late = match row.get::<_, Option<i64>>(5)? {
            Some(minor) => {
                Some((Money::new(Amount::from_minor(minor), query_book::currency(row, 6)?), row.get::<_, i32>(7)?))
            }
            None => None,
        };
        found.push(HardAlone {
            name: row.get(1)?,
            branch: BranchId::new(row.get::<_, String>(2)?),
            since: state::day(row.get(3)?)?,
            reasons: read(&party, &row.get::<_, String>(4)?)?,
            late,
            party: PartyId::new(party),
        });
    }
    Ok(found)
}
