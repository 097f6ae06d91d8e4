//! Promises are kept, partly kept or broken by the book itself, never by hand.
#![allow(clippy::unwrap_used)]

use makegood_book::Payment;
use makegood_case::{CaseEvent, CaseState, Hold, HoldKind, HoldLifted, Promise, PromisePart, PromiseState, Recorded};
use makegood_units::{Amount, BusinessDate};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn promise(made: &str, cents: i64, due: &str) -> Promise {
    let part = PromisePart { due_on: day(due), amount: Amount::from_minor(cents) };
    Promise::of(day(made), &[part], "wages").unwrap()
}

fn paid(on: &str, cents: i64) -> Payment {
    Payment {
        id: on.into(),
        loan: "L-1".into(),
        value_on: day(on),
        amount: Amount::from_minor(cents),
        entered_on: None,
        kind: None,
    }
}

fn recorded(seq: i64, on: &str, event: CaseEvent) -> Recorded {
    Recorded { seq, effective_on: day(on), event }
}

#[test]
fn cash_by_the_day_decides() {
    // promised on the 2nd: 100.00 by the 10th
    let table: [(&str, &[Payment], PromiseState); 8] = [
        ("2026-03-09", &[], PromiseState::Pending),
        ("2026-03-10", &[], PromiseState::Pending),
        ("2026-03-11", &[], PromiseState::Broken),
        ("2026-03-05", &[paid("2026-03-04", 10_000)], PromiseState::Kept),
        ("2026-03-11", &[paid("2026-03-10", 10_000)], PromiseState::Kept),
        ("2026-03-12", &[paid("2026-03-11", 10_000)], PromiseState::Broken),
        ("2026-03-11", &[paid("2026-03-03", 4_000), paid("2026-03-09", 5_999)], PromiseState::PartlyKept),
        ("2026-03-11", &[paid("2026-03-01", 10_000)], PromiseState::Broken),
    ];
    for (as_of, payments, expected) in table {
        let made = recorded(1, "2026-03-02", CaseEvent::PromiseMade(promise("2026-03-02", 10_000, "2026-03-10")));
        let state = CaseState::fold(&[made], payments, day(as_of));
        assert_eq!(state.promises[0].state, expected, "as of {as_of} with {payments:?}");
    }
}

#[test]
fn a_new_promise_takes_the_place_of_an_open_one_only() {
    let events = [
        recorded(1, "2026-03-01", CaseEvent::PromiseMade(promise("2026-03-01", 500, "2026-03-03"))),
        recorded(2, "2026-03-05", CaseEvent::PromiseMade(promise("2026-03-05", 500, "2026-03-20"))),
        recorded(3, "2026-03-06", CaseEvent::PromiseMade(promise("2026-03-06", 900, "2026-03-25"))),
    ];
    let states =
        |as_of| CaseState::fold(&events, &[], day(as_of)).promises.iter().map(|one| one.state).collect::<Vec<_>>();
    assert_eq!(states("2026-03-05"), [PromiseState::Broken, PromiseState::Pending]);
    assert_eq!(states("2026-03-06"), [PromiseState::Broken, PromiseState::Replaced, PromiseState::Pending]);
    // The day of a replaced promise passes without breaking it.
    assert_eq!(states("2026-03-21"), [PromiseState::Broken, PromiseState::Replaced, PromiseState::Pending]);
    assert_eq!(states("2026-03-26"), [PromiseState::Broken, PromiseState::Replaced, PromiseState::Broken]);
}

#[test]
fn an_old_promise_written_down_late_replaces_nothing() {
    let events = [
        recorded(1, "2026-03-10", CaseEvent::PromiseMade(promise("2026-03-10", 500, "2026-03-20"))),
        recorded(2, "2026-02-01", CaseEvent::PromiseMade(promise("2026-02-01", 300, "2026-02-10"))),
    ];
    let state = CaseState::fold(&events, &[], day("2026-03-12"));
    let told: Vec<(i64, PromiseState)> = state.promises.iter().map(|one| (one.seq, one.state)).collect();
    assert_eq!(told, [(2, PromiseState::Broken), (1, PromiseState::Pending)]);
    assert_eq!(state.open_promise().map(|one| one.seq), Some(1));
}

#[test]
fn holds_end_by_their_day_or_by_a_person() {
    let hold = |kind, until: Option<&str>| {
        CaseEvent::HoldPlaced(Hold { kind, from: day("2026-03-01"), until: until.map(day), reason: "said so".into() })
    };
    let lifted = HoldLifted { kind: HoldKind::Dispute, on: day("2026-03-08"), reason: "statement sent".into() };
    let events = [
        recorded(1, "2026-03-01", hold(HoldKind::Dispute, None)),
        recorded(2, "2026-03-01", hold(HoldKind::Hardship, Some("2026-03-10"))),
        recorded(3, "2026-03-08", CaseEvent::HoldLifted(lifted)),
    ];
    let table = [
        ("2026-02-28", false, false),
        ("2026-03-07", true, true),
        ("2026-03-08", false, true),
        ("2026-03-11", false, false),
    ];
    for (as_of, dispute, hardship) in table {
        let state = CaseState::fold(&events, &[], day(as_of));
        assert_eq!((state.held(HoldKind::Dispute), state.held(HoldKind::Hardship)), (dispute, hardship), "{as_of}");
    }
}
