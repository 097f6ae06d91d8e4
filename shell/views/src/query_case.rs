//! One case, and the worklist it stands in.

use crate::{Reach, ViewError, hours, load, policy, state};
use makegood_book::{History, LoanFacts, history};
use makegood_case::{CaseEvent, Channel, ContactPoint, Party};
use makegood_compliance::{PlannedContact, Verdict, channels};
use makegood_day_close::{
    CaseDay, CaseInput, PromiseOffer, WorkItem, case_day, facts_about, promise_offer, purpose_first,
};
use makegood_journal::{Connection, Entry, Event, entries_of};
use makegood_units::{BusinessDate, Instant, LoanId, Money, PartyId, StaffId};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;

/// A loan with its repayment history.
#[derive(Clone, Debug)]
pub struct LoanStory {
    /// The loan as delivered.
    pub input: LoanFacts,
    /// How its instalments were met by the day.
    pub history: History,
}

/// Something that happened in a case, with who wrote it down and when.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Its number in the journal.
    pub seq: i64,
    /// The business day it counts from.
    pub effective_on: BusinessDate,
    /// Who wrote it down.
    pub actor: String,
    /// What happened.
    pub event: CaseEvent,
}

/// Everything a page shows of one case.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The day the case is shown for.
    pub as_of: BusinessDate,
    /// Where the case stands that day, with finding, steps and verdicts.
    pub day: CaseDay,
    /// The borrower as delivered.
    pub known: Option<Party>,
    /// Their name, empty when none was delivered.
    pub name: String,
    /// Loan by loan.
    pub loans: Vec<LoanStory>,
    /// Numbers and addresses.
    pub contact_points: Vec<ContactPoint>,
    /// What happened, oldest first.
    pub happened: Vec<Happened>,
    /// The last event about the case, zero when there is none.
    pub head: i64,
    /// Each channel as the law has it at the moment asked for.
    pub channels: Vec<Verdict<PlannedContact>>,
    /// When a channel that is open closes, where it does within a day.
    pub open_until: BTreeMap<Channel, Instant>,
    /// What a promise can rest on, and the one that would clear the arrears.
    pub offer: Option<PromiseOffer>,
    /// The time zone the borrower lives in, by its IANA name.
    pub zone: Option<String>,
}

/// One case as of the last closed day (or of a later day on which something was
/// recorded), with the channels open at `now`. `None` when nothing is known of it.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_view(book: &Connection, party: &PartyId, now: Instant) -> Result<Option<CaseView>, ViewError> {
    case_view_known_to(book, party, now, i64::MAX)
}

/// The same as it was known at an event: what a page compares with to say what an
/// outcome changed.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_view_known_to(
    book: &Connection,
    party: &PartyId,
    now: Instant,
    known_to: i64,
) -> Result<Option<CaseView>, ViewError> {
    let Some(policy) = policy::policy_of(book, known_to)? else { return Ok(None) };
    let Some(closed) = state::last_closed(book)? else { return Ok(None) };
    let input = load::case_input(book, party, known_to)?;
    let happened = happened(book, party, known_to)?;
    let as_of = happened.iter().map(|one| one.effective_on).fold(closed, BusinessDate::max);
    let Some(work) = case_day(&input, as_of, policy.rules()).map_err(book_error)? else { return Ok(None) };
    let offer = promise_offer(&input, as_of, policy.rules()).map_err(book_error)?;
    let facts = facts_about(&input, as_of, policy.rules());
    let debts: Vec<LoanId> = work.day.owed.loans.iter().map(|loan| loan.loan.clone()).collect();
    let CaseInput { known, loans, contact_points, .. } = input;
    let story = |input: LoanFacts| {
        let history = history(&input, as_of, &policy.strategy.book);
        let history = history.map_err(|source| ViewError::Book { loan: input.loan.id.clone(), source })?;
        Ok(LoanStory { input, history })
    };
    let purpose = purpose_first(work.day.holds.iter().map(|hold| hold.what.kind));
    let channels = channels(&facts, &policy.packs, &debts, purpose, now);
    let closing = |verdict: &Verdict<PlannedContact>| {
        let at = hours::closes_at(verdict, &facts, &policy.packs, now)?;
        Some((verdict.action().channel, at))
    };
    Ok(Some(CaseView {
        as_of,
        day: work.day,
        offer,
        name: name_of(book, party)?,
        loans: loans.into_iter().map(story).collect::<Result<_, ViewError>>()?,
        zone: hours::zone(known.as_ref(), &contact_points),
        known,
        contact_points,
        head: happened.last().map_or(0, |one| one.seq),
        happened,
        open_until: channels.iter().filter_map(closing).collect(),
        channels,
    }))
}

