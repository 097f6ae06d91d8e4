//! What waits for a second person: somebody proposed it, or the ladder did, and it has no
//! effect until another agrees.

use crate::workout_day::decisions;
use crate::{CaseDay, CaseInput};
use makegood_case::{ReliefLoan, WorkoutStand};
use makegood_diagnosis::Need;
use makegood_units::{BusinessDate, Money, StaffId};
use makegood_workout::relief::{Allowed, standing};
use serde::{Deserialize, Serialize};

/// What kind of thing waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondKind {
    /// A step of the ladder that takes two: acceleration, write-off.
    Step,
    /// A way out that gives something away: settlement, relief, sale, write-off.
    Workout,
    /// A tranche of a relief loan.
    Tranche,
    /// A finding of intent.
    Intent,
    /// A finding that ability is reduced for good.
    Ability,
    /// What the borrower contests.
    Appeal,
}

/// One thing that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondEyes {
    /// What kind.
    pub kind: SecondKind,
    /// What, in a few words.
    pub what: String,
    /// Who proposed it and so cannot agree to it; none where the ladder or the evidence did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<StaffId>,
    /// Since when, where somebody proposed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<BusinessDate>,
}

/// The ways out of a case, and tranches of its relief loan, that wait on a day.
pub(crate) fn ways_out(case: &CaseInput, as_of: BusinessDate) -> Vec<SecondEyes> {
    let decided = decisions(case, as_of);
    let mut waits: Vec<SecondEyes> = decided.last().filter(|stand| stand.waits()).map(proposed).into_iter().collect();
    let relief = decided.iter().rev().find(|stand| stand.is_in_effect() && stand.decided.relief.is_some());
    waits.extend(relief.into_iter().flat_map(|stand| tranches(stand, as_of)));
    waits
}

fn proposed(stand: &WorkoutStand) -> SecondEyes {
    let decided = &stand.decided;
    let worth = Money::new(decided.worth, decided.currency);
    let what = format!("{}, worth {worth} today: {}", decided.route.replace('_', " "), decided.reason);
    SecondEyes { kind: SecondKind::Workout, what, by: Some(decided.by.clone()), on: Some(stand.on) }
}

/// The tranches that may be approved now and were not declined since.
fn tranches(stand: &WorkoutStand, as_of: BusinessDate) -> Vec<SecondEyes> {
    let Some(loan) = &stand.decided.relief else { return Vec::new() };
    let Ok(standing) = standing(loan, &stand.relief, as_of) else { return Vec::new() };
    let open = standing.allowed.iter().filter_map(|allowed| match allowed {
        Allowed::Approve(no) if !standing.is_declined(*no) => Some(*no),
        _ => None,
    });
    let (by, on) = (Some(stand.decided.by.clone()), Some(stand.on));
    open.map(|no| SecondEyes { kind: SecondKind::Tranche, what: tranche(loan, no), by: by.clone(), on }).collect()
}

fn tranche(loan: &ReliefLoan, no: u32) -> String {
    let found = loan.tranches.iter().find(|tranche| tranche.no == no);
    let money = found.map(|one| format!(": {} for {}", Money::new(one.amount, loan.currency), one.purpose));
    format!("tranche {no} of the relief loan{}", money.unwrap_or_default())
}

/// Everything of a case that waits for a second person.
pub fn second_eyes(case: &CaseDay) -> Vec<SecondEyes> {
    let found = |kind, what: String| SecondEyes { kind, what, by: None, on: None };
    let mut waits = case.waits.clone();
    let steps = case.considered.iter().filter(|step| step.proposal.needs.contains(&Need::SecondPerson));
    waits.extend(
        steps.map(|step| {
            found(SecondKind::Step, format!("{}: {}", step.proposal.action.title(), step.proposal.why.says))
        }),
    );
    let needs = |need| case.finding.needs.contains(&need);
    let situation = case.finding.situation.code().replace('_', " ");
    if needs(Need::SecondReviewer) && !case.standing.is_declined {
        waits.push(found(SecondKind::Intent, format!("the finding: {situation}")));
    }
    if needs(Need::LeaderSignOff) {
        waits.push(found(SecondKind::Ability, format!("the finding: {situation}")));
    }
    waits.extend(
        case.standing
            .appeal
            .as_ref()
            .map(|_| found(SecondKind::Appeal, "the borrower contests the finding of intent".to_owned())),
    );
    waits
}
