//! The cases of the book in arrears, by what a collector picks them by.

use crate::{Reach, ViewError, query_book, query_case, state};
use makegood_case::PromiseState;
use makegood_day_close::CaseDay;
use makegood_journal::Connection;
use makegood_units::{Amount, BusinessDate, Money, PartyId};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Which cases are asked for; what is none is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// The first and the last day past due.
    pub days: Option<(i32, i32)>,
    /// Of which branch.
    pub branch: Option<String>,
    /// The code of the situation; `undetermined` for a cause not known.
    pub situation: Option<String>,
    /// The state of the last promise in one word: `pending`, `kept`, `broken`, `none`.
    pub promise: Option<String>,
    /// Who has it; empty for nobody in particular.
    pub officer: Option<String>,
    /// Whether it waits.
    pub waits: Option<bool>,
    /// At least so much in arrears, in minor units of its currency.
    pub at_least: Option<Amount>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due on the day it was last looked at.
    pub days_past_due: i32,
    /// The code of the situation.
    pub situation: String,
    /// Until when it waits.
    pub waits_until: Option<BusinessDate>,
}

/// Keeps the row of a case.
pub(crate) fn keep(book: &Connection, case: &CaseDay) -> Result<(), ViewError> {
    let officer = case.assigned.as_ref().and_then(|one| one.what.officer.as_ref());
    let waits = case.snoozed.as_ref().map(|one| one.what.until.epoch_days());
    book.prepare_cached(
        "INSERT OR REPLACE INTO view_queue
         (party, branch, days_past_due, arrears, currency, situation, promise, officer, waits_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        case.party.as_str(),
        case.owed.branch.as_str(),
        case.owed.days_past_due,
        case.owed.arrears.minor(),
        case.owed.currency.to_string(),
        case.finding.situation.code(),
        promise_word(case),
        officer.map_or("", |officer| officer.as_str()),
        waits
    ])?;
    Ok(())
}

fn promise_word(case: &CaseDay) -> &'static str {
    match case.promises.last().map(|promise| promise.state) {
        None => "none",
        Some(PromiseState::Pending) => "pending",
        Some(PromiseState::Kept) => "kept",
        Some(PromiseState::PartlyKept) => "partly_kept",
        Some(PromiseState::Broken) => "broken",
        Some(PromiseState::Replaced) => "replaced",
    }
}

/// The cases within reach asked for, the largest arrears first, and how many there are in all.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn queue(
    book: &Connection,
    filter: &QueueFilter,
    limit: usize,
    reach: &Reach,
) -> Result<(Vec<QueueRow>, u64), ViewError> {
    const WHERE: &str =
        "(?1 IS NULL OR view_queue.branch = ?1) AND (?2 IS NULL OR situation = ?2) AND (?3 IS NULL OR promise = ?3)
         AND (?4 IS NULL OR officer = ?4) AND (?5 IS NULL OR (waits_until IS NOT NULL) = ?5)
         AND arrears >= ?6 AND days_past_due BETWEEN ?7 AND ?8";
    let (from, to) = filter.days.unwrap_or((i32::MIN, i32::MAX));
    let at_least = filter.at_least.map_or(i64::MIN, Amount::minor);
    let (branch, situation, promise) = (&filter.branch, &filter.situation, &filter.promise);
    let within = Reach::of_party("view_queue.party", 9, 10);
    let [branches, people] = reach.values();
    let asked = params![branch, situation, promise, filter.officer, filter.waits, at_least, from, to, branches, people];
    let count = book
        .prepare_cached(&format!("SELECT count(*) FROM view_queue WHERE {WHERE} AND {within}"))?
        .query_row(asked, |row| row.get::<_, i64>(0))?;
    let mut statement = book.prepare_cached(&format!(
        "SELECT party, arrears, currency, days_past_due, situation, waits_until FROM view_queue WHERE {WHERE} AND {within}
         ORDER BY arrears DESC, party LIMIT {limit}"
    ))?;
    let mut rows = statement.query(asked)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let party = PartyId::new(row.get::<_, String>(0)?);
        found.push(QueueRow {
            name: query_case::name_of(book, &party)?,
            party,
            arrears: Money::new(Amount::from_minor(row.get(1)?), query_book::currency(row, 2)?),
            days_past_due: row.get(3)?,
            situation: row.get(4)?,
            waits_until: row.get::<_, Option<i32>>(5)?.map(state::day).transpose()?,
        });
    }
    Ok((found, count.unsigned_abs()))
}
