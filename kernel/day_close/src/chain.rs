//! The chain, read from top to bottom. No stage has any logic here.

use crate::action::CaseAction;
use crate::before_due::due_soon;
use crate::case_book::CloseError;
use crate::case_day::{CaseWork, case_day};
use crate::in_house::give_out;
use crate::input::{BranchDay, DayInput};
use crate::plan::{LeftWork, Plan};
use crate::promised_soon::promised_soon;
use crate::snooze::put_off;
use crate::worklist::worklists;
use makegood_book::Census;
use makegood_capacity::{Allocation, Officer, Pool, allocate};
use makegood_compliance::Cleared;
use makegood_units::{BranchId, StaffId};
use std::collections::BTreeMap;

/// Closes a day: book → diagnose → propose → clear (each case by itself), then
/// allocate and route over all of them.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn close(day: &DayInput<'_>, census: Census, mut progress: impl FnMut(usize)) -> Result<Plan, CloseError> {
    let mut cases = Vec::with_capacity(day.cases.len());
    let (mut recalled, mut waits) = (Vec::new(), Vec::new());
    let mut cleared: BTreeMap<BranchId, Vec<Cleared<CaseAction>>> = BTreeMap::new();
    for (done, case) in day.cases.iter().enumerate() {
        progress(done);
        recalled.extend(promised_soon(case, day.as_of, day.rules)?);
        let Some(CaseWork { day: case, cleared: steps }) = case_day(case, day.as_of, day.rules)? else { continue };
        let steps = put_off(&case, steps, &mut waits);
        cleared.entry(case.owed.branch.clone()).or_default().extend(steps);
        cases.push(case);
    }
    let mut announced = Vec::new();
    for case in &day.due_soon {
        announced.extend(due_soon(case, day.as_of, day.rules)?);
    }
    let officers: BTreeMap<&StaffId, (&BranchDay, &Officer)> = day
        .branches
        .iter()
        .flat_map(|branch| branch.officers.iter().map(move |officer| (&officer.id, (branch, officer))))
        .collect();
    let Allocation { chosen, left, pools } = allocate(pools(&day.branches, cleared));
    let left = left.into_iter().map(|left| LeftWork {
        party: left.work.action().party.clone(),
        considered: left.work.action().considered,
        branch: left.branch,
        why: left.why,
    });
    let (mut worklists, mut left) = (worklists(chosen, &officers, &cases), left.chain(waits).collect());
    give_out(&mut worklists, &mut left, &cases);
    Ok(Plan { as_of: day.as_of, census, due_soon: announced, promised_soon: recalled, worklists, left, cases, pools })
}

fn pools(
    branches: &[BranchDay],
    mut cleared: BTreeMap<BranchId, Vec<Cleared<CaseAction>>>,
) -> Vec<Pool<Cleared<CaseAction>>> {
    let mut pools: Vec<_> = branches
        .iter()
        .map(|day| Pool {
            branch: day.branch.clone(),
            officers: day.officers.clone(),
            work: cleared.remove(&day.branch).unwrap_or_default(),
        })
        .collect();
    // A branch without people still shows its work, left for want of anybody.
    pools.extend(cleared.into_iter().map(|(branch, work)| Pool { branch, officers: Vec::new(), work }));
    pools.sort_by(|one, two| one.branch.cmp(&two.branch));
    pools
}
