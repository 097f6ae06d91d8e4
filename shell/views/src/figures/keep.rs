//! The tally of a touched loan, and the figures of a close.

use super::gather::Gathered;
use crate::{Policy, ViewError};
use makegood_book::{BookRules, LoanFacts, Position};
use makegood_day_close::Plan;
use makegood_journal::{Connection, DayClosed};
use makegood_metrics::{Code, Metric, Tally, vintages};
use makegood_units::BusinessDate;
use rusqlite::params;

/// The codes with a triangle.
const TRIANGLES: [Code; 3] = [Code::Ever(30), Code::Ever(90), Code::NetLoss];

/// Keeps what the figures need of a loan.
///
/// # Errors
/// Amounts that do not fit, or whatever SQLite refuses.
pub(crate) fn keep(
    book: &Connection,
    facts: &LoanFacts,
    now: &Position,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<(), ViewError> {
    let tally = Tally::of(facts, now, as_of, rules)?;
    let body = serde_json::to_string(&tally)
        .map_err(|source| ViewError::Body { place: format!("the tally of loan {}", tally.loan), source })?;
    book.prepare_cached("INSERT OR REPLACE INTO view_tally (loan, next_on, body) VALUES (?1, ?2, ?3)")?
        .execute(params![tally.loan.as_str(), tally.next_on.map(BusinessDate::epoch_days), body])?;
    Ok(())
}

/// Counts the figures of a close and keeps them.
///
/// # Errors
/// A row that cannot be read, sums that do not fit, or whatever SQLite refuses.
pub(crate) fn closed(
    book: &Connection,
    seq: i64,
    day: &DayClosed,
    policy: &Policy,
    plan: &Plan,
) -> Result<(), ViewError> {
    let gathered = Gathered::of(book, day.as_of, seq, policy, plan)?;
    let counted = gathered.count(&policy.strategy.buckets, None)?;
    let figures = gathered.metrics(&counted, &policy.strategy.buckets)?;
    book.prepare_cached("DELETE FROM view_figure WHERE as_of = ?1")?.execute([day.as_of.epoch_days()])?;
    for figure in &figures {
        put(book, figure)?;
    }
    book.execute("DELETE FROM view_vintage", [])?;
    let mut insert =
        book.prepare_cached("INSERT INTO view_vintage (code, month, currency, body) VALUES (?1, ?2, ?3, ?4)")?;
    for code in TRIANGLES {
        for vintage in vintages(code, &gathered.loans, day.as_of) {
            let body = serde_json::to_string(&vintage)
                .map_err(|source| ViewError::Body { place: format!("the vintage of {}", vintage.month), source })?;
            insert.execute(params![code.word(), vintage.month, vintage.currency.code(), body])?;
        }
    }
    Ok(())
}

fn put(book: &Connection, figure: &Metric) -> Result<(), ViewError> {
    let currency = figure.currency.map_or_else(String::new, |currency| currency.code().to_owned());
    let sql = format!("INSERT INTO view_figure ({}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", super::COLUMNS);
    book.prepare_cached(&sql)?.execute(params![
        figure.as_of.epoch_days(),
        figure.by.kind(),
        figure.code.word(),
        figure.by.of(),
        currency,
        figure.numerator,
        figure.denominator,
        figure.from.map(BusinessDate::epoch_days),
    ])?;
    Ok(())
}
