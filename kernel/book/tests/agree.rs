//! The fold, the history and the position are three readings of one definition.
#![allow(clippy::unwrap_used)]

use makegood_book::{BookRules, Due, Instalment, Loan, LoanFacts, Order, Payment, Standing, age, history, position};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PaymentId};
use proptest::prelude::*;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

fn loan() -> Loan {
    Loan {
        id: LoanId::new("L"),
        borrower: "B".into(),
        branch: "1".into(),
        currency: Currency::USD,
        principal: Amount::ZERO,
        disbursed_on: None,
        product: None,
        purpose: None,
    }
}

fn facts(rows: &[Instalment], paid: &[Payment]) -> LoanFacts {
    LoanFacts { loan: loan(), instalments: rows.to_vec(), payments: paid.to_vec(), events: Vec::new() }
}

prop_compose! {
    fn rows()(parts in prop::collection::vec((0..400_i32, 1..5_000_i64, 0..900_i64, 0..200_i64), 1..14)) -> Vec<Instalment> {
        parts.into_iter().enumerate().map(|(at, (due, principal, interest, fee))| Instalment {
            loan: "L".into(),
            no: u32::try_from(at + 1).unwrap(),
            due_on: day(due),
            principal: Amount::from_minor(principal),
            interest: Amount::from_minor(interest),
            fee: Amount::from_minor(fee),
            restructuring: None,
        }).collect()
    }
}

prop_compose! {
    fn receipts()(parts in prop::collection::vec((0..450_i32, 1..6_000_i64), 0..16)) -> Vec<Payment> {
        parts.into_iter().enumerate().map(|(at, (value, amount))| Payment {
            id: PaymentId::new(format!("{at:03}")),
            loan: "L".into(),
            value_on: day(value),
            amount: Amount::from_minor(amount),
            entered_on: None,
            kind: None,
        }).collect()
    }
}

proptest! {
    #[test]
    fn three_readings_agree(rows in rows(), paid in receipts(), at in 0..460_i32) {
        let as_of = day(at);

        let position = position(&facts(&rows, &paid), as_of, &BookRules::default()).unwrap();
        let history = history(&facts(&rows, &paid), as_of, &BookRules::default()).unwrap();

        let late: Vec<_> = history.instalments.iter().filter(|row| row.late_on(as_of)).collect();
        prop_assert_eq!(position.arrears.since, late.first().map(|row| row.due_on));
        let unpaid: i64 = late.iter().map(|row| row.unpaid().unwrap().minor()).sum();
        prop_assert_eq!(position.arrears.owed.total().unwrap().minor(), unpaid);

        // Conservation: what came in is what met instalments plus what is over.
        let met: i64 = history.instalments.iter().map(|row| row.met.total().unwrap().minor()).sum();
        let scheduled: i64 = history.instalments.iter().map(|row| row.due.total().unwrap().minor()).sum();
        prop_assert_eq!(met, position.paid.minor().min(scheduled));
        prop_assert_eq!(position.outstanding.minor(), scheduled - met);
        prop_assert_eq!(position.standing == Standing::Closed, met == scheduled);
    }

    #[test]
    fn order_of_arrival_never_matters(rows in rows(), paid in receipts(), at in 0..460_i32) {

        let (mut rows_back, mut paid_back) = (rows.clone(), paid.clone());
        rows_back.reverse();
        paid_back.reverse();
        prop_assert_eq!(
            history(&facts(&rows, &paid), day(at), &BookRules::default()).unwrap().instalments,
            history(&facts(&rows_back, &paid_back), day(at), &BookRules::default()).unwrap().instalments
        );
        prop_assert_eq!(
            position(&facts(&rows, &paid), day(at), &BookRules::default()).unwrap(),
            position(&facts(&rows_back, &paid_back), day(at), &BookRules::default()).unwrap()
        );
    }

    /// Nothing changes before the day the position names.
    #[test]
    fn silent_until_next_change(rows in rows(), paid in receipts(), at in 0..460_i32) {
        let today = position(&facts(&rows, &paid), day(at), &BookRules::default()).unwrap();
        let until = today.next_change_on.unwrap_or(day(900));
        let mut eve = today.clone();
        if until > day(at).plus_days(1) {
            eve = position(&facts(&rows, &paid), until.plus_days(-1), &BookRules::default()).unwrap();
        }
        prop_assert_eq!(eve.arrears, today.arrears);
        prop_assert_eq!(eve.outstanding, today.outstanding);
        prop_assert_eq!(eve.standing, today.standing);
    }
}

#[test]
fn more_taken_back_than_came_in_owes_no_more_than_fell_due() {
    let row = Due { due_on: day(0), principal: Amount::from_minor(100), interest: Amount::ZERO, fee: Amount::ZERO };
    let arrears = age([row], Amount::from_minor(-70), day(9), &Order::default()).unwrap();
    assert_eq!(arrears.total(), Amount::from_minor(100));
}

#[test]
fn sums_that_do_not_fit_are_named() {
    let huge = Amount::from_minor(i64::MAX);
    let row = Due { due_on: day(0), principal: huge, interest: huge, fee: Amount::ZERO };
    assert!(age([row], Amount::ZERO, day(9), &Order::default()).is_err());
}
