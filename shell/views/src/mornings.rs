//! The lists of a leader's morning, kept with each case so that no page reads the book.

use crate::cash_flow::currency;
use crate::query_case::read;
use crate::{ViewError, state};
use makegood_case::Contact;
use makegood_day_close::{CaseDay, MorningLine, MorningList, morning};
use makegood_journal::Connection;
use makegood_strategy::Strategy;
use makegood_units::{Amount, BranchId, BusinessDate, LoanId, Money, PartyId};
use rusqlite::params;

/// With no earlier close to count from, a week is looked back.
const LOOK_BACK_DAYS: i32 = 7;

/// From which day on a missed promise is news: the close before the last, else a week ago.
pub(crate) fn since(book: &Connection, as_of: BusinessDate) -> Result<BusinessDate, ViewError> {
    let found: Option<i32> = book
        .prepare_cached("SELECT max(as_of) FROM view_close WHERE as_of < ?1")?
        .query_row([as_of.epoch_days()], |row| row.get(0))?;
    Ok(found.map(state::day).transpose()?.unwrap_or_else(|| as_of.plus_days(-LOOK_BACK_DAYS)))
}

/// Takes one case anew into the lists.
pub(crate) fn keep(
    book: &Connection,
    case: &CaseDay,
    strategy: &Strategy,
    since: BusinessDate,
) -> Result<(), ViewError> {
    book.prepare_cached("DELETE FROM view_morning WHERE party = ?1")?.execute([case.party.as_str()])?;
    let mut insert = book.prepare_cached(
        "INSERT INTO view_morning (party, list, place, branch, days_past_due, arrears, currency, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (place, line) in morning(case, strategy, since).iter().enumerate() {
        let body = serde_json::to_string(line)
            .map_err(|source| ViewError::Body { place: "a line of the morning".to_owned(), source })?;
        insert.execute(params![
            case.party.as_str(),
            line.list.word(),
            i64::try_from(place).unwrap_or(i64::MAX),
            case.owed.branch.as_str(),
            case.owed.days_past_due,
            case.owed.arrears.minor(),
            case.owed.currency.code(),
            body,
        ])?;
    }
    Ok(())
}

/// Keeps a contact somebody wrote something about.
pub(crate) fn noted(
    book: &Connection,
    seq: i64,
    party: &PartyId,
    on: BusinessDate,
    contact: &Contact,
) -> Result<(), ViewError> {
    if contact.note.is_empty() {
        return Ok(());
    }
    let body =
        serde_json::to_string(contact).map_err(|source| ViewError::Body { place: "a contact".to_owned(), source })?;
    book.prepare_cached("INSERT OR REPLACE INTO view_noted (seq, party, on_day, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![seq, party.as_str(), on.epoch_days(), body])?;
    Ok(())
}

/// A case in one of the lists, with what it owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MorningCase {
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due.
    pub days_past_due: i32,
    /// Who has it on the worklist of the day; may be empty.
    pub officer: String,
    /// Why it stands there.
    pub line: MorningLine,
}

/// How many stand in a list.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn morning_count(book: &Connection, list: MorningList) -> Result<usize, ViewError> {
    let count: i64 = book
        .prepare_cached("SELECT count(*) FROM view_morning WHERE list = ?1")?
        .query_row([list.word()], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// The first of a list, worst first.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn morning_cases(book: &Connection, list: MorningList, limit: u32) -> Result<Vec<MorningCase>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT m.party, coalesce(name, ''), m.branch, arrears, currency, days_past_due, m.body,
         coalesce((SELECT officer FROM view_work w WHERE w.party = m.party LIMIT 1), '')
         FROM view_morning m LEFT JOIN view_party p ON p.party = m.party
         WHERE list = ?1 ORDER BY days_past_due DESC, m.party, place LIMIT ?2",
    )?;
    let mut rows = statement.query(params![list.word(), limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(MorningCase {
            party: PartyId::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            branch: BranchId::new(row.get::<_, String>(2)?),
            arrears: Money::new(Amount::from_minor(row.get(3)?), currency(row.get(4)?)?),
            days_past_due: row.get(5)?,
            line: read("a line of the morning", &row.get::<_, String>(6)?)?,
            officer: row.get(7)?,
        });
    }
    Ok(found)
}

/// A loan that was not more than 30 days past due at the close before, and is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewlyOver30 {
    /// Which loan.
    pub loan: LoanId,
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// Due and unpaid of it.
    pub arrears: Money,
    /// Its days past due.
    pub days_past_due: i32,
    /// Who has the case on the worklist of the day; may be empty.
    pub officer: String,
}

/// The loans that went past 30 days between two closes, the largest arrears first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn newly_over_30(
    book: &Connection,
    before: BusinessDate,
    now: BusinessDate,
) -> Result<Vec<NewlyOver30>, ViewError> {
    // Over 30 on a day: past due since a day more than 30 days before it.
    let mut statement = book.prepare_cached(
        "SELECT loan, l.party, coalesce(name, ''), arrears, currency, ?1 - arrears_since,
         coalesce((SELECT officer FROM view_work w WHERE w.party = l.party LIMIT 1), '')
         FROM view_loan l LEFT JOIN view_party p ON p.party = l.party
         WHERE arrears_since < ?1 - 30 AND arrears_since >= ?2 - 30 ORDER BY arrears DESC, loan",
    )?;
    let mut rows = statement.query([now.epoch_days(), before.epoch_days()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(NewlyOver30 {
            loan: LoanId::new(row.get::<_, String>(0)?),
            party: PartyId::new(row.get::<_, String>(1)?),
            name: row.get(2)?,
            arrears: Money::new(Amount::from_minor(row.get(3)?), currency(row.get(4)?)?),
            days_past_due: row.get(5)?,
            officer: row.get(6)?,
        });
    }
    Ok(found)
}

/// A contact somebody wrote something about.
#[derive(Clone, Debug)]
pub struct NotedContact {
    /// The number of its event.
    pub seq: i64,
    /// Whose case.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// The business day it counts from.
    pub effective_on: BusinessDate,
    /// The contact.
    pub contact: Contact,
}

/// Contacts with a note since a day, newest first, and how many there are in all.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn noted_contacts(
    book: &Connection,
    after: Option<BusinessDate>,
    limit: usize,
) -> Result<(usize, Vec<NotedContact>), ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT seq, n.party, coalesce(name, ''), on_day, body FROM view_noted n
         LEFT JOIN view_party p ON p.party = n.party WHERE on_day > ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([after.map_or(i32::MIN, BusinessDate::epoch_days)])?;
    let mut found: Vec<NotedContact> = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(NotedContact {
            seq: row.get(0)?,
            party: PartyId::new(row.get::<_, String>(1)?),
            name: row.get(2)?,
            effective_on: state::day(row.get(3)?)?,
            contact: read("a contact", &row.get::<_, String>(4)?)?,
        });
    }
    // By the day of the contact: past contacts are boarded in the order of a file.
    found.sort_by_key(|one| std::cmp::Reverse((one.contact.at, one.seq)));
    let all = found.len();
    found.truncate(limit);
    Ok((all, found))
}
