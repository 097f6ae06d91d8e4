//! A case that was left to wait wakes by itself, and a check nobody saw is somebody's
//! work: one line each, renewed every day until it is done.

use crate::CaseInput;
use crate::workout_day::decisions;
use makegood_case::WorkoutStand;
use makegood_strategy::{ActionKind, Proposal};
use makegood_units::{Amount, BusinessDate, FactId, Why};
use makegood_workout::relief::{CheckState, standing};

/// Minutes for a fresh look at ability, and to see a check.
const MINUTES: u32 = 20;

/// The code of a fresh look that is due.
pub const RETEST_DUE: &str = "retest_due";
/// The code of a check of a relief loan that is overdue.
pub const RELIEF_CHECK_DUE: &str = "relief_check_due";

/// The work that decisions of a case ask for on a day: the fresh look once its day has
/// come, until somebody decides anew; and checks of a relief loan from their day on.
pub(crate) fn woken(case: &CaseInput, as_of: BusinessDate) -> Vec<Proposal> {
    let decided = decisions(case, as_of);
    let Some(last) = decided.iter().rev().find(|stand| stand.is_in_effect()) else { return Vec::new() };
    let mut woken: Vec<Proposal> = retest(last, as_of).into_iter().collect();
    for stand in decided.iter().filter(|stand| stand.is_in_effect()) {
        woken.extend(overdue(stand, as_of));
    }
    woken
}

fn retest(stand: &WorkoutStand, as_of: BusinessDate) -> Option<Proposal> {
    let retest_on = stand.decided.retest_on.filter(|day| *day <= as_of)?;
    let route = stand.decided.route.replace('_', " ");
    let says = format!(
        "The fresh look set for {retest_on} is due: {route} was decided on {}. Ask for the borrower's month and compare the routes again.",
        stand.on
    );
    Some(proposal("retest", Why::new(RETEST_DUE, says).with(FactId::new("event", stand.seq))))
}

fn overdue(stand: &WorkoutStand, as_of: BusinessDate) -> Vec<Proposal> {
    let Some(loan) = &stand.decided.relief else { return Vec::new() };
    let Ok(standing) = standing(loan, &stand.relief, as_of) else { return Vec::new() };
    let is_work = |state: &CheckState, due_on: BusinessDate| match state {
        CheckState::Due => due_on == as_of,
        CheckState::Missed { found } => found.is_none(),
        CheckState::Shown { .. } => false,
    };
    let due = standing.checks.iter().filter(|check| is_work(&check.state, check.due_on));
    due.map(|check| {
        let says = format!(
            "{} is to be shown by {} for tranche {} of the relief loan; the next tranche waits for it.",
            check.shows, check.due_on, check.tranche
        );
        let why = Why::new(RELIEF_CHECK_DUE, says).with(FactId::new("event", stand.seq));
        proposal("relief_check", why.with(FactId::new("check", &check.id)))
    })
    .collect()
}

fn proposal(rung: &str, why: Why) -> Proposal {
    Proposal {
        rung: rung.to_owned(),
        action: ActionKind::RequiredAct,
        channel: None,
        minutes: MINUTES,
        cost: Amount::ZERO,
        uplift_bp: 0,
        uplift_source: None,
        value: Amount::ZERO,
        is_owed: false,
        asks: None,
        needs: Vec::new(),
        why,
    }
}
