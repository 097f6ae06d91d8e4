//! The loan of an example as the book knows loans.

use super::expect::NoAnswer;
use super::ledger::{Coins, Ledger};
use super::state::told;
use super::{Exposure, Parts};
use makegood_book::{Component, Happened, Instalment, Loan, LoanEvent, LoanFacts, LoanMark, Payment, Split};
use makegood_units::{Amount, BusinessDate, Currency, LoanId};

/// The loan of the log: what fell due, the rest of the exposure after everything told,
/// what was paid, and what happened.
pub(super) fn loan(ledger: &Ledger, day: BusinessDate, otherwise: Option<Currency>) -> Result<LoanFacts, NoAnswer> {
    let Exposure { amount, currency, portfolio, since } = ledger.exposure.clone();
    let coins = Coins::of([currency, otherwise])?;
    let id = LoanId::new("example");
    let mut instalments = Vec::new();
    for (on, parts) in &ledger.dues {
        instalments.push(instalment(&id, instalments.len(), *on, parts, coins)?);
    }
    let days = || ledger.dues.iter().map(|(on, _)| *on).chain(ledger.pays.iter().map(|(on, _)| *on));
    let days = || days().chain(ledger.marks.iter().map(|mark| mark.on)).chain([day]);
    let (first, last) = (days().min().unwrap_or(day), days().max().unwrap_or(day));
    let due = Amount::checked_sum(instalments.iter().flat_map(|row| [row.principal, row.interest, row.fee]));
    let rest = coins.amount(amount)?.less(due.ok_or_else(|| told("the amounts are too large"))?);
    if !rest.is_zero() {
        let parts = vec![(Component::Principal, coins.figure(rest))];
        instalments.push(instalment(&id, instalments.len(), last.plus_days(366), &parts, coins)?);
    }
    let principal = instalments.iter().map(|row| row.principal).sum();
    Ok(LoanFacts {
        loan: Loan {
            id: id.clone(),
            borrower: "example".into(),
            branch: "example".into(),
            currency: coins.0,
            principal,
            disbursed_on: Some(since.unwrap_or(first.plus_days(-1))),
            product: portfolio,
            purpose: None,
        },
        instalments,
        payments: payments(ledger, &id, coins)?,
        events: events(ledger, &id),
    })
}

fn instalment(
    loan: &LoanId,
    before: usize,
    due_on: BusinessDate,
    parts: &Parts,
    coins: Coins,
) -> Result<Instalment, NoAnswer> {
    let owed = split(parts, coins)?;
    if !owed.cost.is_zero() || !owed.penalty.is_zero() {
        return Err(told("an instalment is made of principal, interest and fees"));
    }
    let no = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    let Split { principal, interest, fee, .. } = owed;
    Ok(Instalment { loan: loan.clone(), no, due_on, principal, interest, fee, restructuring: None })
}

pub(super) fn split(parts: &Parts, coins: Coins) -> Result<Split, NoAnswer> {
    let mut split = Split::default();
    for (component, figure) in parts {
        *split.part_mut(*component) = coins.amount(*figure)?;
    }
    Ok(split)
}

fn payments(ledger: &Ledger, loan: &LoanId, coins: Coins) -> Result<Vec<Payment>, NoAnswer> {
    let each = ledger.pays.iter().enumerate().map(|(place, (on, amount))| {
        let (id, amount) = (format!("pay/{place}").as_str().into(), coins.amount(*amount)?);
        Ok(Payment { id, loan: loan.clone(), value_on: *on, amount, entered_on: None, kind: None })
    });
    each.collect()
}

fn events(ledger: &Ledger, loan: &LoanId) -> Vec<LoanEvent> {
    let each = ledger.marks.iter().enumerate().map(|(place, mark)| LoanEvent {
        id: format!("mark/{place}").as_str().into(),
        loan: loan.clone(),
        effective_on: mark.on,
        entered_on: mark.on,
        happened: Happened::Marked(LoanMark { mark: mark.what.clone(), until: mark.until, percent: mark.percent }),
    });
    each.collect()
}
