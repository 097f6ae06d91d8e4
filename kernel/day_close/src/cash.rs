//! The money promises are judged by: what came for the loans in the currency of the case,
//! less what a payer's bank took back.

use crate::case_book::{Owed, Told};
use crate::{CaseInput, Rules};
use makegood_book::{Happened, Payment};
use makegood_case::CaseState;
use makegood_units::{Amount, BusinessDate};

/// The state of a case on a day: its events, and its promises judged by the cash. One way
/// for everybody who asks, so that no two of them differ.
pub(crate) fn state_on(
    case: &CaseInput,
    told: &[Told],
    owed: &Owed,
    rules: Rules<'_>,
    as_of: BusinessDate,
) -> CaseState {
    CaseState::fold_with_grace(&case.events, &cash(told, owed), rules.strategy.promises.grace_days, as_of)
}

/// The payments of the case in the currency of its sums. Money taken back is taken off the
/// latest payments before it: a word kept with money that went away again was not kept.
fn cash(told: &[Told], owed: &Owed) -> Vec<Payment> {
    let in_currency =
        |told: &&Told| owed.loans.iter().any(|day| day.loan == told.loan && day.currency == owed.currency);
    told.iter().filter(in_currency).flat_map(stayed).collect()
}

fn stayed(told: &Told) -> Vec<Payment> {
    let mut payments = told.history.payments.clone();
    for event in &told.history.events {
        let Happened::ChargedBack { amount } = event.happened else { continue };
        let mut back = amount;
        for payment in payments.iter_mut().rev().filter(|payment| payment.value_on <= event.effective_on) {
            let taken = back.min(payment.amount).max(Amount::ZERO);
            payment.amount = payment.amount.less(taken);
            back = back.less(taken);
        }
    }
    payments
}
