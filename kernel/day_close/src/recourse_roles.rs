//! What rows about recourse say to the rest of the day: who has a role in a loan because
//! of them, and what stands behind it in the words of the packs.

use crate::{CaseInput, OtherParty, RowVersion, scope_of};
use makegood_case::PartyRole;
use makegood_recourse::{EventKind, Facts, LegalRole, Row, Security, SecurityKind};
use makegood_units::{BusinessDate, LoanId, PartyId};

/// A thing that stands behind a loan, in the words of the packs.
pub(crate) const HAS_MORTGAGE: &str = "security.has_mortgage";
pub(crate) const HAS_PLEDGE: &str = "security.has_pledge";
pub(crate) const HAS_REGISTERED_PLEDGE: &str = "security.has_registered_pledge";

/// Those words; people may state them of a loan whose papers are not on file yet.
pub const SECURITY_WORDS: [&str; 3] = [HAS_MORTGAGE, HAS_PLEDGE, HAS_REGISTERED_PLEDGE];

/// Gives those whom rows make liable for a loan of the case a role in it, for as long as
/// the rows stand: the clocks and the gate know of them then. `other` says what else is
/// known of somebody.
///
/// # Errors
/// Whatever `other` refuses.
pub fn add_roles<E>(
    case: &mut CaseInput,
    rows: &[RowVersion],
    other: impl Fn(PartyId, Vec<PartyRole>) -> Result<OtherParty, E>,
) -> Result<(), E> {
    for (at, version) in rows.iter().enumerate() {
        let Some(row) = version.row() else { continue };
        let later = rows.iter().skip(at.saturating_add(1)).find(|one| one.key() == version.key());
        let until = later.map(|one| one.on.plus_days(-1));
        for (loan, party, role) in made_liable(row, version.on) {
            let is_own = case.loans.iter().any(|input| input.loan.id == loan);
            if !is_own || party == case.party {
                continue;
            }
            let source = Some(row.fact().to_string());
            let held = PartyRole { loan, party: party.clone(), role, since: Some(version.on), until, source };
            match case.others.iter_mut().find(|known| known.party == party) {
                Some(known) => known.roles.push(held),
                None => case.others.push(other(party, vec![held])?),
            }
        }
    }
    case.others.sort_by(|one, two| one.party.cmp(&two.party));
    Ok(())
}

/// Loan, party and the word of the role, for everybody a row makes liable.
fn made_liable(row: &Row, on: BusinessDate) -> Vec<(LoanId, PartyId, String)> {
    if !matches!(row.table.as_str(), "liable" | "group" | "group_member") {
        return Vec::new();
    }
    let Some(told) = read_alone(&[row], on) else { return Vec::new() };
    let mut found = Vec::new();
    for liable in &told.liable {
        let role = match liable.role {
            LegalRole::Guarantor => "guarantor",
            LegalRole::CoBorrower => "co_borrower",
            _ => continue,
        };
        found.push((liable.debt.clone(), liable.party.clone(), role.to_owned()));
    }
    for group in &told.groups {
        for debt in &group.debts {
            let members = group.members.iter().map(|member| member.party.clone());
            found.extend(members.map(|party| (debt.clone(), party, "group_member".to_owned())));
        }
    }
    found
}

/// Rows by themselves. What they say of amounts is not asked here, so that any currency does.
fn read_alone(rows: &[&Row], on: BusinessDate) -> Option<Facts> {
    let currency = "XXX".parse().ok()?;
    Facts::new("", on, currency).with_rows(rows.iter().copied()).ok()
}

/// The pledges and mortgages behind the loans of a case that were not given back or
/// turned into money yet.
pub(crate) fn securities(case: &CaseInput, as_of: BusinessDate) -> Vec<Security> {
    if case.recourse.rows.is_empty() {
        return Vec::new();
    }
    let (_, versions) = scope_of(case, as_of);
    let of_things = |row: &&Row| matches!(row.table.as_str(), "security" | "enforcement");
    let rows: Vec<&Row> = versions.into_iter().filter_map(RowVersion::row).filter(of_things).collect();
    let Some(told) = read_alone(&rows, as_of) else { return Vec::new() };
    let is_gone = |security: &Security| {
        let ends = |kind: EventKind| matches!(kind, EventKind::Distributed | EventKind::Redeemed);
        told.events.iter().any(|event| event.security == security.id && event.proof.is_some() && ends(event.what))
    };
    told.securities.iter().filter(|security| !is_gone(security)).cloned().collect()
}

/// What is true of a loan because of a security, in the words of the packs.
pub(crate) fn words_of(security: &Security) -> Vec<&'static str> {
    match (security.kind, security.registered) {
        (SecurityKind::Mortgage, _) => vec![HAS_MORTGAGE],
        (SecurityKind::Pledge, Some(true)) => vec![HAS_PLEDGE, HAS_REGISTERED_PLEDGE],
        (SecurityKind::Pledge, _) => vec![HAS_PLEDGE],
    }
}
