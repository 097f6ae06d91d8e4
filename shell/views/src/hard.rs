//! Hard cases: which criteria hold since which close, who leads them, and what came in since.

use crate::flags::first_cash_of;
use crate::{Reach, ViewError, load, policy, query_case, state};
use makegood_case::{CaseEvent, TeamEvent, TeamStand};
use makegood_day_close::{CaseDay, Plan};
use makegood_journal::{Connection, Entry};
use makegood_units::{BranchId, BusinessDate, Money, PartyId};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A criterion that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HardReason {
    /// Its word in the strategy.
    pub code: String,
    /// What was counted, in one sentence.
    pub says: String,
    /// The close from which it held without a break.
    pub since: BusinessDate,
}

/// Takes in what a close says.
pub(crate) fn closed(connection: &Connection, plan: &Plan) -> Result<(), ViewError> {
    let today = plan.as_of.epoch_days();
    let mut open = open_rows(connection)?;
    for case in plan.cases.iter().filter(|case| !case.hard.is_empty()) {
        let before = open.remove(case.party.as_str());
        let since = before.as_ref().map_or(today, |(since, _)| *since);
        let held: Vec<HardReason> = before.map(|(_, reasons)| reasons).unwrap_or_default();
        let reasons = serde_json::to_string(&reasons(case, &held, plan.as_of))
            .map_err(|source| ViewError::Body { place: format!("the hard case {}", case.party), source })?;
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO view_hard (party, since, ended_on, branch, reasons) VALUES (?1, ?2, NULL, ?3, ?4)",
            )?
            .execute(params![case.party.as_str(), since, case.owed.branch.as_str(), reasons])?;
    }
    let mut end = connection.prepare_cached("UPDATE view_hard SET ended_on = ?3 WHERE party = ?1 AND since = ?2")?;
    for (party, (since, _)) in open {
        end.execute(params![party, since, today])?;
    }
    Ok(())
}

fn reasons(case: &CaseDay, held: &[HardReason], as_of: BusinessDate) -> Vec<HardReason> {
    let since = |code: &str| held.iter().find(|one| one.code == code).map_or(as_of, |one| one.since);
    let reason = |why: &makegood_units::Why| HardReason {
        code: why.code.clone(),
        says: why.says.clone(),
        since: since(&why.code),
    };
    case.hard.iter().map(reason).collect()
}

type OpenRows = BTreeMap<String, (i32, Vec<HardReason>)>;

fn open_rows(connection: &Connection) -> Result<OpenRows, ViewError> {
    let mut statement =
        connection.prepare_cached("SELECT party, since, reasons FROM view_hard WHERE ended_on IS NULL")?;
    let mut rows = statement.query([])?;
    let mut open = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let party: String = row.get(0)?;
        let read = read(&party, &row.get::<_, String>(2)?)?;
        open.insert(party, (row.get(1)?, read));
    }
    Ok(open)
}

pub(crate) fn read(party: &str, text: &str) -> Result<Vec<HardReason>, ViewError> {
    serde_json::from_str(text).map_err(|source| ViewError::Body { place: format!("the hard case {party}"), source })
}

/// A hard case as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HardCase {
    /// Whose.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// Due and unpaid on the last closed day.
    pub arrears: Option<Money>,
    /// From which close.
    pub since: BusinessDate,
    /// The close at which it left the list.
    pub ended_on: Option<BusinessDate>,
    /// The criteria that held last.
    pub reasons: Vec<HardReason>,
    /// Who leads it, with the plan.
    pub team: Option<TeamStand>,
    /// Days from the flag to the last closed day, or to the day it left the list.
    pub days: i32,
    /// Of these, days without an executive named.
    pub days_without_executive: i32,
    /// The first day on which money came since the flag.
    pub first_cash_on: Option<BusinessDate>,
    /// Days from the flag to it.
    pub days_to_first_cash: Option<i32>,
}

/// How many hard cases there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HardCount {
    /// On the list.
    pub cases: usize,
    /// Of these, without an executive.
    pub without_executive: usize,
    /// That were on it and left.
    pub ended: usize,
}

/// How many hard cases there are now within reach.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn hard_count(book: &Connection, reach: &Reach) -> Result<HardCount, ViewError> {
    let counted: (i64, i64, i64) = book
        .prepare_cached(&format!(
            "SELECT COALESCE(SUM(ended_on IS NULL), 0),
                    COALESCE(SUM(ended_on IS NULL AND view_team.since IS NULL), 0),
                    COALESCE(SUM(ended_on IS NOT NULL), 0)
             FROM view_hard LEFT JOIN view_team USING (party) WHERE {}",
            Reach::of_party("view_hard.party", 1, 2)
        ))?
        .query_row(reach.values(), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let size = |number: i64| usize::try_from(number).unwrap_or(0);
    Ok(HardCount { cases: size(counted.0), without_executive: size(counted.1), ended: size(counted.2) })
}

