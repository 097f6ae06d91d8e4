//! What cannot be read is refused by name, and a refused run leaves nothing behind.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Pay, Row, Values, aged, day, options, write_bench, write_csv, write_parquet, write_text_parquet};
use makegood_age::{UnknownLoan, run};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const ROWS: [Row; 4] = [(1, 1, 0, 900, 100, 0), (1, 2, 30, 900, 50, 7), (2, 1, 5, 400, 20, 0), (2, 2, 35, 400, 10, 0)];
const PAYS: [Pay; 2] = [(1, 3, 1_000), (2, 4, 100)];

/// What `makegood age` would say, and that nothing was written.
fn refusal(dir: &Path, out: &str) -> String {
    let options = options(dir, day(40), out);
    let says = run(&options, |_| {}).unwrap_err().to_string();
    let left: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("out.")), "{left:?}");
    says
}

fn bench() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write_bench(dir.path(), &ROWS, &PAYS, 3);
    dir
}

/// The payments of [`bench`] with one column replaced.
fn payments(dir: &Path, kind: &str, name: &str, values: Values) {
    let mut columns = vec![
        ("optional int64", "loan_id", Values::Long(vec![Some(1), Some(2)])),
        ("optional int32(date)", "pay_date", Values::Int(vec![Some(20_003), Some(20_004)])),
        ("optional int64", "amount", Values::Long(vec![Some(1_000), Some(100)])),
    ];
    let at = columns.iter().position(|column| column.1 == name).unwrap();
    columns[at] = (kind, name, values);
    write_parquet(&dir.join("payments.parquet"), &columns, 1);
}

#[test]
fn files_that_are_not_there_or_meant_twice() {
    let dir = tempfile::tempdir().unwrap();
    assert!(refusal(dir.path(), "out.csv").ends_with("holds no instalments.parquet and no instalments.csv"));
    write_csv(dir.path(), &ROWS, &PAYS);
    fs::remove_file(dir.path().join("payments.csv")).unwrap();
    assert!(refusal(dir.path(), "out.csv").ends_with("holds no payments.parquet and no payments.csv"));
    write_bench(dir.path(), &ROWS, &PAYS, 3);
    assert!(refusal(dir.path(), "out.csv").contains("holds both instalments.csv and schedule.parquet"));
    assert!(refusal(bench().path(), "out.xlsx").ends_with("out.xlsx: positions are written as .parquet or .csv"));
    let dir = bench();
    let over = run(&options(dir.path(), day(40), "schedule.parquet"), |_| {}).unwrap_err();
    assert!(over.to_string().contains("one of the files to read"), "{over}");
}

#[test]
fn columns_of_another_type() {
    let whole = |value| Values::Long(vec![Some(value), Some(value)]);
    let cases = [
        ("optional int64(decimal(18, 2))", "amount", whole(5), "column amount is INT64 Decimal"),
        ("optional int64(integer(64, false))", "amount", whole(5), "column amount is INT64 Integer"),
        ("optional int64(timestamp(MILLIS, true))", "pay_date", whole(5), "column pay_date is INT64 Timestamp"),
        ("optional int64", "pay_date", whole(5), "column pay_date is INT64, wanted a date"),
        ("optional binary(string)", "amount", Values::Text(vec![Some("5".to_owned()); 2]), "wanted a signed integer"),
    ];
    for (kind, name, values, says) in cases {
        let dir = bench();
        payments(dir.path(), kind, name, values);
        let found = refusal(dir.path(), "out.parquet");
        assert!(found.starts_with("payments.parquet: column") && found.contains(says), "{found}");
    }
    let dir = bench();
    write_parquet(&dir.path().join("payments.parquet"), &[("required int64", "loan_id", whole(1))], 2);
    assert_eq!(
        refusal(dir.path(), "out.parquet"),
        "payments.parquet has no column value_on or pay_date; it has loan_id"
    );
}

#[test]
fn rows_are_named_by_group_and_number() {
    let limit = 1_000_000_000_000_000;
    let cases = [
        ("int64", "loan_id", Values::Long(vec![Some(1), None]), "row group 1, row 2: loan_id is empty"),
        ("int32(date)", "pay_date", Values::Int(vec![None, Some(1)]), "row group 0, row 1: pay_date is empty"),
        (
            "int32(date)",
            "pay_date",
            Values::Int(vec![Some(1), Some(i32::MAX)]),
            "row group 1, row 2: pay_date is day 2147483647 from 1970-01-01, outside the calendar",
        ),
        (
            "int64",
            "amount",
            Values::Long(vec![Some(limit), Some(-limit - 1)]),
            "row group 1, row 2: amount is -1000000000000001 minor units; payments lie within 10 million million either way",
        ),
        (
            "int64",
            "amount",
            Values::Long(vec![Some(i64::MIN), Some(0)]),
            "row group 0, row 1: amount is -9223372036854775808",
        ),
    ];
    for (kind, name, values, says) in cases {
        let dir = bench();
        payments(dir.path(), &format!("optional {kind}"), name, values);
        let found = refusal(dir.path(), "out.parquet");
        assert!(found.starts_with(&format!("payments.parquet, {says}")), "{found}");
    }
    for (at, bad) in [(0, -1), (2, -1), (3, limit + 1), (1, i64::MAX)] {
        let dir = bench();
        let mut rows = ROWS;
        rows[at].4 = bad;
        write_bench(dir.path(), &rows, &PAYS, 3);
        let place = format!("schedule.parquet, row group {}, row {}: interest is {bad} minor units", at / 3, at + 1);
        let found = refusal(dir.path(), "out.csv");
        assert!(found.starts_with(&place), "{found}");
    }
}

