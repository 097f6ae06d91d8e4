//! What the book and the case show by themselves, as evidence.

mod contacts;
mod payments;
mod promises;

pub use payments::earlier_spells;

use crate::{Case, Dossier, Item, NotedRecord};
use makegood_case::Confidence;
use makegood_units::{BusinessDate, FactId};

/// Every item of evidence the records of the case show by the end of `as_of`.
///
/// Histories are to be as of the same day. Observed from the record, an item is
/// verified; what people noted keeps the confidence they gave it.
pub fn observe(case: &Case<'_>, as_of: BusinessDate) -> Dossier {
    let mut seen = case.clone();
    seen.contacts.retain(|record| record.on <= as_of);
    seen.contacts.sort_by(|one, two| (one.contact.at, &one.fact).cmp(&(two.contact.at, &two.fact)));
    seen.promises.retain(|record| record.made_on <= as_of);
    seen.promises.sort_by(|one, two| (one.due_on, &one.fact).cmp(&(two.due_on, &two.fact)));

    let mut items = Vec::new();
    for loan in &seen.loans {
        items.extend(payments::observed(loan, &seen.contacts, as_of));
    }
    items.extend(promises::observed(&seen.promises, &seen.contacts));
    items.extend(contacts::observed(&seen, as_of));
    if let Some(here) = &seen.here {
        items.extend(crate::file::observed(&seen.file, here, as_of));
    }
    items.extend(seen.noted.iter().filter(|record| record.noted.on <= as_of).map(noted));
    let matters = case.matters.iter().filter(|matter| matter.on <= as_of).cloned().collect();
    Dossier { items, matters }
}

fn noted(record: &NotedRecord) -> Item {
    let NotedRecord { fact, noted } = record;
    let sure = match noted.confidence {
        Confidence::Stated => "stated",
        Confidence::Verified => "verified",
    };
    Item {
        evidence: noted.evidence.clone(),
        observed_on: noted.on,
        confidence: noted.confidence,
        says: format!("Noted on {}, {sure}; source: {}.", noted.on, noted.source),
        facts: vec![fact.clone()],
    }
}

/// Seen in the record, so verified.
fn item(evidence: &str, observed_on: BusinessDate, says: String, facts: Vec<FactId>) -> Item {
    Item { evidence: evidence.to_owned(), observed_on, confidence: Confidence::Verified, says, facts }
}
