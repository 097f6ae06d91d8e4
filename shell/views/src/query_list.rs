//! Lines of lists: as much of a case as one line shows, without reading all of it.

use crate::ViewError;
use crate::query_case::{Happened, last_done, read};
use makegood_day_close::{CaseDay, WorkItem};
use makegood_diagnosis::Situation;
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, Currency, PartyId, StaffId};

/// What a line shows of a case as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// The currency.
    pub currency: Currency,
    /// Due and unpaid.
    pub arrears: Amount,
    /// Days past due.
    pub days_past_due: i32,
    /// Why it is owed, in a word.
    pub situation: Situation,
}

/// A line of a worklist with as much of its case as it shows.
#[derive(Clone, Debug)]
pub struct ListLine {
    /// What to do.
    pub item: WorkItem,
    /// The case as it stands.
    pub case: CaseLine,
    /// The borrower's name.
    pub name: String,
    /// The last event recorded about the case since the day was closed.
    pub done: Option<Happened>,
}

/// The worklist of one person for the last closed day, in order.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn list_of(book: &Connection, officer: &StaffId) -> Result<Vec<ListLine>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT view_work.body, coalesce(name, ''), done, currency, arrears, days_past_due, situation
         FROM view_work JOIN view_line USING (party) LEFT JOIN view_party USING (party)
         WHERE officer = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([officer.as_str()])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let item: WorkItem = read("a work item", &row.get::<_, String>(0)?)?;
        let seq: i64 = row.get(2)?;
        let done = if seq > 0 { last_done(book, &item.party, seq)? } else { None };
        lines.push(ListLine { item, name: row.get(1)?, done, case: case_line(row)? });
    }
    Ok(lines)
}

fn case_line(row: &rusqlite::Row<'_>) -> Result<CaseLine, ViewError> {
    let code: String = row.get(3)?;
    Ok(CaseLine {
        currency: code.parse().map_err(|_| ViewError::State(format!("{code:?} as a currency")))?,
        arrears: Amount::from_minor(row.get(4)?),
        days_past_due: row.get(5)?,
        situation: read("a situation", &row.get::<_, String>(6)?)?,
    })
}

/// Keeps the line of a case in arrears.
pub(crate) fn keep_line(book: &Connection, case: &CaseDay) -> Result<(), ViewError> {
    let shut = dearest_shut(case);
    let situation = serde_json::to_string(&case.finding.situation)
        .map_err(|source| ViewError::Body { place: "a situation".to_owned(), source })?;
    book.prepare_cached(
        "INSERT OR REPLACE INTO view_line
         (party, branch, currency, arrears, days_past_due, situation, shut_worth, shut_place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(rusqlite::params![
        case.party.as_str(),
        case.owed.branch.as_str(),
        case.owed.currency.code(),
        case.owed.arrears.minor(),
        case.owed.days_past_due,
        situation,
        shut.map(|(_, worth)| worth.minor()),
        shut.map(|(place, _)| i64::try_from(place).unwrap_or(i64::MAX)),
    ])?;
    Ok(())
}

/// A case with a step that is proposed and not allowed.
#[derive(Clone, Debug)]
pub struct ShutLine {
    /// The case.
    pub case: CaseDay,
    /// The borrower's name.
    pub name: String,
    /// The dearest such step: its place in `considered`.
    pub at: usize,
}

/// The cases of a branch that no step is planned for and whose dearest closed step is
/// worth most, dearest first, at most so many; and how many there are in all.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn shut_in(book: &Connection, branch: &BranchId, limit: u32) -> Result<(Vec<ShutLine>, usize), ViewError> {
    let of_branch = "FROM view_line AS shut WHERE shut.branch = ?1 AND shut_worth IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM view_work WHERE view_work.party = shut.party)";
    let all: i64 =
        book.prepare_cached(&format!("SELECT count(*) {of_branch}"))?.query_row([branch.as_str()], |row| row.get(0))?;
    let mut statement = book.prepare_cached(&format!(
        "SELECT (SELECT body FROM view_case WHERE view_case.party = shut.party),
         coalesce((SELECT name FROM view_party WHERE view_party.party = shut.party), ''), shut_place {of_branch}
         ORDER BY shut_worth DESC, shut.party LIMIT ?2"
    ))?;
    let mut rows = statement.query(rusqlite::params![branch.as_str(), limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let case: CaseDay = read("a case", &row.get::<_, String>(0)?)?;
        let at: i64 = row.get(2)?;
        found.push(ShutLine { case, name: row.get(1)?, at: usize::try_from(at).unwrap_or_default() });
    }
    Ok((found, usize::try_from(all).unwrap_or_default()))
}

/// A case in arrears as it stands, with its name; none where it is in arrears no more.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_now(book: &Connection, party: &PartyId) -> Result<Option<(CaseDay, String)>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT body, coalesce(name, '') FROM view_case LEFT JOIN view_party USING (party) WHERE party = ?1",
    )?;
    let mut rows = statement.query([party.as_str()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((read("a case", &row.get::<_, String>(0)?)?, row.get(1)?)))
}

/// The dearest step of a case that is proposed and not allowed: what is owed to the
/// borrower first, then by value.
fn dearest_shut(case: &CaseDay) -> Option<(usize, Amount)> {
    let shut = case.considered.iter().enumerate();
    let shut = shut.filter(|(_, step)| !matches!(step.gate.verdict.as_str(), "cleared" | "in_house"));
    let dearest = shut.max_by_key(|(at, step)| (step.proposal.is_owed, step.proposal.value, std::cmp::Reverse(*at)));
    dearest.map(|(at, step)| (at, step.proposal.value))
}
