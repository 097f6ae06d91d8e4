//! The plan of a case, as its page shows it.

use super::Open;
use crate::layout::Frame;
use crate::pages::case::{PlanBlock, PlanLine};
use crate::trouble::sentence;
use makegood_diagnosis::Situation;
use makegood_units::Amount;

pub(super) fn plan(open: &Open, frame: &Frame) -> PlanBlock {
    let day = &open.view.day;
    let owner = |id: &makegood_units::StaffId| {
        frame.staff.iter().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    let line = day.plan.as_ref().map(|plan| PlanLine {
        method: sentence(&plan.method),
        required_result: sentence(&plan.required_result),
        due_on: plan.due_on,
        owner: plan.owner.as_ref().map(owner),
    });
    let known = day.finding.situation != Situation::Undetermined && day.owed.arrears > Amount::ZERO;
    let owners = frame.staff.iter().filter(|_| known).map(|one| (one.id.to_string(), one.name.clone()));
    PlanBlock {
        plan: line,
        defects: day.defects.iter().map(|defect| sentence(&defect.says)).collect(),
        owners: owners.collect(),
        from: open.view.as_of,
    }
}
