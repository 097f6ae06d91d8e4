//! The reminder the day before a promised day: of what is still to come for it, to who
//! gave the promise.
//!
//! To the law this is a contact about arrears, so it is asked for with the purpose of
//! collecting, never as a reminder of what is not due yet.

use crate::action::CaseAction;
use crate::case_book::{CloseError, histories, owed};
use crate::case_day::Gate;
use crate::cash::state_on;
use crate::clock_day::working_day;
use crate::consider::{judge, late_debts, usable_point};
use crate::{CaseInput, Rules, sheet};
use makegood_case::{CaseEvent, Channel, PartOutcome, PromiseOutcome};
use makegood_compliance::{Hearing, Purpose};
use makegood_strategy::ActionKind;
use makegood_units::{Amount, BranchId, BusinessDate, ContactPointId, LoanId, Money, PartyId};
use serde::{Deserialize, Serialize};

/// A promised part recalled the day before, or the reason why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedSoon {
    /// Who promised.
    pub party: PartyId,
    /// The event that recorded the promise.
    pub promise: i64,
    /// About which loans.
    pub loans: Vec<LoanId>,
    /// The branch that answers for the case.
    pub branch: BranchId,
    /// The promised day.
    pub due_on: BusinessDate,
    /// What was promised for it.
    pub promised: Money,
    /// What of it is still to come.
    pub to_come: Money,
    /// Through which channel.
    pub channel: Channel,
    /// On which number or at which address.
    pub contact_point: Option<ContactPointId>,
    /// What the law says.
    pub gate: Gate,
}

/// The parts of open promises whose day is tomorrow. Nothing while a hold lasts or after a
/// death is noted, and nothing when nothing is in arrears.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn promised_soon(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Vec<PromisedSoon>, CloseError> {
    let tomorrow = as_of.plus_days(1);
    let names_tomorrow = |event: &CaseEvent| match event {
        CaseEvent::PromiseMade(promise) => promise.parts().iter().any(|part| part.due_on == tomorrow),
        _ => false,
    };
    let Some(channel) = rules.strategy.promises.reminder else { return Ok(Vec::new()) };
    if !case.events.iter().any(|recorded| names_tomorrow(&recorded.event)) {
        return Ok(Vec::new());
    }
    let Some(owed) = owed(case, as_of, rules)?.filter(|owed| owed.arrears > Amount::ZERO) else {
        return Ok(Vec::new());
    };
    let state = state_on(case, &histories(case, as_of, rules)?, &owed, rules, as_of);
    let dead = state.happenings.iter().any(|one| one.what.what == "death");
    if dead || !state.holds.is_empty() {
        return Ok(Vec::new());
    }
    let facts = sheet::facts_about(case, as_of, rules);
    let mut hearing = Hearing::new(&facts, rules.packs);
    let hours = working_day(case, as_of, rules.strategy);
    let point = usable_point(case, &state, channel).map(|point| point.id.clone());
    let recall = |(one, part): (&PromiseOutcome, &PartOutcome)| {
        let loans = one.promise.loan.clone().map_or_else(|| late_debts(&owed), |loan| vec![loan]);
        let action = CaseAction {
            party: case.party.clone(),
            person: case.party.clone(),
            debts: loans.clone(),
            considered: 0,
            kind: ActionKind::Reminder,
            channel: Some(channel),
            contact_point: point.clone(),
            purpose: Purpose::Collect,
            is_owed: false,
            minutes: 0,
            value_minor: 0,
            place: None,
            point: None,
            officer: None,
        };
        PromisedSoon {
            party: case.party.clone(),
            promise: one.seq,
            loans,
            branch: owed.branch.clone(),
            due_on: part.due_on,
            promised: Money::new(part.amount, owed.currency),
            to_come: Money::new(part.lacking(), owed.currency),
            channel,
            contact_point: point.clone(),
            gate: judge(action, &mut hearing, hours).0,
        }
    };
    let parts = state.promises.iter().flat_map(|one| one.parts.iter().map(move |part| (one, part)));
    Ok(parts.filter(|(_, part)| part.state.is_open() && part.due_on == tomorrow).map(recall).collect())
}
