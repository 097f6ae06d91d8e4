//! Reminders of instalments that fall due soon: of every one, to whoever is current.

use crate::action::CaseAction;
use crate::case_book::CloseError;
use crate::case_day::Gate;
use crate::clock_day::working_day;
use crate::consider::{judge, usable_point};
use crate::{CaseInput, Rules, sheet};
use makegood_book::position;
use makegood_case::{CaseState, Channel};
use makegood_compliance::{Hearing, Purpose};
use makegood_strategy::{ActionKind, BeforeDue};
use makegood_units::{BranchId, BusinessDate, ContactPointId, LoanId, Money, PartyId};
use serde::{Deserialize, Serialize};

/// One instalment announced, or the reason why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueSoon {
    /// Who is reminded.
    pub party: PartyId,
    /// Of which loan.
    pub loan: LoanId,
    /// The branch that answers for it.
    pub branch: BranchId,
    /// When it falls due.
    pub due_on: BusinessDate,
    /// What is unpaid of it.
    pub unpaid: Money,
    /// The table of the strategy it comes from.
    pub reminder: String,
    /// Through which channel.
    pub channel: Channel,
    /// On which number or at which address.
    pub contact_point: Option<ContactPointId>,
    /// What the law says.
    pub gate: Gate,
}

/// What is announced to one borrower on the day. Nothing when one of their loans is in
/// arrears: then there is a case, and the ladder speaks.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn due_soon(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Vec<DueSoon>, CloseError> {
    if rules.strategy.before_due.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for input in &case.loans {
        let now = position(input, as_of, &rules.strategy.book)
            .map_err(|source| CloseError { loan: input.loan.id.clone(), source })?;
        if now.counted_from.is_some() {
            return Ok(Vec::new());
        }
        let Some((due_on, unpaid)) = now.next_due else { continue };
        let asked = rules.strategy.before_due.iter().find(|one| {
            let product = || input.loan.product.as_ref().is_some_and(|product| one.products.contains(product));
            due_on.days_since(as_of) == one.days
                && unpaid >= one.min_instalment
                && (one.products.is_empty() || product())
        });
        if let Some(reminder) = asked {
            found.push((input, due_on, unpaid, reminder));
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    // No promise is read here, so no cash is.
    let state = CaseState::fold(&case.events, &[], as_of);
    let facts = sheet::facts_about(case, as_of, rules);
    let mut hearing = Hearing::new(&facts, rules.packs);
    let hours = working_day(case, as_of, rules.strategy);
    let silenced = |reminder: &BeforeDue| {
        state.happenings.iter().any(|one| one.what.what == "death" || reminder.unless.contains(&one.what.what))
    };
    let announced =
        found.into_iter().filter(|(.., reminder)| !silenced(reminder)).map(|(input, due_on, unpaid, reminder)| {
            let point = usable_point(case, &state, reminder.channel);
            let action = CaseAction {
                party: case.party.clone(),
                person: case.party.clone(),
                debts: vec![input.loan.id.clone()],
                considered: 0,
                kind: ActionKind::Reminder,
                channel: Some(reminder.channel),
                contact_point: point.map(|point| point.id.clone()),
                purpose: Purpose::RemindBeforeDue,
                is_owed: false,
                minutes: 0,
                value_minor: 0,
                place: None,
                point: None,
                officer: None,
            };
            let (gate, _) = judge(action, &mut hearing, hours);
            DueSoon {
                party: case.party.clone(),
                loan: input.loan.id.clone(),
                branch: input.loan.branch.clone(),
                due_on,
                unpaid: Money::new(unpaid, input.loan.currency),
                reminder: reminder.id.clone(),
                channel: reminder.channel,
                contact_point: point.map(|point| point.id.clone()),
                gate,
            }
        });
    Ok(announced.collect())
}
