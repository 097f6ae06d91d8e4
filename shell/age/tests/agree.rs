//! The batch answers what the kernel's position answers, whatever the layout.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Found, Pay, Row, aged, day, options, write_bench, write_csv, write_text_parquet};
use makegood_book::{BookRules, Buckets, Instalment, Loan, LoanFacts, Payment, position};
use makegood_units::{Amount, Currency, LoanId, PaymentId};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Books of consecutive, gapped, negative and far-flung ids.
fn ids() -> impl Strategy<Value = Vec<i64>> {
    let edges = prop::sample::subsequence(vec![i64::MIN, -7, 0, 3, 1 << 40, i64::MAX], 1..6);
    prop_oneof![
        (1..9_i64).prop_map(|count| (1..=count).collect()),
        prop::collection::btree_set(-40..60_i64, 1..9).prop_map(|ids| ids.into_iter().collect()),
        edges,
    ]
}

fn rows(loan: i64) -> impl Strategy<Value = Vec<Row>> {
    // Few due days, so that two instalments often share one.
    let parts = prop::collection::vec((0..7_i32, 0..5_000_i64, 0..900_i64, 0..200_i64), 1..8);
    parts.prop_map(move |parts| {
        let row = |(no, (due, principal, interest, fee))| (loan, no, due * 56, principal, interest, fee);
        (1..).zip(parts).map(row).collect()
    })
}

fn pays(loan: i64) -> impl Strategy<Value = Vec<Pay>> {
    prop::collection::vec((0..450_i32, -2_000..6_000_i64), 0..7)
        .prop_map(move |parts| parts.into_iter().map(|(value, amount)| (loan, value, amount)).collect())
}

/// A book, its rows by loan and due date or in any order.
fn book() -> impl Strategy<Value = (Vec<Row>, Vec<Pay>)> {
    let loans = ids().prop_flat_map(|ids| {
        let rows: Vec<_> = ids.iter().map(|id| rows(*id)).collect();
        let pays: Vec<_> = ids.iter().map(|id| pays(*id)).collect();
        (rows, pays).prop_map(|(rows, pays)| (rows.concat(), pays.concat()))
    });
    loans.prop_flat_map(|(rows, pays)| {
        let mut by_date = rows.clone();
        by_date.sort_by_key(|row| (row.0, row.2, row.1));
        // Rising dates and numbers: what a lender's own system writes.
        let mut tidy = by_date.clone();
        for (at, row) in tidy.iter_mut().enumerate() {
            (row.1, row.2) = (i32::try_from(at).unwrap(), row.2 + i32::try_from(at).unwrap());
        }
        // The loans in order, the rows of each in any.
        let by_loan = Just(rows.clone()).prop_shuffle().prop_map(|mut rows| {
            rows.sort_by_key(|row| row.0);
            rows
        });
        let order = prop_oneof![Just(tidy), Just(by_date), by_loan, Just(rows).prop_shuffle()];
        (order, Just(pays).prop_shuffle())
    })
}

/// Minor-unit-days overdue of a loan, by looking at each of its days.
fn day_by_day(rows: &[Row], pays: &[Pay], id: i64, at: i32) -> i64 {
    let overdue = |today: i32| {
        let due = rows.iter().filter(|row| row.0 == id && row.2 < today).map(|row| row.3 + row.4 + row.5);
        let paid = pays.iter().filter(|pay| pay.0 == id && pay.1 <= today).map(|pay| pay.2);
        (due.sum::<i64>() - paid.sum::<i64>()).max(0)
    };
    (0..at).map(overdue).sum()
}

