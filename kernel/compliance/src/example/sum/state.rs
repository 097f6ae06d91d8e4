//! How a loan stands: its class, its days past due, what payments have met.

use super::Parts;
use super::expect::{Found, NoAnswer};
use super::ledger::{Coins, Ledger};
use crate::conventions::{Conventions, day_count};
use crate::rule::{CounterState, Waterfall};
use makegood_book::class::{Class, Scheme};
use makegood_book::{
    BookRules, Component, Happened, Held, Instalment, Loan, LoanEvent, LoanFacts, LoanFooting, LoanMark, Moment, Part,
    Payment, Receipt, Row, Split, apply, readings,
};
use makegood_units::{Amount, BusinessDate, Decimal, LoanId};

/// The class at the end of a day, and the count behind it: that of the scheme's first counter.
pub(super) fn class(
    ledger: &Ledger,
    day: BusinessDate,
    count: &CounterState,
    known: &Conventions,
) -> Result<Found, NoAnswer> {
    let Some(scheme) = known.scheme(&count.by) else {
        return Err(NoAnswer::Misasked(format!("{} counts days and knows no class; ask dpd", count.by)));
    };
    let facts = loan(ledger, day, count)?;
    let history = readings::classes(&facts, scheme, &BookRules::default(), day).map_err(told)?;
    let Some(stay) = history.stay_on(day) else {
        return Err(NoAnswer::Misasked(format!("there is no loan on {day}")));
    };
    let class = match &stay.class {
        Class::Known(name) => name.clone(),
        Class::Unknown { missing, .. } => return Err(NoAnswer::Unknown(missing.join("; "))),
    };
    let days = counted(&facts, scheme, day)?;
    let pairs = days.map(|days| ("dpd".to_owned(), Decimal::from(days))).into_iter().collect();
    let says = vec![format!("{}: {} ({})", stay.why.code, stay.why.says, stay.citation)];
    Ok(Found { pairs, class: Some((class, stay.entered_on)), says, ..Found::default() })
}

/// Days past due at the end of a day.
pub(super) fn days(
    ledger: &Ledger,
    day: BusinessDate,
    count: &CounterState,
    known: &Conventions,
) -> Result<Found, NoAnswer> {
    let facts = loan(ledger, day, count)?;
    let found = match (known.scheme(&count.by), day_count(&count.by)) {
        (Some(scheme), _) => counted(&facts, scheme, day)?,
        (None, Some(count)) => {
            let held = Held::from_book(&facts, day, &BookRules::default()).map_err(told)?;
            held.and_then(|held| count.stated(day, &held))
        }
        (None, None) => return Err(NoAnswer::Misasked(format!("{} counts nothing", count.by))),
    };
    let days = found.ok_or_else(|| NoAnswer::Unknown("how many days are counted".to_owned()))?;
    Ok(Found { number: Some(Decimal::from(days)), ..Found::default() })
}

fn counted(facts: &LoanFacts, scheme: &Scheme, day: BusinessDate) -> Result<Option<i32>, NoAnswer> {
    let counts = readings::counts(facts, scheme, &BookRules::default(), day).map_err(told)?;
    Ok(counts.first().and_then(|(_, count)| *count))
}

fn told(error: impl std::fmt::Display) -> NoAnswer {
    NoAnswer::Misasked(error.to_string())
}

/// The loan of the log: what fell due, the rest of the exposure after everything told,
/// what was paid, and what happened.
fn loan(ledger: &Ledger, day: BusinessDate, count: &CounterState) -> Result<LoanFacts, NoAnswer> {
    let (exposure, named, portfolio, since) = ledger.exposure.clone().unwrap_or_default();
    let coins = Coins::of([named, count.currency])?;
    let id = LoanId::new("example");
    let mut instalments = Vec::new();
    for (on, parts) in &ledger.dues {
        instalments.push(instalment(&id, instalments.len(), *on, parts, coins)?);
    }
    let days = || ledger.dues.iter().map(|(on, _)| *on).chain(ledger.pays.iter().map(|(on, _)| *on));
    let days = || days().chain(ledger.marks.iter().map(|mark| mark.on)).chain([day]);
    let (first, last) = (days().min().unwrap_or(day), days().max().unwrap_or(day));
    let due = Amount::checked_sum(instalments.iter().flat_map(|row| [row.principal, row.interest, row.fee]));
    let rest = coins.amount(exposure)?.less(due.ok_or_else(|| told("the amounts are too large"))?);
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

fn split(parts: &Parts, coins: Coins) -> Result<Split, NoAnswer> {
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

/// What the payments so far have met, what is held in suspense, what is due and open.
pub(super) fn applied(
    ledger: &Ledger,
    day: BusinessDate,
    order: &Waterfall,
    known: &Conventions,
) -> Result<Found, NoAnswer> {
    let Some(named) = known.waterfall(&order.by) else {
        return Err(NoAnswer::Misasked(format!("{} orders several debts; ask allocate", order.by)));
    };
    let coins = Coins::of([ledger.exposure.as_ref().and_then(|(_, currency, ..)| *currency)])?;
    let mut rows: Vec<Row> = Vec::new();
    for (on, parts) in &ledger.dues {
        rows.push(row(rows.len(), *on, split(parts, coins)?));
    }
    rows.sort_by_key(|row| row.due_on);
    let mut receipts = Vec::new();
    for (on, amount) in ledger.pays.iter().filter(|(on, _)| *on <= day) {
        let at = Moment { on: *on, entered_on: *on };
        receipts.push(Receipt { at, amount: coins.amount(*amount)?, kind: None, footing: LoanFooting::Standard });
    }
    receipts.sort_by_key(|receipt| receipt.at);
    let applied = apply(&rows, &receipts, &BookRules::from(named.waterfall.clone()), day).map_err(told)?;
    let met = total(applied.rows.iter().map(|row| row.met))?;
    let open = total(applied.rows.iter().filter(|row| row.due_on <= day).map(|row| row.due.minus(&row.met)))?;
    let figure = |name: &str, amount: Amount| (name.to_owned(), coins.figure(amount));
    let mut pairs = vec![
        figure("met", met.total().map_err(told)?),
        figure("held", applied.over),
        figure("open", open.total().map_err(told)?),
    ];
    pairs.extend(Component::ALL.map(|component| figure(component.word(), met.part(component))));
    let says = vec![named.origin.citation.clone()];
    Ok(Found { pairs, says, ..Found::default() })
}

fn total(splits: impl Iterator<Item = Split>) -> Result<Split, NoAnswer> {
    let mut splits = splits;
    splits.try_fold(Split::default(), |sum, one| sum.plus(&one)).map_err(told)
}

/// What falls due, charges apart from what is scheduled.
fn row(before: usize, due_on: BusinessDate, owed: Split) -> Row {
    let scheduled = Split { principal: owed.principal, interest: owed.interest, ..Split::default() };
    let part = |owed, is_charge| Part { owed, due_on, opens: None, is_charge };
    let parts = [part(scheduled, false), part(owed.minus(&scheduled), true)];
    let no = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    Row { no, due_on, parts: parts.into_iter().filter(|part| !part.owed.is_zero()).collect() }
}
