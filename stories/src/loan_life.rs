//! What happens to a loan, written down as the facts the product folds.

use crate::loan_verb::LoanVerb;
use makegood_book::{Happened, Instalment, LoanEvent, LoanFacts, LoanMark, Split};
use makegood_units::{Amount, BusinessDate, LoanEventId};

/// Takes what happened on a day into the facts of the loan.
pub(crate) fn happen(facts: &mut LoanFacts, verb: &LoanVerb, on: BusinessDate) -> Result<(), String> {
    let currency = facts.loan.currency;
    let money = |text: &str| Amount::parse(text, currency).map_err(|error| error.to_string());
    let id = LoanEventId::new(format!("{}-E{}", facts.loan.id, facts.events.len() + 1));
    let mut effective_on = on;
    let happened = match verb {
        LoanVerb::Reverse { valued_on } => {
            let payment = facts.payments.iter().find(|payment| payment.value_on == *valued_on);
            let payment = payment.ok_or_else(|| format!("no payment is valued {valued_on}"))?;
            effective_on = *valued_on;
            Happened::Reversed { payment: payment.id.clone() }
        }
        LoanVerb::ChargeBack { amount } => Happened::ChargedBack { amount: money(amount)? },
        LoanVerb::Charge { amount, component } => {
            let (component, amount) = (*component, money(amount)?);
            Happened::Charged { component, amount, due_on: on, instalment: None }
        }
        LoanVerb::Pause { until } => Happened::Paused { to: *until },
        LoanVerb::Resume => Happened::Resumed,
        LoanVerb::StopInterest { until, paused } => Happened::InterestPaused { to: *until, paused: *paused },
        LoanVerb::Restructure { how, count, amount, first } => {
            let rows = monthly(facts, &id, *count, money(amount)?, *first);
            facts.instalments.extend(rows);
            Happened::Restructured { how: *how }
        }
        LoanVerb::CallDue { cure_until } => Happened::Accelerated { cure_until: *cure_until },
        LoanVerb::WriteOff { amount, component } => Happened::WrittenOff { off: Split::of(*component, money(amount)?) },
        LoanVerb::ChargeOff => Happened::ChargedOff,
        LoanVerb::Transfer { to } => Happened::Transferred { to: to.clone() },
        LoanVerb::Mark { mark, percent, until } => {
            Happened::Marked(LoanMark { mark: mark.clone(), until: *until, percent: *percent })
        }
        LoanVerb::Undo => {
            let last = facts.events.last().ok_or("nothing happened that could be undone")?;
            Happened::Undone { event: last.id.clone() }
        }
    };
    let loan = facts.loan.id.clone();
    facts.events.push(LoanEvent { id, loan, effective_on, entered_on: on, happened });
    Ok(())
}

fn monthly(
    facts: &LoanFacts,
    under: &LoanEventId,
    count: u32,
    principal: Amount,
    first: BusinessDate,
) -> Vec<Instalment> {
    let last = facts.instalments.iter().map(|row| row.no).max().unwrap_or(0);
    let row = |at: u32| Instalment {
        loan: facts.loan.id.clone(),
        no: last + at + 1,
        due_on: BusinessDate::from_civil(first.civil().saturating_add(jiff::Span::new().months(i64::from(at)))),
        principal,
        interest: Amount::ZERO,
        fee: Amount::ZERO,
        restructuring: Some(under.clone()),
    };
    (0..count).map(row).collect()
}
