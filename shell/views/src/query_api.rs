//! What programs ask page by page: from one key on, so that no page overlaps another
//! whatever is written in between.

use crate::query_case::read;
use crate::query_loans::{LoanRow, loan_row};
use crate::{ViewError, state};
use makegood_day_close::CaseDay;
use makegood_journal::Connection;
use makegood_units::{BranchId, LoanId, PartyId};
use rusqlite::{OptionalExtension, params};

/// Cases in arrears after a borrower's number, by that number, at most so many.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn cases_after(
    book: &Connection,
    after: &str,
    branch: Option<&str>,
    limit: u32,
) -> Result<Vec<(CaseDay, String)>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT body, coalesce(name, '') FROM view_case LEFT JOIN view_party USING (party)
         WHERE party > ?1 AND (?2 IS NULL OR branch = ?2) ORDER BY party LIMIT ?3",
    )?;
    let mut rows = statement.query(params![after, branch, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((read("a case", &row.get::<_, String>(0)?)?, row.get(1)?));
    }
    Ok(found)
}

/// Loans after a loan's number, by that number, at most so many.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn loans_after(
    book: &Connection,
    after: &str,
    of: (Option<&str>, Option<&str>, Option<&str>),
    limit: u32,
) -> Result<Vec<LoanRow>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(Vec::new()) };
    let (branch, party, standing) = of;
    let mut statement = book.prepare_cached(
        "SELECT loan, view_loan.party, coalesce(name, ''), branch, currency, standing, arrears, arrears_since,
         outstanding, purpose FROM view_loan LEFT JOIN view_party USING (party)
         WHERE loan > ?1 AND (?2 IS NULL OR branch = ?2) AND (?3 IS NULL OR view_loan.party = ?3)
         AND (?4 IS NULL OR standing = ?4) ORDER BY loan LIMIT ?5",
    )?;
    let mut rows = statement.query(params![after, branch, party, standing, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(loan_row(row, as_of)?);
    }
    Ok(found)
}

/// The branch a case belongs to: that of its loan with the largest arrears. None for
/// somebody without a loan on the book.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn branch_of_case(book: &Connection, party: &PartyId) -> Result<Option<BranchId>, ViewError> {
    let found: Option<String> = book
        .prepare_cached("SELECT branch FROM view_loan WHERE party = ?1 ORDER BY arrears DESC, loan LIMIT 1")?
        .query_row([party.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.map(BranchId::new))
}

/// The branch that owns a loan; none when the book has no such loan.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn branch_of_loan(book: &Connection, loan: &LoanId) -> Result<Option<BranchId>, ViewError> {
    let found: Option<String> = book
        .prepare_cached("SELECT branch FROM view_loan WHERE loan = ?1")?
        .query_row([loan.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.map(BranchId::new))
}
