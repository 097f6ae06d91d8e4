//! Who is liable, and what may be asked of guarantors.

use super::{Told, obstacles};
use crate::pages::recourse::{DemandCard, LiableLine, SaveBy};
use crate::say;
use makegood_recourse::{Demand, GuaranteeKind, LegalRole, Liability, Proof};

/// One party on one loan.
pub(super) fn liable(told: &Told<'_>, one: &Liability) -> LiableLine {
    LiableLine {
        who: told.who(&one.party),
        role: role(one.role).to_owned(),
        loan: one.debt.to_string(),
        today: told.money(one.today),
        in_all: told.money(one.in_all),
        opened: told.opened(&one.why, &one.lines, one.cited.as_ref()),
        missing: obstacles(&one.missing),
    }
}

/// A guarantor.
pub(super) fn demand(told: &Told<'_>, one: &Demand) -> DemandCard {
    let as_of = told.of.facts.as_of;
    DemandCard {
        who: told.who(&one.guarantor),
        stands_for: one.stands_for.as_ref().map(|party| told.who(party)),
        loan: one.debt.to_string(),
        kind: guarantee(one.kind).to_owned(),
        amount: told.money(one.amount),
        clause: one.clause.clone().unwrap_or_default(),
        paper: one.proof.as_ref().map(paper).unwrap_or_default(),
        period_ends_on: one.period_ends_on,
        save_by: one.save_by.map(|by| SaveBy { by, days: by.days_since(as_of) }),
        because: obstacles(&one.blocked),
        opened: told.opened(&one.why, &[], None),
    }
}

/// A signed paper with its day.
fn paper(proof: &Proof) -> String {
    format!("{}, signed {}", proof.document, say::day_text(&proof.signed_on))
}

/// A legal role in words.
fn role(role: LegalRole) -> &'static str {
    match role {
        LegalRole::Borrower => "borrower",
        LegalRole::CoBorrower => "co-borrower",
        LegalRole::Guarantor => "guarantor",
        LegalRole::GroupMember => "member of the group",
        LegalRole::Estate => "estate",
        LegalRole::ThirdPartyPledgor => "gave a pledge",
        LegalRole::ThirdPartyMortgagor => "gave a mortgage",
    }
}

/// How a guarantee works, in words.
fn guarantee(kind: GuaranteeKind) -> &'static str {
    match kind {
        GuaranteeKind::General => "general: after the borrower",
        GuaranteeKind::JointAndSeveral => "joint and several",
        GuaranteeKind::Unclear => "the contract does not say",
    }
}
