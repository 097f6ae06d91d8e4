//! Who owes a loan, and by which word happenings call them.

use super::model::CaseClock;
use crate::CaseInput;
use makegood_compliance::Role;
use makegood_units::{BusinessDate, LoanId, PartyId};

/// Somebody liable for a loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Obligor {
    pub party: PartyId,
    pub role: Role,
    /// `borrower`, `guarantor`; `guarantor_1` and `guarantor_2` where there are several.
    pub word: String,
}

const BORROWER: &str = "borrower";

/// The words for roles that owe. A personal representative answers for the estate and an
/// attorney for nobody: neither is an obligor.
const LIABLE: [&str; 4] = ["co_borrower", "guarantor", "group_member", "heir"];

/// The obligors of a loan: the borrower, then the others by role and number.
pub(super) fn obligors(case: &CaseInput, loan: &LoanId, as_of: BusinessDate) -> Vec<Obligor> {
    let mut found = vec![Obligor { party: case.party.clone(), role: Role::Borrower, word: BORROWER.to_owned() }];
    for word in LIABLE {
        let Some(role) = Role::named(word) else { continue };
        let holds = |other: &&crate::OtherParty| {
            other.roles.iter().any(|held| held.loan == *loan && held.role == word && held.holds_on(as_of))
        };
        let mut parties: Vec<&PartyId> = case.others.iter().filter(holds).map(|other| &other.party).collect();
        parties.sort();
        parties.dedup();
        let alone = parties.len() == 1;
        found.extend(parties.into_iter().zip(1_u32..).map(|(party, number)| {
            let word = if alone { word.to_owned() } else { format!("{word}_{number}") };
            Obligor { party: party.clone(), role, word }
        }));
    }
    found
}

/// The word of a person among the obligors of a loan.
pub(super) fn word_of<'o>(obligors: &'o [Obligor], person: &PartyId) -> Option<&'o str> {
    obligors.iter().find(|one| one.party == *person).map(|one| one.word.as_str())
}

/// Those liable for a loan of which a clock is read, against whom none is: no pack in
/// force speaks of them. Each with the word for what they are.
pub fn without_clock(case: &CaseInput, clocks: &[CaseClock], as_of: BusinessDate) -> Vec<(LoanId, PartyId, String)> {
    let mut found = Vec::new();
    let mut loans: Vec<&LoanId> = clocks.iter().map(|clock| &clock.loan).collect();
    loans.dedup();
    for loan in loans {
        let read = |one: &Obligor| clocks.iter().any(|clock| clock.loan == *loan && clock.party == one.party);
        let silent = obligors(case, loan, as_of).into_iter().filter(|one| !read(one));
        found.extend(silent.map(|one| (loan.clone(), one.party, one.word)));
    }
    found
}
