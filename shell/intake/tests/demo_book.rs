//! The demo book, from its files to the counts found independently.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Book, demo};
use makegood_book::{BookRules, Instalment, LoanFacts, Payment, Standing, position};
use makegood_intake::{Fact, RefusalCode, Waiver};
use makegood_units::{Amount, BusinessDate};
use std::collections::BTreeMap;

fn book(waivers: &[Waiver]) -> Book {
    let mut book = Book::default();
    for file in ["parties", "loans", "instalments", "payments"] {
        book.take(&demo().join(format!("kiva/{file}.csv")), waivers);
    }
    book
}

/// A line of the table in demo/kiva/SOURCE.md.
fn counts(book: &Book, as_of: BusinessDate) -> String {
    let mut instalments: BTreeMap<_, Vec<Instalment>> = BTreeMap::new();
    let mut payments: BTreeMap<_, Vec<Payment>> = BTreeMap::new();
    let mut loans = Vec::new();
    for fact in &book.facts {
        match fact {
            Fact::Loan(loan) => loans.push(loan.clone()),
            Fact::Instalment(row) => instalments.entry(row.loan.clone()).or_default().push(row.clone()),
            Fact::Payment(row) => payments.entry(row.loan.clone()).or_default().push(row.clone()),
            _ => {}
        }
    }
    let (mut open, mut by_days, mut arrears) = (0, [0; 5], Amount::ZERO);
    for loan in &loans {
        let none = (Vec::new(), Vec::new());
        let rows = instalments.get(&loan.id).unwrap_or(&none.0);
        let paid = payments.get(&loan.id).unwrap_or(&none.1);
        let facts = LoanFacts::plain(loan.clone(), rows.clone(), paid.clone());
        let position = position(&facts, as_of, &BookRules::default()).unwrap();
        if position.standing == Standing::Open {
            open += 1;
            let bucket = match position.days_past_due(as_of) {
                0 => 0,
                1..30 => 1,
                30..60 => 2,
                60..90 => 3,
                _ => 4,
            };
            by_days[bucket] += 1;
            arrears = arrears.checked_add(position.arrears.owed.total().unwrap()).unwrap();
        }
    }
    format!("{as_of} open {open} {by_days:?} arrears {}", arrears.minor())
}

#[test]
fn meets_the_independent_count() {
    let book = book(&[Waiver::PaymentBeforeDisbursement]);
    assert!(book.refused.is_empty(), "{:?}", book.refused);
    assert_eq!((book.noticed, book.repeats), (8, 0));
    assert_eq!(book.facts.len(), 1_000 + 1_000 + 6_987 + 6_527);
    let expected = [
        "2006-12-01 open 756 [598, 115, 31, 4, 8] arrears 1125856",
        "2007-04-02 open 624 [414, 41, 70, 36, 63] arrears 5472092",
        "2007-06-02 open 498 [293, 31, 18, 2, 154] arrears 8056727",
    ];
    for line in expected {
        let as_of = line[..10].parse().unwrap();
        assert_eq!(counts(&book, as_of), line);
    }
}

#[test]
fn without_the_waiver_eight_payments_are_named() {
    let book = book(&[]);
    let loans: Vec<&str> = book.refused.iter().filter_map(|refusal| refusal.way_out.split(' ').nth(1)).collect();
    assert!(book.refused.iter().all(|refusal| refusal.code == RefusalCode::PaymentBeforeDisbursement));
    assert_eq!(loans, ["456", "540", "556", "823", "868", "923", "924", "926"]);
}
