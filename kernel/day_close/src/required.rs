//! What the law requires, as steps for people: owed, whatever they are worth.

use makegood_compliance::{Duty, Purpose};
use makegood_strategy::{ActionKind, Proposal};
use makegood_units::{Amount, BusinessDate, Why};

/// So many days before its last day a duty becomes somebody's work: two weeks leave
/// room for a holiday and a second try.
const RAISED_DAYS_BEFORE: i32 = 14;

/// Minutes of somebody's day for a letter or a conversation the law requires.
const MINUTES: u32 = 10;

/// Whether a duty is somebody's work by now. One whose day has passed still is.
pub(crate) fn is_raised(duty: &Duty, as_of: BusinessDate) -> bool {
    duty.due_on.days_since(as_of) <= RAISED_DAYS_BEFORE
}

/// The duty as a step, with what its contact is for.
pub(crate) fn proposal(duty: &Duty) -> (Purpose, Proposal) {
    let why = Why::new("required_by_law", format!("{} ({}, {})", duty.says, duty.citation, duty.status));
    let proposal = Proposal {
        rung: duty.rule.clone(),
        action: ActionKind::RequiredAct,
        channel: duty.channel,
        minutes: MINUTES,
        cost: Amount::ZERO,
        uplift_bp: 0,
        uplift_source: None,
        value: Amount::ZERO,
        is_owed: true,
        asks: None,
        needs: Vec::new(),
        why: duty.facts.iter().cloned().fold(why, Why::with),
    };
    (duty.purpose, proposal)
}
