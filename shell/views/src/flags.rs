//! Cases handed to a leader, and how long it takes until money comes.

use crate::{Reach, ViewError, load, policy, state};
use makegood_book::{BookRules, LoanFacts, history};
use makegood_day_close::{Plan, handed_over};
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, PartyId};
use rusqlite::params;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Takes in what a close says of the cases, with the facts known to it.
pub(crate) fn closed(connection: &Connection, plan: &Plan, known_to: i64, rules: &BookRules) -> Result<(), ViewError> {
    let today = plan.as_of.epoch_days();
    let open = open_flags(connection)?;
    let late: BTreeSet<&str> = plan.cases.iter().map(|case| case.party.as_str()).collect();
    let mut end =
        connection.prepare_cached("UPDATE view_flag SET ended_on = ?2 WHERE party = ?1 AND ended_on IS NULL")?;
    for party in open.iter().filter(|party| !late.contains(party.as_str())) {
        end.execute(params![party, today])?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO view_flag (party, flagged_on, ended_on, branch) VALUES (?1, ?2, NULL, ?3)",
    )?;
    for case in plan.cases.iter().filter(|case| !open.contains(case.party.as_str()) && handed_over(case).is_some()) {
        insert.execute(params![case.party.as_str(), today, case.owed.branch.as_str()])?;
        for loan in &load::case_input(connection, &case.party, known_to)?.loans {
            paid(connection, loan, plan.as_of, rules)?;
        }
    }
    Ok(())
}

/// Takes in the payments of a loan that was touched, where its case was ever flagged: the
/// first of them from each flag on.
pub(crate) fn paid(
    connection: &Connection,
    loan: &LoanFacts,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<(), ViewError> {
    let (party, id) = (loan.loan.borrower.as_str(), loan.loan.id.as_str());
    let mut statement = connection.prepare_cached("SELECT flagged_on FROM view_flag WHERE party = ?1")?;
    let flags: Vec<i32> = statement.query_map([party], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if flags.is_empty() {
        return Ok(());
    }
    let told = history(loan, as_of, rules);
    let told = told.map_err(|source| ViewError::Book { loan: loan.loan.id.clone(), source })?;
    connection.prepare_cached("DELETE FROM view_first_cash WHERE party = ?1 AND loan = ?2")?.execute([party, id])?;
    let mut insert = connection
        .prepare_cached("INSERT INTO view_first_cash (party, flagged_on, loan, came_on) VALUES (?1, ?2, ?3, ?4)")?;
    for flagged_on in flags {
        let since = state::day(flagged_on)?;
        let came = told.payments.iter().filter(|paid| paid.amount > Amount::ZERO && paid.value_on >= since);
        if let Some(came_on) = came.map(|paid| paid.value_on).min() {
            insert.execute(params![party, flagged_on, id, came_on.epoch_days()])?;
        }
    }
    Ok(())
}

fn open_flags(connection: &Connection) -> Result<BTreeSet<String>, ViewError> {
    let mut statement = connection.prepare_cached("SELECT party FROM view_flag WHERE ended_on IS NULL")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A case that was handed to a leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flagged {
    /// Whose.
    pub party: PartyId,
    /// From which close.
    pub flagged_on: BusinessDate,
    /// The first day on which money came for one of their loans, from then on.
    pub first_cash_on: Option<BusinessDate>,
    /// Days from the one to the other; none while nothing came.
    pub days: Option<i32>,
}

/// The cases of one branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirstCash {
    /// Which branch.
    pub branch: BranchId,
    /// Its cases, the one flagged last at the end.
    pub cases: Vec<Flagged>,
    /// The middle of the days of those for whom money came, the lower of two; none where
    /// none came.
    pub median_days: Option<i32>,
    /// For how many nothing came yet.
    pub waiting: usize,
}

/// Days from flag to first cash within reach, by branch, as the last close knew them. `None`
/// before the first close.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn first_cash(book: &Connection, reach: &Reach) -> Result<Option<(BusinessDate, Vec<FirstCash>)>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let mut statement = book.prepare_cached(&format!(
        "SELECT branch, party, flagged_on, (SELECT min(came_on) FROM view_first_cash
             WHERE view_first_cash.party = view_flag.party AND view_first_cash.flagged_on = view_flag.flagged_on)
         FROM view_flag WHERE {} ORDER BY branch, flagged_on, party",
        Reach::of_party("view_flag.party", 1, 2)
    ))?;
    let mut rows = statement.query(reach.values())?;
    let mut by_branch: BTreeMap<BranchId, Vec<Flagged>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let party = PartyId::new(row.get::<_, String>(1)?);
        let flagged_on = state::day(row.get(2)?)?;
        let first = row.get::<_, Option<i32>>(3)?.map(state::day).transpose()?;
        let days = first.map(|day| day.days_since(flagged_on));
        let flagged = Flagged { party, flagged_on, first_cash_on: first, days };
        by_branch.entry(BranchId::new(row.get::<_, String>(0)?)).or_default().push(flagged);
    }
    let branches = by_branch.into_iter().map(|(branch, cases)| {
        let mut days: Vec<i32> = cases.iter().filter_map(|case| case.days).collect();
        days.sort_unstable();
        let median_days = days.get(days.len().saturating_sub(1) / 2).copied();
        FirstCash { branch, waiting: cases.len() - days.len(), median_days, cases }
    });
    Ok(Some((as_of, branches.collect())))
}

/// The first day from `since` on which money came for a loan of a borrower.
pub(crate) fn first_cash_of(
    book: &Connection,
    party: &PartyId,
    since: BusinessDate,
    as_of: BusinessDate,
    policy: &policy::Policy,
) -> Result<Option<BusinessDate>, ViewError> {
    let mut first: Option<BusinessDate> = None;
    for loan in load::case_input(book, party, i64::MAX)?.loans {
        let told = history(&loan, as_of, &policy.strategy.book);
        let told = told.map_err(|source| ViewError::Book { loan: loan.loan.id.clone(), source })?;
        let came = told.payments.iter().filter(|paid| paid.amount > Amount::ZERO && paid.value_on >= since);
        first = first.into_iter().chain(came.map(|paid| paid.value_on)).min();
    }
    Ok(first)
}
