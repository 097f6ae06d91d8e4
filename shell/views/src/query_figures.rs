//! The figures as pages and reports ask for them, and the rows behind one.

use crate::figures::{COLUMNS, Gathered, figure, tallies};
use crate::{Reach, ViewError, plan_in_force, policy, query_book, state};
use makegood_journal::{Connection, Event, entry};
use makegood_metrics::{By, Code, Metric, Row, Vintage, Wanted, vintages};
use makegood_units::{BusinessDate, Currency};
use rusqlite::params;

/// The closed days with figures, newest first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn figure_days(book: &Connection) -> Result<Vec<BusinessDate>, ViewError> {
    let mut statement = book.prepare_cached("SELECT as_of FROM view_close ORDER BY as_of DESC")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.map(|day| state::day(day?)).collect()
}

/// The figures of a closed day for the whole book (`book`), or for each `branch`,
/// `officer`, `product` or `month`.
///
/// # Errors
/// A figure no view writes, or whatever SQLite refuses.
pub fn figures_of(book: &Connection, as_of: BusinessDate, part: &str) -> Result<Vec<Metric>, ViewError> {
    let sql = format!("SELECT {COLUMNS} FROM view_figure WHERE as_of = ?1 AND part = ?2");
    let mut statement = book.prepare_cached(&sql)?;
    let mut rows = statement.query(params![as_of.epoch_days(), part])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(figure(row)?);
    }
    found.sort_by(|one, two| (&one.by, one.code, one.currency).cmp(&(&two.by, two.code, two.currency)));
    Ok(found)
}

/// One figure at every close, oldest first, as it was counted then.
///
/// # Errors
/// A figure no view writes, or whatever SQLite refuses.
pub fn figure_history(
    book: &Connection,
    code: Code,
    by: &By,
    currency: Option<Currency>,
) -> Result<Vec<Metric>, ViewError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM view_figure WHERE code = ?1 AND part = ?2 AND of = ?3 AND currency = ?4 ORDER BY as_of"
    );
    let currency = currency.map_or_else(String::new, |currency| currency.code().to_owned());
    let mut statement = book.prepare_cached(&sql)?;
    let mut rows = statement.query(params![code.word(), by.kind(), by.of(), currency])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(figure(row)?);
    }
    Ok(found)
}

/// One figure of the last close with the rows that add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRows {
    /// The figure as it was kept at the close.
    pub metric: Metric,
    /// Its rows: what stands in both sums, the largest parts of the numerator first.
    pub rows: Vec<Row>,
    /// Rows left out because their cases lie outside the reach; the figure counts them.
    pub beyond: usize,
}

/// The rows behind a figure of the last close, counted again from what it was counted
/// from; `None` before the first close, when there is no such figure, or when it does not
/// lie within reach. Reads the whole book.
///
/// # Errors
/// A row that cannot be read, sums that do not fit, or whatever SQLite refuses.
pub fn figure_rows(book: &Connection, wanted: Wanted, reach: &Reach) -> Result<Option<FigureRows>, ViewError> {
    if !reach.holds_part(&wanted.by) {
        return Ok(None);
    }
    let Some(close) = query_book::closes(book)?.into_iter().next() else { return Ok(None) };
    let kept = figure_history(book, wanted.code, &wanted.by, wanted.currency)?;
    let Some(metric) = kept.into_iter().next_back().filter(|metric| metric.as_of == close.as_of) else {
        return Ok(None);
    };
    let Some(Event::DayClosed(day)) = entry(book, close.seq)?.map(|entry| entry.event) else { return Ok(None) };
    let policy = policy::parse_policy(book, &day.policy())?;
    let Some(plan) = plan_in_force(book)? else { return Ok(None) };
    let gathered = Gathered::of(book, close.as_of, close.seq, &policy, &plan)?;
    let mut rows = gathered.count(&policy.strategy.buckets, Some(wanted))?.rows;
    rows.sort_by(|one, two| {
        (two.numerator, two.denominator, &one.subject).cmp(&(one.numerator, one.denominator, &two.subject))
    });
    let all = rows.len();
    if !reach.is_whole() {
        let mut within = Vec::with_capacity(all);
        for row in rows {
            if reach.holds_case(book, &row.party)? {
                within.push(row);
            }
        }
        rows = within;
    }
    Ok(Some(FigureRows { metric, beyond: all - rows.len(), rows }))
}

/// The triangle of the last close within reach: `ever-30`, `ever-90` or `net-loss` by
/// month. That of the whole book was kept then; that of branches is made from their loans.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn vintages_of(book: &Connection, code: Code, reach: &Reach) -> Result<Vec<Vintage>, ViewError> {
    if !reach.is_whole() {
        let Some(as_of) = state::last_closed(book)? else { return Ok(Vec::new()) };
        let mut loans = tallies(book)?;
        loans.retain(|loan| reach.holds_branch(&loan.branch));
        let mut found = vintages(code, &loans, as_of);
        found.sort_by(|one, two| (one.currency.code(), &one.month).cmp(&(two.currency.code(), &two.month)));
        return Ok(found);
    }
    let mut statement =
        book.prepare_cached("SELECT month, body FROM view_vintage WHERE code = ?1 ORDER BY currency, month")?;
    let mut rows = statement.query([code.word()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (month, body): (String, String) = (row.get(0)?, row.get(1)?);
        let read = serde_json::from_str(&body);
        found.push(read.map_err(|source| ViewError::Body { place: format!("the vintage of {month}"), source })?);
    }
    Ok(found)
}
