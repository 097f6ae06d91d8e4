//! Debts and those who are liable for them.

use super::sizes::limit;
use super::{ahead, unknown};
use crate::cycle::circle;
use crate::facts::Facts;
use crate::facts::people::{Debt, LegalRole, Liable, Period};
use crate::refusal::Refusal;
use makegood_book::Order;
use makegood_units::{Amount, LoanId, PartyId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(facts: &Facts, found: &mut Vec<Refusal>) {
    for it in &facts.debts {
        debt(facts, it, found);
    }
    for it in &facts.liable {
        liable(facts, it, found);
    }
    twice(facts, found);
    cyclic(facts, found);
    for happening in &facts.happenings {
        if facts.debt(&happening.debt).is_none() {
            found.push(unknown("debt", &happening.debt, happening.fact()));
        }
        found.extend(ahead(facts, happening.on, happening.fact()));
    }
}

fn debt(facts: &Facts, debt: &Debt, found: &mut Vec<Refusal>) {
    let mut refuse =
        |code, says: String, way_out: &str| found.push(Refusal::new(code, says, way_out).about(debt.fact()));
    if debt.due > debt.total() {
        refuse("due_above_owed", format!("more of {} is due than is owed", debt.id), "correct owed or due_minor");
    }
    if debt.due_since.is_none() && debt.due > Amount::ZERO {
        refuse("due_since_missing", format!("nobody says since when {} is due", debt.id), "write due_since");
    }
    if Order::try_new(&debt.waterfall).is_none() {
        refuse(
            "waterfall_twice",
            format!("the waterfall of {} names a component twice", debt.id),
            "name each component once",
        );
    }
    let borrowers = facts.liable.iter().filter(|it| it.debt == debt.id && it.role == LegalRole::Borrower).count();
    if borrowers == 0 {
        refuse(
            "no_borrower",
            format!("nobody on file borrowed {}", debt.id),
            "add who borrowed it with role = \"borrower\"",
        );
    }
    if borrowers > 1 {
        let way_out = "keep one as the borrower and make the others co_borrower";
        refuse("two_borrowers", format!("{borrowers} parties are the borrower of {}", debt.id), way_out);
    }
    found.extend(debt.due_since.and_then(|since| ahead(facts, since, debt.fact())));
}

fn liable(facts: &Facts, liable: &Liable, found: &mut Vec<Refusal>) {
    let Some(debt) = facts.debt(&liable.debt) else {
        found.push(unknown("debt", &liable.debt, liable.fact()));
        return;
    };
    found.extend(limit(liable.limit, liable.fact()));
    found.extend(liable.died_on.and_then(|on| ahead(facts, on, liable.fact())));
    found.extend(liable.proof.as_ref().and_then(|proof| ahead(facts, proof.signed_on, liable.fact())));
    let mut refuse =
        |code, says: String, way_out: &str| found.push(Refusal::new(code, says, way_out).about(liable.fact()));
    let party = &liable.party;
    if liable.role == LegalRole::Estate {
        if liable.limit.is_none() {
            let says = format!("nobody says what {party} inherited");
            refuse(
                "estate_without_value",
                says,
                "write the value inherited as limit_minor; an estate answers for no more",
            );
        }
        let has_died = facts.borrowed(&debt.id).any(|it| it.died_on.is_some());
        if !has_died {
            let says = format!("{party} is the estate of somebody of whom no death is on file");
            refuse("nobody_died", says, "write died_on beside the borrower who died");
        }
    }
    if liable.role == LegalRole::Guarantor {
        guarantor(facts, liable, found);
    }
}

fn guarantor(facts: &Facts, liable: &Liable, found: &mut Vec<Refusal>) {
    let party = &liable.party;
    let is_own = facts.borrowed(&liable.debt).any(|it| it.party == *party);
    if is_own || liable.stands_for.as_ref() == Some(party) {
        let says = format!("{party} guarantees a debt that is their own");
        let way_out = "name somebody else as the guarantor, or take the guarantee out: it adds nothing";
        found.push(Refusal::new("self_guarantee", says, way_out).about(liable.fact()));
    }
    if let Some(other) = &liable.stands_for {
        let is_liable = facts.liable.iter().any(|it| it.debt == liable.debt && it.party == *other);
        if !is_liable {
            found.push(unknown("obligor", other, liable.fact()));
        }
    }
    if let Period::Ends { saved_on: Some(saved_on), .. } = &liable.period {
        found.extend(ahead(facts, *saved_on, liable.fact()));
    }
    let signed = liable.proof.as_ref().map(|proof| proof.signed_on);
    if let (Period::Ends { on, .. }, Some(signed_on)) = (&liable.period, signed)
        && signed_on > *on
    {
        let says = format!("the guarantee was signed on {signed_on}, after its period ended on {on}");
        let way_out = "correct the day; a signature after the end makes nobody liable, unless it is a new guarantee with its own period";
        found.push(Refusal::new("signed_after_period", says, way_out).about(liable.fact()));
    }
}

/// One party twice on one debt, as whatever.
fn twice(facts: &Facts, found: &mut Vec<Refusal>) {
    let mut seen: BTreeMap<(&LoanId, &PartyId), &Liable> = BTreeMap::new();
    for liable in &facts.liable {
        if let Some(first) = seen.insert((&liable.debt, &liable.party), liable) {
            // That a guarantor borrowed as well is told by its own name.
            let is_told = [first.role, liable.role].contains(&LegalRole::Guarantor) && first.role != liable.role;
            if !is_told {
                let says = format!("{} is liable twice for {}", liable.party, liable.debt);
                let way_out = "keep one of the two; where two contracts hold, enter the one that goes further";
                found.push(Refusal::new("obligor_twice", says, way_out).about(liable.fact()).about(first.fact()));
            }
        }
        let group = facts.groups.iter().find(|group| {
            let stands_in = liable.role == LegalRole::Guarantor;
            stands_in && group.debts.contains(&liable.debt) && group.member(&liable.party).is_some()
        });
        if let Some(group) = group {
            let says =
                format!("{} answers for {} as a guarantor and as a member of {}", liable.party, liable.debt, group.id);
            let way_out = "keep one of the two; where two contracts hold, enter the one that goes further";
            found.push(Refusal::new("obligor_twice", says, way_out).about(liable.fact()).about(group.fact()));
        }
    }
}

/// Guarantors who stand in for each other, on one debt or across several. A group, where
/// members do so by one contract, is no circle.
fn cyclic(facts: &Facts, found: &mut Vec<Refusal>) {
    let mut edges: BTreeMap<&PartyId, BTreeSet<&PartyId>> = BTreeMap::new();
    for liable in facts.liable.iter().filter(|it| it.role == LegalRole::Guarantor) {
        let to = edges.entry(&liable.party).or_default();
        match &liable.stands_for {
            Some(other) => {
                to.insert(other);
            }
            None => to.extend(facts.borrowed(&liable.debt).map(|it| &it.party)),
        }
        // Guaranteeing oneself has its own name.
        to.remove(&liable.party);
    }
    let Some(circle) = circle(&edges) else { return };
    let says = format!(
        "{} stand in for each other in a circle",
        circle.iter().map(|party| party.as_str()).collect::<Vec<_>>().join(" for ")
    );
    let way_out = "take one of the guarantees out, or enter them as one joint-liability group if that is the contract";
    let in_circle = |it: &&Liable| it.role == LegalRole::Guarantor && circle.contains(&&it.party);
    let refusal = Refusal::new("cyclic_guarantee", says, way_out);
    found.push(facts.liable.iter().filter(in_circle).map(Liable::fact).fold(refusal, Refusal::about));
}
