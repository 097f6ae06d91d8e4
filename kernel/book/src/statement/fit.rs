//! Which convention a whole tape follows.
//!
//! Every convention is held against every row that can tell it from others: a row on
//! which either side counts a day. Where the due day within the month is not stated, a
//! row tells only beside others of the same loan: the due day they imply has to be
//! the one it implies itself. A convention is claimed when it explains more than half
//! of the rows it was tried on, at least [`LEAST_ROWS`] of them with days; a hit on a
//! row or two is chance.

use super::convention::DayConvention;
use super::held::{Dues, Snapshots, TapeRow, Unpaid};
use super::months::due_back;
use makegood_units::LoanId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fewest late rows a convention has to explain before it is claimed.
pub(super) const LEAST_ROWS: u64 = 3;

/// The convention a tape follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The convention.
    pub convention: DayConvention,
    /// How many rows it explains.
    pub explains: u64,
    /// Of how many rows that could tell.
    pub of: u64,
    /// How many of them calendar days with the due date as day 0 explain.
    pub calendar_days_explain: u64,
    /// Conventions that explain exactly as many and give the same days on each of them.
    pub also: Vec<DayConvention>,
}

/// A set of days of the month; bit 0 is the first.
pub(super) type DueDays = u32;
/// Every day of the month.
pub(super) const ANY_DAY: DueDays = 0x7fff_ffff;

/// The rows of a tape by loan.
pub(super) struct Tape<'a> {
    rows: &'a [TapeRow],
    /// The due days each row implies, by calendar days and by months of 30; of rows
    /// with days and without a due day stated.
    implied: Vec<Option<[DueDays; 2]>>,
    by_loan: BTreeMap<&'a LoanId, Vec<usize>>,
}

impl<'a> Tape<'a> {
    pub(super) fn new(rows: &'a [TapeRow]) -> Self {
        let mut by_loan: BTreeMap<&LoanId, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            by_loan.entry(&row.statement.loan).or_default().push(at);
        }
        let both = |row: &TapeRow| BY_THE_DAY.map(|convention| due_days(row, convention));
        let implied = rows.iter().map(|row| is_late(row).then(|| both(row))).collect();
        Self { rows, implied, by_loan }
    }

    fn implied(&self, at: usize, convention: DayConvention) -> Option<DueDays> {
        let which = BY_THE_DAY.iter().position(|one| *one == convention)?;
        self.implied.get(at).copied().flatten()?.get(which).copied()
    }

    /// The places of the other rows of the same loan.
    fn places_beside(&self, at: usize) -> impl Iterator<Item = usize> {
        let loan = self.rows.get(at).map(|row| &row.statement.loan);
        let places = loan.and_then(|loan| self.by_loan.get(loan)).into_iter().flatten().copied();
        places.filter(move |other| *other != at)
    }

    /// The other rows of the same loan.
    pub(super) fn beside(&self, at: usize) -> impl Iterator<Item = &'a TapeRow> {
        self.places_beside(at).filter_map(|other| self.rows.get(other))
    }

    /// The due days the other late rows of the loan leave open; `None` without any.
    pub(super) fn due_days_beside(&self, at: usize, convention: DayConvention) -> Option<DueDays> {
        let implied = self.places_beside(at).filter_map(|other| self.implied(other, convention));
        implied.reduce(|one, other| one & other)
    }

    /// Whether a convention explains a row; `None` where the row cannot tell.
    fn explains(&self, at: usize, convention: DayConvention) -> Option<bool> {
        let row = self.rows.get(at)?;
        let theirs = row.statement.days_past_due?;
        if row.statement.zero_balance_code.is_some() {
            return None;
        }
        match (&row.held.dues, row.held.unpaid) {
            (Dues::Dated(_) | Dues::Monthly(_), Some(unpaid)) => {
                let (as_of, reported_on) = (row.statement.as_of, row.reported_on);
                let stated = convention.days(as_of, reported_on, &unpaid)?;
                let tells = theirs > 0 || row.held.days.is_some_and(|ours| ours > 0);
                tells.then_some(stated == theirs)
            }
            (Dues::Unstated, _) if theirs > 0 && BY_THE_DAY.contains(&convention) => {
                let beside = self.due_days_beside(at, convention)?;
                Some(beside & self.implied(at, convention)? != 0)
            }
            (Dues::Unstated, _) if theirs > 0 && convention.is_by_the_month() => {
                let behind = row.held.behind?;
                Some(due_days_behind(row, convention, behind) != 0)
            }
            _ => None,
        }
    }

    /// The convention the tape follows, when one can be claimed.
    pub(super) fn finding(&self) -> Option<Finding> {
        let tried: Vec<Tried> = DayConvention::all().into_iter().map(|convention| self.tried(convention)).collect();
        let claimed = tried.iter().filter(|one| one.late >= LEAST_ROWS && 2 * one.explains() > one.of);
        // The first of those that explain most: the plainer convention comes first.
        let best = claimed.rev().max_by_key(|one| one.explains())?;
        let plain = tried.iter().find(|one| one.convention == DayConvention::DueDateIsDay0).map_or(0, Tried::explains);
        let same = tried.iter().filter(|one| one.convention != best.convention && one.rows == best.rows);
        Some(Finding {
            convention: best.convention,
            explains: best.explains(),
            of: best.of,
            calendar_days_explain: plain,
            also: same.map(|one| one.convention).collect(),
        })
    }

    fn tried(&self, convention: DayConvention) -> Tried {
        let mut tried = Tried { convention, rows: Vec::new(), late: 0, of: 0 };
        for at in 0..self.rows.len() {
            let Some(explains) = self.explains(at, convention) else { continue };
            tried.of += 1;
            if explains {
                tried.rows.push(at);
                let late = self.rows.get(at).and_then(|row| row.statement.days_past_due).is_some_and(|days| days > 0);
                tried.late += u64::from(late);
            }
        }
        tried
    }
}

