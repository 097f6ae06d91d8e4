//! How a loan stands: its class, its days past due, what payments have met.

use super::expect::{Found, NoAnswer};
use super::ledger::{Coins, Ledger};
use super::loan::{loan, split};
use crate::conventions::{Conventions, day_count};
use crate::rule::{CounterState, Waterfall};
use makegood_book::class::{Class, Scheme};
use makegood_book::{
    BookRules, Component, Held, LoanFacts, LoanFooting, Moment, Part, Receipt, Row, Split, apply, readings,
};
use makegood_units::{Amount, BusinessDate, Decimal};

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
    let facts = loan(ledger, day, count.currency)?;
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
    let facts = loan(ledger, day, count.currency)?;
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

pub(super) fn told(error: impl std::fmt::Display) -> NoAnswer {
    NoAnswer::Misasked(error.to_string())
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
    let coins = Coins::of([ledger.exposure.currency])?;
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
