//! A loan's facts read by a scheme of asset classes or a penalty convention.

use crate::class::{self, ClassHistory, Mark, Scheme};
use crate::event::void_on;
use crate::penalty::{self, Accrual, Contract, PenaltyError, Shelf, Stop};
use crate::{BookError, BookRules, Due, Happened, LoanFacts, history, timeline};
use makegood_units::{Amount, BusinessDate, FactId};

/// Why a loan cannot be classed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadingError {
    /// Its past cannot be told.
    #[error(transparent)]
    Book(#[from] BookError),
    /// Its classes cannot be computed.
    #[error(transparent)]
    Class(#[from] class::ClassError),
    /// Its penalty cannot be computed.
    #[error(transparent)]
    Penalty(#[from] PenaltyError),
}

/// The classes the loan has been in up to the end of `until`.
///
/// Days are counted as the scheme says, whatever the lender's own convention. Marks are
/// the loan's `marked` events.
///
/// # Errors
/// [`ReadingError`], when the loan's past cannot be told or contradicts itself.
pub fn classes(
    facts: &LoanFacts,
    scheme: &Scheme,
    rules: &BookRules,
    until: BusinessDate,
) -> Result<ClassHistory, ReadingError> {
    read(facts, scheme, rules, until, |past| Ok(class::classify(scheme, past, until)?))
}

/// What the counters of the scheme have reached at the end of a day, as
/// [`class::counts`].
///
/// # Errors
/// As [`classes`].
pub fn counts<'s>(
    facts: &LoanFacts,
    scheme: &'s Scheme,
    rules: &BookRules,
    day: BusinessDate,
) -> Result<Vec<(&'s str, Option<i32>)>, ReadingError> {
    read(facts, scheme, rules, day, |past| Ok(class::counts(scheme, past, day)?))
}

/// The loan's past as a scheme reads it.
fn read<T>(
    facts: &LoanFacts,
    scheme: &Scheme,
    rules: &BookRules,
    until: BusinessDate,
    answer: impl FnOnce(&class::Past<'_>) -> Result<T, ReadingError>,
) -> Result<T, ReadingError> {
    let mut rules = rules.clone();
    rules.convention.due_day = scheme.due_day;
    // Due dates to come are read for the next change alone, so all of them are passed.
    let ends = facts.instalments.iter().map(|row| row.due_on).max().unwrap_or(until).max(until);
    let spans = timeline(facts, &rules, ends.plus_days(1))?;
    let marks = marks(facts, until);
    answer(&class::Past {
        currency: facts.loan.currency,
        portfolio: facts.loan.product.as_deref(),
        spans: &spans,
        marks: &marks,
        told: &[],
    })
}

fn marks(facts: &LoanFacts, until: BusinessDate) -> Vec<Mark> {
    let void = void_on(&facts.events, until, |_| true);
    let told =
        facts.events.iter().filter(|event| !void.contains(&event.id)).filter_map(|event| match &event.happened {
            Happened::Marked(mark) => Some(Mark {
                kind: mark.mark.clone(),
                on: event.effective_on,
                until: mark.until,
                percent: mark.percent,
                fact: FactId::new("loan_event", &event.id),
            }),
            _ => None,
        });
    told.collect()
}

/// Penalty interest and late fees of the loan, up to and with the day `until`, by the
/// shipped convention of that id.
///
/// The clock stops where a `marked` event names a stop of `conventions/penalty/stops.toml`.
///
/// # Errors
/// [`ReadingError`]: an unknown convention, a fact of the contract it needs and does
/// not have, a rate nobody has looked up for the day.
pub fn penalty(
    facts: &LoanFacts,
    convention: &str,
    contract: &Contract,
    shelf: &Shelf,
    rules: &BookRules,
    until: BusinessDate,
) -> Result<Accrual, ReadingError> {
    let mut contract = contract.clone();
    if contract.other_cost.is_none() {
        contract.other_cost = Some(cost_so_far(facts, rules, until)?);
    }
    let terms = shelf.convention(convention)?.terms(&contract, &shelf.rates)?;
    let spans = timeline(facts, rules, until)?;
    let instalments: Vec<Due> =
        facts.instalments.iter().filter(|row| row.restructuring.is_none()).map(Due::from).collect();
    let mut stops: Vec<Stop> = Vec::new();
    for mark in marks(facts, until) {
        if let Ok(rule) = shelf.stop(&mark.kind) {
            stops.push(rule.over(mark.on, mark.until)?);
        }
    }
    let past = penalty::Past { spans: &spans, instalments: &instalments };
    Ok(penalty::accrue(past, &terms, &stops, until)?)
}

/// Interest, fees and penalties that fell due by the day, paid or not.
fn cost_so_far(facts: &LoanFacts, rules: &BookRules, until: BusinessDate) -> Result<Amount, BookError> {
    let due = history(facts, until, rules)?.instalments;
    let due = due.iter().filter(|row| row.due_on <= until).map(|row| row.due);
    let parts = due.flat_map(|due| [due.fee, due.penalty, due.interest]);
    Amount::checked_sum(parts).ok_or(BookError::Overflow)
}

/// What is known of the contract: the amount lent and the day it was made. Rates are
/// told by the caller, for the book does not hold them.
pub fn contract_of(facts: &LoanFacts) -> Contract {
    let mut contract = Contract::new(facts.loan.currency);
    contract.made_on = facts.loan.disbursed_on;
    contract.amount_lent = Some(facts.loan.principal).filter(|lent| !lent.is_zero());
    contract
}