/// So many hard cases stand on a page.
pub const HARD_PAGE: usize = 50;

/// Hard cases of the last closed day within reach, those without an executive first, then the longest;
/// with `ended` those that left the list instead. A page has [`HARD_PAGE`], the first one
/// is 0. `None` before the first close.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn hard_cases(
    book: &Connection,
    ended: bool,
    page: usize,
    reach: &Reach,
) -> Result<Option<(BusinessDate, Vec<HardCase>)>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let [branches, people] = reach.values();
    let mut statement = book.prepare_cached(&format!(
        "SELECT party, view_hard.since, ended_on, branch, reasons
         FROM view_hard LEFT JOIN view_team USING (party) WHERE (ended_on IS NOT NULL) = ?1 AND {}
         ORDER BY view_team.since IS NOT NULL, view_hard.since, party LIMIT ?2 OFFSET ?3",
        Reach::of_party("view_hard.party", 4, 5)
    ))?;
    let row_number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![
        ended,
        row_number(HARD_PAGE),
        row_number(page.saturating_mul(HARD_PAGE)),
        branches,
        people
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let party: String = row.get(0)?;
        let (since, ended_on) = (state::day(row.get(1)?)?, row.get::<_, Option<i32>>(2)?.map(state::day).transpose()?);
        let reasons = read(&party, &row.get::<_, String>(4)?)?;
        let branch = BranchId::new(row.get::<_, String>(3)?);
        found.push(one(book, as_of, (PartyId::new(party), branch), (since, ended_on), reasons)?);
    }
    Ok(Some((as_of, found)))
}

/// Takes in that an executive was named.
pub(crate) fn team_named(
    connection: &Connection,
    entry: &Entry,
    party: &PartyId,
    event: &CaseEvent,
) -> Result<(), ViewError> {
    if let CaseEvent::OnTeam(TeamEvent::TeamAssigned { .. }) = event {
        connection
            .prepare_cached("INSERT OR IGNORE INTO view_team (party, since) VALUES (?1, ?2)")?
            .execute(params![party.as_str(), entry.effective_on.epoch_days()])?;
    }
    Ok(())
}

/// The hard case of a borrower, while it is one.
///
/// # Errors
/// As [`hard_cases`].
pub fn hard_case(book: &Connection, party: &PartyId) -> Result<Option<HardCase>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let row: Option<(i32, String, String)> = book
        .prepare_cached("SELECT since, branch, reasons FROM view_hard WHERE party = ?1 AND ended_on IS NULL")?
        .query_row([party.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((since, branch, reasons)) = row else { return Ok(None) };
    let reasons = read(party.as_str(), &reasons)?;
    one(book, as_of, (party.clone(), BranchId::new(branch)), (state::day(since)?, None), reasons).map(Some)
}

fn one(
    book: &Connection,
    as_of: BusinessDate,
    (party, branch): (PartyId, BranchId),
    (since, ended_on): (BusinessDate, Option<BusinessDate>),
    reasons: Vec<HardReason>,
) -> Result<HardCase, ViewError> {
    let until = ended_on.unwrap_or(as_of);
    let events = load::events_of(book, &party, i64::MAX)?;
    // A team named after the last close leads today.
    let today = events.iter().map(|one| one.effective_on).fold(as_of, BusinessDate::max);
    let team = TeamStand::of(&events, today);
    let named = team.as_ref().map_or(until, |team| team.since.max(since).min(until));
    let policy = policy::policy_of(book, i64::MAX)?;
    let first_cash_on = match &policy {
        Some(policy) => first_cash_of(book, &party, since, as_of, policy)?,
        None => None,
    };
    Ok(HardCase {
        name: query_case::name_of(book, &party)?,
        arrears: arrears_of(book, &party)?,
        days: until.days_since(since),
        days_without_executive: named.days_since(since),
        days_to_first_cash: first_cash_on.map(|day| day.days_since(since)),
        first_cash_on,
        party,
        branch,
        since,
        ended_on,
        reasons,
        team,
    })
}

fn arrears_of(book: &Connection, party: &PartyId) -> Result<Option<Money>, ViewError> {
    let body: Option<String> = book
        .prepare_cached("SELECT body FROM view_case WHERE party = ?1")?
        .query_row([party.as_str()], |row| row.get(0))
        .optional()?;
    let day: Option<CaseDay> = body.map(|body| query_case::read("a case", &body)).transpose()?;
    Ok(day.map(|day| Money::new(day.owed.arrears, day.owed.currency)))
}
