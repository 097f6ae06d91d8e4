//! Promises in several dated parts, and several promises at once: what came, once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use makegood_book::Payment;
use makegood_case::{
    CaseEvent, CaseState, Promise, PromiseOutcome, PromiseState, Recorded, parts_in_words, read_parts,
};
use makegood_units::{Amount, BusinessDate, Currency};
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    format!("2026-{text}").parse().unwrap()
}

fn cents(text: &str) -> Amount {
    Amount::parse(text, Currency::USD).unwrap()
}

/// `03-01 60.00 by 2026-03-02 and 40.00 by 2026-03-16; beside; of L-2`
fn promise(text: &str) -> Promise {
    let (made_on, rest) = text.split_once(' ').unwrap();
    let (parts, keys) = rest.split_once(';').unwrap_or((rest, ""));
    let mut promise = Promise::of(day(made_on), &read_parts(parts, Currency::USD).unwrap(), "wages").unwrap();
    promise.beside = keys.contains("beside");
    promise.loan = keys.contains("of L-2").then(|| "L-2".into());
    promise
}

/// `03-02 60.00` or `03-02 60.00 L-2`
fn paid(no: usize, text: &str) -> Payment {
    let words: Vec<&str> = text.split_whitespace().collect();
    Payment {
        id: format!("P-{no:03}").as_str().into(),
        loan: words.get(2).copied().unwrap_or("L-1").into(),
        value_on: day(words[0]),
        amount: cents(words[1]),
        entered_on: None,
        kind: None,
    }
}

fn told(promises: &[&str], payments: &[&str], grace_days: i32, as_of: &str) -> Vec<PromiseOutcome> {
    let event = |(no, text): (usize, &&str)| {
        let promise = promise(text);
        Recorded { seq: no as i64 + 1, effective_on: promise.made_on, event: CaseEvent::PromiseMade(promise) }
    };
    let events: Vec<Recorded> = promises.iter().enumerate().map(event).collect();
    let payments: Vec<Payment> = payments.iter().enumerate().map(|(no, text)| paid(no, text)).collect();
    CaseState::fold_with_grace(&events, &payments, grace_days, day(as_of)).promises
}

