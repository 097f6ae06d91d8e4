//! Every refusal of a text file or a row of it, by its reproducer.
#![allow(clippy::unwrap_used)]

use makegood_intake::{BookLookup, KnownLoan, RefusalCode, Verdict, Waiver, open, read_csv};
use makegood_units::{Currency, LoanId, PartyId};
use std::collections::BTreeSet;
use std::io::Cursor;

/// A book with one loan, L1, in US dollars, paid out on 2007-01-10.
struct OneLoan;

impl BookLookup for OneLoan {
    fn loan(&self, id: &LoanId) -> Option<KnownLoan> {
        let disbursed_on = Some("2007-01-10".parse().unwrap());
        (id.as_str() == "L1").then_some(KnownLoan { currency: Currency::USD, disbursed_on })
    }

    fn has_party(&self, id: &PartyId) -> bool {
        id.as_str() == "B1"
    }
}

/// What becomes of a file: a word for the file or one for each row.
fn check(bytes: &[u8], waivers: &[Waiver]) -> String {
    let reader = match read_csv("file.csv", Box::new(Cursor::new(bytes.to_vec())), bytes.len() as u64) {
        Ok(reader) => reader,
        Err(refusal) => {
            assert!(!refusal.way_out.is_empty());
            return refusal.code.code().to_owned();
        }
    };
    let words: Vec<String> = reader.checked(&OneLoan, waivers).map(word).collect();
    words.join(" ")
}

fn word(verdict: Verdict) -> String {
    match verdict {
        Verdict::Accepted { notices, .. } if !notices.is_empty() => "noticed".to_owned(),
        Verdict::Accepted { .. } => "ok".to_owned(),
        Verdict::Repeat { of_line, .. } => format!("repeat:{of_line}"),
        Verdict::Refused(refusal) => {
            assert!(!refusal.way_out.is_empty() && refusal.file == "file.csv");
            format!("{}:{}", refusal.line, refusal.code)
        }
    }
}

