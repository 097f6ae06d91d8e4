//! What fuzzing and random histories found, each as the smallest loan that shows it.
#![allow(clippy::unwrap_used)]

use makegood_book::penalty::Shelf;
use makegood_book::{
    BookRules, Component, Happened, Instalment, Loan, LoanEvent, LoanFacts, PausedInterest, Payment, Position,
    Restructuring, history, position,
};
use makegood_units::{Amount, BusinessDate, Currency, LoanEventId};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

/// 100.00 on 1 February and 100.00 on 1 March, 10.00 of each interest; nothing paid.
fn loan() -> LoanFacts {
    let loan = Loan {
        id: "L".into(),
        borrower: "B".into(),
        branch: "1".into(),
        currency: Currency::USD,
        principal: cents(18_000),
        disbursed_on: Some(day("2026-01-01")),
        product: None,
        purpose: None,
    };
    LoanFacts::plain(loan, vec![row(1, "2026-02-01", None), row(2, "2026-03-01", None)], Vec::new())
}

fn row(no: u32, due: &str, restructuring: Option<&str>) -> Instalment {
    Instalment {
        loan: "L".into(),
        no,
        due_on: day(due),
        principal: cents(9_000),
        interest: cents(1_000),
        fee: Amount::ZERO,
        restructuring: restructuring.map(Into::into),
    }
}

fn paid(mut facts: LoanFacts, id: &str, on: &str, minor: i64) -> LoanFacts {
    let (id, loan, value_on, amount) = (id.into(), "L".into(), day(on), cents(minor));
    facts.payments.push(Payment { id, loan, value_on, amount, entered_on: None, kind: None });
    facts
}

fn then(mut facts: LoanFacts, id: &str, on: &str, happened: Happened) -> LoanFacts {
    let (effective_on, entered_on) = (day(on), day(on));
    facts.events.push(LoanEvent { id: id.into(), loan: "L".into(), effective_on, entered_on, happened });
    facts
}

fn undone(id: &str) -> Happened {
    Happened::Undone { event: LoanEventId::new(id) }
}

fn on(facts: &LoanFacts, on: &str) -> Position {
    position(facts, day(on), &BookRules::default()).unwrap()
}

fn charged(minor: i64, due_on: &str, instalment: Option<u32>) -> Happened {
    Happened::Charged { component: Component::Fee, amount: cents(minor), due_on: day(due_on), instalment }
}

#[test]
fn a_reversal_that_is_undone_gives_the_payment_back() {
    let facts = paid(loan(), "P", "2026-02-01", 10_000);
    let facts = then(facts, "R", "2026-02-10", Happened::Reversed { payment: "P".into() });
    let facts = then(facts, "U", "2026-02-20", undone("R"));
    assert_eq!(on(&facts, "2026-02-19").arrears.total(), cents(10_000));
    let after = on(&facts, "2026-02-20");
    assert_eq!((after.arrears.total(), after.paid), (Amount::ZERO, cents(10_000)));
}

#[test]
fn an_undoing_that_is_undone_lets_the_event_hold_again() {
    let facts = then(loan(), "C", "2026-01-10", charged(500, "2026-01-10", None));
    let facts = then(facts, "U", "2026-01-12", undone("C"));
    let facts = then(facts, "V", "2026-01-14", undone("U"));
    let owed = |at: &str| on(&facts, at).arrears.total().minor();
    assert_eq!([owed("2026-01-11"), owed("2026-01-13"), owed("2026-01-15")], [500, 0, 500]);
}

#[test]
fn a_cure_counts_a_payment_whose_reversal_was_undone() {
    let facts = then(loan(), "A", "2026-02-10", Happened::Accelerated { cure_until: day("2026-02-15") });
    let cured = paid(facts, "P", "2026-02-12", 10_000);
    let reversed = then(cured.clone(), "R", "2026-02-20", Happened::Reversed { payment: "P".into() });
    assert_eq!(on(&reversed, "2026-02-21").arrears.since, Some(day("2026-02-01")));
    let restored = then(reversed, "U", "2026-02-22", undone("R"));
    assert_eq!(on(&restored, "2026-02-25").arrears, on(&cured, "2026-02-25").arrears);
    assert_eq!(on(&restored, "2026-02-25").next_due.map(|(due_on, _)| due_on), Some(day("2026-03-01")));
}

/// A charge on the second instalment, after both were moved to May: late in May.
#[test]
fn a_charge_joins_the_instalment_of_the_schedule_that_holds() {
    let facts = paid(loan(), "P", "2026-01-20", 12_000);
    let mut facts = then(facts, "E", "2026-03-05", Happened::Restructured { how: Restructuring::ReAge });
    facts.instalments.push(row(2, "2026-05-01", Some("E")));
    let facts = then(facts, "C", "2026-03-10", charged(500, "2026-03-10", Some(2)));
    assert_eq!(on(&facts, "2026-04-30").arrears.total(), Amount::ZERO);
    assert_eq!(on(&facts, "2026-05-02").arrears.total(), cents(10_500));
}

/// Interest falls due with the last instalment, not with a charge that is due later.
#[test]
fn deferred_interest_waits_for_the_last_instalment() {
    let facts = then(loan(), "C", "2026-01-05", charged(500, "2026-06-01", None));
    let paused = Happened::InterestPaused { to: day("2026-02-01"), paused: PausedInterest::Deferred };
    let facts = then(facts, "I", "2026-01-06", paused);
    let told = history(&facts, day("2026-01-10"), &BookRules::default()).unwrap();
    let interest: Vec<i64> = told.instalments.iter().map(|row| row.due.interest.minor()).collect();
    // 26 of the 31 days of January are paused: 10.00 × 26/31 = 8.39.
    assert_eq!(interest, [161, 1_839, 0]);
}

/// A pause that ends before it begins is over after its first day, and the position says so.
#[test]
fn a_backward_pause_names_the_day_it_is_over() {
    let facts = then(loan(), "S", "2026-02-10", Happened::Paused { to: day("2026-02-05") });
    let held = on(&facts, "2026-02-10");
    assert_eq!(held.paused_until, Some(day("2026-02-10")));
    assert_eq!(held.next_change_on, Some(day("2026-02-11")));
    assert_eq!(on(&facts, "2026-02-11").paused_until, None);
}

#[test]
fn a_tail_beyond_the_calendar_is_refused_by_name() {
    let mut rule = Shelf::shipped().unwrap().stops.remove(0);
    for tail in [i32::MAX, i32::MIN, 20_000_000] {
        rule.tail_days = tail;
        assert!(rule.over(day("2026-01-01"), Some(day("2026-02-01"))).is_err(), "{tail}");
    }
}

/// A pause from the 10th and a resumption on the 15th, entered on one day: the pause is
/// cut short whichever of the two comes first in the file.
#[test]
fn a_resumption_entered_on_the_day_of_its_pause_ends_it() {
    let mut facts = then(loan(), "A", "2026-02-15", Happened::Resumed);
    facts = then(facts, "B", "2026-02-10", Happened::Paused { to: day("2026-02-20") });
    for event in &mut facts.events {
        event.entered_on = day("2026-02-12");
    }
    assert_eq!(on(&facts, "2026-02-12").paused_until, Some(day("2026-02-15")));
    facts.events.reverse();
    assert_eq!(on(&facts, "2026-02-12").paused_until, Some(day("2026-02-15")));
}
