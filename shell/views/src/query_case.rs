//! One case, and the worklist it stands in.

use crate::{ViewError, load, policy, state};
use makegood_book::{History, history};
use makegood_case::{CaseEvent, ContactPoint, Party};
use makegood_compliance::{PlannedContact, Purpose, Verdict, channels};
use makegood_day_close::{CaseDay, CaseInput, LoanInput, WorkItem, case_day, facts_about};
use makegood_journal::{Connection, Entry, Event, entries_of};
use makegood_units::{BusinessDate, Instant, LoanId, PartyId, StaffId};
use rusqlite::{OptionalExtension, params};

/// A loan with its repayment history.
#[derive(Clone, Debug)]
pub struct LoanStory {
    /// The loan as delivered.
    pub input: LoanInput,
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
}

/// One case as of the last closed day (or of a later day on which something was
/// recorded), with the channels open at `now`. `None` when nothing is known of it.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_view(book: &Connection, party: &PartyId, now: Instant) -> Result<Option<CaseView>, ViewError> {
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let Some(closed) = state::last_closed(book)? else { return Ok(None) };
    let input = load::case_input(book, party, i64::MAX)?;
    let happened = happened(book, party)?;
    let as_of = happened.iter().map(|one| one.effective_on).fold(closed, BusinessDate::max);
    let Some(work) = case_day(&input, as_of, policy.rules()).map_err(book_error)? else { return Ok(None) };
    let facts = facts_about(&input, as_of, policy.rules());
    let debts: Vec<LoanId> = work.day.owed.loans.iter().map(|loan| loan.loan.clone()).collect();
    let CaseInput { known, loans, contact_points, .. } = input;
    let story = |input: LoanInput| {
        let history = history(&input.instalments, &input.payments, as_of, &policy.strategy.waterfall);
        let history = history.map_err(|source| ViewError::Book { loan: input.loan.id.clone(), source })?;
        Ok(LoanStory { input, history })
    };
    Ok(Some(CaseView {
        as_of,
        day: work.day,
        known,
        name: name_of(book, party)?,
        loans: loans.into_iter().map(story).collect::<Result<_, ViewError>>()?,
        contact_points,
        head: happened.last().map_or(0, |one| one.seq),
        happened,
        channels: channels(&facts, &policy.packs, &debts, Purpose::Collect, now),
    }))
}

fn book_error(error: makegood_day_close::CloseError) -> ViewError {
    ViewError::Book { loan: error.loan, source: error.source }
}

fn happened(book: &Connection, party: &PartyId) -> Result<Vec<Happened>, ViewError> {
    let of = |entry: Entry| match entry.event {
        Event::Case { event, .. } => {
            Some(Happened { seq: entry.seq, effective_on: entry.effective_on, actor: entry.actor, event })
        }
        _ => None,
    };
    Ok(entries_of(book, party, i64::MAX)?.into_iter().filter_map(of).collect())
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
    /// The event recorded about the case since the day was closed.
    pub done: Option<i64>,
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
        let done: i64 = row.get(3)?;
        lines.push(WorkLine {
            item: read("a work item", &item)?,
            case: read("a case", &case)?,
            name: row.get(2)?,
            done: (done > 0).then_some(done),
        });
    }
    Ok(lines)
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
}

/// Borrowers whose number, name or loan number begins with or contains the words.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn find(book: &Connection, words: &str, limit: u32) -> Result<Vec<Found>, ViewError> {
    let escaped = words.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let mut statement = book.prepare_cached(
        "SELECT party, coalesce(name, ''), loan, purpose FROM view_loan LEFT JOIN view_party USING (party)
         WHERE loan = ?1 OR party = ?1 OR name LIKE ?2 ESCAPE '\\' OR party LIKE ?2 ESCAPE '\\' OR loan LIKE ?3 ESCAPE '\\'
         ORDER BY loan <> ?1 AND party <> ?1, arrears DESC, party LIMIT ?4",
    )?;
    let rows =
        statement.query_map(params![words.trim(), format!("%{escaped}%"), format!("{escaped}%"), limit], |row| {
            Ok(Found {
                party: PartyId::new(row.get::<_, String>(0)?),
                name: row.get(1)?,
                loan: LoanId::new(row.get::<_, String>(2)?),
                purpose: row.get(3)?,
            })
        })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
