//! The law's part of a case: what is on file about the person, put on one sheet.

use crate::{CaseInput, Rules};
use makegood_case::Recorded;
use makegood_compliance::{FactSheet, Facts, Role, RoleFact};
use makegood_units::{BusinessDate, FactId};

/// Everything on file about the borrower that counts by `as_of`.
pub fn facts_about(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Facts {
    let mut sheet = FactSheet::new(case.party.clone());
    for fact in rules.packs.lender_facts() {
        sheet.lender.insert(fact.to_owned(), rules.strategy.facts.iter().any(|known| known == fact));
    }
    sheet.contact_points.clone_from(&case.contact_points);
    for Recorded { seq, event, .. } in case.events.iter().filter(|recorded| recorded.effective_on <= as_of) {
        sheet.record(FactId::new("event", seq), event, &[]);
    }
    for input in &case.loans {
        sheet.roles.push(RoleFact {
            fact: FactId::new("loan", &input.loan.id),
            debt: Some(input.loan.id.clone()),
            role: Role::Borrower,
        });
    }
    if let Some(residence) = &case.known {
        sheet.locate(residence);
    }
    Facts::new(sheet)
}
