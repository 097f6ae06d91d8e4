//! What a text says, gathered from the book before a word is written.

use crate::plain::one_line;
use makegood_book::{BookRules, History, history};
use makegood_case::{Promise, PromiseOutcome, PromisePart, PromiseState};
use makegood_day_close::{CaseInput, Owed};
use makegood_desk::{DeskError, Refusal};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, Money};
use makegood_views::{Debt, ViewError};
use std::collections::BTreeMap;

/// The longest name of a lender and way to reach it, in characters together: a text
/// message has to hold them beside the amounts.
const SENDER_CHARACTERS: usize = 100;

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The lender, as its borrowers know it.
    pub lender: String,
    /// How to be heard: a telephone number, or where the office is.
    pub reach: String,
}

impl Sender {
    /// A sender that borrowers can tell and answer.
    ///
    /// # Errors
    /// [`Refusal::TextLacks`] for an empty part, [`Refusal::MessageTooLong`] when
    /// both leave no room for what has to be said.
    pub fn try_new(lender: &str, reach: &str) -> Result<Self, Refusal> {
        let (lender, reach) = (one_line(lender), one_line(reach));
        if lender.is_empty() {
            return Err(Refusal::TextLacks("the lender's name"));
        }
        if reach.is_empty() {
            return Err(Refusal::TextLacks("a way to reach the lender"));
        }
        let characters = lender.chars().count() + reach.chars().count();
        if characters > SENDER_CHARACTERS {
            let at_most = crate::MESSAGE_CHARACTERS;
            return Err(Refusal::MessageTooLong { characters: at_most - SENDER_CHARACTERS + characters, at_most });
        }
        Ok(Self { lender, reach })
    }
}

/// One thing owed, past due and not fully paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpaidInstalment {
    /// What it is: an instalment by its number, a charge, money taken back.
    pub debt: Debt,
    /// The due date.
    pub due_on: BusinessDate,
    /// What is still unpaid of it, in the loan's currency.
    pub unpaid: Amount,
}

/// One loan past due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateLoan {
    /// Which.
    pub loan: LoanId,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Due and unpaid: what makes it current.
    pub arrears: Amount,
    /// Days past due.
    pub days_past_due: i32,
    /// The instalments and other debts behind the arrears, oldest first.
    pub instalments: Vec<UnpaidInstalment>,
}

/// Everything a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFacts {
    /// The borrower's name; empty gives a neutral salutation.
    pub name: String,
    /// The number or address the text goes to.
    pub to: String,
    /// Who writes.
    pub sender: Sender,
    /// The name of the person who answers for it.
    pub officer: String,
    /// The day the amounts are true for.
    pub as_of: BusinessDate,
    /// The loans past due.
    pub loans: Vec<LateLoan>,
    /// The last promise and what the cash says of it.
    pub promise: Option<(Promise, PromiseState)>,
    /// The currency of the promise.
    pub currency: Currency,
}

impl LetterFacts {
    /// What makes every loan current, by currency.
    ///
    /// # Errors
    /// [`Refusal::TextLacks`] when nothing is due, or when the sum does not fit.
    pub fn totals(&self) -> Result<Vec<Money>, Refusal> {
        let mut sums: BTreeMap<Currency, Amount> = BTreeMap::new();
        for loan in &self.loans {
            let sum = sums.entry(loan.currency).or_default();
            *sum = sum.checked_add(loan.arrears).ok_or(Refusal::TextLacks("a total that can be held"))?;
        }
        sums.retain(|_, sum| *sum > Amount::ZERO);
        if sums.is_empty() {
            return Err(Refusal::TextLacks("an amount that is due"));
        }
        Ok(sums.into_iter().map(|(currency, amount)| Money::new(amount, currency)).collect())
    }

    /// The due date of the oldest unpaid instalment of all.
    pub fn since(&self) -> Option<BusinessDate> {
        self.loans.iter().flat_map(|loan| &loan.instalments).map(|row| row.due_on).min()
    }
}

/// The loans of a case past due on a day, with the instalments behind each amount.
///
/// # Errors
/// The amounts of a loan do not fit.
pub fn late_loans(
    case: &CaseInput,
    owed: &Owed,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<Vec<LateLoan>, DeskError> {
    let mut late = Vec::new();
    for day in owed.loans.iter().filter(|day| day.position.arrears.total() > Amount::ZERO) {
        let Some(input) = case.loans.iter().find(|input| input.loan.id == day.loan) else { continue };
        let in_words = |source| DeskError::from(ViewError::Book { loan: day.loan.clone(), source });
        let History { instalments, events, .. } = history(input, as_of, rules).map_err(in_words)?;
        let mut rows = Vec::new();
        for row in instalments.iter().filter(|row| row.late_on(as_of)) {
            let debt = Debt::of(row, &events);
            rows.push(UnpaidInstalment { debt, due_on: row.due_on, unpaid: row.unpaid().map_err(in_words)? });
        }
        late.push(LateLoan {
            loan: day.loan.clone(),
            currency: day.currency,
            arrears: day.position.arrears.total(),
            days_past_due: day.days_past_due,
            instalments: rows,
        });
    }
    Ok(late)
}

/// The promise a letter speaks of: the last one that was not replaced; of one that was
/// missed, the part missed last.
pub(crate) fn last_promise(promises: &[PromiseOutcome]) -> Option<(Promise, PromiseState)> {
    let last = promises.iter().rev().find(|promise| promise.state != PromiseState::Replaced)?;
    let missed = last.missed_last().and_then(|part| {
        let alone = PromisePart { due_on: part.due_on, amount: part.amount };
        Some((Promise::of(last.promise.made_on, &[alone], &last.promise.source_of_funds)?, part.state))
    });
    Some(missed.unwrap_or_else(|| (last.promise.clone(), last.state)))
}
