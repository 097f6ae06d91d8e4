//! Attention: what was to be looked at by a leader, and whether it was in time.

use crate::people::colleagues;
use crate::{ViewError, state};
use makegood_case::{Demand, LeaderDecision};
use makegood_journal::Connection;
use makegood_units::{BranchId, BusinessDate, PartyId, StaffId};
use rusqlite::Row;
use serde::Serialize;
use std::collections::BTreeMap;

/// One thing that waits, or waited, for a leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttentionRow {
    /// Whose case.
    pub party: PartyId,
    /// Their name; may be empty.
    #[serde(skip)]
    pub name: String,
    /// What waits.
    pub what: Demand,
    /// Of which branch.
    pub branch: BranchId,
    /// Whose report it is; none for a case handed over, or where nobody was in touch.
    pub officer: Option<StaffId>,
    /// The day of the draft, or on which the ladder handed the case over.
    pub drafted_on: BusinessDate,
    /// The event of the report, once it went to the leader.
    pub report: Option<i64>,
    /// The day it went to the leader.
    pub handed_on: Option<BusinessDate>,
    /// It went as drafted, because nobody handed it in.
    pub as_drafted: bool,
    /// The last day in time; none while the report is with its officer.
    pub due_on: Option<BusinessDate>,
    /// The day a leader looked.
    pub met_on: Option<BusinessDate>,
    /// Which leader.
    pub met_by: Option<StaffId>,
    /// What was decided on a report.
    pub decision: Option<LeaderDecision>,
    /// The event of the breach, where the day passed.
    pub breach: Option<i64>,
    /// The day the case was late no more.
    pub ended_on: Option<BusinessDate>,
}

impl AttentionRow {
    /// Whether it waits for a leader on a day.
    pub fn is_waiting(&self) -> bool {
        self.due_on.is_some() && self.met_on.is_none() && self.ended_on.is_none()
    }

    /// Whether a leader looked by the day it was due.
    pub fn is_in_time(&self) -> bool {
        self.met_on.zip(self.due_on).is_some_and(|(met, due)| met <= due)
    }
}

const ROW: &str = "SELECT a.party, coalesce(name, ''), what, branch, officer, drafted_on, handed_seq, handed_on,
    as_drafted, due_on, met_on, met_by, decision, missed_seq, ended_on
    FROM view_attention a LEFT JOIN view_party p ON p.party = a.party";

fn row(row: &Row<'_>) -> Result<AttentionRow, ViewError> {
    let day = |at: usize| -> Result<Option<BusinessDate>, ViewError> {
        row.get::<_, Option<i32>>(at)?.map(state::day).transpose()
    };
    let what: String = row.get(2)?;
    let staff = |text: Option<String>| text.filter(|id| !id.is_empty()).map(StaffId::new);
    Ok(AttentionRow {
        party: PartyId::new(row.get::<_, String>(0)?),
        name: row.get(1)?,
        what: if what == Demand::Report.word() { Demand::Report } else { Demand::HandedOver },
        branch: BranchId::new(row.get::<_, String>(3)?),
        officer: staff(Some(row.get(4)?)),
        drafted_on: state::day(row.get(5)?)?,
        report: row.get(6)?,
        handed_on: day(7)?,
        as_drafted: row.get(8)?,
        due_on: day(9)?,
        met_on: day(10)?,
        met_by: staff(row.get(11)?),
        decision: row.get::<_, Option<String>>(12)?.and_then(|word| LeaderDecision::named(&word)),
        breach: row.get(13)?,
        ended_on: day(14)?,
    })
}

/// What waits for a leader, the one due first at the top.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn attention_waiting(book: &Connection) -> Result<Vec<AttentionRow>, ViewError> {
    let sql = format!(
        "{ROW} WHERE met_seq IS NULL AND ended_on IS NULL AND due_on IS NOT NULL ORDER BY due_on, a.party, what"
    );
    rows(book, &sql, [])
}

/// The drafts with their officers, the oldest first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn reports_drafted(book: &Connection) -> Result<Vec<AttentionRow>, ViewError> {
    let sql =
        format!("{ROW} WHERE what = 'report' AND handed_seq IS NULL AND ended_on IS NULL ORDER BY drafted_on, a.party");
    rows(book, &sql, [])
}

