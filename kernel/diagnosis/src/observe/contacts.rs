//! Conversations and attempts: C04, C05, C06.

use super::item;
use crate::{Case, ContactRecord, Item};
use makegood_case::{Channel, Outcome};
use makegood_units::BusinessDate;
use std::collections::BTreeSet;

/// Attempts older than this say nothing about silence now.
const SILENCE_WINDOW_DAYS: i32 = 90;
const SILENCE_ATTEMPTS: usize = 10;
const SILENCE_CHANNELS: usize = 2;

pub(super) fn observed(case: &Case<'_>, as_of: BusinessDate) -> Vec<Item> {
    let found = [called_us(&case.contacts), refuses_to_discuss(&case.contacts), silent(case, as_of)];
    found.into_iter().flatten().collect()
}

/// C04: the borrower called us and talked.
fn called_us(contacts: &[ContactRecord]) -> Option<Item> {
    let talked = |record: &&ContactRecord| {
        let talked = matches!(record.contact.outcome, Outcome::RightParty | Outcome::PromiseToPay | Outcome::Hardship);
        talked && record.contact.channel == Channel::InboundCall
    };
    let record = contacts.iter().rev().find(talked)?;
    let on = record.on;
    Some(item("C04", on, format!("They called us on {on}."), vec![record.fact.clone()]))
}

/// C05: in the last two conversations, on different days, they refused to talk about it.
fn refuses_to_discuss(contacts: &[ContactRecord]) -> Option<Item> {
    let mut spoken = contacts.iter().rev().filter(|record| record.contact.outcome.is_conversation());
    let last = spoken.next().filter(|record| record.contact.outcome == Outcome::Refused)?;
    let on = last.on;
    let before = spoken.find(|record| record.on < on)?;
    if before.contact.outcome != Outcome::Refused {
        return None;
    }
    let says = format!("Reached on {} and {on}, they refused both times.", before.on);
    Some(item("C05", on, says, vec![before.fact.clone(), last.fact.clone()]))
}

/// C06: ten attempts over two channels that work, and no answer, since they last
/// spoke or paid.
fn silent(case: &Case<'_>, as_of: BusinessDate) -> Option<Item> {
    let spoke = case.contacts.iter().filter(|record| record.contact.outcome.is_conversation());
    let spoke_on = spoke.map(|record| record.on);
    let paid_on = case.loans.iter().flat_map(|loan| &loan.history.payments).map(|paid| paid.value_on);
    let since = spoke_on.chain(paid_on).chain([as_of.plus_days(-SILENCE_WINDOW_DAYS)]).max()?;
    let attempts: Vec<&ContactRecord> = case
        .contacts
        .iter()
        .filter(|record| is_attempt(record, since) && !leads_elsewhere(record, &case.contacts))
        .collect();
    let channels: BTreeSet<Channel> = attempts.iter().map(|record| record.contact.channel).collect();
    let on = attempts.last().map(|record| record.on)?;
    if attempts.len() < SILENCE_ATTEMPTS || channels.len() < SILENCE_CHANNELS {
        return None;
    }
    let says = format!("{} attempts over {} channels since {since} went unanswered.", attempts.len(), channels.len());
    Some(item("C06", on, says, attempts.iter().map(|record| record.fact.clone()).collect()))
}

fn is_attempt(record: &ContactRecord, since: BusinessDate) -> bool {
    matches!(record.contact.outcome, Outcome::NoAnswer | Outcome::Sent) && record.on > since
}

/// Whether the number or address is known not to reach them: such an attempt is
/// not their silence.
fn leads_elsewhere(record: &ContactRecord, contacts: &[ContactRecord]) -> bool {
    let Some(point) = &record.contact.contact_point else { return false };
    let same = contacts.iter().filter(|other| other.contact.contact_point.as_ref() == Some(point));
    let mut outcomes = same.map(|other| other.contact.outcome);
    outcomes.any(|outcome| matches!(outcome, Outcome::WrongNumber | Outcome::NotConnected))
}
