//! Groups, what their members paid, and what was noted about them.

use super::sizes::limit;
use super::{ahead, unknown};
use crate::facts::Facts;
use crate::facts::group::Group;
use crate::ledger::ledger;
use crate::refusal::Refusal;
use crate::sums::WHOLE_BP;
use makegood_units::{Amount, FactId};

pub(super) fn check(facts: &Facts, found: &mut Vec<Refusal>) {
    for it in &facts.groups {
        group(facts, it, found);
    }
    contributions(facts, found);
    noted(facts, found);
    // Sums are only taken over amounts that fit.
    if found.is_empty() {
        found.extend(facts.debts.iter().filter_map(|debt| ledger(facts, &debt.id).err()));
    }
}

fn group(facts: &Facts, group: &Group, found: &mut Vec<Refusal>) {
    let mut refuse =
        |code, says: String, way_out: &str| found.push(Refusal::new(code, says, way_out).about(group.fact()));
    if group.members.len() < 2 {
        refuse(
            "group_too_small",
            format!("{} has fewer than two members", group.id),
            "add the members, or take the group out",
        );
    }
    let shares = group.members.iter().fold(0_u32, |sum, member| sum.saturating_add(member.share_bp));
    if shares > WHOLE_BP {
        let says = format!("the shares of {} add up to {}.{:02}%", group.id, shares / 100, shares % 100);
        refuse("shares_above_whole", says, "correct the shares; together they are at most 10000 basis points");
    }
    for (at, member) in group.members.iter().enumerate() {
        if member.share_bp == 0 {
            refuse(
                "share_not_positive",
                format!("{} has no share in {}", member.party, group.id),
                "write share_bp from 1 to 10000",
            );
        }
        if group.members.iter().take(at).any(|before| before.party == member.party) {
            refuse(
                "obligor_twice",
                format!("{} is a member of {} twice", member.party, group.id),
                "keep one of the two",
            );
        }
    }
    for debt in &group.debts {
        if facts.debt(debt).is_none() {
            found.push(unknown("debt", debt, group.fact()));
            continue;
        }
        let borrower = facts.borrower(debt).filter(|borrower| group.member(&borrower.party).is_none());
        if let Some(borrower) = borrower {
            let says = format!("{} borrowed {debt} and is no member of {}", borrower.party, group.id);
            let way_out = "add them as a member, or take the debt out of the group";
            found.push(Refusal::new("borrower_not_member", says, way_out).about(group.fact()));
        }
    }
    for member in &group.members {
        found.extend(limit(member.limit, group.fact()));
        found.extend(member.proof.as_ref().and_then(|proof| ahead(facts, proof.signed_on, group.fact())));
    }
}

fn contributions(facts: &Facts, found: &mut Vec<Refusal>) {
    for paid in &facts.contributions {
        found.extend(ahead(facts, paid.on, paid.fact()));
        found.extend(nothing(paid.amount, paid.fact()));
        if facts.debt(&paid.debt).is_none() {
            found.push(unknown("debt", &paid.debt, paid.fact()));
            continue;
        }
        if facts.borrowed(&paid.debt).any(|it| it.party == paid.by) {
            let says = format!("{} paid their own debt {}", paid.by, paid.debt);
            found.push(Refusal::new("own_contribution", says, "record it as a payment on the loan").about(paid.fact()));
            continue;
        }
        let guarantees = facts.liable_as_guarantor(&paid.by, &paid.debt).is_some();
        let is_member = facts.groups.iter().any(|it| it.debts.contains(&paid.debt) && it.member(&paid.by).is_some());
        let gave = facts.securities.iter().any(|it| it.debts.contains(&paid.debt) && it.owner == paid.by);
        if !(guarantees || is_member || gave) {
            let says = format!("{} is not liable for {}", paid.by, paid.debt);
            let way_out = "record it as a payment of a third person on the loan; nobody else owes them anything here";
            found.push(Refusal::new("contributor_not_liable", says, way_out).about(paid.fact()));
        }
    }
    for back in &facts.repayments {
        found.extend(ahead(facts, back.on, back.fact()));
        found.extend(nothing(back.amount, back.fact()));
        if facts.debt(&back.debt).is_none() {
            found.push(unknown("debt", &back.debt, back.fact()));
        }
    }
}

fn nothing(amount: Amount, fact: FactId) -> Option<Refusal> {
    let refusal = Refusal::new("amount_not_positive", "nothing was paid", "write what was paid, or take it out");
    amount.is_zero().then(|| refusal.about(fact))
}

fn noted(facts: &Facts, found: &mut Vec<Refusal>) {
    let group_of = |id: &str| facts.groups.iter().find(|group| group.id == id);
    for it in &facts.notices {
        let fact = FactId::new("notice", &it.id);
        found.extend(ahead(facts, it.on, fact.clone()));
        found.extend(facts.debt(&it.debt).is_none().then(|| unknown("debt", &it.debt, fact)));
    }
    for it in &facts.contacts {
        let fact = FactId::new("contact", &it.id);
        found.extend(ahead(facts, it.on, fact.clone()));
        found.extend(facts.debt(&it.debt).is_none().then(|| unknown("debt", &it.debt, fact)));
    }
    for it in &facts.cooperation {
        let fact = FactId::new("cooperation", &it.id);
        found.extend(ahead(facts, it.on, fact.clone()));
        match group_of(&it.group) {
            None => found.push(unknown("group", &it.group, fact)),
            Some(group) if group.member(&it.party).is_none() => found.push(unknown("member", &it.party, fact)),
            Some(_) => {}
        }
    }
    for it in &facts.meetings {
        let fact = FactId::new("meeting", &it.id);
        found.extend(ahead(facts, it.on, fact.clone()));
        let Some(group) = group_of(&it.group) else {
            found.push(unknown("group", &it.group, fact));
            continue;
        };
        let strangers = it.attendees.iter().filter(|party| group.member(party).is_none());
        for stranger in strangers {
            let says = format!("{stranger} came to a meeting of {} and is no member", it.group);
            let way_out =
                "a member's arrears are nobody else's matter: leave them out, or enter who they are to the debt";
            found.push(Refusal::new("attendee_not_member", says, way_out).about(fact.clone()));
        }
    }
    for it in &facts.shocks {
        found.extend(ahead(facts, it.begins_on, it.fact()));
        found.extend(group_of(&it.group).is_none().then(|| unknown("group", &it.group, it.fact())));
        if it.ends_on.is_some_and(|last| last < it.begins_on) {
            let says = format!("the shock ends before it begins on {}", it.begins_on);
            found.push(Refusal::new("ends_before_it_begins", says, "correct the days").about(it.fact()));
        }
    }
}