/// How many a leader has looked at since the last close.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn attended_since_close(book: &Connection) -> Result<usize, ViewError> {
    let count: i64 = book
        .prepare_cached(
            "SELECT count(*) FROM view_attention WHERE met_seq > (SELECT coalesce(max(seq), 0) FROM view_close)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn rows(book: &Connection, sql: &str, with: impl rusqlite::Params) -> Result<Vec<AttentionRow>, ViewError> {
    let mut statement = book.prepare_cached(sql)?;
    let mut found = statement.query(with)?;
    let mut all = Vec::new();
    while let Some(next) = found.next()? {
        all.push(row(next)?);
    }
    Ok(all)
}

/// How much of what was over the threshold a leader looked at in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The first day counted.
    pub from: BusinessDate,
    /// The last day counted.
    pub to: BusinessDate,
    /// The denominator: what fell due for a leader in these days, or was looked at before.
    pub due: usize,
    /// The numerator: of these, looked at by their day.
    pub in_time: usize,
    /// By branch and leader, with the rows.
    pub by_leader: Vec<LeaderCoverage>,
    /// Left out: the case was late no more before its day came.
    pub settled_before: usize,
}

/// The same of one leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeaderCoverage {
    /// Which branch.
    pub branch: BranchId,
    /// Who looked; where nobody did, the leaders of the branch by their numbers. Empty
    /// where the branch has none.
    pub leader: String,
    /// The denominator.
    pub due: usize,
    /// The numerator.
    pub in_time: usize,
    /// What it is made of.
    pub rows: Vec<AttentionRow>,
}

/// Attention coverage of a span of days, as of the last closed day. `None` before the
/// first close.
///
/// Counted is what fell due from `from` to `to` and either was looked at or has its day
/// behind it; numerator and denominator as in the metric *attention coverage*.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn coverage(
    book: &Connection,
    from: Option<BusinessDate>,
    to: Option<BusinessDate>,
) -> Result<Option<Coverage>, ViewError> {
    /// So many days are looked back where nobody says from when.
    const LOOK_BACK_DAYS: i32 = 30;
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let to = to.unwrap_or(as_of);
    let from = from.unwrap_or_else(|| to.plus_days(-LOOK_BACK_DAYS));
    let sql = format!("{ROW} WHERE due_on BETWEEN ?1 AND ?2 ORDER BY due_on, a.party, what");
    let all = rows(book, &sql, [from.epoch_days(), to.epoch_days()])?;
    let settled = |one: &AttentionRow| {
        one.met_on.is_none() && one.ended_on.zip(one.due_on).is_some_and(|(ended, due)| ended <= due)
    };
    let passed = |one: &AttentionRow| one.met_on.is_some() || one.due_on.is_some_and(|due| due < as_of);
    let settled_before = all.iter().filter(|one| settled(one)).count();
    let leaders = leaders(book)?;
    let mut by: BTreeMap<(BranchId, String), Vec<AttentionRow>> = BTreeMap::new();
    for one in all.into_iter().filter(|one| !settled(one) && passed(one)) {
        let of_branch = || leaders.get(&one.branch).cloned().unwrap_or_default();
        let leader = one.met_by.as_ref().map_or_else(of_branch, ToString::to_string);
        by.entry((one.branch.clone(), leader)).or_default().push(one);
    }
    let by_leader: Vec<LeaderCoverage> = by
        .into_iter()
        .map(|((branch, leader), rows)| {
            let in_time = rows.iter().filter(|one| one.is_in_time()).count();
            LeaderCoverage { branch, leader, due: rows.len(), in_time, rows }
        })
        .collect();
    let sum = |of: fn(&LeaderCoverage) -> usize| by_leader.iter().map(of).sum();
    let (due, in_time) = (sum(|one| one.due), sum(|one| one.in_time));
    Ok(Some(Coverage { from, to, due, in_time, by_leader, settled_before }))
}

/// The leaders of each branch, by their numbers.
fn leaders(book: &Connection) -> Result<BTreeMap<BranchId, String>, ViewError> {
    let mut found: BTreeMap<BranchId, Vec<String>> = BTreeMap::new();
    for person in colleagues(book, i64::MAX)?.into_iter().filter(|person| person.role == "leader") {
        found.entry(person.branch).or_default().push(person.id.to_string());
    }
    Ok(found.into_iter().map(|(branch, ids)| (branch, ids.join(", "))).collect())
}
