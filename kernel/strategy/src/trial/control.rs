//! The control: reminded, answered, helped when they ask, and else left alone, so that it
//! can be told what the other steps bring.

use crate::{ActionKind, CaseFacts, PassedOver, Proposal, Proposals, Strategy};
use makegood_case::Outcome;
use makegood_units::{BusinessDate, Why};

/// The reason code of a step the control goes without.
pub const CONTROL_GROUP: &str = "control_group";

/// Closes what goes beyond a reminder. What the borrower is owed stays open, what a death
/// asks for, and what a leader goes on to for a reason. Steps the law requires are not
/// here at all: they come of the packs, whatever the lot.
pub fn hold_back(proposals: &mut Proposals, case: &CaseFacts, strategy: &Strategy, ends_on: Option<BusinessDate>) {
    let decided = |rung: &str| strategy.rungs.iter().any(|known| known.id == rung && case.skip_to(known).is_some());
    // Whoever said once that they cannot pay is talked with about a plan for as long as they
    // are late: the hold that began it ends after some weeks, the shortage may not.
    let told = case.contacts.iter().any(|record| record.contact.outcome == Outcome::Hardship);
    let (kept, held): (Vec<_>, Vec<_>) =
        std::mem::take(&mut proposals.open).into_iter().partition(|one| stays(one, told) || decided(&one.rung));
    proposals.open = kept;
    proposals.passed_over.extend(held.into_iter().map(|one| PassedOver {
        rung: one.rung,
        action: one.action,
        opens_on: ends_on.map(|last| last.plus_days(1)),
        why: Why::new(
            CONTROL_GROUP,
            "By lot this case is only reminded, so that it can be told what more would bring.",
        ),
    }));
    let place = |rung: &str| strategy.rungs.iter().position(|known| known.id == rung);
    proposals.passed_over.sort_by_key(|one| place(&one.rung));
}

fn stays(proposal: &Proposal, told_hardship: bool) -> bool {
    let owed = matches!(proposal.why.code.as_str(), "answer_owed" | "plan_owed");
    let asked_for = owed || told_hardship && proposal.action == ActionKind::PlanConversation;
    let after_a_death = matches!(proposal.action, ActionKind::EstateCheck | ActionKind::InsuranceClaim);
    proposal.action == ActionKind::Reminder || asked_for || after_a_death
}
