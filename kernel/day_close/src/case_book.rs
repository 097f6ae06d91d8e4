//! The book's part of a case: what is owed over all its loans.

use crate::{CaseInput, Rules};
use makegood_book::{Bucket, History, LoanFacts, Position, Standing, history, position};
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, Why};
use serde::{Deserialize, Serialize};

/// A loan that cannot be read, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("loan {loan}: {source}")]
pub struct CloseError {
    /// Which loan.
    pub loan: LoanId,
    /// What the book said.
    pub source: makegood_book::BookError,
}

/// One loan on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanDay {
    /// Which.
    pub loan: LoanId,
    /// Of which branch.
    pub branch: BranchId,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Where it stands.
    pub position: Position,
    /// Days past due.
    pub days_past_due: i32,
}

/// What a case owes. A case adds up the loans in the currency of its largest
/// arrears; loans in another currency are listed, never added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The branch of the loan with the largest arrears.
    pub branch: BranchId,
    /// The currency of the sums.
    pub currency: Currency,
    /// Due and unpaid: what makes every loan current.
    pub arrears: Amount,
    /// Scheduled and not yet paid.
    pub outstanding: Amount,
    /// The due date of the oldest unpaid instalment.
    pub since: Option<BusinessDate>,
    /// Days past due.
    pub days_past_due: i32,
    /// The bucket of those days.
    pub bucket: Bucket,
    /// Which instalment the lateness runs from.
    pub why: Why,
    /// Loan by loan.
    pub loans: Vec<LoanDay>,
}

/// A loan's repayment history beside its id, for the diagnosis.
pub(crate) struct Told {
    pub loan: LoanId,
    pub history: History,
}

pub(crate) fn histories(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Vec<Told>, CloseError> {
    let told = |facts: &LoanFacts| {
        let loan = facts.loan.id.clone();
        match history(facts, as_of, &rules.strategy.book) {
            Ok(history) => Ok(Told { loan, history }),
            Err(source) => Err(CloseError { loan, source }),
        }
    };
    case.loans.iter().map(told).collect()
}

/// What the case owes on the day; `None` when it has no loan on the book.
pub(crate) fn owed(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Option<Owed>, CloseError> {
    let mut loans = Vec::with_capacity(case.loans.len());
    for facts in &case.loans {
        let loan = &facts.loan;
        let position = position(facts, as_of, &rules.strategy.book)
            .map_err(|source| CloseError { loan: loan.id.clone(), source })?;
        let days_past_due = position.days_past_due(as_of);
        loans.push(LoanDay {
            loan: loan.id.clone(),
            branch: loan.branch.clone(),
            currency: loan.currency,
            position,
            days_past_due,
        });
    }
    let open = |day: &&LoanDay| day.position.standing == Standing::Open;
    let first = loans
        .iter()
        .filter(open)
        .max_by_key(|day| (day.position.arrears.total(), day.days_past_due, std::cmp::Reverse(&day.loan)));
    let Some(first) = first.or(loans.first()) else { return Ok(None) };
    let (branch, currency) = (first.branch.clone(), first.currency);
    let summed = || loans.iter().filter(|day| day.currency == currency && day.position.standing == Standing::Open);
    let oldest = summed().max_by_key(|day| day.days_past_due).unwrap_or(first);
    Ok(Some(Owed {
        branch,
        currency,
        arrears: summed().map(|day| day.position.arrears.total()).sum(),
        outstanding: summed().map(|day| day.position.outstanding).sum(),
        since: oldest.position.arrears.since,
        days_past_due: oldest.days_past_due,
        bucket: rules.strategy.buckets.of(oldest.days_past_due),
        why: oldest.position.why.clone(),
        loans,
    }))
}
