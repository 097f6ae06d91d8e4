//! Whatever comes: no panic, no row lost.
#![allow(clippy::unwrap_used)]

mod common;

use common::Book;
use makegood_intake::{Verdict, Waiver, read_csv};
use proptest::prelude::*;
use std::io::Cursor;

const VALID: &[&str] = &[
    "loan_id,borrower_id,branch,currency,principal,disbursed_on,product,purpose,reported_on\nL1,B1,b,USD,500.00,2007-01-10,Food,\"Shop, small\",\nL2,B1,b,JPY,500,,,,2007-02-01\n",
    "loan_id,no,due_on,principal,interest,fee,currency\nL1,1,2007-02-10,50.00,1.5,,USD\nL1,2,2007-03-10,50,,,\n",
    "payment_id;loan_id;value_on;amount\r\nP1;L1;2007-02-10;50\r\nP2;L1;2007-03-10;50\r\n",
    "contact_point_id\tparty_id\tkind\tvalue\tconsent\tlatitude\nC1\tB1\tphone\t555\tyes\t0.5\n",
    "party_id,at,channel,by,outcome,promise_amount,currency,promise_due_on\nB1,2007-03-28T10:00:00+03:00,call,S1,promise_to_pay,5,USD,2007-04-01\n",
    "securitizationKey,assetNumber,reportingPeriodEndingDate,reportDate,originalLoanAmount\nT,1,2017-01-31,2017-02-15,100\n",
];

const WITH: &[&[u8]] = &[b"\"", b"\n", b",", b"\r", b"9223372036854775808", b"\xEF\xBB\xBF", b"-", b"\0"];

/// One change of a file: at a place, put something in, over or out.
fn mutate(bytes: &mut Vec<u8>, place: usize, kind: u8, with: &[u8]) {
    let at = place % (bytes.len() + 1);
    let end = (at + with.len()).min(bytes.len());
    match kind {
        0 => drop(bytes.splice(at..at, with.iter().copied())),
        1 => drop(bytes.splice(at..end, with.iter().copied())),
        2 => drop(bytes.drain(at..end)),
        _ => bytes.truncate(at),
    }
}

/// Reads it all; the rows that came out, by what became of them, against the rows that went in.
fn conserved(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let size = bytes.len() as u64;
    let Ok(reader) = read_csv("f.csv", Box::new(Cursor::new(bytes)), size) else { return Ok(()) };
    let mut book = Book::default();
    book.loans.insert(
        "L1".into(),
        makegood_intake::KnownLoan { currency: "USD".parse().unwrap(), disbursed_on: "2007-01-10".parse().ok() },
    );
    let mut checked = reader.checked(&book, &[Waiver::PaymentBeforeDisbursement]);
    let (mut accepted, mut repeated, mut refused) = (0, 0, 0);
    for verdict in checked.by_ref() {
        match verdict {
            Verdict::Accepted { facts, .. } => {
                prop_assert!(!facts.is_empty());
                accepted += 1;
            }
            Verdict::Repeat { line, of_line } => {
                prop_assert!(of_line < line);
                repeated += 1;
            }
            Verdict::Refused(refusal) => {
                prop_assert!(refusal.line > 1 && !refusal.way_out.is_empty());
                refused += 1;
            }
        }
    }
    let progress = checked.reader().progress();
    prop_assert_eq!(accepted + repeated + refused + progress.blank, progress.rows);
    prop_assert!(progress.bytes <= size);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        conserved(bytes)?;
    }

    #[test]
    fn any_rows_under_a_good_header(
        header in prop::sample::select(VALID),
        rows in prop::collection::vec("[-\"0-9a-zA-Z.,;\\t\\r\\n €/:+]{0,60}", 0..12),
    ) {
        let header = header.lines().next().unwrap();
        conserved(format!("{header}\n{}", rows.join("\n")).into_bytes())?;
    }

    #[test]
    fn good_files_damaged(
        file in prop::sample::select(VALID),
        changes in prop::collection::vec(
            (any::<usize>(), 0..4_u8, prop_oneof![
                prop::collection::vec(any::<u8>(), 1..5),
                prop::sample::select(WITH)
                    .prop_map(<[u8]>::to_vec),
            ]),
            1..6,
        ),
    ) {
        let mut bytes = file.as_bytes().to_vec();
        for (place, kind, with) in changes {
            mutate(&mut bytes, place, kind, &with);
        }
        conserved(bytes)?;
    }

    /// A file read a second time says the same.
    #[test]
    fn reading_is_a_function(rows in prop::collection::vec("[-0-9.\"]{0,12}", 1..8)) {
        let text = format!("payment_id,loan_id,value_on,amount\n{}", rows.iter()
            .map(|row| format!("{row},L1,2007-02-01,{row}\n")).collect::<String>());
        let read = || read_csv("f", Box::new(Cursor::new(text.clone().into_bytes())), 0).ok()
            .map(|reader| reader.map(|row| format!("{row:?}")).collect::<Vec<_>>());
        prop_assert_eq!(read(), read());
    }
}

#[test]
fn all_valid_files_are_valid() {
    for file in VALID {
        let reader = read_csv("f.csv", Box::new(Cursor::new(file.as_bytes())), 0).unwrap();
        assert!(reader.unknown_columns().is_empty(), "{file}");
        assert!(reader.into_iter().all(|row| matches!(row, makegood_intake::Row::Read(_))), "{file}");
    }
}
