//! What waits for a leader: reports and cases handed over, with the day by which the leader
//! looks, when that was, and what was decided.

use crate::ViewError;
use makegood_case::{AttentionEvent, Demand};
use makegood_day_close::{CaseDay, Plan, handed_over};
use makegood_journal::Connection;
use makegood_strategy::{AttentionTerms, working_days_after};
use makegood_units::{BusinessDate, PartyId, StaffId};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Takes in the report a case owes, or that it owes none. Only a close drafts: the days an
/// officer has do not begin in the middle of one.
pub(crate) fn drafted(book: &Connection, case: &CaseDay, at_close: bool) -> Result<(), ViewError> {
    let about = case.report_due.as_ref().map(|due| due.about);
    book.prepare_cached(
        "UPDATE view_attention SET ended_on = ?3 WHERE party = ?1 AND what = 'report' AND handed_seq IS NULL
         AND ended_on IS NULL AND about IS NOT ?2",
    )?
    .execute(params![case.party.as_str(), about, case.as_of.epoch_days()])?;
    let Some(due) = case.report_due.as_ref().filter(|_| at_close) else { return Ok(()) };
    book.prepare_cached(
        "INSERT INTO view_attention (party, what, about, branch, officer, drafted_on)
         VALUES (?1, 'report', ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET ended_on = NULL",
    )?
    .execute(params![
        case.party.as_str(),
        due.about,
        case.owed.branch.as_str(),
        due.officer.as_ref().map_or("", StaffId::as_str),
        case.as_of.epoch_days(),
    ])?;
    Ok(())
}

/// Takes in a close: cases newly handed over wait, cases that are late no more wait for
/// nobody.
pub(crate) fn closed(book: &Connection, plan: &Plan, terms: AttentionTerms) -> Result<(), ViewError> {
    let today = plan.as_of.epoch_days();
    let late: BTreeSet<&str> = plan.cases.iter().map(|case| case.party.as_str()).collect();
    let mut statement = book.prepare_cached(
        "SELECT DISTINCT party FROM view_attention WHERE ended_on IS NULL AND (met_seq IS NULL OR what = 'handed_over')",
    )?;
    let open: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut end =
        book.prepare_cached("UPDATE view_attention SET ended_on = ?2 WHERE party = ?1 AND ended_on IS NULL")?;
    for party in open.iter().filter(|party| !late.contains(party.as_str())) {
        end.execute(params![party, today])?;
    }
    let due_on = working_days_after(plan.as_of, terms.open_days).epoch_days();
    let mut insert = book.prepare_cached(
        "INSERT OR IGNORE INTO view_attention (party, what, about, branch, officer, drafted_on, handed_on, due_on)
         SELECT ?1, 'handed_over', ?2, ?3, '', ?2, ?2, ?4
         WHERE NOT EXISTS (SELECT 1 FROM view_attention WHERE party = ?1 AND what = 'handed_over' AND ended_on IS NULL)",
    )?;
    for case in plan.cases.iter().filter(|case| handed_over(case).is_some()) {
        insert.execute(params![case.party.as_str(), today, case.owed.branch.as_str(), due_on])?;
    }
    Ok(())
}

/// Takes in what passed between an officer and a leader.
pub(crate) fn recorded(
    book: &Connection,
    at: (i64, BusinessDate),
    party: &PartyId,
    event: &AttentionEvent,
    terms: AttentionTerms,
) -> Result<(), ViewError> {
    let (seq, on) = at;
    match event {
        AttentionEvent::ReportHandedIn(report) => {
            let due_on = working_days_after(on, terms.acknowledge_days).epoch_days();
            book.prepare_cached(
                "INSERT INTO view_attention
                 (party, what, about, branch, officer, drafted_on, handed_seq, handed_on, as_drafted, due_on)
                 VALUES (?1, 'report', ?2, coalesce((SELECT branch FROM view_case WHERE party = ?1), ''), ?3, ?4, ?5,
                 ?4, ?6, ?7) ON CONFLICT DO UPDATE SET officer = excluded.officer, handed_seq = excluded.handed_seq,
                 handed_on = excluded.handed_on, as_drafted = excluded.as_drafted, due_on = excluded.due_on,
                 ended_on = NULL",
            )?
            .execute(params![
                party.as_str(),
                report.about,
                report.by.as_str(),
                on.epoch_days(),
                seq,
                report.as_drafted,
                due_on
            ])?;
        }
        AttentionEvent::ReportAcknowledged(word) => {
            book.prepare_cached(
                "UPDATE view_attention SET met_seq = ?2, met_on = ?3, met_by = ?4, decision = ?5
                 WHERE party = ?1 AND handed_seq = ?6 AND met_seq IS NULL",
            )?
            .execute(params![
                party.as_str(),
                seq,
                on.epoch_days(),
                word.by.as_str(),
                word.decision.word(),
                word.report
            ])?;
        }
        AttentionEvent::AttentionMissed(missed) => {
            book.prepare_cached(
                "UPDATE view_attention SET missed_seq = ?2 WHERE party = ?1 AND what = ?3 AND due_on = ?4
                 AND missed_seq IS NULL",
            )?
            .execute(params![party.as_str(), seq, missed.what.word(), missed.due_on.epoch_days()])?;
        }
        AttentionEvent::ReviewOpened(_) | AttentionEvent::MeasureRead(_) | AttentionEvent::ReviewClosed(_) => {}
    }
    event.leader().map_or(Ok(()), |leader| opened(book, at, party, leader))
}

/// A leader looked at a case: what the ladder handed over is opened.
pub(crate) fn opened(
    book: &Connection,
    at: (i64, BusinessDate),
    party: &PartyId,
    leader: &StaffId,
) -> Result<(), ViewError> {
    let (seq, on) = at;
    book.prepare_cached(
        "UPDATE view_attention SET met_seq = ?2, met_on = ?3, met_by = ?4
         WHERE party = ?1 AND what = 'handed_over' AND met_seq IS NULL AND ended_on IS NULL AND drafted_on <= ?3",
    )?
    .execute(params![party.as_str(), seq, on.epoch_days(), leader.as_str()])?;
    Ok(())
}

/// Drafts nobody handed in by the close of a day: whose, about which event.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn drafts_to_hand_in(
    book: &Connection,
    as_of: BusinessDate,
    terms: AttentionTerms,
) -> Result<Vec<(PartyId, i64)>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT party, about, drafted_on FROM view_attention
         WHERE what = 'report' AND handed_seq IS NULL AND ended_on IS NULL AND drafted_on < ?1 ORDER BY party, about",
    )?;
    let mut rows = statement.query([as_of.epoch_days()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let drafted = crate::state::day(row.get(2)?)?;
        if working_days_after(drafted, terms.hand_in_days) <= as_of {
            found.push((PartyId::new(row.get::<_, String>(0)?), row.get(1)?));
        }
    }
    Ok(found)
}

