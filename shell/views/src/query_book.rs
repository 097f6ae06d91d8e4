//! The book as pages and reports ask for it.

use crate::{ViewError, state};
use makegood_book::{Bucket, Buckets, Census};
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, PartyId};
use rusqlite::{Row, params, params_from_iter};
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

/// Roll and cure of the loans that were late at the close before the last one.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn moved(book: &Connection, buckets: &Buckets) -> Result<Moved, ViewError> {
    let mut days = closes(book)?.into_iter().map(|close| close.as_of);
    let (Some(now), Some(before)) = (days.next(), days.next()) else { return Ok(Moved::default()) };
    let mut statement = book.prepare_cached(
        "SELECT view_loan.currency, view_late.bucket, view_loan.standing, view_loan.arrears_since, view_late.outstanding
         FROM view_late JOIN view_loan ON view_loan.loan = view_late.loan WHERE view_late.as_of = ?1",
    )?;
    let mut rows = statement.query([before.epoch_days()])?;
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
fn count(row: &Row<'_>, at: usize) -> Result<u64, ViewError> {
    Ok(row.get::<_, i64>(at)?.unsigned_abs())
}

fn currency(row: &Row<'_>, at: usize) -> Result<Currency, ViewError> {
    let code: String = row.get(at)?;
    code.parse().map_err(|_| ViewError::State(format!("{code:?} as a currency")))
}

/// One loan as it stood at the last close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoanRow {
    /// The loan.
    pub loan: LoanId,
    /// Who borrowed.
    pub party: PartyId,
    /// The borrower's name, empty when none was delivered.
    pub name: String,
    /// The branch that owns it.
    pub branch: BranchId,
    /// The currency of its amounts.
    pub currency: Currency,
    /// `open`, `closed`, `unscheduled` or `not_yet_disbursed`.
    pub standing: String,
    /// Due and unpaid.
    pub arrears: Amount,
    /// Days past due.
    pub days_past_due: i32,
    /// Scheduled and not yet paid.
    pub outstanding: Amount,
    /// What it was for.
    pub purpose: String,
}

/// Which loans a page asks for. Every part that is given narrows the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoanFilter {
    /// Open loans whose days past due lie in this range.
    pub days_past_due: Option<(i32, Option<i32>)>,
    /// Of one branch.
    pub branch: Option<BranchId>,
    /// In one currency.
    pub currency: Option<Currency>,
    /// Late at the close before the last one, in this bucket.
    pub was_in: Option<Bucket>,
    /// Of one standing.
    pub standing: Option<String>,
    /// No longer open: what [`MovedCell::now`] is `None` for.
    pub no_longer_open: bool,
}

/// The order of rows on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoanOrder {
    /// Most days past due first.
    #[default]
    Oldest,
    /// Largest arrears first.
    Arrears,
    /// Largest outstanding first.
    Outstanding,
    /// By loan number.
    Loan,
    /// By the borrower's name, A first.
    Name,
}

/// An order, or the same from its other end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// By what.
    pub by: LoanOrder,
    /// From the other end.
    pub reversed: bool,
}

impl From<LoanOrder> for Sorted {
    fn from(by: LoanOrder) -> Self {
        Self { by, reversed: false }
    }
}

impl Sorted {
    /// The clause. The loan number comes last, so that pages never overlap.
    fn sql(self) -> &'static str {
        match (self.by, self.reversed) {
            (LoanOrder::Oldest, false) => "arrears_since IS NULL, arrears_since, arrears DESC, loan",
            (LoanOrder::Oldest, true) => "arrears_since IS NOT NULL, arrears_since DESC, arrears, loan",
            (LoanOrder::Arrears, false) => "arrears DESC, loan",
            (LoanOrder::Arrears, true) => "arrears, loan",
            (LoanOrder::Outstanding, false) => "outstanding DESC, loan",
            (LoanOrder::Outstanding, true) => "outstanding, loan",
            (LoanOrder::Loan, false) => "length(loan), loan",
            (LoanOrder::Loan, true) => "length(loan) DESC, loan DESC",
            (LoanOrder::Name, false) => "coalesce(name, '') COLLATE NOCASE, loan",
            (LoanOrder::Name, true) => "coalesce(name, '') COLLATE NOCASE DESC, loan",
        }
    }
}

/// A page of rows with the totals of all rows that match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LoanPage {
    /// The rows of this page.
    pub rows: Vec<LoanRow>,
    /// How many loans match.
    pub loans: u64,
    /// Arrears of all that match, by currency.
    pub arrears: BTreeMap<Currency, Amount>,
    /// Outstanding of all that match, by currency.
    pub outstanding: BTreeMap<Currency, Amount>,
}