#[test]
fn numbers_given_twice_in_any_layout() {
    let rows = [(7, 3, 0, 900, 0, 0), (7, 4, 9, 900, 0, 0), (7, 3, 12, 900, 0, 0)];
    let layouts: [&dyn Fn(&Path); 4] = [
        &|dir| write_bench(dir, &rows, &[], 9),
        &|dir| write_bench(dir, &rows, &[], 2),
        &|dir| write_csv(dir, &rows, &[]),
        &|dir| write_text_parquet(dir, &rows, &[], 2),
    ];
    for write in layouts {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path());
        assert_eq!(refusal(dir.path(), "out.csv"), "loan 7 has two instalments with number 3");
    }
}

#[test]
fn sums_that_do_not_fit() {
    let limit = 1_000_000_000_000_000;
    let pays = vec![(1, 0, limit); 9_300];
    let rows: Vec<Row> = (1..9_300).map(|no| (1, no, no - 9_400, limit, 0, 0)).collect();
    for threads in [1, 3] {
        let dir = tempfile::tempdir().unwrap();
        write_bench(dir.path(), &ROWS, &pays, 1_000);
        let mut options = options(dir.path(), day(40), "out.parquet");
        options.threads = threads;
        let says = run(&options, |_| {}).unwrap_err().to_string();
        assert_eq!(says, "the payments of loan 1 add up beyond what can be held");
        write_bench(dir.path(), &rows, &PAYS, 1_000);
        let says = run(&options, |_| {}).unwrap_err().to_string();
        assert!(says.starts_with("loan 1: the amounts of this loan add up"), "{says}");
    }
}

/// What 64 bits of minor-unit-days cannot hold is refused, not cut.
#[test]
fn a_basis_that_does_not_fit() {
    let limit = 1_000_000_000_000_000;
    let says = |due: i32| {
        let dir = tempfile::tempdir().unwrap();
        write_bench(dir.path(), &[(1, 1, due, limit, 0, 0)], &[], 3);
        run(&options(dir.path(), day(40), "out.parquet"), |_| {}).map_err(|error| error.to_string())
    };
    assert_eq!(says(-9_000).unwrap().sums[&None].overdue_basis, 9_039 * i128::from(limit));
    assert!(says(-9_300).unwrap_err().starts_with("loan 1: the amounts of this loan add up"));
}

#[test]
fn csv_cells_are_named_by_line() {
    let heading = "loan_id,no,due_on,principal,interest,fee\n";
    let cases: [(&[u8], &str); 8] = [
        (b"A,1,2024-10-04,1.005,0,0\n", "instalments.csv, line 2: principal \"1.005\": USD has 2 decimals"),
        (b"A,1,2024-10-04,-1,0,0\n", "instalments.csv, line 2: principal is -100 minor units"),
        (
            b"A,1,2024-10-04,1,0,0\nA,2,04/10/2024,1,0,0\n",
            "instalments.csv, line 3: due_on \"04/10/2024\": a date is written",
        ),
        (b"A,1,45569,1,0,0\n", "instalments.csv, line 2: due_on \"45569\""),
        (b"A,one,2024-10-04,1,0,0\n", "instalments.csv, line 2: no \"one\""),
        (b"A,1,2024-10-04,9223372036854775808,0,0\n", "instalments.csv, line 2: principal \"9223372036854775808\""),
        (b",1,2024-10-04,1,0,0\n", "instalments.csv, line 2: loan_id is empty"),
        (b"A,1,2024-10-04,1,0\n", "instalments.csv, line 2 cannot be read"),
    ];
    for (rows, says) in cases {
        let dir = tempfile::tempdir().unwrap();
        write_csv(dir.path(), &ROWS, &PAYS);
        fs::write(dir.path().join("instalments.csv"), [heading.as_bytes(), rows].concat()).unwrap();
        let found = refusal(dir.path(), "out.csv");
        assert!(found.starts_with(says), "{found}");
    }
    let dir = tempfile::tempdir().unwrap();
    write_csv(dir.path(), &ROWS, &PAYS);
    let mut options = options(dir.path(), day(40), "out.csv");
    options.currency = None;
    let says = run(&options, |_| {}).unwrap_err().to_string();
    assert!(says.starts_with("instalments.csv, line 2: the currency of loan 1 is not known"), "{says}");
    fs::write(dir.path().join("payments.csv"), b"loan_id,value_on,amount\n\xff,2024-10-04,1\n").unwrap();
    options.currency = Some(makegood_units::Currency::USD);
    let says = run(&options, |_| {}).unwrap_err().to_string();
    assert!(says.starts_with("payments.csv, line 2 cannot be read"), "{says}");
}

