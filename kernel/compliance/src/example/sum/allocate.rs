//! Where a payment goes: inside one debt, or over several.

use super::expect::{Found, NoAnswer};
use super::ledger::{Coins, Ledger};
use super::{Allocate, DebtLine, Directed};
use crate::conventions::Conventions;
use crate::rule::Waterfall;
use makegood_book::{Component, Debt, Direction, NamedAcross, NamedWaterfall, OnePayment, Split, spread};
use makegood_units::{Amount, BusinessDate, Rate};

pub(super) fn answer(
    ledger: &Ledger,
    line: &Allocate,
    order: &Waterfall,
    known: &Conventions,
) -> Result<Found, NoAnswer> {
    let coins = Coins::of([line.currency])?;
    match (known.waterfall(&order.by), known.across(&order.by)) {
        (Some(waterfall), _) if !line.over.is_empty() => inside(line, waterfall, coins),
        (_, Some(law)) if line.over.is_empty() && !ledger.debts.is_empty() => over(ledger, line, law, coins),
        (Some(_), _) => Err(NoAnswer::Misasked(format!("{} orders the parts of one debt; say over which", order.by))),
        _ => Err(NoAnswer::Misasked(format!("{} orders several debts; name them in lines of debt", order.by))),
    }
}

fn inside(line: &Allocate, named: &NamedWaterfall, coins: Coins) -> Result<Found, NoAnswer> {
    let mut owed = Split::default();
    for (component, figure) in &line.over {
        *owed.part_mut(*component) = coins.amount(*figure)?;
    }
    let mut left = coins.amount(line.amount)?;
    let met = named.waterfall.due.meet(&owed, &mut left);
    let part = |component: Component| (component.word().to_owned(), coins.figure(met.part(component)));
    let mut pairs: Vec<_> = Component::ALL.into_iter().map(part).collect();
    pairs.push(("left".to_owned(), coins.figure(left)));
    let order: Vec<&str> = named.waterfall.due.components().iter().map(|component| component.word()).collect();
    let says = vec![format!("{} ({})", order.join(", "), named.origin.citation)];
    Ok(Found { pairs, is_whole: true, says, ..Found::default() })
}

fn over(ledger: &Ledger, line: &Allocate, law: &NamedAcross, coins: Coins) -> Result<Found, NoAnswer> {
    // Where nothing is said, the payment comes when all is due that has a day.
    let latest = ledger.debts.iter().filter_map(|debt| debt.due).max();
    let Some(on) = line.on.or(latest) else {
        return Err(NoAnswer::Misasked("say on which day the payment comes".to_owned()));
    };
    let debts: Vec<Debt> = ledger.debts.iter().map(|one| debt(one, on, coins)).collect::<Result<_, _>>()?;
    let payment = OnePayment {
        agreed: directions(&line.agreed, coins)?,
        designated: directions(&line.designated, coins)?,
        chosen: directions(&line.chosen, coins)?,
        minimum: coins.amount_or(line.minimum)?,
        ..OnePayment::new(coins.amount(line.amount)?, on)
    };
    let spread = spread(&debts, &payment, law).map_err(|error| NoAnswer::Misasked(error.to_string()))?;
    let mut pairs: Vec<_> =
        ledger.debts.iter().map(|one| (one.name.clone(), coins.figure(spread.of(&one.name.as_str().into())))).collect();
    pairs.push(("left".to_owned(), coins.figure(spread.left())));
    let whys = spread.parts.iter().map(|part| &part.why).chain(spread.unapplied.iter().map(|left| &left.why));
    let says = whys.map(|why| format!("{}: {}", why.code, why.says)).collect();
    Ok(Found { pairs, is_whole: true, says, ..Found::default() })
}

fn debt(line: &DebtLine, on: BusinessDate, coins: Coins) -> Result<Debt, NoAnswer> {
    Ok(Debt {
        loan: line.name.as_str().into(),
        due_on: line.due.unwrap_or(on.plus_days(1)),
        arose_on: line.since,
        owed: coins.amount(line.owed)?,
        security: coins.amount_or(line.secured)?.unwrap_or(Amount::ZERO),
        rate: line.rate.unwrap_or(Rate::ZERO),
        disputed: line.disputed,
        deferral_ends: line.deferral_ends,
    })
}

fn directions(directed: &Directed, coins: Coins) -> Result<Vec<Direction>, NoAnswer> {
    let each = directed.iter().map(|(name, most)| {
        let at_most = coins.amount_or(*most)?;
        Ok(Direction { loan: name.as_str().into(), at_most })
    });
    each.collect()
}
