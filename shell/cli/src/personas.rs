//! The invented people by whom the demo is entered: one for each role.

use anyhow::Result;
use makegood_desk::{AddUser, Desk, Role};
use makegood_units::{BranchId, StaffId};
use makegood_views::people::colleagues;
use std::collections::BTreeMap;

/// Roles without a row among the demo's invented staff, with invented names.
const OTHERS: [(Role, &str); 5] = [
    (Role::Executive, "Miriam Invented"),
    (Role::Legal, "Daniel Invented"),
    (Role::Compliance, "Beatrice Invented"),
    (Role::Auditor, "Samuel Invented"),
    (Role::Administrator, "Harriet Invented"),
];

/// Lets them in: those who collect are staff of the branch with the most work of the day.
/// A book that has people already is left as it is.
pub fn let_in(desk: &mut Desk) -> Result<()> {
    if !makegood_views::users(desk.book())?.is_empty() {
        return Ok(());
    }
    if let Some(branch) = busiest(desk)? {
        let staff: Vec<_> =
            colleagues(desk.book(), i64::MAX)?.into_iter().filter(|person| person.branch == branch).collect();
        let officers = staff.iter().filter(|person| person.role != "leader");
        let leaders = staff.iter().filter(|person| person.role == "leader").map(|person| (person, Role::TeamLeader));
        let collecting = officers.zip([Role::Collector, Role::FieldOfficer]).chain(leaders.take(1));
        for (person, role) in collecting.map(|(person, role)| ((person.id.clone(), person.name.clone()), role)) {
            let (id, name) = person;
            add(desk, Some(id), &name, role, std::slice::from_ref(&branch))?;
        }
    }
    OTHERS.iter().try_for_each(|(role, name)| add(desk, None, name, *role, &[]))?;
    crate::demo_review::read_by_executive(desk)
}

fn add(desk: &mut Desk, staff: Option<StaffId>, name: &str, role: Role, branches: &[BranchId]) -> Result<()> {
    let command = AddUser {
        staff,
        name: name.to_owned(),
        login: format!("demo.{}", role.word()),
        role,
        branches: branches.to_vec(),
        team: None,
        persona: true,
    };
    desk.add_user(&command, "demo")?;
    Ok(())
}

/// The branch with the most actions on the worklists of the day.
fn busiest(desk: &Desk) -> Result<Option<BranchId>> {
    let Some(plan) = makegood_views::plan_in_force(desk.book())? else { return Ok(None) };
    let mut work: BTreeMap<&BranchId, usize> = BTreeMap::new();
    for list in &plan.worklists {
        let count = work.entry(&list.branch).or_default();
        *count = count.saturating_add(list.items.len());
    }
    let most = work.into_iter().max_by_key(|(branch, count)| (*count, std::cmp::Reverse(*branch)));
    Ok(most.map(|(branch, _)| branch.clone()))
}
