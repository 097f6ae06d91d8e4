//! The plan of the last closed day.

use crate::case_sums::price_per_minute;
use crate::policy::{Policy, parse_policy};
use crate::query_case::read;
use crate::{ViewError, mornings};
use makegood_day_close::Plan;
use makegood_journal::{Connection, Event, document, entry, last_of};
use makegood_units::{BranchId, BusinessDate, Currency, Money};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

/// The plans last read, by their hash: the whole day of a large book, asked for by every
/// page of every reader, and read once for all of them.
static LAST: Mutex<Vec<(String, Arc<DayPlan>)>> = Mutex::new(Vec::new());
/// So many are kept: the day in force, and the one before it while readers go on to it.
const PLANS: usize = 2;

/// The plan of a day, with what every page asks of it counted once.
#[derive(Debug)]
pub struct DayPlan {
    plan: Plan,
    branches: BTreeMap<BranchId, Bound>,
}

/// What bounds the work of a branch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// What one more minute would bring, in the currency of the branch's first case. None
    /// when minutes are left over.
    pub price_per_minute: Option<Money>,
    /// Lawful work that its minutes did not reach.
    pub left_out: usize,
}

impl DayPlan {
    fn new(plan: Plan) -> Self {
        let mut currencies: BTreeMap<&BranchId, Currency> = BTreeMap::new();
        for case in &plan.cases {
            currencies.entry(&case.owed.branch).or_insert(case.owed.currency);
        }
        let mut branches: BTreeMap<BranchId, Bound> = BTreeMap::new();
        for pool in &plan.pools {
            let price = price_per_minute(pool.price_milli);
            let price = price.zip(currencies.get(&pool.branch)).map(|(price, currency)| Money::new(price, *currency));
            branches.entry(pool.branch.clone()).or_default().price_per_minute = price;
        }
        for left in plan.left.iter().filter(|left| matches!(&*left.why.code, "below_the_price" | "does_not_fit")) {
            let bound = branches.entry(left.branch.clone()).or_default();
            bound.left_out = bound.left_out.saturating_add(1);
        }
        Self { plan, branches }
    }

    /// What bounds the work of a branch.
    pub fn bound(&self, branch: &BranchId) -> Bound {
        self.branches.get(branch).copied().unwrap_or_default()
    }
}

impl Deref for DayPlan {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

/// The plan of the last closed day, shared.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn plan_in_force(book: &Connection) -> Result<Option<Arc<DayPlan>>, ViewError> {
    let Some(entry) = last_of(book, "day_closed", i64::MAX)? else { return Ok(None) };
    let Event::DayClosed(day) = entry.event else { return Ok(None) };
    plan_behind(book, day.plan).map(Some)
}

/// A plan just made, under its document hash: pages need not read it again.
pub fn remember_plan(hash: &str, plan: Plan) -> Arc<DayPlan> {
    let plan = Arc::new(DayPlan::new(plan));
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    last.retain(|(known, _)| known != hash);
    last.truncate(PLANS - 1);
    last.insert(0, (hash.to_owned(), plan.clone()));
    plan
}

/// The plan kept under a document hash, shared.
fn plan_behind(book: &Connection, hash: String) -> Result<Arc<DayPlan>, ViewError> {
    // Held while a plan is read: who comes meanwhile waits for it instead of reading it as well.
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(at) = last.iter().position(|(known, _)| *known == hash) {
        // What is asked for again is not the one that makes room.
        let hit = last.remove(at);
        let plan = hit.1.clone();
        last.insert(0, hit);
        return Ok(plan);
    }
    let plan = Arc::new(DayPlan::new(read("the plan of the day", &document(book, &hash)?)?));
    last.truncate(PLANS - 1);
    last.insert(0, (hash, plan.clone()));
    Ok(plan)
}

/// A closed day with what it was planned by.
pub struct ClosedDay {
    /// The plan.
    pub plan: Arc<DayPlan>,
    /// The policy it was made by.
    pub policy: Rc<Policy>,
    /// From which day on a missed promise was news: the close before, else a week ago.
    pub since: BusinessDate,
}

/// A closed day as it was planned then; `None` for a day that was not closed.
///
/// # Errors
/// A plan or a policy that cannot be read, or whatever SQLite refuses.
pub fn closed_day(book: &Connection, on: BusinessDate) -> Result<Option<ClosedDay>, ViewError> {
    let seq: Option<i64> = book
        .prepare_cached("SELECT seq FROM view_close WHERE as_of = ?1")?
        .query_row([on.epoch_days()], |row| row.get(0))
        .optional()?;
    let Some(seq) = seq else { return Ok(None) };
    let Some(Event::DayClosed(day)) = entry(book, seq)?.map(|entry| entry.event) else { return Ok(None) };
    let (policy, since) = (parse_policy(book, &day.policy())?, mornings::since(book, on)?);
    Ok(Some(ClosedDay { plan: plan_behind(book, day.plan)?, policy, since }))
}

/// The plan of the last closed day.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn last_plan(book: &Connection) -> Result<Option<Plan>, ViewError> {
    Ok(plan_in_force(book)?.map(|plan| plan.plan.clone()))
}