/// One thing that waited for a leader past its day, with no breach on record yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Whose case.
    pub party: PartyId,
    /// What waited.
    pub what: Demand,
    /// Since when.
    pub since: BusinessDate,
    /// The last day in time.
    pub due_on: BusinessDate,
    /// The event of the report, where it was one.
    pub report: Option<i64>,
}

/// What waited past its day by the close of a day.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn overdue(book: &Connection, as_of: BusinessDate) -> Result<Vec<Overdue>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT party, what, drafted_on, due_on, handed_seq, handed_on FROM view_attention
         WHERE met_seq IS NULL AND ended_on IS NULL AND missed_seq IS NULL AND due_on < ?1 ORDER BY due_on, party, what",
    )?;
    let mut rows = statement.query([as_of.epoch_days()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let word: String = row.get(1)?;
        let what = if word == Demand::Report.word() { Demand::Report } else { Demand::HandedOver };
        let handed: Option<i32> = row.get(5)?;
        found.push(Overdue {
            party: PartyId::new(row.get::<_, String>(0)?),
            what,
            since: crate::state::day(handed.map_or_else(|| row.get(2), Ok)?)?,
            due_on: crate::state::day(row.get(3)?)?,
            report: row.get(4)?,
        });
    }
    Ok(found)
}

/// The report of a case that waits to be handed in, and since when, where there is one.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn draft_of(book: &Connection, party: &PartyId) -> Result<Option<(i64, BusinessDate)>, ViewError> {
    let found: Option<(i64, i32)> = book
        .prepare_cached(
            "SELECT about, drafted_on FROM view_attention
             WHERE party = ?1 AND what = 'report' AND handed_seq IS NULL AND ended_on IS NULL",
        )?
        .query_row([party.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(about, on)| Ok((about, crate::state::day(on)?))).transpose()
}
