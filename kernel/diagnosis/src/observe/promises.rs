//! What became of promises: C01, C02, C03.

use super::item;
use crate::{ContactRecord, Item, PromiseRecord};
use makegood_case::{Channel, Outcome, PromiseState};
use makegood_units::{BusinessDate, FactId};

/// Reads the promises whose day has passed, in the order of their days.
pub(super) fn observed(promises: &[PromiseRecord], contacts: &[ContactRecord]) -> Option<Item> {
    let due: Vec<&PromiseRecord> = promises
        .iter()
        .filter(|record| !matches!(record.kept, PromiseState::Pending | PromiseState::Replaced))
        .collect();
    let run = |state: PromiseState| due.iter().rev().take_while(|record| record.kept == state).count();
    let last = *due.last()?;
    if run(PromiseState::Kept) >= 2 {
        return Some(item("C01", last.due_on, "The last two promises were kept.".to_owned(), last_facts(&due, 2)));
    }
    let broken = run(PromiseState::Broken);
    let first_broken = due.len().checked_sub(broken).and_then(|at| due.get(at))?;
    match broken {
        0 => None,
        1 => {
            let says = format!("The promise for {} was not kept.", last.due_on);
            Some(item("C02", last.due_on, says, last_facts(&due, 1)))
        }
        _ if explained_since(first_broken.due_on, contacts) => {
            let says = format!("{broken} promises were not kept, and they told us why.");
            Some(item("C02", last.due_on, says, last_facts(&due, broken)))
        }
        _ => {
            let says = format!("{broken} promises in a row were not kept, without a word.");
            Some(item("C03", last.due_on, says, last_facts(&due, broken)))
        }
    }
}

/// They called us, or said that they cannot pay or that something is wrong.
fn explained_since(day: BusinessDate, contacts: &[ContactRecord]) -> bool {
    contacts.iter().filter(|record| record.on >= day).any(|record| {
        let called = record.contact.channel == Channel::InboundCall && record.contact.outcome.is_conversation();
        called || matches!(record.contact.outcome, Outcome::Hardship | Outcome::Dispute)
    })
}

fn last_facts(due: &[&PromiseRecord], count: usize) -> Vec<FactId> {
    due.iter().skip(due.len().saturating_sub(count)).map(|record| record.fact.clone()).collect()
}
