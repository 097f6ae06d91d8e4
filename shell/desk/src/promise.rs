//! A promise becomes an event or a named refusal. It is never judged here: what became of
//! it is the book's to say.

use crate::decide::NOTE_CHARACTERS;
use crate::{PromiseGiven, RecordOutcome, Refusal};
use makegood_case::{Promise, PromisePart};
use makegood_day_close::{CaseDay, Owed, PromiseOffer};
use makegood_strategy::PromiseTerms;
use makegood_units::{Amount, BusinessDate, Currency, LoanId, Money};

/// What is unpaid of one loan, by the day it falls due or fell due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpaidOn {
    /// Of which loan.
    pub loan: LoanId,
    /// When.
    pub due_on: BusinessDate,
    /// How much.
    pub unpaid: Amount,
}

/// What a promise is measured by.
#[derive(Clone, Debug)]
pub struct PromiseKnown<'a> {
    /// How far ahead it may lie.
    pub terms: PromiseTerms,
    /// Of every amount.
    pub currency: Currency,
    /// What is or will be due on the open loans in that currency.
    pub unpaid: Vec<UnpaidOn>,
    /// What is still to come of promises that are open.
    pub promised: Amount,
    /// What is left to them, as far as known.
    pub offer: Option<&'a PromiseOffer>,
}

impl<'a> PromiseKnown<'a> {
    /// From the case as it stands. `unpaid` are all rows of its loans; those of other
    /// currencies and of closed loans are left aside.
    pub fn of(day: &CaseDay, unpaid: Vec<UnpaidOn>, terms: PromiseTerms, offer: Option<&'a PromiseOffer>) -> Self {
        let open = day.promises.iter().flat_map(|one| &one.parts).filter(|part| part.state.is_open());
        Self {
            terms,
            currency: day.owed.currency,
            unpaid: unpaid.into_iter().filter(|row| is_summed(&day.owed, &row.loan)).collect(),
            promised: open.map(|part| part.lacking()).sum(),
            offer,
        }
    }

    /// What can be promised by a day: what is in arrears and what falls due until then.
    fn owed_until(&self, day: BusinessDate, loan: Option<&LoanId>) -> Amount {
        let of_loan = |row: &&UnpaidOn| loan.is_none_or(|loan| row.loan == *loan);
        self.unpaid.iter().filter(of_loan).filter(|row| row.due_on <= day).map(|row| row.unpaid).sum()
    }
}

fn is_summed(owed: &Owed, loan: &LoanId) -> bool {
    owed.loans.iter().any(|day| day.loan == *loan && day.currency == owed.currency)
}

/// The promise as it is written down.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub(crate) fn promise(command: &RecordOutcome, known: &PromiseKnown<'_>) -> Result<Promise, Refusal> {
    let given = command.promise.as_ref().ok_or(Refusal::PromiseIncomplete)?;
    let last = in_order(&given.parts, command.on)?;
    if last.due_on.days_since(command.on) > known.terms.max_days {
        return Err(Refusal::PromiseTooFar { due_on: last.due_on, days: known.terms.max_days });
    }
    if let Some(loan) = given.loan.as_ref().filter(|loan| !known.unpaid.iter().any(|row| row.loan == **loan)) {
        return Err(Refusal::PromiseOfOtherLoan(loan.clone()));
    }
    if given.said.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    let made = Promise::of(command.on, &given.parts, given.source_of_funds.trim());
    let mut made = made.ok_or(Refusal::PromiseIncomplete)?;
    within_owed(&made, given, known)?;
    made.loan = given.loan.clone();
    made.said = given.said.trim().to_owned();
    made.beside = given.beside;
    made.beyond_surplus = known.offer.and_then(|offer| offer.beyond(&given.parts));
    Ok(made)
}

/// The last part, when all of them have an amount and a later day than the one before.
fn in_order(parts: &[PromisePart], given_on: BusinessDate) -> Result<&PromisePart, Refusal> {
    let last = parts.last().ok_or(Refusal::PromiseIncomplete)?;
    for part in parts {
        if part.due_on < given_on {
            return Err(Refusal::PromiseInThePast { due_on: part.due_on, given_on });
        }
        if part.amount <= Amount::ZERO {
            return Err(Refusal::PromisePartOfNothing { due_on: part.due_on });
        }
    }
    for (before, part) in parts.iter().zip(parts.iter().skip(1)) {
        if part.due_on <= before.due_on {
            return Err(Refusal::PromisePartsOutOfOrder { due_on: part.due_on, before: before.due_on });
        }
    }
    Ok(last)
}

/// At most what is in arrears and what falls due until the last day, less what open
/// promises beside it already name.
fn within_owed(made: &Promise, given: &PromiseGiven, known: &PromiseKnown<'_>) -> Result<(), Refusal> {
    let due = known.owed_until(made.due_on, given.loan.as_ref());
    let owed = if given.beside { due.less(known.promised) } else { due };
    if made.amount <= owed {
        return Ok(());
    }
    let money = |amount| Money::new(amount, known.currency);
    Err(Refusal::PromiseAboveOwed { promised: money(made.amount), owed: money(owed), until: made.due_on })
}
