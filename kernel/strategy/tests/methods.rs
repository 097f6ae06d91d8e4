//! Outcomes by means and situation. Everything is invented.
#![allow(clippy::unwrap_used)]

use makegood_case::{Channel, PromiseState};
use makegood_diagnosis::Situation;
use makegood_strategy::ActionKind;
use makegood_strategy::methods::{Attempt, Means, by_method};

fn attempt(means: Means, situation: Option<Situation>) -> Attempt {
    let on = "2026-03-02".parse().unwrap();
    Attempt { means, situation, on, conversation: false, promise: None, paid: None }
}

#[test]
fn row_31_outcome_by_method_and_situation_with_interval_and_n() {
    let careless = |spoke: bool, promise, paid| Attempt {
        conversation: spoke,
        promise,
        paid,
        ..attempt(Means::Contact(Channel::Call), Some(Situation::Careless))
    };
    let mut attempts = vec![careless(false, None, Some(false)); 24];
    attempts.extend(vec![careless(true, None, Some(true)); 4]);
    attempts.extend(vec![careless(true, Some(PromiseState::Kept), Some(true)); 9]);
    attempts.extend(vec![careless(true, Some(PromiseState::Broken), Some(false)); 2]);
    attempts.push(careless(true, Some(PromiseState::Pending), None));
    attempts.push(attempt(Means::Contact(Channel::Call), Some(Situation::Undetermined)));
    attempts.push(attempt(Means::Contact(Channel::Letter), None));
    attempts.push(attempt(Means::Step(ActionKind::GuarantorDemand), Some(Situation::Careless)));
    let rows = by_method(&attempts);
    assert_eq!(rows.len(), 4);
    let calls = rows.iter().find(|row| row.attempts == 40).unwrap();
    let share = |figure: makegood_strategy::methods::Figure| {
        (figure.measured.numerator, figure.measured.denominator, figure.too_few)
    };
    assert_eq!(share(calls.conversations), (16, 40, false));
    assert_eq!(share(calls.promises), (12, 16, true));
    // A promise whose day has not passed says nothing yet.
    assert_eq!(share(calls.kept), (9, 11, true));
    // Nor does an attempt whose 14 days are not over.
    assert_eq!(share(calls.paid), (13, 39, false));
    // Wilson's interval of 16 of 40.
    let spoke = calls.conversations.measured;
    assert_eq!((spoke.share_bp, spoke.low_bp, spoke.high_bp), (Some(4_000), Some(2_635), Some(5_540)));
    // No conversation can come of a letter: of none, nothing is said.
    let letter = rows.iter().find(|row| row.means == Means::Contact(Channel::Letter)).unwrap();
    assert_eq!((share(letter.conversations), letter.conversations.measured.share_bp), ((0, 0, true), None));
}