const FILES: &[(&[u8], &str)] = &[
    (b"", "empty_file"),
    (b"\xEF\xBB\xBF", "empty_file"),
    (b"\n\n", "empty_file"),
    (b"party_id,name\n", "header_only"),
    (b"party_id,name\n\n,,\n", "header_only"),
    (b"\xFF\xFEp\0a\0r\0t\0y\0", "utf16"),
    (b"\xFE\xFF\0p\0a", "utf16"),
    (b"p\0a\0r\0t\0y\0", "utf16"),
    (b"PK\x03\x04rest of a workbook", "not_text"),
    (b"party_id,n\xE4me\nB1,x\n", "not_text"),
    (b"colour,shape\nred,round\n", "unknown_entity"),
    (b"loan_id,no,due_on,principal,payment_id,value_on,amount\n1,1,1,1,1,1,1\n", "ambiguous_entity"),
    (b"payment_id,loan_id,paid_on,amount\nP1,L1,2007-02-01,5\n", "missing_columns"),
    (b"party_id,name,Name\nB1,x,y\n", "repeated_column"),
    (b"party_id,\"name\nB1,x\n", "header_too_long"),
    (b"\xEF\xBB\xBFPARTY_ID;Name\r\nB1;Ama\r\n", "ok"),
    (b"party_id\tname\nB1\t\"A\nma\"\nB1\tAma\n", "2:control_character ok"),
    (b"party_id,name\nB1,Jos\xE9\nB1,Ama\n", "2:not_utf8 ok"),
    (b"party_id,name\nB1,\"Ama\nB1,Ama\n", "2:unclosed_quote ok"),
    (b"party_id,name\nB1\nB1,Ama,x\n\nB1,Ama\n", "2:ragged_row 3:ragged_row ok"),
    (b"party_id,name\nB1,\"Ama \"\"A\"\" K\"\nB1,Ama\n", "ok 3:duplicate_id"),
    (b"party_id,name\nB1,Ama\nB1,Ama\nB2,Kofi\n", "ok repeat:2 noticed"),
    (b"party_id,name\n,Ama\n", "2:missing_value"),
    (b"party_id,kind,country,time_zone\nB1,human,UG,\nB2,firm,Uganda,\nB3,person,UG,Kampala\n", "2:unknown_word 3:bad_country 4:bad_time_zone"),
    (b"staff_id,name,branch,role,minutes_per_day,skills\nS1,A,x,officer,8h,\nS1,A,x,officer,480,call swim\nS1,A,x,officer,480,call visit\n", "2:not_a_whole_number 3:unknown_word ok"),
    (b"contact_point_id,party_id,kind,value,consent,latitude\nC1,B1,phone,1,true,N12\nC1,B1,phone,1,perhaps,\nC1,B1,phone,1,yes,0.34\n", "2:bad_coordinate 3:unknown_word ok"),
    (b"party_id,at,channel,by,outcome,promise_amount,currency,promise_due_on\nB1,28 March,call,S1,no_answer,,,\nB1,2007-03-28T10:00:00+03:00,call,S1,promise_to_pay,5,USD,\nB1,2007-03-28T10:00:00+03:00,call,S1,refused,5,USD,2007-04-01\nB1,2007-03-28T10:00:00+03:00,call,S1,promise_to_pay,5,USD,2007-04-01\n", "2:bad_time 3:half_promise 4:half_promise ok"),
    (b"guarantee_id,loan_id,party_id,kind,proof,signed_on,limit\nU1,L1,P2,general,D1,2007-01-05,20.00\nU2,L1,P2,general,D1,,20.00\nU3,L1,P2,most,D1,2007-01-05,20.00\nU4,L1,P2,general,D1,2007-01-05,1.001\nU5,L9,P2,general,,,\n", "ok 3:not_a_recourse_row 4:not_a_recourse_row 5:too_many_decimals 6:loan_unknown"),
    (b"party_id,kind,line,monthly,currency,observed_on,source,confidence,restricted\nB1,income,wage,5,USD,2007-02-01,slip,verified,\nB1,income,wage,5,USD,2007-02-01,slip,sure,\nB1,income,rent,5,,2007-02-01,slip,verified,\nB1,income,rent,5,USD,2007-02-01,slip,verified,yes\nB1,health,,,,2007-02-01,told,stated,\nB1,moon,,,,2007-02-01,told,stated,\n", "ok 3:not_a_file_fact 4:not_a_file_fact 5:not_a_file_fact 6:not_a_file_fact 7:not_a_file_fact"),
    (b"loan_id,borrower_id,branch,currency,principal\nL1,B1,1,usd,5\nL2,B1,1,KWD,1.0005\nL3,B1,1,KWD,1.005\nL4,B9,1,USD,5\n", "2:bad_currency 3:too_many_decimals ok noticed"),
    (b"loan_id,no,due_on,principal\nL1,1,2007-02-10,50\nL9,1,2007-02-10,50\nL1,0,2007-02-10,50\nL1,1,2007-02-10,51\n", "ok 3:loan_unknown 4:not_a_whole_number 5:duplicate_id"),
    (b"loan_id,no,due_on,principal\nL1,1,39174,50\nL1,1,4/2/2007,50\nL1,1,13.04.2007,50\nL1,1,soon,50\n", "2:spreadsheet_date 3:ambiguous_date 4:spreadsheet_date 5:bad_date"),
    (b"payment_id,loan_id,value_on,amount\n1,L1,2007-02-01,\"1,134.72\"\n2,L1,2007-02-01,$5\n3,L1,2007-02-01,-5\n4,L1,2007-02-01,1e3\n5,L1,2007-02-01,9223372036854775808\n6,L1,2007-02-01,1.005\n7,L1,2007-02-01,five\n", "2:thousands_separator 3:currency_sign 4:negative_amount 5:exponent_amount 6:amount_too_large 7:too_many_decimals 8:not_an_amount"),
    (b"payment_id,loan_id,value_on,amount,currency\n1,L1,2007-02-01,5,EUR\n2,L1,2007-02-01,5,USD\n3,L1,2007-01-09,5,\n", "2:currency_mismatch ok 4:payment_before_disbursement"),
    (b"payment_id,loan_id,value_on,amount_minor\n1,L1,2007-02-01,500\n2,L1,2007-02-01,5.00\n2,L1,2007-02-01,5.50\n", "ok ok 4:too_many_decimals"),
    (b"event_id,loan_id,kind,effective_on,until_on,payment_id,amount,component,to,undoes\nE1,L1,paused,2007-02-10,2007-02-01,,,,,\nE2,L1,reversed,2007-02-10,,,,,,\nE3,L1,forgotten,2007-02-10,,,,,,\nE4,L1,charged,2007-02-10,,,5,principle,,\nE5,L1,charged_back,2007-02-10,,,-5,,,\nE6,L1,reversed,2007-02-10,,P1,,,,\nE7,L1,paused,2007-02-10,2007-02-20,,,,,\nE8,L1,undone,2007-02-11,,,,,,E7\nE9,L9,charged_off,2007-02-11,,,,,,\n", "2:ends_before_it_begins 3:missing_value 4:unknown_word 5:unknown_word 6:negative_amount ok ok ok 10:loan_unknown"),
    (b"payment_id,loan_id,value_on,amount,reported_on\n1,L1,2007-02-01,5,2007-02-02\n1,L1,2007-02-01,6,2007-02-03\n", "ok ok"),
];

#[test]
fn each_by_its_reproducer() {
    for (bytes, expected) in FILES {
        assert_eq!(check(bytes, &[]), *expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_waiver_lets_early_payments_in_with_a_notice() {
    let file = b"payment_id,loan_id,value_on,amount\n3,L1,2007-01-09,5\n";
    assert_eq!(check(file, &[Waiver::PaymentBeforeDisbursement]), "noticed");
}

#[test]
fn a_value_too_long_and_a_line_too_long() {
    let file = format!("party_id,name\nB1,{}\nB1,{}\nB1,Ama\n", "x".repeat(1_001), "y".repeat(3 << 20));
    assert_eq!(check(file.as_bytes(), &[]), "2:text_too_long 3:line_too_long ok");
}

#[test]
fn a_row_split_in_two_by_a_lone_carriage_return() {
    assert_eq!(check(b"party_id,name\n\"B1\",Ama\rB2,Efua\nB1,Ama\n", &[]), "2:damaged_row ok");
}

#[test]
fn a_file_that_is_not_there() {
    let refusal = open(std::path::Path::new("no such file.csv")).err().unwrap();
    assert_eq!(refusal.code, RefusalCode::UnreadableFile);
}

/// The codes that a text file can meet are all in the tables above; those of
/// Parquet are in `parquet.rs`. `contradicts_recourse` needs what is on file and is
/// reproduced with the desk, in `shell/desk/tests/recourse.rs`.
#[test]
fn no_code_without_a_reproducer() {
    let here = include_str!("refusals.rs");
    let there = include_str!("parquet.rs");
    let mut codes = BTreeSet::new();
    for code in RefusalCode::ALL {
        assert!(codes.insert(code.code()), "{code} twice");
        let name = format!("{code:?}");
        let reproduced = here.contains(code.code()) || here.contains(&name) || there.contains(code.code());
        assert!(reproduced, "{code} has no reproducer");
    }
}
