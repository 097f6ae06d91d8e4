//! The loans behind a number, a page at a time.

use crate::query_book::{closes, count, currency};
use crate::{Reach, ViewError};
use makegood_book::Bucket;
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, PartyId};
use rusqlite::{Row, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Within somebody's reach.
    pub reach: Reach,
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
    let order: Sorted = order.into();
    let (by, end) = (order.sql(), format!("LIMIT {limit} OFFSET {offset}"));
    let columns = "SELECT loan, party, coalesce(name, ''), branch, currency, standing, arrears, arrears_since,
         outstanding, purpose";
    let sql = match order.by {
        LoanOrder::Name => {
            format!("{columns} FROM view_loan LEFT JOIN view_party USING (party) WHERE {condition} ORDER BY {by} {end}")
        }
        // Names are looked up for the rows of the page alone.
        _ => format!(
            "{columns} FROM (SELECT * FROM view_loan WHERE {condition} ORDER BY {by} {end})
             LEFT JOIN view_party USING (party) ORDER BY {by}"
        ),
    };
    let mut statement = book.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    while let Some(row) = rows.next()? {
        page.rows.push(loan_row(row, last.as_of)?);
    }
    Ok(page)
}

pub(crate) fn loan_row(row: &Row<'_>, as_of: BusinessDate) -> Result<LoanRow, ViewError> {
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
        if !self.reach.is_whole() {
            let first = values.len().saturating_add(1);
            parts.push(Reach::condition(first, first.saturating_add(1)));
            values.extend(self.reach.values());
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
