//! What was chosen, put into each officer's day.

use crate::action::CaseAction;
use crate::case_day::CaseDay;
use crate::input::BranchDay;
use crate::plan::{WorkItem, Worklist};
use makegood_capacity::{Chosen, Officer};
use makegood_case::Channel;
use makegood_compliance::Cleared;
use makegood_routing::{Departure, Visit, route};
use makegood_units::{BranchId, StaffId};
use std::collections::BTreeMap;

type Day = (BranchId, Vec<Chosen<Cleared<CaseAction>>>);

/// The day of every officer: desk work by the moment it opens and by value, then visits
/// in the order of the route.
pub(crate) fn worklists(
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
    let (visits, mut desk): (Vec<_>, Vec<_>) = work.into_iter().partition(is_visit);
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
    let (used_minutes, route_metres) = (used_minutes(&items), routed.total_metres);
    Worklist { officer, branch, minutes, used_minutes, route_metres, items, own: Vec::new() }
}

/// From an unknown place at the beginning of the day, at the pace of a motorcycle
/// on country roads, about 20 km an hour.
const DEPARTURE: Departure = Departure { point: None, leaves_at: 8 * 60, metres_per_minute: 330 };

fn is_visit(work: &Chosen<Cleared<CaseAction>>) -> bool {
    work.work.action().channel == Some(Channel::Visit)
}

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