struct Tried {
    convention: DayConvention,
    /// The rows it explains.
    rows: Vec<usize>,
    /// How many of them have days.
    late: u64,
    /// How many rows could tell.
    of: u64,
}

impl Tried {
    fn explains(&self) -> u64 {
        u64::try_from(self.rows.len()).unwrap_or(u64::MAX)
    }
}

/// The conventions under which the days of a row imply a day of the month.
const BY_THE_DAY: [DayConvention; 2] = [DayConvention::DueDateIsDay0, DayConvention::MonthsOf30Days];

/// Beyond a hundred years nobody counts.
const MOST_DAYS: i32 = 36_525;

/// A row with days, of a loan whose due day is not stated.
fn is_late(row: &TapeRow) -> bool {
    row.held.dues == Dues::Unstated && row.statement.days_past_due.is_some_and(|days| (1..=MOST_DAYS).contains(&days))
}

/// The due days with which a convention states the row's days, however many
/// instalments are behind.
fn due_days(row: &TapeRow, convention: DayConvention) -> DueDays {
    let days = row.statement.days_past_due.map_or(0, i64::from);
    let behind = (days / 31).max(1)..=days / 28 + 2;
    behind.map(|behind| due_days_behind(row, convention, behind)).fold(0, |all, some| all | some)
}

/// The due days with which a convention states the row's days with so many behind.
pub(super) fn due_days_behind(row: &TapeRow, convention: DayConvention, behind: i64) -> DueDays {
    let (as_of, reported_on) = (row.statement.as_of, row.reported_on);
    let states = |day: i8| {
        let oldest = (behind > 0).then(|| due_back(as_of, day, behind));
        let unpaid = Snapshots::all(Unpaid { oldest, missed: behind });
        convention.days(as_of, reported_on, &unpaid) == row.statement.days_past_due
    };
    (1..=31_i8).filter(|day| states(*day)).fold(0, |days, day| days | (1 << (day - 1)))
}
