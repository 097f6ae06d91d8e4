//! Every attempt of a case, with why they were late as found the day before, and what came
//! of it.

use crate::case_book::{CloseError, histories, owed};
use crate::cash::state_on;
use crate::{CaseInput, Rules, why_late};
use makegood_book::Payment;
use makegood_case::{CaseEvent, CaseState, Channel, Outcome, PromiseState, Recorded};
use makegood_diagnosis::Situation;
use makegood_strategy::methods::{Attempt, Means};
use makegood_units::BusinessDate;
use std::collections::BTreeMap;

/// Money within so many days after an attempt is counted with it.
const DAYS_AFTER: i32 = 14;

/// The attempts of a case by the end of `as_of`, oldest first. What they themselves called
/// about is none.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn tried(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Vec<Attempt>, CloseError> {
    let means = |recorded: &Recorded| means(recorded, case, rules).map(|means| (recorded.clone(), means));
    let made: Vec<_> = case.events.iter().filter(|one| one.effective_on <= as_of).filter_map(means).collect();
    if made.is_empty() {
        return Ok(Vec::new());
    }
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(Vec::new()) };
    let told = histories(case, as_of, rules)?;
    let state = state_on(case, &told, &owed, rules, as_of);
    let payments: Vec<&Payment> = told.iter().flat_map(|told| &told.history.payments).collect();
    let mut found: BTreeMap<BusinessDate, Option<Situation>> = BTreeMap::new();
    let mut attempts = Vec::with_capacity(made.len());
    for (recorded, means) in made {
        let on = recorded.effective_on;
        let situation = match found.get(&on) {
            Some(known) => *known,
            None => {
                let now = situation_on(case, on.plus_days(-1), rules)?;
                found.insert(on, now);
                now
            }
        };
        let last = on.plus_days(DAYS_AFTER);
        let came = payments.iter().any(|paid| on <= paid.value_on && paid.value_on <= last);
        let outcome = match &recorded.event {
            CaseEvent::ContactRecorded(contact) => Some(contact.outcome),
            _ => None,
        };
        attempts.push(Attempt {
            means,
            situation,
            on,
            conversation: outcome.is_some_and(Outcome::is_conversation),
            promise: (outcome == Some(Outcome::PromiseToPay)).then(|| promise_of(&state, recorded.seq)).flatten(),
            paid: (last <= as_of).then_some(came),
        });
    }
    Ok(attempts)
}

fn means(recorded: &Recorded, case: &CaseInput, rules: Rules<'_>) -> Option<Means> {
    match &recorded.event {
        CaseEvent::ContactRecorded(contact) if contact.channel != Channel::InboundCall => {
            Some(Means::Contact(contact.channel))
        }
        CaseEvent::StepDone(done) => {
            let (own, _) = rules.of_case(case, recorded.effective_on);
            let rung = own.strategy.rungs.iter().find(|rung| rung.id == done.step);
            rung.map(|rung| Means::Step(rung.action))
        }
        _ => None,
    }
}

/// Why they were late by the end of a day; none where nothing was.
fn situation_on(case: &CaseInput, day: BusinessDate, rules: Rules<'_>) -> Result<Option<Situation>, CloseError> {
    let Some(owed) = owed(case, day, rules)?.filter(|owed| owed.days_past_due > 0) else { return Ok(None) };
    let told = histories(case, day, rules)?;
    let state = state_on(case, &told, &owed, rules, day);
    let records = why_late::records(&state, &told, &owed, day);
    Ok(Some(why_late::ruled(&records, &state, day, rules).finding.situation))
}

/// The promise a contact ended with: the first one put down after it and before the next.
fn promise_of(state: &CaseState, contact: i64) -> Option<PromiseState> {
    let next = state.contacts.iter().map(|one| one.seq).filter(|seq| *seq > contact).min().unwrap_or(i64::MAX);
    let after = state.promises.iter().filter(|one| contact < one.seq && one.seq < next);
    after.min_by_key(|one| one.seq).map(|one| one.state)
}
