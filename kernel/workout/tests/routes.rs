//! Routes as a borrower would hear them.
#![allow(clippy::unwrap_used)]

use makegood_book::{BookRules, Instalment, Loan, LoanFacts, Payment, history};
use makegood_units::{Amount, BusinessDate, Currency};
use makegood_workout::{PlanAsk, PlanRefused, RouteKind, instalment_plan, make_current};
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn ask() -> PlanAsk {
    PlanAsk {
        as_of: day("2026-01-20"),
        arrears: cents(10_000),
        currency: Currency::USD,
        regular_instalment: cents(5_000),
        verified_surplus: Some(cents(8_000)),
        promise_on: Some(day("2026-01-30")),
        first_part_on: day("2026-01-31"),
        up_to_months: 6,
    }
}

#[test]
fn every_route_beside_every_other() {
    let routes = instalment_plan(&ask()).unwrap();
    let mut told: Vec<String> = routes
        .offered
        .iter()
        .map(|route| {
            format!(
                "{:?}: {} Heaviest month {}. [{}]",
                route.kind,
                route.why.says,
                route.heaviest_month.minor(),
                route.why.code
            )
        })
        .collect();
    told.extend(routes.refused.iter().map(|refused| format!("{:?} refused: {}", refused.kind, refused.because)));
    let expected = "
PayNow: 100.00 USD by 2026-01-20. Heaviest month 10000. [pay_now]
Promise: 100.00 USD by 2026-01-30. Heaviest month 10000. [promise]
Spread(4): 4 monthly parts from 2026-01-31 to 2026-04-30, the first 25.00 USD, beside 50.00 USD as agreed. Heaviest month 7500. [spread_within_surplus]
Spread(5): 5 monthly parts from 2026-01-31 to 2026-05-31, the first 20.00 USD, beside 50.00 USD as agreed. Heaviest month 7000. [spread_within_surplus]
Spread(6): 6 monthly parts from 2026-01-31 to 2026-06-30, the first 16.66 USD, beside 50.00 USD as agreed. Heaviest month 6670. [spread_within_surplus]
Spread(1) refused: it asks for 150.00 USD a month with the regular instalment, and 80.00 USD is verified to be left
Spread(2) refused: it asks for 100.00 USD a month with the regular instalment, and 80.00 USD is verified to be left
Spread(3) refused: it asks for 83.34 USD a month with the regular instalment, and 80.00 USD is verified to be left
";
    assert_eq!(told.join("\n"), expected.trim(), "\n{}\n", told.join("\n"));
}

#[test]
fn without_a_verified_surplus_nothing_is_refused_for_it_and_the_reason_says_so() {
    let routes = instalment_plan(&PlanAsk { verified_surplus: None, ..ask() }).unwrap();
    assert_eq!(routes.refused, []);
    assert!(
        routes
            .offered
            .iter()
            .filter(|route| matches!(route.kind, RouteKind::Spread(_)))
            .all(|route| route.why.code == "spread_surplus_unknown")
    );
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    assert_eq!(instalment_plan(&PlanAsk { arrears: cents(0), ..ask() }), Err(PlanRefused::NothingInArrears));
    assert_eq!(instalment_plan(&PlanAsk { up_to_months: 13, ..ask() }), Err(PlanRefused::Months(13)));
    assert_eq!(instalment_plan(&PlanAsk { up_to_months: 0, ..ask() }), Err(PlanRefused::Months(0)));
    let because = |ask: &PlanAsk, kind| {
        let routes = instalment_plan(ask).unwrap();
        routes.refused.into_iter().find(|refused| refused.kind == kind).map(|refused| refused.because.to_string())
    };
    let early = PlanAsk { promise_on: Some(day("2026-01-19")), ..ask() };
    assert_eq!(because(&early, RouteKind::Promise).unwrap(), "2026-01-19 lies before today");
    let tiny = PlanAsk { arrears: cents(2), regular_instalment: cents(0), ..ask() };
    assert_eq!(because(&tiny, RouteKind::Spread(3)).unwrap(), "0.02 USD cannot be cut into so many parts");
    let last = PlanAsk { first_part_on: day("9999-12-31"), ..ask() };
    assert!(because(&last, RouteKind::Spread(5)).unwrap().contains("beyond what can be held"));
    let huge = PlanAsk { regular_instalment: cents(i64::MAX), verified_surplus: None, ..ask() };
    assert!(because(&huge, RouteKind::Spread(2)).unwrap().contains("beyond what can be held"));
}

