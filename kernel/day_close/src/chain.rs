//! The chain, read from top to bottom. No stage has any logic here.

use crate::action::CaseAction;
use crate::case_book::CloseError;
use crate::case_day::{CaseDay, CaseWork, case_day};
use crate::input::{BranchDay, DayInput};
use crate::plan::{LeftWork, Plan, WorkItem, Worklist};
use makegood_book::Census;
use makegood_capacity::{Allocation, Chosen, Officer, Pool, allocate};
use makegood_compliance::Cleared;
use makegood_routing::{Departure, Visit, route};
use makegood_units::{BranchId, StaffId};
use std::collections::BTreeMap;

/// Closes a day: book → diagnose → propose → clear (each case by itself), then
/// allocate and route over all of them.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn close(day: &DayInput<'_>, census: Census, mut progress: impl FnMut(usize)) -> Result<Plan, CloseError> {
    let mut cases = Vec::with_capacity(day.cases.len());
    let mut cleared: BTreeMap<BranchId, Vec<Cleared<CaseAction>>> = BTreeMap::new();
    for (done, case) in day.cases.iter().enumerate() {
        progress(done);
        let Some(CaseWork { day: case, cleared: steps }) = case_day(case, day.as_of, day.rules)? else { continue };
        cleared.entry(case.owed.branch.clone()).or_default().extend(steps);
        cases.push(case);
    }
    let officers: BTreeMap<&StaffId, (&BranchDay, &Officer)> = day
        .branches
        .iter()
        .flat_map(|branch| branch.officers.iter().map(move |officer| (&officer.id, (branch, officer))))
        .collect();
    let Allocation { chosen, left, pools } = owed_first(pools(&day.branches, cleared));
    Ok(Plan {
        as_of: day.as_of,
        census,
        worklists: worklists(chosen, &officers, &cases),
        left: left
            .into_iter()
            .map(|left| LeftWork {
                party: left.work.action().party.clone(),
                considered: left.work.action().considered,
                branch: left.branch,
                why: left.why,
            })
            .collect(),
        cases,
        pools,
    })
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

/// What is owed to a borrower (an answer, a plan) takes its minutes before anything
/// is weighed by value; the rest of the day goes to the other cases.
fn owed_first(pools: Vec<Pool<Cleared<CaseAction>>>) -> Allocation<Cleared<CaseAction>> {
    let is_owed = |work: &Cleared<CaseAction>| work.action().is_owed;
    let (mut owed, mut rest) = (Vec::new(), Vec::new());
    for pool in pools {
        let (first, others): (Vec<_>, Vec<_>) = pool.work.into_iter().partition(is_owed);
        owed.push(Pool { branch: pool.branch.clone(), officers: pool.officers.clone(), work: first });
        rest.push(Pool { branch: pool.branch, officers: pool.officers, work: others });
    }
    let mut done = allocate(owed);
    for pool in &mut rest {
        for officer in &mut pool.officers {
            let given = done.chosen.iter().filter(|chosen| chosen.officer == officer.id);
            let minutes = given.map(|chosen| chosen.work.action().minutes).fold(0_u32, u32::saturating_add);
            officer.minutes = officer.minutes.saturating_sub(minutes);
        }
        // One step a case a day.
        pool.work.retain(|work| !done.chosen.iter().any(|chosen| chosen.work.action().party == work.action().party));
    }
    let weighed = allocate(rest);
    for (ledger, first) in done.pools.iter_mut().zip(weighed.pools) {
        ledger.used_minutes = ledger.used_minutes.saturating_add(first.used_minutes);
        ledger.value = [ledger.value, first.value].into_iter().sum();
        ledger.dual_bound = [ledger.dual_bound, first.dual_bound].into_iter().sum();
        ledger.price_milli = first.price_milli;
        ledger.call_extra_milli = first.call_extra_milli;
        ledger.visit_extra_milli = first.visit_extra_milli;
    }
    done.chosen.extend(weighed.chosen);
    done.left.extend(weighed.left);
    done.chosen
        .sort_by(|one, two| (&one.branch, &one.work.action().party).cmp(&(&two.branch, &two.work.action().party)));
    done
}

