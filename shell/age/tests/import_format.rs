//! The product's own import format in the shapes lenders deliver it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Values, aged, day, options, write_parquet};
use makegood_age::run;
use std::fs;
use std::path::Path;

const LOANS: &str = "loan_id,borrower_id,branch,currency,principal\nA,B-1,north,USD,100\n";
const PAYMENTS: &str = "payment_id,loan_id,value_on,amount\n1,A,2024-10-05,30\n";

fn folder(instalments: &str, payments: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in [("loans", LOANS), ("instalments", instalments), ("payments", payments)] {
        fs::write(dir.path().join(format!("{name}.csv")), text).unwrap();
    }
    dir
}

/// Fee, interest and principal past due of loan A, or what is refused.
fn owed(dir: &Path) -> Result<(i64, i64, i64), String> {
    let mut options = options(dir, day(40), "out.parquet");
    options.currency = None;
    let (_, found) = aged(&options).map_err(|error| error.to_string())?;
    let (fee, interest, principal, ..) = found["A"].clone();
    Ok((fee, interest, principal))
}

#[test]
fn delimiters_marks_and_cases() {
    let texts = [
        "loan_id,no,due_on,principal,interest,fee\nA,1,2024-10-04,50.00,4.20,0\n",
        "\u{feff}loan_id;no;due_on;principal;interest;fee\r\nA;1;2024-10-04;50.00;4.20;\r\n",
        "LOAN_ID\tNo\tdue_on\tfee\tinterest\tPrincipal\nA\t1\t2024-10-04\t\t4.2\t50\n",
        "loan_id,no,due_on,principal_minor,interest_minor\nA,1,2024-10-04,5000,420\n",
        "loan_id,no,due_on,principal_minor,principal,interest,reason\nA,1,2024-10-04,5000,,4.20,\"why, not\"\n",
    ];
    for text in texts {
        // 30.00 meets 4.20 of interest and 25.80 of principal.
        assert_eq!(owed(folder(text, PAYMENTS).path()), Ok((0, 0, 2_420)), "{text}");
    }
}

#[test]
fn doubts_about_money_are_refused() {
    let heading = "loan_id,no,due_on,principal,principal_minor\n";
    let twice = format!("{heading}A,1,2024-10-04,50.00,5000\n");
    let says = owed(folder(&twice, PAYMENTS).path()).unwrap_err();
    assert!(says.starts_with("instalments.csv, line 2: principal \"50.00\": it also stands in minor units"), "{says}");
    let none = format!("{heading}A,1,2024-10-04,,\n");
    assert_eq!(owed(folder(&none, PAYMENTS).path()).unwrap_err(), "instalments.csv, line 2: principal is empty");
    let again = format!("{PAYMENTS}1,A,2024-10-06,5\n");
    let good = "loan_id,no,due_on,principal\nA,1,2024-10-04,50\n";
    let says = owed(folder(good, &again).path()).unwrap_err();
    assert_eq!(says, "payments.csv, line 3: payment 1 was already there");
}

#[test]
fn whole_numbers_in_parquet_say_what_they_are() {
    let write = |dir: &Path, name: &str, kind: &str, loan: Values, id: &str| {
        let columns = [
            (id, "loan_id", loan),
            ("required int32", "no", Values::Int(vec![Some(1)])),
            ("required int32(date)", "due_on", Values::Int(vec![Some(20_000)])),
            (kind, name, Values::Long(vec![Some(5_000)])),
            ("optional int64", "interest_minor", Values::Long(vec![Some(420)])),
            ("optional int64", "fee_minor", Values::Long(vec![Some(0)])),
        ];
        write_parquet(&dir.join("instalments.parquet"), &columns, 1);
    };
    let text = || Values::Text(vec![Some("A".to_owned())]);
    let dir = folder("", PAYMENTS);
    fs::remove_file(dir.path().join("instalments.csv")).unwrap();
    write(dir.path(), "principal_minor", "required int64", text(), "required binary(string)");
    assert_eq!(owed(dir.path()), Ok((0, 0, 2_420)));
    write(dir.path(), "principal", "required int64(decimal(18, 2))", text(), "required binary(string)");
    assert_eq!(owed(dir.path()), Ok((0, 0, 2_420)));
    write(dir.path(), "principal", "required int64", text(), "required binary(string)");
    let says = owed(dir.path()).unwrap_err();
    assert!(says.contains("call the column principal_minor"), "{says}");

    // Whole ids and minor units throughout: the fast path.
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "principal_minor", "required int64", Values::Long(vec![Some(7)]), "required int64");
    let payments = [
        ("required int64", "loan_id", Values::Long(vec![Some(7)])),
        ("required int32(date)", "value_on", Values::Int(vec![Some(20_001)])),
        ("required int64", "amount_minor", Values::Long(vec![Some(3_000)])),
    ];
    write_parquet(&dir.path().join("payments.parquet"), &payments, 1);
    let mut steps = Vec::new();
    let summary = run(&options(dir.path(), day(40), "out.csv"), |progress| steps.push(progress.step)).unwrap();
    assert_eq!((summary.late, summary.sums.values().map(|sums| sums.principal).sum::<i128>()), (1, 2_420));
    assert!(steps.contains(&makegood_age::Step::Writing), "{steps:?}");
}
