//! Payments over one loan under named laws and contracts, worked by hand.
#![allow(clippy::unwrap_used)]

use makegood_book::{
    Applied, BookRules, LoanFooting, Moment, NamedWaterfall, Part, Receipt, Row, Split, SubStandard, Waterfall, apply,
};
use makegood_units::{Amount, BusinessDate};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn part(due_on: &str, owed: Split, is_charge: bool) -> Part {
    Part { owed, due_on: day(due_on), opens: None, is_charge }
}

fn row(no: u32, due_on: &str, principal: i64, interest: i64) -> Row {
    let owed = Split { principal: cents(principal), interest: cents(interest), ..Split::default() };
    Row { no, due_on: day(due_on), parts: vec![part(due_on, owed, false)] }
}

fn receipt(on: &str, amount: i64) -> Receipt<'static> {
    let at = Moment { on: day(on), entered_on: day(on) };
    Receipt { at, amount: cents(amount), kind: None, footing: LoanFooting::Standard }
}

fn told(applied: &Applied) -> String {
    let rows = applied.rows.iter().map(|row| {
        let cleared = row.cleared_on.map_or("open".to_owned(), |day| day.to_string());
        format!("{} of {} {cleared}", row.met.total().unwrap().minor(), row.due.total().unwrap().minor())
    });
    format!("{}; over {}", rows.collect::<Vec<_>>().join(", "), applied.over.minor())
}

fn named(name: &str) -> BookRules {
    BookRules::from(NamedWaterfall::named(name).unwrap().waterfall)
}

/// A home loan of 2,000 a month: 1,200 come, then 900. 1,200 wait; 2,100 are there, 2,000
/// are posted on the day they are complete, 100 stay.
#[test]
fn less_than_a_full_payment_waits() {
    let rows = [row(1, "2026-03-01", 150_000, 50_000), row(2, "2026-04-01", 150_000, 50_000)];
    let rules = named("us-regulation-z");
    let at = |receipts: &[Receipt<'_>], on: &str| told(&apply(&rows, receipts, &rules, day(on)).unwrap());
    let (first, second) = (receipt("2026-03-01", 120_000), receipt("2026-03-12", 90_000));
    assert_eq!(at(&[first], "2026-03-05"), "0 of 200000 open, 0 of 200000 open; over 120000");
    assert_eq!(at(&[first, second], "2026-03-12"), "200000 of 200000 2026-03-12, 0 of 200000 open; over 10000");
}

/// A late fee inside an instalment does not keep a full payment waiting.
#[test]
fn a_charge_does_not_make_a_payment_partial() {
    let mut first = row(1, "2026-03-01", 150_000, 50_000);
    first.parts.push(part("2026-03-01", Split { fee: cents(5_000), ..Split::default() }, true));
    let applied = apply(&[first], &[receipt("2026-03-01", 200_000)], &named("us-regulation-z"), day("2026-03-02"));
    assert_eq!(told(&applied.unwrap()), "200000 of 205000 open; over 0");
}

/// A German consumer loan in default: costs, what is owed, then default interest; the
/// contract's own order while it is not.
#[test]
fn the_order_follows_how_the_loan_stands() {
    let mut owed = row(1, "2026-01-01", 100_000, 0);
    owed.parts.push(part("2026-01-01", Split { cost: cents(5_000), penalty: cents(12_000), ..Split::default() }, true));
    let waterfall: Waterfall = NamedWaterfall::named("germany-367").unwrap().waterfall;
    let in_default = NamedWaterfall::named("germany-497").unwrap().waterfall;
    let sub_standard = Some(SubStandard { more_than_days: 30, waterfall: in_default });
    let rules = BookRules { waterfall, sub_standard, ..BookRules::default() };
    let split = |on: &str| {
        let applied = apply(std::slice::from_ref(&owed), &[receipt(on, 20_000)], &rules, day(on)).unwrap();
        let met = applied.rows[0].met;
        (met.cost.minor(), met.penalty.minor(), met.principal.minor())
    };
    assert_eq!(split("2026-01-31"), (5_000, 12_000, 3_000));
    assert_eq!(split("2026-02-01"), (5_000, 0, 15_000));
}

/// What is charged off follows its own order from that day on.
#[test]
fn a_charged_off_loan_has_an_order_of_its_own() {
    let principal_first: Waterfall = toml::from_str("due = [\"principal\", \"interest\"]").unwrap();
    let rules = BookRules { written_off: Some(principal_first), ..BookRules::default() };
    let rows = [row(1, "2026-01-01", 10_000, 2_000)];
    let off = Receipt { footing: LoanFooting::WrittenOff, ..receipt("2026-03-01", 3_000) };
    let applied = apply(&rows, &[receipt("2026-02-01", 1_000), off], &rules, day("2026-03-01")).unwrap();
    assert_eq!((applied.receipts[0].interest.minor(), applied.receipts[1].principal.minor()), (1_000, 3_000));
}