/// Loans that match a filter, a page at a time.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn loans(
    book: &Connection,
    filter: &LoanFilter,
    order: impl Into<Sorted>,
    offset: u64,
    limit: u64,
) -> Result<LoanPage, ViewError> {
    let Some(last) = closes(book)?.into_iter().next() else { return Ok(LoanPage::default()) };
    let (condition, values) = filter.sql(last.as_of, closes(book)?.get(1).map(|close| close.as_of));
    let mut page = LoanPage::default();
    let sums = format!(
        "SELECT currency, count(*), sum(arrears), sum(outstanding) FROM view_loan WHERE {condition} GROUP BY currency"
    );
    let mut statement = book.prepare_cached(&sums)?;
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    while let Some(row) = rows.next()? {
        let currency = currency(row, 0)?;
        page.loans += count(row, 1)?;
        page.arrears.insert(currency, Amount::from_minor(row.get(2)?));
        page.outstanding.insert(currency, Amount::from_minor(row.get(3)?));
    }
    let order = order.into().sql();
    let sql = format!(
        "SELECT loan, view_loan.party, coalesce(name, ''), branch, currency, standing, arrears, arrears_since,
         outstanding, purpose FROM view_loan LEFT JOIN view_party USING (party)
         WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    );
    let mut statement = book.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    while let Some(row) = rows.next()? {
        page.rows.push(loan_row(row, last.as_of)?);
    }
    Ok(page)
}

fn loan_row(row: &Row<'_>, as_of: BusinessDate) -> Result<LoanRow, ViewError> {
    let since: Option<i32> = row.get(7)?;
    Ok(LoanRow {
        loan: LoanId::new(row.get::<_, String>(0)?),
        party: PartyId::new(row.get::<_, String>(1)?),
        name: row.get(2)?,
        branch: BranchId::new(row.get::<_, String>(3)?),
        currency: currency(row, 4)?,
        standing: row.get(5)?,
        arrears: Amount::from_minor(row.get(6)?),
        days_past_due: since.map_or(0, |since| as_of.epoch_days() - since),
        outstanding: Amount::from_minor(row.get(8)?),
        purpose: row.get(9)?,
    })
}

impl LoanFilter {
    /// The condition and the values it binds. Conditions are fixed texts; what a
    /// person typed is only ever bound.
    fn sql(&self, as_of: BusinessDate, before: Option<BusinessDate>) -> (String, Vec<rusqlite::types::Value>) {
        let mut parts = vec!["1".to_owned()];
        let mut values: Vec<rusqlite::types::Value> = Vec::new();
        let mut bind = |part: &str, value: rusqlite::types::Value| {
            values.push(value);
            parts.push(part.replace('?', &format!("?{}", values.len())));
        };
        if let Some((from, to)) = self.days_past_due {
            bind("standing = ?", "open".to_owned().into());
            if from == 0 {
                bind("arrears_since IS NULL AND ? = 0", 0.into());
            } else {
                bind("arrears_since <= ?", i64::from(as_of.epoch_days() - from).into());
                let to = to.map_or(i64::MIN, |to| i64::from(as_of.epoch_days() - to));
                bind("arrears_since >= ?", to.into());
            }
        }
        if let Some(branch) = &self.branch {
            bind("branch = ?", branch.as_str().to_owned().into());
        }
        if let Some(currency) = &self.currency {
            bind("currency = ?", currency.code().to_owned().into());
        }
        if let Some(standing) = &self.standing {
            bind("standing = ?", standing.clone().into());
        }
        if self.no_longer_open {
            parts.push("standing <> 'open'".to_owned());
        }
        if let (Some(bucket), Some(before)) = (self.was_in, before) {
            // Both numbers are ours, so they can stand in the text.
            let (bucket, before) = (bucket, before.epoch_days());
            let cohort = format!("SELECT loan FROM view_late WHERE as_of = {before} AND bucket = {bucket}");
            parts.push(format!("loan IN ({cohort})"));
        }
        (parts.join(" AND "), values)
    }
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

/// The open loans by branch and currency, the worst share at risk first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn branches(book: &Connection, as_of: BusinessDate) -> Result<Vec<BranchRow>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT branch, currency, count(*), sum(arrears_since IS NOT NULL), sum(arrears), sum(outstanding),
         sum(iif(?1 - arrears_since > 30, principal_left, 0)), sum(principal_left),
         sum(iif(?1 - arrears_since > 30, 1, 0))
         FROM view_loan WHERE standing = 'open' GROUP BY branch, currency
         ORDER BY 1.0 * sum(iif(?1 - arrears_since > 30, principal_left, 0)) / sum(principal_left) DESC,
         sum(arrears) DESC, branch",
    )?;
    let mut rows = statement.query(params![as_of.epoch_days()])?;
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