/// The last closed day, or a later one on which something was recorded of the case.
pub(crate) fn known_day(book: &Connection, party: &PartyId) -> Result<Option<BusinessDate>, ViewError> {
    let Some(closed) = state::last_closed(book)? else { return Ok(None) };
    let happened = happened(book, party, i64::MAX)?;
    Ok(Some(happened.iter().map(|one| one.effective_on).fold(closed, BusinessDate::max)))
}

fn book_error(error: makegood_day_close::CloseError) -> ViewError {
    ViewError::Book { loan: error.loan, source: error.source }
}

pub(crate) fn happened(book: &Connection, party: &PartyId, known_to: i64) -> Result<Vec<Happened>, ViewError> {
    let of = |entry: Entry| match entry.event {
        Event::Case { event, .. } => {
            Some(Happened { seq: entry.seq, effective_on: entry.effective_on, actor: entry.actor, event })
        }
        _ => None,
    };
    Ok(entries_of(book, party, known_to)?.into_iter().filter_map(of).collect())
}

/// The number of the last event recorded about a case; none when there is none.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn last_event_of(book: &Connection, party: &PartyId) -> Result<Option<i64>, ViewError> {
    Ok(happened(book, party, i64::MAX)?.last().map(|one| one.seq))
}

/// The name of a borrower, empty when none was delivered.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn name_of(book: &Connection, party: &PartyId) -> Result<String, ViewError> {
    let found = book
        .prepare_cached("SELECT name FROM view_party WHERE party = ?1")?
        .query_row([party.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// A line of a worklist with its case.
#[derive(Clone, Debug)]
pub struct WorkLine {
    /// What to do.
    pub item: WorkItem,
    /// The case as it stands.
    pub case: CaseDay,
    /// The borrower's name.
    pub name: String,
    /// The last event recorded about the case since the day was closed.
    pub done: Option<Happened>,
}

/// The worklist of one person for the last closed day, in order.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn worklist(book: &Connection, officer: &StaffId) -> Result<Vec<WorkLine>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT view_work.body, view_case.body, coalesce(name, ''), done
         FROM view_work JOIN view_case USING (party) LEFT JOIN view_party USING (party)
         WHERE officer = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([officer.as_str()])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (item, case): (String, String) = (row.get(0)?, row.get(1)?);
        let (item, seq): (WorkItem, i64) = (read("a work item", &item)?, row.get(3)?);
        let done = if seq > 0 { last_done(book, &item.party, seq)? } else { None };
        lines.push(WorkLine { item, case: read("a case", &case)?, name: row.get(2)?, done });
    }
    Ok(lines)
}

/// The contact or reading an event belongs to: a promise, a hold or a fact is
/// recorded right after the contact it came of.
pub(crate) fn last_done(book: &Connection, party: &PartyId, seq: i64) -> Result<Option<Happened>, ViewError> {
    let by_a_person = |one: &Happened| matches!(one.event, CaseEvent::ContactRecorded(_)) || one.event.is_reading();
    Ok(happened(book, party, seq)?.into_iter().rev().find(by_a_person))
}

/// The cases of one branch, in the order of their arrears, as they stand.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn cases(book: &Connection, branch: Option<&str>) -> Result<Vec<(CaseDay, String)>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT body, coalesce(name, '') FROM view_case LEFT JOIN view_party USING (party)
         WHERE ?1 IS NULL OR branch = ?1 ORDER BY party",
    )?;
    let mut rows = statement.query([branch])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((read("a case", &row.get::<_, String>(0)?)?, row.get(1)?));
    }
    Ok(found)
}

/// The cases within reach, by party, as they stand.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn cases_within(book: &Connection, reach: &Reach) -> Result<Vec<(CaseDay, String)>, ViewError> {
    if reach.is_whole() {
        return cases(book, None);
    }
    let mut statement = book.prepare_cached(&format!(
        "SELECT body, coalesce(name, '') FROM view_case LEFT JOIN view_party USING (party)
         WHERE EXISTS (SELECT 1 FROM view_loan WHERE view_loan.party = view_case.party AND {}) ORDER BY party",
        Reach::condition(1, 2)
    ))?;
    let mut rows = statement.query(reach.values())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((read("a case", &row.get::<_, String>(0)?)?, row.get(1)?));
    }
    Ok(found)
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, ViewError> {
    serde_json::from_str(text).map_err(|source| ViewError::Body { place: what.to_owned(), source })
}

/// Something a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// One of their loans.
    pub loan: LoanId,
    /// What it was for.
    pub purpose: String,
    /// Due and unpaid of that loan at the last close.
    pub arrears: Money,
    /// Its days past due.
    pub days_past_due: i32,
}
