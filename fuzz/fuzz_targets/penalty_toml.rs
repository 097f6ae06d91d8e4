//! Any text as a penalty convention, as stops and as published rates; where it is a
//! convention, a late loan is charged by it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_book::penalty::{Accrual, Contract, Convention, Exact, Past, ReferenceRates, Shelf, accrue};
use makegood_fuzz::past::{dues, late_loan};
use makegood_units::{Amount, Currency};
use std::sync::LazyLock;

static SHIPPED: LazyLock<Shelf> = LazyLock::new(|| Shelf::shipped().expect("what is shipped can be read"));

fn contract(currency: Currency) -> Contract {
    Contract {
        rate: "12% a year".parse().ok(),
        penalty_rate: "24% a year".parse().ok(),
        made_on: "2025-12-01".parse().ok(),
        amount_lent: Some(Amount::from_minor(60_000)),
        principal_when_non_performing: Some(Amount::from_minor(50_000)),
        other_cost: Some(Amount::from_minor(3_000)),
        ..Contract::new(currency)
    }
}

/// The days of a calculation add up to its lines, exactly and in cents.
fn adds_up(made: &Accrual) {
    let days = made.by_day().try_fold(Exact::ZERO, |sum, part| sum.plus(part.exact));
    if let (Some(days), Some(lines)) = (days, made.exact_asked()) {
        assert_eq!(days, lines);
    }
    let posted: i64 = made.by_day().map(|part| part.posted.minor()).sum();
    assert_eq!(posted, made.lines.iter().map(|line| line.posted.minor()).sum::<i64>());
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = ReferenceRates::parse("rates.toml", text);
    let (from, last) = ("2026-03-01".parse().expect("a day"), "2026-04-01".parse().ok());
    let stops = Shelf::parse_stops("stops.toml", text).unwrap_or_default();
    let mut held: Vec<_> = stops.iter().filter_map(|stop| stop.over(from, last).ok()).collect();
    held.extend(SHIPPED.stops.iter().take(1).filter_map(|stop| stop.over(from, None).ok()));
    let Ok(convention) = Convention::parse("convention.toml", text) else { return };
    let (spans, dues) = (late_loan(), dues());
    let until = spans.last().map(|span| span.from.plus_days(60)).expect("a loan");
    for currency in [Currency::USD, "EUR".parse().expect("a code"), "KES".parse().expect("a code")] {
        let Ok(terms) = convention.terms(&contract(currency), &SHIPPED.rates) else { continue };
        for held in [&held[..], &[]] {
            let Ok(made) = accrue(Past { spans: &spans, instalments: &dues }, &terms, held, until) else { continue };
            adds_up(&made);
            assert!(made.lines.iter().all(|line| line.from < line.to && line.to <= until.plus_days(1)));
        }
    }
});
