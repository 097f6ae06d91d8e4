//! What runs on something overdue under a convention, a stop or a cap.

use super::Interest;
use super::expect::{Found, NoAnswer};
use super::ledger::Coins;
use crate::own_cap::CapFacts;
use crate::pack::Pack;
use crate::rule::{CapRule, Rule};
use makegood_book::penalty::{
    Accrual, Contract, Convention, DatedRate, FeeAmount, LateFee, Past, PenaltyError, PenaltyTerms, Shelf, Source,
    Stop, StopRule, Treatment, accrue,
};
use makegood_book::{Arrears, Component, Due, Span, Split};
use makegood_units::{Amount, Rate};

pub(super) fn answer(
    line: &Interest,
    cap: &CapRule,
    pack: &Pack,
    rule: &Rule,
    shelf: &Shelf,
) -> Result<Found, NoAnswer> {
    let (convention, stop) = match cap {
        CapRule::By(name) => (shelf.convention(name).ok(), shelf.stop(name).ok()),
        CapRule::Own(_) => (None, None),
    };
    let own = match cap {
        CapRule::Own(own) => own.amount.as_ref().map(|(_, currency)| *currency),
        CapRule::By(_) => None,
    };
    let coins = Coins::of([line.told.currency, convention.and_then(|convention| convention.currency), own])?;
    let (contract, loss) = (contract(line, coins)?, coins.amount_or(line.told.loss)?);
    let terms = match cap {
        CapRule::By(_) => terms(line, &contract, convention, shelf),
        CapRule::Own(own) => simple(line, &contract).and_then(|mut terms| {
            let facts = CapFacts { contract: &contract, from: line.from, loss };
            terms.caps = own.caps(&rule.id, &source(pack, rule), facts, &shelf.rates)?;
            Ok(terms)
        }),
    };
    let stops = stops(line, stop).map_err(unknown)?;
    let accrual = run(line, &terms.map_err(unknown)?, &stops, coins)?;
    Ok(told(&accrual, coins))
}

fn unknown(error: PenaltyError) -> NoAnswer {
    NoAnswer::Unknown(error.to_string())
}

fn contract(line: &Interest, coins: Coins) -> Result<Contract, NoAnswer> {
    let told = &line.told;
    Ok(Contract {
        rate: told.contract,
        penalty_rate: told.agreed,
        late_fee: coins.amount_or(told.late_fee)?.map(FeeAmount::Fixed),
        made_on: told.made,
        amount_lent: coins.amount_or(told.lent)?,
        principal_when_non_performing: coins.amount_or(told.defaulted)?,
        alongside: told.beside.unwrap_or(Rate::ZERO),
        other_cost: coins.amount_or(told.charged_before)?,
        late_fees_before: coins.amount_or(told.fees_before)?.unwrap_or(Amount::ZERO),
        ..Contract::new(coins.0)
    })
}

/// Under a stop, and under a cap alone, what the contract asks for runs as simple interest.
fn terms(
    line: &Interest,
    contract: &Contract,
    convention: Option<&Convention>,
    shelf: &Shelf,
) -> Result<PenaltyTerms, PenaltyError> {
    convention.map_or_else(|| simple(line, contract), |convention| convention.terms(contract, &shelf.rates))
}

fn simple(line: &Interest, contract: &Contract) -> Result<PenaltyTerms, PenaltyError> {
    let rate = line.told.agreed.or(line.told.contract);
    let missing = || PenaltyError::MissingFact { needed_by: "the contract".to_owned(), fact: "its rate" };
    let dated = DatedRate::from("contract", None, rate.ok_or_else(missing)?, "contract");
    let mut terms = PenaltyTerms::simple("contract", contract.currency, dated);
    terms.late_fee = contract.late_fee.map(|amount| LateFee { amount, grace_days: 0, no_pyramiding: None });
    terms.alongside = contract.alongside;
    Ok(terms)
}

fn stops(line: &Interest, stop: Option<&StopRule>) -> Result<Vec<Stop>, PenaltyError> {
    let over = stop.zip(line.told.stopped).map(|(stop, (first, last))| stop.over(first, last));
    over.into_iter().collect()
}

/// Overdue from the first day on, and nothing from the day it is paid.
fn run(line: &Interest, terms: &PenaltyTerms, stops: &[Stop], coins: Coins) -> Result<Accrual, NoAnswer> {
    let mut owed = Split::default();
    for (component, figure) in &line.on {
        *owed.part_mut(*component) = coins.amount(*figure)?;
    }
    let due_on = line.from.plus_days(-1);
    let arrears = Arrears { owed, since: Some(due_on) };
    let paid_on = line.is_paid.then_some(line.to);
    let mut spans = vec![Span { from: line.from, to: paid_on, arrears, outstanding: owed }];
    let nothing = |from| Span { from, to: None, arrears: Arrears::default(), outstanding: Split::default() };
    spans.extend(paid_on.map(nothing));
    let (principal, interest) = match coins.amount_or(line.told.instalment)? {
        Some(instalment) => (instalment, Amount::ZERO),
        None => (owed.part(Component::Principal), owed.part(Component::Interest)),
    };
    let row = Due { due_on, principal, interest, fee: Amount::ZERO };
    accrue(Past { spans: &spans, instalments: &[row] }, terms, stops, line.to).map_err(unknown)
}

fn told(accrual: &Accrual, coins: Coins) -> Found {
    let posted = |treatment: Treatment| (treatment.word().to_owned(), coins.figure(accrual.posted(treatment)));
    let is_fee = |line: &&makegood_book::penalty::Line| line.rate.is_none() && line.treatment == Treatment::Charged;
    let fees: Amount = accrual.lines.iter().filter(is_fee).map(|line| line.posted).sum();
    let mut pairs: Vec<_> = Treatment::ALL.into_iter().map(posted).collect();
    pairs.push(("late_fee".to_owned(), coins.figure(fees)));
    let says = accrual.lines.iter().map(|line| format!("{} ({})", line.says, line.because)).collect();
    Found { number: Some(coins.figure(accrual.posted(Treatment::Charged))), pairs, says, ..Found::default() }
}

/// Where a rule with figures of its own was read.
fn source(pack: &Pack, rule: &Rule) -> Source {
    Source {
        citation: rule.citation.clone(),
        address: Some(pack.source.clone()),
        read_on: pack.read_on,
        status: rule.status,
        reviewed_by: pack.reviewed_by.clone(),
        doubt: None,
    }
}
