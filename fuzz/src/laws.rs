//! What holds for every loan, whatever happened to it.

use makegood_book::{
    BookError, BookRules, Component, History, LoanFacts, Position, Split, Unpaid, history, paused_days, position,
    timeline,
};
use makegood_units::{Amount, BusinessDate};

/// Looks at a loan on a day in every way there is. Amounts that do not fit are refused
/// by name; nothing else may refuse.
pub fn look(facts: &LoanFacts, rules: &BookRules, day: BusinessDate, lawful: bool) {
    let told = history(facts, day, rules);
    let now = position(facts, day, rules);
    let spans = timeline(facts, rules, day);
    let _ = position(&facts.known_on(day), day, rules);
    if !lawful {
        return;
    }
    let named = |error: &BookError| assert_eq!(*error, BookError::Overflow);
    let _ = told.as_ref().map(|told| nothing_is_lost(facts, told)).map_err(|error| named(error));
    if let (Ok(told), Ok(now)) = (&told, &now) {
        adds_up(told, now);
        lateness(told, now, rules, day);
        silent_until_next_change(facts, rules, day, now);
    }
    if let (Ok(spans), Ok(now)) = (&spans, &now)
        && let Some(span) = spans.iter().find(|span| span.holds(day))
    {
        assert_eq!((span.arrears, span.outstanding), (now.arrears, now.outstanding_parts), "the span of {day}");
    }
}

fn sum(amounts: impl Iterator<Item = Amount>) -> i128 {
    amounts.map(|amount| i128::from(amount.minor())).sum()
}

fn wide(split: &Split) -> i128 {
    sum(Component::ALL.into_iter().map(|component| split.part(component)))
}

/// Every payment is what it met and what is left of it.
fn nothing_is_lost(facts: &LoanFacts, told: &History) {
    let received = sum(told.payments.iter().map(|payment| payment.amount));
    let met: i128 = told.instalments.iter().map(|row| wide(&row.met)).sum();
    let by_payment: i128 = told.met.iter().map(wide).sum();
    assert_eq!(met, by_payment);
    assert_eq!(received, met + i128::from(told.over.minor()));
    assert!(told.payments.len() == told.met.len() && told.payments.len() <= facts.payments.len());
    for (payment, met) in told.payments.iter().zip(&told.met) {
        assert!(wide(met) <= payment.amount.minor().into(), "{} met {met:?}", payment.id);
    }
    for row in &told.instalments {
        for component in Component::ALL {
            let (met, due) = (row.met.part(component), row.due.part(component));
            assert!(Amount::ZERO <= met && met <= due, "of {due:?} {met:?} is met");
        }
    }
    assert!(told.instalments.is_sorted_by_key(|row| row.due_on));
}

fn adds_up(told: &History, now: &Position) {
    let due: i128 = told.instalments.iter().map(|row| wide(&row.due)).sum();
    let met: i128 = told.instalments.iter().map(|row| wide(&row.met)).sum();
    assert_eq!(i128::from(now.outstanding.minor()), due - met);
    assert!(now.arrears.total() <= now.outstanding);
    assert_eq!(now.arrears.since.is_some(), !now.arrears.owed.is_zero());
}

/// The named count of lateness and the position agree on what is past due.
fn lateness(told: &History, now: &Position, rules: &BookRules, day: BusinessDate) {
    let rows: Vec<Unpaid> = told.instalments.iter().map(Unpaid::from).collect();
    let paused = paused_days(&told.pauses, day, None);
    assert!(paused >= 0);
    let late = rules.convention.lateness(&rows, &told.pauses, &now.outstanding_parts, day);
    if let (Ok(late), makegood_book::Standing::Open) = (late, now.standing) {
        assert_eq!(late.delinquent_amount, now.arrears.total());
        assert_eq!(late.past_due_days, now.days_past_due(day));
        assert!(late.delinquent_days <= late.past_due_days);
    }
}

/// Nothing changes before the day the position names.
fn silent_until_next_change(facts: &LoanFacts, rules: &BookRules, day: BusinessDate, now: &Position) {
    let Some(until) = now.next_change_on else { return };
    assert!(until > day);
    let same = |now: &Position| Position { next_change_on: None, next_due: None, ..now.clone() };
    let eve = position(facts, until.plus_days(-1), rules);
    assert_eq!(eve.as_ref().map(same), Ok(same(now)), "on the eve of {until}: {facts:#?}");
}