fn expected(rows: &[Row], pays: &[Pay], at: i32) -> BTreeMap<String, Found> {
    let buckets = Buckets::default();
    let cents = Amount::from_minor;
    let mut found = BTreeMap::new();
    for id in rows.iter().map(|row| row.0) {
        let name = id.to_string();
        let loan = Loan {
            id: LoanId::new(&name),
            borrower: "B".into(),
            branch: "1".into(),
            currency: Currency::USD,
            principal: Amount::ZERO,
            disbursed_on: None,
            product: None,
            purpose: None,
        };
        let instalment = |row: &Row| Instalment {
            loan: loan.id.clone(),
            no: u32::try_from(row.1).unwrap(),
            due_on: day(row.2),
            principal: cents(row.3),
            interest: cents(row.4),
            fee: cents(row.5),
            restructuring: None,
        };
        // Money taken back is a row below zero here and an event there; what a day's
        // position rests on is the sum.
        let sum: i64 = pays.iter().filter(|pay| pay.0 == id && pay.1 <= at).map(|pay| pay.2).sum();
        let received = Payment {
            id: PaymentId::new("P"),
            loan: loan.id.clone(),
            value_on: day(at),
            amount: cents(sum.max(0)),
            entered_on: None,
            kind: None,
        };
        let own: Vec<Instalment> = rows.iter().filter(|row| row.0 == id).map(instalment).collect();
        let arrears = position(&LoanFacts::plain(loan.clone(), own, vec![received]), day(at), &BookRules::default())
            .unwrap()
            .arrears;
        let days = arrears.days_past_due(day(at));
        let owed = arrears.owed;
        let bucket = i64::try_from(buckets.of(days)).unwrap();
        let since = arrears.since.map(|since| since.to_string());
        let amounts = (owed.fee.minor(), owed.interest.minor(), owed.principal.minor());
        let basis = day_by_day(rows, pays, id, at);
        found.insert(name, (amounts.0, amounts.1, amounts.2, since, i64::from(days), bucket, basis));
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn every_layout_says_what_the_position_says(
        (rows, pays) in book(), at in 0..460_i32, group_rows in 1..20_usize, threads in 1..4_usize,
    ) {
        let wanted = expected(&rows, &pays, at);
        let dir = tempfile::tempdir().unwrap();
        write_bench(dir.path(), &rows, &pays, group_rows);
        let mut numbers = options(dir.path(), day(at), "out.parquet");
        numbers.threads = threads;
        let (summary, found) = aged(&numbers).unwrap();
        prop_assert_eq!(&found, &wanted);
        let late = wanted.values().filter(|found| found.4 > 0).count() as u64;
        prop_assert_eq!(summary.late, late);
        let principal: i64 = wanted.values().map(|found| found.2).sum();
        prop_assert_eq!(summary.sums.values().map(|sums| sums.principal).sum::<i128>(), i128::from(principal));
        let basis: i64 = wanted.values().map(|found| found.6).sum();
        prop_assert_eq!(summary.sums.values().map(|sums| sums.overdue_basis).sum::<i128>(), i128::from(basis));

        let (_, found) = aged(&options(dir.path(), day(at), "out.csv")).unwrap();
        prop_assert_eq!(&found, &wanted);

        let dir = tempfile::tempdir().unwrap();
        write_csv(dir.path(), &rows, &pays);
        let (from_csv, found) = aged(&options(dir.path(), day(at), "out.parquet")).unwrap();
        prop_assert_eq!(&found, &wanted);
        prop_assert_eq!(&from_csv.buckets, &summary.buckets);
        prop_assert_eq!(&from_csv.sums, &summary.sums);

        let dir = tempfile::tempdir().unwrap();
        write_text_parquet(dir.path(), &rows, &pays, group_rows);
        let (from_text, found) = aged(&options(dir.path(), day(at), "out.csv")).unwrap();
        prop_assert_eq!(&found, &wanted);
        prop_assert_eq!(from_text, from_csv);
    }
}

/// Instalments of one day are met in the order of their numbers, however they lie.
#[test]
fn numbers_decide_between_instalments_of_one_day() {
    let rows = [(1, 2, 0, 0, 300, 0), (1, 1, 0, 300, 0, 0), (2, 1, 0, 5, 0, 0)];
    for group_rows in [1, 2, 3, 4] {
        let dir = tempfile::tempdir().unwrap();
        write_bench(dir.path(), &rows, &[(1, 0, 300)], group_rows);
        let (_, found) = aged(&options(dir.path(), day(1), "out.parquet")).unwrap();
        assert_eq!((found["1"].1, found["1"].2), (300, 0), "{group_rows} rows a group");
    }
}
