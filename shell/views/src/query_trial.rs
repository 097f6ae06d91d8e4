//! What the last trial of the book came to.

use crate::{Policy, ViewError, load, policy, state};
use makegood_day_close::{InTrial, Rules, in_trial};
use makegood_journal::{Connection, Event, newest_of};
use makegood_strategy::trial::{RunningTrial, TrialResults, results};
use makegood_units::{BusinessDate, PartyId};
use std::rc::Rc;

/// The last trial adopted, running or ended.
#[derive(Clone, Debug)]
pub struct LastTrial {
    /// The policy with it.
    pub policy: Rc<Policy>,
    /// The day it was ended by hand; none while it runs.
    pub ended_on: Option<BusinessDate>,
}

/// The last trial of the book; `None` when there never was one.
///
/// # Errors
/// A policy that cannot be read, or whatever SQLite refuses.
pub fn last_trial(book: &Connection) -> Result<Option<LastTrial>, ViewError> {
    let mut ended_on = None;
    let mut below = i64::MAX;
    loop {
        let page = newest_of(book, "policy_adopted", below, 50)?;
        let Some(last) = page.last() else { return Ok(None) };
        below = last.seq;
        for entry in page {
            let Event::PolicyAdopted(adopted) = entry.event else { continue };
            if adopted.trial.is_some() {
                let policy = policy::parse_policy(book, &adopted)?;
                return Ok(Some(LastTrial { policy, ended_on }));
            }
            // The oldest policy after it is the one that ended it.
            ended_on = Some(entry.effective_on);
        }
    }
}

/// What the last trial came to by the last closed day; `None` when there never was one, or
/// no day is closed.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn trial_results(book: &Connection) -> Result<Option<TrialResults>, ViewError> {
    let Some(LastTrial { policy, ended_on }) = last_trial(book)? else { return Ok(None) };
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let Some(running) = policy.trial.clone() else { return Ok(None) };
    let running: RunningTrial = match ended_on {
        Some(day) => running.ended(day),
        None => running,
    };
    let rules = Rules { trial: Some(&running), ..policy.rules() };
    let (mut cases, mut late_before) = (Vec::new(), 0_u64);
    for party in borrowers(book)? {
        let input = load::case_input(book, &party, i64::MAX)?;
        let found = in_trial(&input, as_of, rules)
            .map_err(|error| ViewError::Book { loan: error.loan, source: error.source })?;
        match found {
            InTrial::LateBefore => late_before = late_before.saturating_add(1),
            InTrial::NotLate => {}
            InTrial::Counted(case) => cases.push(case),
        }
    }
    Ok(Some(results(running.trial(), &cases, late_before, as_of)))
}

/// Everybody with a loan that was ever closed over, by number.
fn borrowers(book: &Connection) -> Result<Vec<PartyId>, ViewError> {
    let mut statement = book.prepare_cached("SELECT DISTINCT party FROM view_loan ORDER BY party")?;
    let rows = statement.query_map([], |row| Ok(PartyId::new(row.get::<_, String>(0)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
