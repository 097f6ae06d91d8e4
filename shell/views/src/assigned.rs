//! Who has which case.

use crate::{ViewError, query_case};
use makegood_case::Assigned;
use makegood_day_close::CaseDay;
use makegood_journal::Connection;
use makegood_units::{PartyId, StaffId};
use rusqlite::params;

/// Keeps who a case was given to last.
pub(crate) fn keep(book: &Connection, party: &PartyId, seq: i64, assigned: &Assigned) -> Result<(), ViewError> {
    let officer = assigned.officer.as_ref().map(StaffId::as_str);
    book.prepare_cached("INSERT OR REPLACE INTO view_assigned (party, officer, seq) VALUES (?1, ?2, ?3)")?
        .execute(params![party.as_str(), officer, seq])?;
    Ok(())
}

/// The cases in arrears somebody has, as they stand, with the names of the borrowers, by
/// the borrower's number.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn assigned_to(book: &Connection, officer: &StaffId) -> Result<Vec<(CaseDay, String)>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT view_case.body, coalesce(name, '') FROM view_assigned JOIN view_case USING (party)
         LEFT JOIN view_party USING (party) WHERE officer = ?1 ORDER BY party",
    )?;
    let mut rows = statement.query([officer.as_str()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((query_case::read("a case", &row.get::<_, String>(0)?)?, row.get(1)?));
    }
    Ok(found)
}
