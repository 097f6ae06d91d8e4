//! The refinance check, and what routes do to the month.
#![allow(clippy::unwrap_used)]

use makegood_units::{Amount, BusinessDate, Currency, Decimal};
use makegood_workout::compare::{
    Limits, Means, MissingFact, NewTerms, Odds, PaidFrom, ServiceVerdict, Verified, debt_service_check,
};
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn means(surplus: i64, income: i64) -> Means {
    let verified = |minor| Some(Verified { amount: cents(minor), on: day("2026-05-01") });
    Means { income: verified(income), surplus: verified(surplus), ..Means::default() }
}

fn limits() -> Limits {
    Limits { income_share_bp: Some(4_000), dscr_floor: Some(Decimal::new(12, 1)), ..Limits::default() }
}

fn check(before: Option<i64>, after: Option<i64>, means: &Means, limits: &Limits) -> ServiceVerdict {
    let at = (day("2026-06-01"), Currency::USD);
    debt_service_check(before.map(cents), after.map(cents), means, limits, at)
}

fn codes(verdict: ServiceVerdict) -> Vec<String> {
    match verdict {
        ServiceVerdict::Blocked { because } => because.into_iter().map(|why| why.code).collect(),
        other => panic!("{other:?}"),
    }
}

/// Surplus 600.00, income 1,500.00; 40% of income is 600.00, DSCR 1.2 allows 500.00.
#[test]
fn row_60_refinancing_above_a_limit_is_blocked_by_name_at_its_own_cent() {
    let means = means(60_000, 150_000);
    assert!(matches!(check(Some(40_000), Some(50_000), &means, &limits()), ServiceVerdict::Within { .. }));
    assert_eq!(codes(check(Some(40_000), Some(50_001), &means, &limits())), ["dscr_below_floor"]);
    assert_eq!(
        codes(check(Some(40_000), Some(60_001), &means, &limits())),
        ["debt_service_above_surplus", "dscr_below_floor", "debt_service_above_income_share"]
    );
    // Without any limit named, nobody pays more than is left.
    assert_eq!(codes(check(Some(1), Some(60_001), &means, &Limits::default())), ["debt_service_above_surplus"]);
}

#[test]
fn the_reason_says_whether_it_rises() {
    let says = |before| match check(before, Some(70_000), &means(60_000, 500_000), &Limits::default()) {
        ServiceVerdict::Blocked { because } => because[0].says.clone(),
        other => panic!("{other:?}"),
    };
    assert!(says(Some(50_000)).contains("up from 500.00 USD"), "{}", says(Some(50_000)));
    assert!(says(Some(90_000)).contains("down from 900.00 USD, and still too much"));
    assert!(says(None).contains("before it is not known"));
    assert!(says(Some(50_000)).contains("600.00 USD, 100% of the surplus verified on 2026-05-01"));
}

#[test]
fn missing_facts_are_asked_for_by_name_and_are_not_allowed() {
    let missing = |verdict| match verdict {
        ServiceVerdict::Unknown { missing } => missing,
        other => panic!("{other:?}"),
    };
    let nothing = Means::default();
    assert_eq!(
        missing(check(None, None, &nothing, &limits())),
        [
            MissingFact::DebtServiceNow,
            MissingFact::VerifiedSurplus,
            MissingFact::VerifiedIncome,
            MissingFact::DebtServiceAfter
        ]
    );
    // The income is asked for only where a limit needs it.
    assert_eq!(missing(check(Some(1), Some(1), &nothing, &Limits::default())), [MissingFact::VerifiedSurplus]);
    let strict = Limits { facts_valid_days: Some(30), ..Limits::default() };
    let means = means(60_000, 150_000);
    assert_eq!(missing(check(Some(1), Some(1), &means, &strict)), [MissingFact::FreshSurplus(day("2026-05-01"))]);
    let lenient = Limits { facts_valid_days: Some(31), ..Limits::default() };
    assert!(matches!(check(Some(1), Some(1), &means, &lenient), ServiceVerdict::Within { .. }));
    // A limit that is broken blocks whatever else is missing.
    assert_eq!(codes(check(None, Some(60_001), &means, &strict)), ["debt_service_above_surplus"]);
}

proptest! {
    /// Paying more never unblocks, having more never blocks.
    #[test]
    fn the_verdict_is_monotone(after in 0_i64..200_000, more in 0_i64..50_000, surplus in 0_i64..200_000, income in 0_i64..400_000) {
        let blocked = |after, surplus| {
            matches!(check(Some(1), Some(after), &means(surplus, income), &limits()), ServiceVerdict::Blocked { .. })
        };
        prop_assert!(!blocked(after, surplus) || blocked(after + more, surplus));
        prop_assert!(!blocked(after, surplus + more) || blocked(after, surplus));
    }
}

/// 10,000.00 of principal, 300.00 of interest, 120.00 of fees: the new principal is
/// 10,300.00 and the fees stay beside; decided otherwise by name, it is 10,420.00.
#[test]
fn fees_are_not_carried_into_the_principal_unless_somebody_decided_it() {
    let terms = |capitalise_fees: Option<&str>| NewTerms {
        what: "the debt".to_owned(),
        principal: cents(1_000_000),
        interest: cents(30_000),
        fees: cents(12_000),
        capitalise_fees: capitalise_fees.map(str::to_owned),
        rate: "0% a year".parse().unwrap(),
        instalments: 10,
        cycle: "1 month".parse().unwrap(),
        start_on: day("2026-01-01"),
        first_due_on: None,
        paid_from: PaidFrom::Surplus,
        odds: Odds::default(),
    };
    let sums = |terms: &NewTerms| -> Vec<i64> {
        let entries = terms.entries().unwrap();
        entries.iter().map(|entry| entry.flows.iter().map(|flow| flow.amount.minor()).sum()).collect()
    };
    assert_eq!(sums(&terms(None)), [1_030_000, 12_000]);
    assert_eq!(sums(&terms(Some("the credit committee, because the borrower asked for it"))), [1_042_000]);
    let beside = &terms(None).entries().unwrap()[1];
    assert_eq!((beside.flows[0].on, beside.flows.len()), (day("2026-11-01"), 1));
}