#[test]
fn strays_are_counted_and_too_much_given_back_is_listed() {
    let pays = [(1, 3, 1_000), (9, 4, 100), (9, 400, -30), (2, 4, 50), (2, 5, -80)];
    let layouts: [&dyn Fn(&Path); 3] =
        [&|dir| write_bench(dir, &ROWS, &pays, 2), &|dir| write_csv(dir, &ROWS, &pays), &|dir| {
            write_text_parquet(dir, &ROWS, &pays, 2)
        }];
    for write in layouts {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path());
        let (summary, _) = aged(&options(dir.path(), day(40), "out.parquet")).unwrap();
        assert_eq!(summary.unknown, [UnknownLoan { loan: "9".to_owned(), payments: 2, minor: 70 }]);
        assert_eq!(summary.over_reversed, ["2"]);
        assert!(summary.to_string().contains("no instalment: loan 9, 2 payments, 70 minor units"), "{summary}");
    }
}

#[test]
fn loans_name_currencies_and_days_of_disbursement() {
    let dir = tempfile::tempdir().unwrap();
    write_csv(dir.path(), &ROWS, &[]);
    let loans = "loan_id,borrower,currency,disbursed_on\n1,x,KWD,2024-01-01\n2,y,USD,2030-01-01\n3,z,USD,\n";
    fs::write(dir.path().join("loans.csv"), loans).unwrap();
    let mut options = options(dir.path(), day(40), "out.parquet");
    options.currency = None;
    let (summary, found) = aged(&options).unwrap();
    assert_eq!((summary.late, summary.not_yet_disbursed, summary.unscheduled), (1, 1, 1));
    // 9.00 and 9.00 of principal: 18 dinars of a thousand fils each.
    assert_eq!((found["1"].2, found["2"].4), (18_000, 0));
    // Nothing was ever lent to 2 by the day, so nothing of it was overdue.
    assert!(found["1"].6 > 0 && found["2"].6 == 0, "{found:?}");
    assert_eq!(summary.sums.keys().map(|key| key.unwrap().to_string()).collect::<Vec<_>>(), ["KWD"]);
    options.out = dir.path().join("out.csv");
    aged(&options).unwrap();
    let text = fs::read_to_string(&options.out).unwrap();
    assert!(text.starts_with(
        "loan_id,past_due_fee,past_due_interest,past_due_principal,arrears_since,days_past_due,bucket,overdue_basis,currency\n"
    ));
    assert!(text.lines().nth(1).unwrap().ends_with(",KWD"), "{text}");
    fs::write(dir.path().join("loans.csv"), "loan_id,currency\n1,USD\n2,USD\n1,USD\n").unwrap();
    let says = run(&options, |_| {}).unwrap_err().to_string();
    assert_eq!(says, "loans.csv, line 4: loan 1 was already listed");
}

#[test]
fn a_book_without_rows_is_a_book() {
    let dir = tempfile::tempdir().unwrap();
    write_bench(dir.path(), &[], &[], 3);
    let (summary, found) = aged(&options(dir.path(), day(40), "out.parquet")).unwrap();
    assert_eq!((summary.loans, found.len()), (0, 0));
    fs::remove_file(dir.path().join("out.parquet")).unwrap();
    fs::write(dir.path().join("payments.parquet"), b"").unwrap();
    assert!(refusal(dir.path(), "out.x.csv").starts_with("payments.parquet cannot be read"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Damage gives a refusal or an answer, never a panic.
    #[test]
    fn damaged_parquet_is_refused(
        cut in prop::option::of(0.0..1.0_f64), flips in prop::collection::vec((0.0..1.0_f64, 1..=255_u8), 0..6),
        schedule: bool, text: bool,
    ) {
        let dir = tempfile::tempdir().unwrap();
        if text { write_text_parquet(dir.path(), &ROWS, &PAYS, 2) } else { write_bench(dir.path(), &ROWS, &PAYS, 2) }
        let name = match (schedule, text) {
            (false, _) => "payments.parquet",
            (true, false) => "schedule.parquet",
            (true, true) => "instalments.parquet",
        };
        let path = dir.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        let whole = bytes.len() as f64;
        let at = |share: f64| (whole * share) as usize;
        for (place, flip) in flips {
            bytes[at(place)] ^= flip;
        }
        if let Some(cut) = cut {
            bytes.truncate(at(cut));
        }
        fs::write(&path, &bytes).unwrap();
        let outcome = run(&options(dir.path(), day(40), "out.parquet"), |_| {});
        prop_assert!(cut.is_none() || outcome.is_err());
    }
}
