//! The entries of a route: days counted out, odds put together.

use super::error::Problems;
use super::raw::{RawCash, RawOutlay, RawRoute, RawTerms};
use crate::compare::{Entry, Flow, FlowKind, NewTerms, Odds, PaidFrom, Probability, Source};
use makegood_units::{Amount, BusinessDate, Cycle, MonthEnd};

/// The most times one thing may recur: once a day over ten years.
const MOST_TIMES: u16 = 3_660;

/// When something happens, as it is written.
struct Days {
    on: Option<BusinessDate>,
    after: Option<Cycle>,
    every: Option<Cycle>,
    times: Option<u16>,
}

/// All entries of a route, in the order cash, terms, advances, costs.
pub(super) fn entries(raw: &RawRoute, as_of: BusinessDate, problems: &mut Problems<'_>) -> Vec<Entry> {
    let payer = raw.kind.get_ref().usual_payer();
    let mut entries = Vec::new();
    entries.extend(raw.cash.iter().filter_map(|it| cash(it, payer, as_of, problems)));
    for it in &raw.terms {
        entries.extend(terms(it, payer, as_of, problems));
    }
    let mut outlays = |list: &[RawOutlay], kind| {
        entries.extend(list.iter().filter_map(|it| outlay(it, kind, as_of, problems)));
    };
    outlays(&raw.advance, FlowKind::Advance);
    outlays(&raw.cost, FlowKind::Cost);
    entries
}

fn cash(raw: &RawCash, payer: PaidFrom, as_of: BusinessDate, problems: &mut Problems<'_>) -> Option<Entry> {
    let at = raw.amount_minor.span().start;
    let odds = odds((raw.bp, &raw.source), (&raw.holds, &raw.fails), at, problems)?;
    stated(&odds, at, problems)?;
    let days = Days { on: raw.on, after: raw.after, every: raw.every, times: raw.times };
    let flows = flows(&days, raw.amount_minor.get_ref().0, as_of, at, problems)?;
    let kind = FlowKind::Cash(raw.paid_from.unwrap_or(payer));
    Some(Entry { what: raw.what.clone().unwrap_or_else(|| "cash".to_owned()), kind, flows, odds })
}

/// A cost or an advance; certain and today when nothing else is said.
fn outlay(raw: &RawOutlay, kind: FlowKind, as_of: BusinessDate, problems: &mut Problems<'_>) -> Option<Entry> {
    let at = raw.amount_minor.span().start;
    let odds = odds((raw.bp, &raw.source), (&raw.holds, &raw.fails), at, problems)?;
    let on = raw.on.or(if raw.after.is_none() { Some(as_of) } else { None });
    let days = Days { on, after: raw.after, every: raw.every, times: raw.times };
    let flows = flows(&days, raw.amount_minor.get_ref().0, as_of, at, problems)?;
    Some(Entry { what: raw.what.clone(), kind, flows, odds })
}

fn terms(raw: &RawTerms, payer: PaidFrom, as_of: BusinessDate, problems: &mut Problems<'_>) -> Vec<Entry> {
    let at = raw.principal_minor.span().start;
    let odds = odds((raw.bp, &raw.source), (&raw.holds, &raw.fails), at, problems);
    let Some(odds) = odds.filter(|odds| stated(odds, at, problems).is_some()) else { return Vec::new() };
    if raw.capitalise_fees.as_ref().is_some_and(|why| why.trim().is_empty()) {
        problems.add(at, "capitalise_fees says who decided that fees bear interest, and why");
    }
    let terms = NewTerms {
        what: raw.what.clone(),
        principal: raw.principal_minor.get_ref().0,
        interest: raw.interest_minor.0,
        fees: raw.fees_minor.0,
        capitalise_fees: raw.capitalise_fees.clone(),
        rate: raw.rate,
        instalments: raw.instalments,
        cycle: raw.cycle,
        start_on: raw.start_on.unwrap_or(as_of),
        first_due_on: raw.first_due_on,
        paid_from: raw.paid_from.unwrap_or(payer),
        odds,
    };
    terms.entries().unwrap_or_else(|error| {
        problems.add(at, format!("no schedule follows from these terms: {error}"));
        Vec::new()
    })
}

fn odds(
    (bp, source): (Option<Probability>, &Option<Source>),
    (holds, fails): (&Option<String>, &Option<String>),
    at: usize,
    problems: &mut Problems<'_>,
) -> Option<Odds> {
    let own = match (bp, source) {
        (Some(bp), Some(source)) => Some((bp, source.clone())),
        (None, None) => None,
        (Some(_), None) => {
            problems.add(at, "a probability says its source: \"expert\", \"lender's own data …\" or \"assumption\"");
            return None;
        }
        (None, Some(_)) => {
            problems.add(at, "source stands beside bp, the probability it is the source of; a chance has its own");
            return None;
        }
    };
    let mut odds = Odds { own, conditions: Vec::new() };
    for (chance, holds) in [(holds, true), (fails, false)] {
        if let Some(chance) = chance {
            odds = odds.and(chance, holds);
        }
    }
    Some(odds)
}

/// Cash never comes for certain by leaving its odds out.
fn stated(odds: &Odds, at: usize, problems: &mut Problems<'_>) -> Option<()> {
    if odds.own.is_none() && odds.conditions.is_empty() {
        problems.add(at, "cash says how likely it is: bp with source, or if / unless with the name of a chance");
        return None;
    }
    Some(())
}

fn flows(
    days: &Days,
    amount: Amount,
    as_of: BusinessDate,
    at: usize,
    problems: &mut Problems<'_>,
) -> Option<Vec<Flow>> {
    let beyond = "a day of this lies outside the calendar";
    let first = match (days.on, days.after) {
        (Some(on), None) => Some(on),
        (None, Some(after)) => after.after(as_of, 1, MonthEnd::SameDay),
        _ => {
            problems.add(at, "the day is given once: on = \"YYYY-MM-DD\" or after = \"6 months\"");
            return None;
        }
    };
    let Some(first) = first else {
        problems.add(at, beyond);
        return None;
    };
    let (every, times) = match (days.every, days.times) {
        (None, None) => return Some(vec![Flow { on: first, amount }]),
        (Some(every), Some(times)) if (1..=MOST_TIMES).contains(&times) => (every, times),
        _ => {
            problems.add(at, format!("every and times stand together, times from 1 to {MOST_TIMES}"));
            return None;
        }
    };
    let later = |time: u16| every.after(first, i32::from(time), MonthEnd::SameDay).map(|on| Flow { on, amount });
    let flows: Option<Vec<Flow>> = (0..times).map(later).collect();
    if flows.is_none() {
        problems.add(at, beyond);
    }
    flows
}
