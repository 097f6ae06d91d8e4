//! What the book, the roles, the contacts and the clocks say to recourse, where no row
//! says more.

use crate::clocks::{CaseClock, ClockStand, StepKind, case_clocks};
use crate::{CaseInput, CloseError, Rules};
use makegood_book::{BookRules, position};
use makegood_case::{CaseEvent, PartyRole};
use makegood_compliance::Effect;
use makegood_recourse::{Contact, Debt, Facts, GuaranteeKind, LegalRole, Liable, Period};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PartyId};

/// What the book says of one borrower's debts: how they stand, and who is what to them.
pub(crate) fn book(case: &CaseInput, debts: &[LoanId], facts: &mut Facts, rules: &BookRules) -> Result<(), CloseError> {
    let (as_of, currency): (BusinessDate, Currency) = (facts.as_of, facts.currency);
    let here = case.loans.iter().filter(|input| debts.contains(&input.loan.id) && input.loan.currency == currency);
    for input in here {
        let id = &input.loan.id;
        let now = position(input, as_of, rules).map_err(|source| CloseError { loan: id.clone(), source })?;
        facts.debts.push(Debt {
            id: id.clone(),
            owed: now.outstanding_parts,
            due: now.arrears.total(),
            due_since: now.arrears.since,
            waterfall: Vec::new(),
            order_agreed: None,
        });
        facts.liable.push(liable(id.to_string(), &case.party, id, LegalRole::Borrower));
        let roles = case.others.iter().flat_map(|other| &other.roles);
        for held in roles.filter(|held| held.loan == *id && held.holds_on(as_of)) {
            if let Some(role) = legal_role(held)
                && !facts.liable.iter().any(|known| known.party == held.party && known.debt == *id)
            {
                facts.liable.push(liable(format!("{id}/{}/{}", held.party, held.role), &held.party, id, role));
            }
        }
    }
    spoken(case, facts);
    Ok(())
}

/// Conversations of the case are about each of its debts: who was spoken to need not be
/// entered twice.
fn spoken(case: &CaseInput, facts: &mut Facts) {
    let own: Vec<LoanId> = case.loans.iter().map(|input| input.loan.id.clone()).collect();
    for one in case.events.iter().filter(|one| one.effective_on <= facts.as_of) {
        let CaseEvent::ContactRecorded(made) = &one.event else { continue };
        if !made.outcome.is_conversation() {
            continue;
        }
        for debt in own.iter().filter(|debt| facts.debts.iter().any(|known| known.id == **debt)) {
            facts.contacts.push(Contact {
                id: format!("event {} about {debt}", one.seq),
                debt: debt.clone(),
                on: one.effective_on,
                not_first_because: None,
                by: made.by.to_string(),
            });
        }
    }
}

fn legal_role(held: &PartyRole) -> Option<LegalRole> {
    match held.role.as_str() {
        "guarantor" => Some(LegalRole::Guarantor),
        "co_borrower" => Some(LegalRole::CoBorrower),
        _ => None,
    }
}

/// Somebody of whom only the role is known: no paper, no limit, no period.
fn liable(id: String, party: &PartyId, debt: &LoanId, role: LegalRole) -> Liable {
    Liable {
        id,
        party: party.clone(),
        debt: debt.clone(),
        role,
        proof: None,
        clause: None,
        limit: None,
        without_consent: Amount::ZERO,
        died_on: None,
        kind: GuaranteeKind::Unclear,
        stands_for: None,
        period: if role == LegalRole::Guarantor { Period::Unknown } else { Period::None },
    }
}

/// The guarantee clocks of the packs, where nobody wrote the period down.
pub(crate) fn periods(case: &CaseInput, facts: &mut Facts, rules: Rules<'_>) -> Result<(), CloseError> {
    let is_open = |liable: &Liable| {
        liable.period == Period::Unknown && case.loans.iter().any(|input| input.loan.id == liable.debt)
    };
    if !rules.packs.has_clocks() || !facts.liable.iter().any(is_open) {
        return Ok(());
    }
    let clocks = case_clocks(case, facts.as_of, rules)?;
    for liable in facts.liable.iter_mut().filter(|liable| is_open(liable)) {
        let of_it = |clock: &&CaseClock| clock.loan == liable.debt && clock.party == liable.party && is_period(clock);
        if let Some(period) = clocks.iter().filter(of_it).filter_map(period).min_by_key(ends_on) {
            liable.period = period;
        }
    }
    Ok(())
}

/// Whether the end of a clock frees a guarantor.
fn is_period(clock: &CaseClock) -> bool {
    clock.unsure.is_none() && clock.effect == Effect::GuarantorFree.says()
}

/// The period as its clock shows it: the day as counted, because it is disputed whether
/// days of rest move it.
fn period(clock: &CaseClock) -> Option<Period> {
    let on = clock.counted_end?;
    let moved = clock.steps.iter().rev().find(|step| step.moved && step.kind == StepKind::Restart);
    let saved_on = moved.filter(|_| clock.state == ClockStand::Saved).map(|step| step.on);
    Some(Period::Ends { on, saved_on, limitation_ends_on: None })
}

fn ends_on(period: &Period) -> Option<BusinessDate> {
    match period {
        Period::Ends { on, .. } => Some(*on),
        Period::Unknown | Period::None => None,
    }
}