#[test]
fn what_makes_it_current_today() {
    let row = |no: u32, due_on: &str| Instalment {
        loan: "L1".into(),
        no,
        due_on: day(due_on),
        principal: cents(9_000),
        interest: cents(1_000),
        fee: cents(0),
        restructuring: None,
    };
    let rows = [row(1, "2026-01-15"), row(2, "2026-02-15"), row(3, "2026-03-15"), row(4, "2026-04-15")];
    let paid = [Payment {
        id: "p1".into(),
        loan: "L1".into(),
        value_on: day("2026-01-20"),
        amount: cents(13_000),
        entered_on: None,
        kind: None,
    }];
    let loan = Loan {
        id: "L1".into(),
        borrower: "B".into(),
        branch: "1".into(),
        currency: Currency::USD,
        principal: Amount::ZERO,
        disbursed_on: None,
        product: None,
        purpose: None,
    };
    let facts = LoanFacts::plain(loan, rows.to_vec(), paid.to_vec());
    let told = |as_of: &str| {
        let history = history(&facts, day(as_of), &BookRules::default()).unwrap();
        let current = make_current(&"L1".into(), Currency::USD, &history, day(as_of)).unwrap();
        let facts: Vec<&str> = current.why.facts.iter().map(makegood_units::FactId::as_str).collect();
        format!("{} {}", current.why.says, facts.join(" "))
    };
    let cases = [
        ("2026-01-25", "Nothing is due through 2026-02-01. "),
        ("2026-02-08", "Nothing is past due; 70.00 USD falls due by 2026-02-15. instalment:L1/2"),
        ("2026-02-15", "Nothing is past due; 70.00 USD falls due by 2026-02-22. instalment:L1/2"),
        ("2026-02-16", "70.00 USD today makes it current. instalment:L1/2"),
        (
            "2026-03-10",
            "70.00 USD today makes it current; 170.00 USD covers the next seven days too. instalment:L1/2 instalment:L1/3",
        ),
        ("2026-03-16", "170.00 USD today makes it current. instalment:L1/2 instalment:L1/3"),
    ];
    for (as_of, expected) in cases {
        assert_eq!(told(as_of), expected, "{as_of}");
    }
}

proptest! {
    /// Whatever the amount and the months: nothing added, nothing lost, days rise,
    /// and no offered month asks for more than is left.
    #[test]
    fn parts_add_up_to_the_arrears(
        arrears in 1..=Amount::LIMIT.minor(), regular in 0..1_000_000_i64, surplus in prop::option::of(0..2_000_000_i64),
        months in 1..=12_u8, first in 0..400_i32,
    ) {
        let ask = PlanAsk {
            arrears: cents(arrears), regular_instalment: cents(regular), verified_surplus: surplus.map(cents),
            up_to_months: months, first_part_on: day("2026-01-20").plus_days(first), ..ask()
        };
        let routes = instalment_plan(&ask).unwrap();
        prop_assert_eq!(routes.offered.len() + routes.refused.len(), usize::from(months) + 2);
        for route in &routes.offered {
            let sum: i64 = route.parts.iter().map(|part| part.amount.minor()).sum();
            prop_assert_eq!((sum, route.total.minor()), (arrears, arrears));
            prop_assert!(route.parts.windows(2).all(|pair| pair[0].due_on < pair[1].due_on));
            prop_assert!(route.parts.iter().all(|part| part.amount > Amount::ZERO));
            prop_assert_eq!(Some(route.ends_on), route.parts.last().map(|part| part.due_on));
            if let (RouteKind::Spread(_), Some(surplus)) = (route.kind, surplus) {
                prop_assert!(route.parts.iter().all(|part| part.amount.minor() + regular <= surplus));
            }
        }
    }
}