/// `partly kept: kept 60.00, broken 0.00`, one for each promise.
fn words(promises: &[&str], payments: &[&str], grace_days: i32, as_of: &str) -> String {
    let word = |state: PromiseState| format!("{state:?}").to_lowercase();
    let part = |part: &makegood_case::PartOutcome| format!("{} {}", word(part.state), part.received.minor() / 100);
    let one = |one: &PromiseOutcome| {
        let parts: Vec<String> = one.parts.iter().map(part).collect();
        format!("{}: {}", word(one.state), parts.join(", "))
    };
    told(promises, payments, grace_days, as_of).iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[test]
fn row_23_each_part_by_its_day_and_the_whole_from_its_parts() {
    let two = &["03-01 60.00 by 2026-03-02 and 40.00 by 2026-03-16"][..];
    let table: [(&[&str], &str, &str); 10] = [
        (&[], "03-02", "pending: pending 0, pending 0"),
        (&["03-02 60.00"], "03-03", "pending: kept 60, pending 0"),
        (&["03-02 60.00", "03-16 40.00"], "03-17", "kept: kept 60, kept 40"),
        (&["03-01 100.00"], "03-01", "kept: kept 60, kept 40"),
        // Missed, whatever is still to come.
        (&[], "03-03", "broken: broken 0, pending 0"),
        (&["03-02 20.00"], "03-03", "partlykept: partlykept 20, pending 0"),
        // Money after the first day is for the second.
        (&["03-05 60.00"], "03-17", "partlykept: broken 0, kept 40"),
        (&["03-02 60.00"], "03-17", "partlykept: kept 60, broken 0"),
        // Money before the promise is not for it.
        (&["02-28 100.00"], "03-17", "broken: broken 0, broken 0"),
        (&["03-02 80.00", "03-17 20.00"], "03-17", "partlykept: kept 60, partlykept 20"),
    ];
    for (payments, as_of, expected) in table {
        assert_eq!(words(two, payments, 0, as_of), expected, "{payments:?} as of {as_of}");
    }
}

#[test]
fn days_of_grace_count_for_the_borrower() {
    let one = &["03-01 60.00 by 2026-03-02"][..];
    assert_eq!(words(one, &[], 2, "03-04"), "pending: pending 0");
    assert_eq!(words(one, &["03-04 60.00"], 2, "03-05"), "kept: kept 60");
    assert_eq!(words(one, &["03-05 60.00"], 2, "03-05"), "broken: broken 0");
}

#[test]
fn a_payment_counts_once_and_the_earliest_day_first() {
    let both = &["03-01 60.00 by 2026-03-20", "03-02 50.00 by 2026-03-10; beside"][..];
    assert_eq!(words(both, &["03-05 50.00"], 0, "03-11"), "pending: pending 0 | kept: kept 50");
    assert_eq!(words(both, &["03-05 90.00"], 0, "03-21"), "partlykept: partlykept 40 | kept: kept 50");
    let of_loans = &["03-01 60.00 by 2026-03-20; of L-2", "03-01 50.00 by 2026-03-21; beside"][..];
    assert_eq!(words(of_loans, &["03-05 60.00"], 0, "03-22"), "broken: broken 0 | kept: kept 50");
    assert_eq!(words(of_loans, &["03-05 110.00 L-2"], 0, "03-22"), "kept: kept 60 | kept: kept 50");
}

#[test]
fn a_later_promise_takes_the_place_of_what_is_open_and_of_nothing_else() {
    let again = &["03-01 60.00 by 2026-03-02 and 40.00 by 2026-03-16", "03-10 40.00 by 2026-03-25"][..];
    assert_eq!(words(again, &["03-02 60.00"], 0, "03-26"), "replaced: kept 60, replaced 0 | broken: broken 0");
    // What was missed before stays missed.
    assert_eq!(words(again, &["03-25 40.00"], 0, "03-26"), "broken: broken 0, replaced 0 | kept: kept 40");
    assert_eq!(told(again, &[], 0, "03-26")[0].replaced_by, Some(2));
    // What comes on the day of the new word is for the old one only if it completes it.
    let same_day = &["03-01 60.00 by 2026-03-12", "03-10 40.00 by 2026-03-25"][..];
    assert_eq!(words(same_day, &["03-10 60.00"], 0, "03-26"), "kept: kept 60 | broken: broken 0");
    assert_eq!(words(same_day, &["03-10 40.00"], 0, "03-26"), "replaced: replaced 0 | kept: kept 40");
}

#[test]
fn old_journals_still_read_and_a_single_part_is_written_as_before() {
    let old = r#"{"made_on":"2026-03-01","amount":6000,"due_on":"2026-03-02","loan":null,"source_of_funds":"wages"}"#;
    let read: Promise = serde_json::from_str(old).unwrap();
    assert_eq!(read, promise("03-01 60.00 by 2026-03-02"));
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
    let two = promise("03-01 60.00 by 2026-03-02 and 40.00 by 2026-03-16");
    assert_eq!((two.amount, two.due_on), (cents("100.00"), day("03-16")));
    assert_eq!(serde_json::from_str::<Promise>(&serde_json::to_string(&two).unwrap()).unwrap(), two);
}

#[test]
fn parts_as_people_write_them() {
    let read = |text: &str| read_parts(text, Currency::USD);
    let parts = read("60.00 by 2026-03-02 and 40.00 by 2026-03-16, 1 by 2026-04-01").unwrap();
    let said = parts_in_words(&parts, Currency::USD);
    assert_eq!(said, "60.00 USD by 2026-03-02, 40.00 USD by 2026-03-16 and 1.00 USD by 2026-04-01");
    for wrong in
        ["", "60.00", "60.00 by", "by 2026-03-02", "60.00 by 2026-02-30", "6o by 2026-03-02", "1 by 2026-03-02 and"]
    {
        assert!(read(wrong).is_err(), "{wrong:?}");
    }
}

fn any_promise() -> impl Strategy<Value = Promise> {
    let part = (0..40_i32, 1..9_000_i64);
    let parts = prop::collection::vec(part, 1..4);
    (0..30_i32, parts, prop::bool::ANY, prop::option::of(prop::bool::ANY)).prop_map(|(made, parts, beside, loan)| {
        let made_on = day("03-01").plus_days(made);
        let dated: Vec<_> = parts
            .into_iter()
            .map(|(ahead, minor)| makegood_case::PromisePart {
                due_on: made_on.plus_days(ahead),
                amount: Amount::from_minor(minor),
            })
            .collect();
        let mut promise = Promise::of(made_on, &dated, "wages").unwrap();
        promise.beside = beside;
        promise.loan = loan.map(|other| if other { "L-2".into() } else { "L-1".into() });
        promise
    })
}

proptest! {
    #[test]
    fn row_23_what_met_the_parts_is_never_more_than_the_cash_and_the_order_of_the_records_is_no_matter(
        promises in prop::collection::vec(any_promise(), 0..5),
        cash in prop::collection::vec((0..70_i32, 0..9_000_i64, prop::bool::ANY), 0..12),
        grace in 0..4_i32, until in 0..80_i32, mixed in any::<u64>(),
    ) {
        let as_of = day("03-01").plus_days(until);
        let mut payments: Vec<Payment> = cash.iter().enumerate().map(|(no, (on, minor, other))| Payment {
            id: format!("P-{no:03}").as_str().into(),
            loan: if *other { "L-2".into() } else { "L-1".into() },
            value_on: day("03-01").plus_days(*on),
            amount: Amount::from_minor(*minor),
            entered_on: None,
            kind: None,
        }).collect();
        let mut events: Vec<Recorded> = promises.into_iter().enumerate().map(|(no, promise)| Recorded {
            seq: no as i64 + 1, effective_on: promise.made_on, event: CaseEvent::PromiseMade(promise),
        }).collect();
        let told = CaseState::fold_with_grace(&events, &payments, grace, as_of).promises;

        let came: i64 = payments.iter().filter(|one| one.value_on <= as_of).map(|one| one.amount.minor()).sum();
        let met: i64 = told.iter().map(|one| one.received().minor()).sum();
        prop_assert!(met <= came, "{met} met of {came}");
        for loan in ["L-1", "L-2"] {
            let bound = |one: &&PromiseOutcome| one.promise.loan.as_ref().is_some_and(|of| of.as_str() == loan);
            let met: i64 = told.iter().filter(bound).map(|one| one.received().minor()).sum();
            let came = payments.iter().filter(|one| one.value_on <= as_of && one.loan.as_str() == loan);
            prop_assert!(met <= came.map(|one| one.amount.minor()).sum::<i64>());
        }
        for one in &told {
            let sum: i64 = one.parts.iter().map(|part| part.amount.minor()).sum();
            prop_assert_eq!(sum, one.promise.amount.minor());
            for part in &one.parts {
                prop_assert!(part.received <= part.amount);
                prop_assert!(part.state != PromiseState::Kept || part.received == part.amount);
                prop_assert!(part.state != PromiseState::Pending || as_of <= part.due_on.plus_days(grace));
            }
        }

        // The same records in any order say the same, and saying it twice changes nothing.
        let mut seed = mixed | 1;
        let mut shuffle = |length: usize| { seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1); (seed >> 33) as usize % length.max(1) };
        for at in 0..events.len() { let other = shuffle(events.len()); events.swap(at, other); }
        for at in 0..payments.len() { let other = shuffle(payments.len()); payments.swap(at, other); }
        prop_assert_eq!(CaseState::fold_with_grace(&events, &payments, grace, as_of).promises, told);
    }
}
