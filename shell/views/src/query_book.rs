//! The book as pages and reports ask for it.

use crate::{Reach, ViewError, state};
use makegood_book::{Bucket, Buckets, Census};
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, Currency};
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// The book counted at a close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CloseCount {
    /// The business day.
    pub as_of: BusinessDate,
    /// The event that closed it.
    pub seq: i64,
    /// Every open loan, by currency and bucket.
    pub census: Census,
}

/// The closed days, newest first.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn closes(book: &Connection) -> Result<Vec<CloseCount>, ViewError> {
    let mut statement = book.prepare_cached("SELECT as_of, seq, census FROM view_close ORDER BY as_of DESC")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (as_of, seq, census) = row?;
        let census = serde_json::from_str(&census)
            .map_err(|source| ViewError::Body { place: format!("the census of event {seq}"), source })?;
        found.push(CloseCount { as_of: state::day(as_of)?, seq, census });
    }
    Ok(found)
}

/// How loans moved between two closes: from a bucket at the earlier to one at the later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The earlier close.
    pub from_on: Option<BusinessDate>,
    /// Loans and their balance at the earlier close, by bucket then and now. `None`
    /// now means no longer open.
    pub cells: Vec<MovedCell>,
}

/// Loans that stood in one bucket then and in one now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedCell {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The bucket at the earlier close.
    pub then: Bucket,
    /// The bucket at the later close; `None` when no longer open.
    pub now: Option<Bucket>,
    /// How many loans.
    pub loans: u64,
    /// What was outstanding at the earlier close.
    pub balance: Amount,
}

/// Roll and cure of the loans within reach that were late at the close before the last one.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn moved(book: &Connection, buckets: &Buckets, reach: &Reach) -> Result<Moved, ViewError> {
    let mut days = closes(book)?.into_iter().map(|close| close.as_of);
    let (Some(now), Some(before)) = (days.next(), days.next()) else { return Ok(Moved::default()) };
    let mut statement = book.prepare_cached(&format!(
        "SELECT view_loan.currency, view_late.bucket, view_loan.standing, view_loan.arrears_since, view_late.outstanding
         FROM view_late JOIN view_loan ON view_loan.loan = view_late.loan WHERE view_late.as_of = ?1
         AND {}",
        Reach::condition(2, 3)
    ))?;
    let [branches, people] = reach.values();
    let mut rows = statement.query(params![before.epoch_days(), branches, people])?;
    let mut cells: BTreeMap<(Currency, Bucket, Option<Bucket>), (u64, Amount)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let standing: String = row.get(2)?;
        let since: Option<i32> = row.get(3)?;
        let bucket = buckets.of(since.map_or(0, |since| now.epoch_days() - since));
        let key = (currency(row, 0)?, count(row, 1)? as Bucket, (standing == "open").then_some(bucket));
        let cell = cells.entry(key).or_default();
        cell.0 += 1;
        cell.1 = [cell.1, Amount::from_minor(row.get(4)?)].into_iter().sum();
    }
    let cells = cells.into_iter();
    let cells =
        cells.map(|((currency, then, now), (loans, balance))| MovedCell { currency, then, now, loans, balance });
    Ok(Moved { from_on: Some(before), cells: cells.collect() })
}

/// SQLite counts in signed numbers.
pub(crate) fn count(row: &Row<'_>, at: usize) -> Result<u64, ViewError> {
    Ok(row.get::<_, i64>(at)?.unsigned_abs())
}

pub(crate) fn currency(row: &Row<'_>, at: usize) -> Result<Currency, ViewError> {
    let code: String = row.get(at)?;
    code.parse().map_err(|_| ViewError::State(format!("{code:?} as a currency")))
}

/// One branch of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BranchRow {
    /// Which.
    pub branch: BranchId,
    /// The currency of the amounts.
    pub currency: Currency,
    /// Open loans.
    pub open: u64,
    /// Of them in arrears.
    pub late: u64,
    /// Due and unpaid.
    pub arrears: Amount,
    /// Scheduled and not yet paid.
    pub outstanding: Amount,
    /// Loans more than 30 days past due.
    pub par30_loans: u64,
    /// Their principal outstanding.
    pub par30_principal: Amount,
    /// Principal outstanding of all open loans.
    pub principal: Amount,
}

/// The open loans within reach by branch and currency, the worst share at risk first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn branches(book: &Connection, as_of: BusinessDate, reach: &Reach) -> Result<Vec<BranchRow>, ViewError> {
    let within = Reach::condition(2, 3);
    let mut statement = book.prepare_cached(&format!(
        "SELECT branch, currency, count(*), sum(arrears_since IS NOT NULL), sum(arrears), sum(outstanding),
         sum(iif(?1 - arrears_since > 30, principal_left, 0)), sum(principal_left),
         sum(iif(?1 - arrears_since > 30, 1, 0))
         FROM view_loan WHERE standing = 'open' AND {within} GROUP BY branch, currency
         ORDER BY 1.0 * sum(iif(?1 - arrears_since > 30, principal_left, 0)) / sum(principal_left) DESC,
         sum(arrears) DESC, branch"
    ))?;
    let [in_branches, people] = reach.values();
    let mut rows = statement.query(params![as_of.epoch_days(), in_branches, people])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(BranchRow {
            branch: BranchId::new(row.get::<_, String>(0)?),
            currency: currency(row, 1)?,
            open: count(row, 2)?,
            late: count(row, 3)?,
            arrears: Amount::from_minor(row.get(4)?),
            outstanding: Amount::from_minor(row.get(5)?),
            par30_principal: Amount::from_minor(row.get(6)?),
            principal: Amount::from_minor(row.get(7)?),
            par30_loans: count(row, 8)?,
        });
    }
    Ok(found)
}