type Day = (BranchId, Vec<Chosen<Cleared<CaseAction>>>);

fn worklists(
    chosen: Vec<Chosen<Cleared<CaseAction>>>,
    officers: &BTreeMap<&StaffId, (&BranchDay, &Officer)>,
    cases: &[CaseDay],
) -> Vec<Worklist> {
    let mut days: BTreeMap<StaffId, Day> = BTreeMap::new();
    for (branch, officer) in officers.values() {
        days.insert(officer.id.clone(), (branch.branch.clone(), Vec::new()));
    }
    for work in chosen {
        days.entry(work.officer.clone()).or_insert_with(|| (work.branch.clone(), Vec::new())).1.push(work);
    }
    let minutes = |officer: &StaffId| officers.get(officer).map_or(0, |(_, officer)| officer.minutes);
    let mut lists: Vec<Worklist> =
        days.into_iter().map(|(officer, day)| worklist(minutes(&officer), officer, day, cases)).collect();
    lists.sort_by(|one, two| (&one.branch, &one.officer).cmp(&(&two.branch, &two.officer)));
    lists
}

fn worklist(minutes: u32, officer: StaffId, (branch, work): Day, cases: &[CaseDay]) -> Worklist {
    let (visits, mut desk): (Vec<_>, Vec<_>) = work.into_iter().partition(|work| work.work.action().place.is_some());
    desk.sort_by(|one, two| {
        let key = |work: &Chosen<Cleared<CaseAction>>| {
            let action = work.work.action();
            let per_minute = action.value_minor / i64::from(action.minutes.max(1));
            (work.work.at(), std::cmp::Reverse(per_minute), action.party.clone())
        };
        key(one).cmp(&key(two))
    });
    let mut items: Vec<WorkItem> = desk.into_iter().map(|work| item(work, cases)).collect();
    let used_minutes = |items: &[WorkItem]| items.iter().map(|item| item.minutes).fold(0_u32, u32::saturating_add);
    let routed = route(visits.into_iter().map(visit).collect(), DEPARTURE);
    for stop in routed.stops {
        items.extend(stop.visits.into_iter().map(|visit| item(visit.work, cases)));
    }
    Worklist { officer, branch, minutes, used_minutes: used_minutes(&items), route_metres: routed.total_metres, items }
}

/// From an unknown place at the beginning of the day, at the pace of a motorcycle
/// on country roads, about 20 km an hour.
const DEPARTURE: Departure = Departure { point: None, leaves_at: 8 * 60, metres_per_minute: 330 };

fn visit(work: Chosen<Cleared<CaseAction>>) -> Visit<Chosen<Cleared<CaseAction>>> {
    let action = work.work.action();
    Visit {
        case: action.party.clone(),
        place: action.place.clone().unwrap_or_default(),
        point: action.point,
        minutes: action.minutes,
        opens_at: None,
        closes_at: None,
        work,
    }
}

fn item(chosen: Chosen<Cleared<CaseAction>>, cases: &[CaseDay]) -> WorkItem {
    let at = chosen.work.at();
    let action = chosen.work.into_action();
    let found = cases.binary_search_by(|case| case.party.cmp(&action.party)).ok();
    let step = found.and_then(|place| cases.get(place)).and_then(|case| case.considered.get(action.considered));
    let mut why = chosen.why;
    if let Some(step) = step {
        why.says = format!("{} {}", step.proposal.why.says, why.says);
        why.facts.extend(step.proposal.why.facts.iter().cloned());
    }
    WorkItem {
        party: action.party,
        considered: action.considered,
        action: action.kind,
        channel: action.channel,
        contact_point: action.contact_point,
        place: action.place,
        minutes: action.minutes,
        value: makegood_units::Amount::from_minor(action.value_minor),
        opens_at: at,
        why,
    }
}
