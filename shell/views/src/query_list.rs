//! Lines of lists: as much of a case as one line shows, without reading all of it.

use crate::query_case::{Happened, last_done, read};
use crate::{Reach, ViewError};
use makegood_day_close::{CaseDay, WorkItem};
use makegood_diagnosis::Situation;
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, Currency, PartyId, StaffId};
use rusqlite::params;

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
    /// Where the borrower lives, as the name of a time zone.
    pub zone: Option<String>,
    /// The last event recorded about the case since the day was closed.
    pub done: Option<Happened>,
}

/// The worklist of one person for the last closed day, in order, as far as a reach goes.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn list_of(book: &Connection, officer: &StaffId, reach: &Reach) -> Result<Vec<ListLine>, ViewError> {
    let within = Reach::of_party("view_work.party", 2, 3);
    let mut statement = book.prepare_cached(&format!(
        "SELECT view_work.body, coalesce(name, ''), done, currency, arrears, days_past_due, situation, zone
         FROM view_work JOIN view_line USING (party) LEFT JOIN view_party USING (party)
         WHERE view_work.officer = ?1 AND {within} ORDER BY place"
    ))?;
    let [branches, people] = reach.values();
    let mut rows = statement.query(params![officer.as_str(), branches, people])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let item: WorkItem = read("a work item", &row.get::<_, String>(0)?)?;
        let seq: i64 = row.get(2)?;
        let done = if seq > 0 { last_done(book, &item.party, seq)? } else { None };
        lines.push(ListLine { item, name: row.get(1)?, done, case: case_line(row)?, zone: known(row.get(7)?) });
    }
    Ok(lines)
}

/// A time zone, where one is on file.
fn known(zone: Option<String>) -> Option<String> {
    zone.filter(|zone| !zone.is_empty())
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
    /// Where the borrower lives, as the name of a time zone.
    pub zone: Option<String>,
    /// The dearest such step: its place in `considered`.
    pub at: usize,
}

/// The cases of a branch that no step is planned for and whose dearest closed step is
/// worth most, dearest first, at most so many; and how many there are in all, as far as a
/// reach goes: of those beyond it not even the number is told.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn shut_in(
    book: &Connection,
    branch: &BranchId,
    reach: &Reach,
    limit: u32,
) -> Result<(Vec<ShutLine>, usize), ViewError> {
    let of_branch = format!(
        "FROM view_line AS shut WHERE shut.branch = ?1 AND shut_worth IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM view_work WHERE view_work.party = shut.party) AND {}",
        Reach::of_party("shut.party", 2, 3)
    );
    let [branches, people] = reach.over_branch(branch).values();
    let all: i64 = book
        .prepare_cached(&format!("SELECT count(*) {of_branch}"))?
        .query_row(params![branch.as_str(), branches, people], |row| row.get(0))?;
    let mut statement = book.prepare_cached(&format!(
        "SELECT body, coalesce(name, ''), shut_place, zone
         FROM (SELECT shut.party, shut_place, shut_worth {of_branch} ORDER BY shut_worth DESC, shut.party LIMIT ?4)
         JOIN view_case USING (party) LEFT JOIN view_party USING (party) ORDER BY shut_worth DESC, party"
    ))?;
    let mut rows = statement.query(params![branch.as_str(), branches, people, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let case: CaseDay = read("a case", &row.get::<_, String>(0)?)?;
        let at: i64 = row.get(2)?;
        found.push(ShutLine {
            case,
            name: row.get(1)?,
            zone: known(row.get(3)?),
            at: usize::try_from(at).unwrap_or_default(),
        });
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
