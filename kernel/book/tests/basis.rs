//! The basis of penalty interest against a sum made day by day.
#![allow(clippy::unwrap_used)]

use makegood_book::{BookError, Due, Order, age, overdue_basis};
use makegood_units::{Amount, BusinessDate};
use proptest::prelude::*;

type Pay = (BusinessDate, Amount);

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

fn due(offset: i32, parts: (i64, i64, i64)) -> Due {
    let cents = Amount::from_minor;
    Due { due_on: day(offset), principal: cents(parts.0), interest: cents(parts.1), fee: cents(parts.2) }
}

fn pay(offset: i32, minor: i64) -> Pay {
    (day(offset), Amount::from_minor(minor))
}

/// Walks the days from long before the loan and looks at all its rows on each.
fn day_by_day(rows: &[Due], paid: &[Pay], at: i32) -> i128 {
    let owed = |today: BusinessDate| {
        let fallen = rows.iter().filter(|row| row.due_on < today).map(|row| row.split().total().unwrap().minor());
        let received = paid.iter().filter(|(value_on, _)| *value_on <= today).map(|(_, amount)| amount.minor());
        i128::from((fallen.sum::<i64>() - received.sum::<i64>()).max(0))
    };
    (-10..at).map(|offset| owed(day(offset))).sum()
}

#[test]
fn days_count_from_the_day_after_the_due_date_to_the_day_before() {
    let row = due(10, (70, 20, 10));
    let basis = |paid: &[Pay], at| overdue_basis([row], paid.iter().copied(), day(at)).unwrap();
    assert_eq!([9, 10, 11, 12, 13].map(|at| basis(&[], at)), [0, 0, 0, 100, 200]);
    // Paid on the due date or the day after it counts: no day is late.
    assert_eq!([10, 11, 12].map(|on| basis(&[pay(on, 100)], 20)), [0, 0, 100]);
    // Paid on the day itself: the day is not counted, so nothing changes.
    assert_eq!((basis(&[pay(20, 100)], 20), basis(&[], 20)), (900, 900));
    assert_eq!(basis(&[pay(12, 100), pay(14, -40)], 20), 100 + 6 * 40);
}

#[test]
fn money_ahead_earns_nothing_and_meets_what_falls_due() {
    let rows = [due(0, (100, 0, 0)), due(30, (100, 0, 0))];
    assert_eq!(overdue_basis(rows, [pay(-5, 150)], day(41)), Ok(10 * 50));
    assert_eq!(overdue_basis([], [pay(0, -5)], day(3)), Ok(15));
}

#[test]
fn amounts_near_the_limit_are_counted_or_refused() {
    let huge = i64::MAX - 1;
    assert_eq!(overdue_basis([due(0, (huge, 0, 0))], [], day(3_650)), Ok(i128::from(huge) * 3_649));
    let rows = [due(0, (huge, 0, 0)), due(1, (2, 0, 0))];
    assert_eq!(overdue_basis(rows, [], day(9)), Err(BookError::Overflow));
    assert!(overdue_basis(rows, [pay(0, 5)], day(9)).is_ok());
    assert_eq!(overdue_basis([due(0, (huge, 2, 0))], [], day(9)), Err(BookError::Overflow));
    assert_eq!(overdue_basis([due(0, (huge, 0, 0))], [pay(2, -5)], day(9)), Err(BookError::Overflow));
    let ends = [i32::MIN, i32::MAX].map(|days| BusinessDate::try_from_epoch_days(days.clamp(-719_162, 2_932_896)));
    let [first, last] = ends.map(Option::unwrap);
    let row = Due { due_on: first, ..due(0, (huge, 0, 0)) };
    assert_eq!(overdue_basis([row], [], last), Ok(i128::from(huge) * i128::from(last.days_since(first) - 1)));
}

prop_compose! {
    fn rows()(parts in prop::collection::vec((0..60_i32, (0..5_000_i64, 0..900_i64, 0..200_i64)), 0..9)) -> Vec<Due> {
        let mut rows: Vec<Due> = parts.into_iter().map(|(offset, parts)| due(offset, parts)).collect();
        rows.sort_by_key(|row| row.due_on);
        rows
    }
}

fn pays(least: i64) -> impl Strategy<Value = Vec<Pay>> {
    prop::collection::vec((-9..70_i32, least..9_000_i64), 0..12).prop_map(|parts| {
        let mut pays: Vec<Pay> = parts.into_iter().map(|(offset, minor)| pay(offset, minor)).collect();
        pays.sort_by_key(|(value_on, _)| *value_on);
        pays
    })
}

proptest! {
    #[test]
    fn the_sum_of_its_days(rows in rows(), paid in pays(-4_000), at in -9..90_i32) {
        let basis = overdue_basis(rows.iter().copied(), paid.iter().copied(), day(at));
        prop_assert_eq!(basis, Ok(day_by_day(&rows, &paid, at)));
    }

    /// One definition of owed: the basis is the arrears of every day, added up.
    #[test]
    fn the_sum_of_the_arrears(rows in rows(), paid in pays(0), at in -9..90_i32) {
        let arrears = |offset: i32| {
            let valued = paid.iter().filter(|(value_on, _)| *value_on <= day(offset)).map(|(_, amount)| *amount);
            let paid = Amount::checked_sum(valued).unwrap();
            age(rows.iter().copied(), paid, day(offset), &Order::default()).unwrap().total().minor()
        };
        let basis = overdue_basis(rows.iter().copied(), paid.iter().copied(), day(at)).unwrap();
        prop_assert_eq!(basis, (-9..at).map(|offset| i128::from(arrears(offset))).sum::<i128>());
    }

    /// A day more adds what is overdue at its start and nothing else.
    #[test]
    fn it_grows_by_what_is_overdue(rows in rows(), paid in pays(-4_000), at in -9..90_i32) {
        let basis = |at| overdue_basis(rows.iter().copied(), paid.iter().copied(), day(at)).unwrap();
        let grown = basis(at + 1) - basis(at);
        prop_assert!(grown >= 0);
        prop_assert_eq!(grown, day_by_day(&rows, &paid, at + 1) - day_by_day(&rows, &paid, at));
    }

    /// Payments of one day count together, whatever their order.
    #[test]
    fn order_within_a_day_is_nothing(rows in rows(), mut paid in pays(-4_000), at in -9..90_i32) {
        let basis = overdue_basis(rows.iter().copied(), paid.iter().copied(), day(at));
        paid.reverse();
        paid.sort_by_key(|(value_on, _)| *value_on);
        prop_assert_eq!(basis, overdue_basis(rows.iter().copied(), paid.iter().copied(), day(at)));
    }
}
