//! What programs ask page by page: from one key on, so that no page overlaps another
//! whatever is written in between.

use crate::query_case::read;
use crate::query_loans::{LoanRow, loan_row};
use crate::{QueueFilter, Reach, ViewError, query_book, state};
use makegood_day_close::CaseDay;
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, LoanId, Money, PartyId, StaffId};
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

/// A case of the queue with what it is picked by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEntry {
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// The branch of the loan with the largest arrears.
    pub branch: BranchId,
    /// Who has it; none for nobody in particular.
    pub officer: Option<StaffId>,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due on the day it was last looked at.
    pub days_past_due: i32,
    /// The code of the situation.
    pub situation: String,
    /// The state of the last promise, or `none`.
    pub promise: String,
    /// Until when it waits.
    pub waits_until: Option<BusinessDate>,
}

/// The cases of a filter within reach, after one with these arrears and this number: the
/// largest arrears first, then by the borrower's number; at most so many.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn queue_after(
    book: &Connection,
    filter: &QueueFilter,
    after: Option<(Amount, &str)>,
    limit: u32,
    reach: &Reach,
) -> Result<Vec<QueueEntry>, ViewError> {
    let (from, to) = filter.days.unwrap_or((i32::MIN, i32::MAX));
    let (arrears, party) = after.map_or((i64::MAX, ""), |(arrears, party)| (arrears.minor(), party));
    let at_least = filter.at_least.map_or(i64::MIN, Amount::minor);
    let [branches, people] = reach.values();
    let mut statement = book.prepare_cached(&format!(
        "SELECT view_queue.party, coalesce(name, ''), branch, officer, arrears, currency, days_past_due, situation,
                promise, waits_until
         FROM view_queue LEFT JOIN view_party USING (party)
         WHERE (?1 IS NULL OR branch = ?1) AND (?2 IS NULL OR situation = ?2) AND (?3 IS NULL OR promise = ?3)
         AND (?4 IS NULL OR officer = ?4) AND (?5 IS NULL OR (waits_until IS NOT NULL) = ?5)
         AND days_past_due BETWEEN ?6 AND ?7 AND arrears >= ?8
         AND (arrears < ?9 OR (arrears = ?9 AND view_queue.party > ?10)) AND {}
         ORDER BY arrears DESC, view_queue.party LIMIT ?13",
        Reach::of_party("view_queue.party", 11, 12)
    ))?;
    let mut rows = statement.query(params![
        filter.branch,
        filter.situation,
        filter.promise,
        filter.officer,
        filter.waits,
        from,
        to,
        at_least,
        arrears,
        party,
        branches,
        people,
        limit
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let officer: String = row.get(3)?;
        found.push(QueueEntry {
            party: PartyId::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            branch: BranchId::new(row.get::<_, String>(2)?),
            officer: (!officer.is_empty()).then(|| StaffId::new(officer)),
            arrears: Money::new(Amount::from_minor(row.get(4)?), query_book::currency(row, 5)?),
            days_past_due: row.get(6)?,
            situation: row.get(7)?,
            promise: row.get(8)?,
            waits_until: row.get::<_, Option<i32>>(9)?.map(state::day).transpose()?,
        });
    }
    Ok(found)
}
