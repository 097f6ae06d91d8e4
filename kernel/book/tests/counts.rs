//! Counts of days beside classes, and what lenders that count otherwise would state.
#![allow(clippy::unwrap_used)]

use makegood_book::class::shipped;
use makegood_book::{BookRules, DayConvention, Held, Instalment, Loan, LoanFacts, readings};
use makegood_units::{Amount, BusinessDate, LoanId};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

/// A loan of 10,000 euros; so much of it falls due on a day, the rest in 2030.
fn loan(due_on: &str, due: i64, product: Option<&str>) -> LoanFacts {
    let id = LoanId::new("L");
    let row = |no, on, minor| Instalment {
        loan: id.clone(),
        no,
        due_on: day(on),
        principal: Amount::from_minor(minor),
        interest: Amount::ZERO,
        fee: Amount::ZERO,
        restructuring: None,
    };
    let loan = Loan {
        id: id.clone(),
        borrower: "P".into(),
        branch: "B".into(),
        currency: "EUR".parse().unwrap(),
        principal: Amount::from_minor(1_000_000),
        disbursed_on: Some(day("2025-06-01")),
        product: product.map(str::to_owned),
        purpose: None,
    };
    LoanFacts::plain(loan, vec![row(1, due_on, due), row(2, "2030-01-01", 1_000_000 - due)], Vec::new())
}

/// Law rules, EU-T01 and DP-1: the material count and the calendar's, each by its name.
#[test]
fn each_counter_of_a_scheme_is_told() {
    let scheme = shipped("eu-default").unwrap();
    let counts =
        |facts: &LoanFacts, on: &str| readings::counts(facts, &scheme, &BookRules::default(), day(on)).unwrap();
    let material = loan("2026-01-01", 30_000, Some("retail"));
    assert_eq!(counts(&material, "2026-04-02"), [("material", Some(91)), ("overdue", Some(91))]);
    let small = loan("2026-01-01", 9_000, Some("retail"));
    assert_eq!(counts(&small, "2026-04-02"), [("material", Some(0)), ("overdue", Some(91))]);
    // Without its kind nobody knows which limit it has to exceed.
    let unknown = loan("2026-01-01", 30_000, None);
    assert_eq!(counts(&unknown, "2026-04-02"), [("material", None), ("overdue", Some(91))]);
    assert_eq!(counts(&material, "2025-05-31"), [("material", Some(0)), ("overdue", Some(0))]);
}

/// DP-2: due on 1 April, unpaid, in month buckets.
#[test]
fn what_a_lender_that_counts_otherwise_would_state() {
    let facts = loan("2026-04-01", 30_000, None);
    let stated = |count: DayConvention, on: &str| {
        count.stated(day(on), &Held::from_book(&facts, day(on), &BookRules::default()).unwrap().unwrap())
    };
    let months = ["2026-04-29", "2026-04-30", "2026-05-31"];
    assert_eq!(months.map(|on| stated(DayConvention::MonthBucketsMba, on)), [Some(0), Some(30), Some(60)]);
    assert_eq!(months.map(|on| stated(DayConvention::MonthBucketsOts, on)), [Some(0), Some(0), Some(30)]);
    assert_eq!(months.map(|on| stated(DayConvention::DueDateIsDay1, on)), [Some(29), Some(30), Some(61)]);
}
