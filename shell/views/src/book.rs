//! Positions of loans, advanced to a day by touching only what changed or fell due.

use crate::cash_flow::{Span, keep_others};
use crate::{ViewError, figures, load};
use makegood_book::{BookRules, LoanFacts, Standing, position};
use makegood_journal::Connection;
use makegood_strategy::Strategy;
use makegood_units::{BusinessDate, LoanId, PartyId};
use rusqlite::params;
use std::collections::BTreeSet;

/// Recomputes the positions that new facts or the calendar changed, and says how many.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn advance(
    book: &Connection,
    as_of: BusinessDate,
    known_to: i64,
    strategy: &Strategy,
    mut progress: impl FnMut(u64, u64),
) -> Result<u64, ViewError> {
    let touched = touched(book, as_of)?;
    let span = Span::until(book, as_of)?;
    let total = touched.len() as u64;
    for (done, loan) in touched.iter().enumerate() {
        progress(done as u64, total);
        if let Some(input) = load::loan_input(book, loan, known_to)? {
            keep(book, &input, as_of, &strategy.book)?;
            span.keep(book, &input)?;
        }
    }
    keep_others(book, span, &touched, known_to)?;
    book.execute("DELETE FROM view_stale", [])?;
    progress(total, total);
    Ok(total)
}

fn touched(book: &Connection, as_of: BusinessDate) -> Result<Vec<LoanId>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT loan FROM view_stale UNION SELECT loan FROM view_loan WHERE next_change_on <= ?1
         UNION SELECT loan FROM view_tally WHERE next_on <= ?1 ORDER BY 1",
    )?;
    let rows = statement.query_map([as_of.epoch_days()], |row| row.get::<_, String>(0))?;
    rows.map(|row| Ok(LoanId::new(row?))).collect()
}

fn keep(book: &Connection, facts: &LoanFacts, as_of: BusinessDate, rules: &BookRules) -> Result<(), ViewError> {
    let loan = &facts.loan;
    let now = position(facts, as_of, rules).map_err(|source| ViewError::Book { loan: loan.id.clone(), source })?;
    book.prepare_cached(
        "INSERT OR REPLACE INTO view_loan (loan, party, branch, currency, standing, arrears, arrears_since,
         outstanding, principal_left, paid, next_due_on, next_change_on, product, purpose)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        loan.id.as_str(),
        loan.borrower.as_str(),
        loan.branch.as_str(),
        loan.currency.code(),
        standing_name(now.standing),
        now.arrears.total().minor(),
        now.counted_from.map(BusinessDate::epoch_days),
        now.outstanding.minor(),
        now.outstanding_principal().minor(),
        now.paid.minor(),
        now.next_due.map(|(due_on, _)| due_on.epoch_days()),
        now.next_change_on.map(BusinessDate::epoch_days),
        loan.product.as_deref().unwrap_or(""),
        loan.purpose.as_deref().unwrap_or(""),
    ])?;
    crate::flags::paid(book, facts, as_of, rules)?;
    figures::keep(book, facts, &now, as_of, rules)
}

/// The borrowers with a loan in arrears, by id, as last advanced.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn late_parties(book: &Connection) -> Result<Vec<PartyId>, ViewError> {
    let mut statement =
        book.prepare_cached("SELECT DISTINCT party FROM view_loan WHERE arrears_since IS NOT NULL ORDER BY party")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|row| Ok(PartyId::new(row?))).collect()
}

/// The borrowers without arrears who have an instalment falling due on one of the days,
/// by id, as last advanced.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn due_parties(book: &Connection, days: &[BusinessDate]) -> Result<Vec<PartyId>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT DISTINCT party FROM view_loan WHERE arrears_since IS NULL AND next_due_on = ?1
         AND party NOT IN (SELECT party FROM view_loan WHERE arrears_since IS NOT NULL)",
    )?;
    let mut found = BTreeSet::new();
    for day in days {
        let rows = statement.query_map([day.epoch_days()], |row| row.get::<_, String>(0))?;
        for party in rows {
            found.insert(PartyId::new(party?));
        }
    }
    Ok(found.into_iter().collect())
}

pub(crate) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::NotYetDisbursed => "not_yet_disbursed",
        Standing::Unscheduled => "unscheduled",
        Standing::Open => "open",
        Standing::Closed => "closed",
    }
}
