//! The files of conventions: all of them are read, and a fault is named with its place.
#![allow(clippy::unwrap_used)]

use makegood_book::Status;
use makegood_book::penalty::{Contract, Convention, FeeAmount, PenaltyError, ReferenceRates, Shelf};
use makegood_units::{Amount, BusinessDate, Currency};

const README: &str = include_str!("../../../conventions/penalty/README.md");
const GERMANY: &str = include_str!("../../../conventions/penalty/de-consumer.toml");
const CREDIT: &str = include_str!("../../../conventions/penalty/uk-hcstc.toml");
const RATES: &str = include_str!("../../../conventions/penalty/reference-rates.toml");

#[test]
fn every_shipped_rule_says_where_it_was_read() {
    let shelf = Shelf::shipped().unwrap();
    assert_eq!((shelf.conventions.len(), shelf.stops.len()), (9, 5));
    for convention in &shelf.conventions {
        assert_eq!(convention.source.reviewed_by, "nobody yet", "{}", convention.id);
        assert!(README.contains(&format!("`{}`", convention.id)), "{} is not in the README", convention.id);
    }
    for stop in &shelf.stops {
        assert_ne!(stop.source.status, Status::Recalled, "{}", stop.id);
        assert!(README.contains(&format!("`{}`", stop.id)), "{} is not in the README", stop.id);
    }
    let status = |id: &str| shelf.convention(id).unwrap().source.status;
    assert_eq!(status("de.default_interest.consumer"), Status::Verified);
    assert_eq!(status("cn.penalty.bank"), Status::Secondary);
    assert!(shelf.rates.source("de.base_rate").unwrap().doubt.is_some());
    assert!(matches!(shelf.convention("xx.none"), Err(PenaltyError::Unknown { .. })));
    assert!(matches!(shelf.stop("xx.none"), Err(PenaltyError::Unknown { .. })));
}

#[test]
fn a_fault_is_named_with_its_file_and_place() {
    let faults = [
        (GERMANY.replace("title", "titel"), "titel"),
        (GERMANY.replace("\"5% a year\"", "\"5 points\""), "5 points"),
        (GERMANY.replace("actual/365", "actual/364"), "actual/364"),
        (GERMANY.replace("= 2002-01-01", "= 2002-02-30"), "02-30"),
        (GERMANY.replace("= 2002-01-01", "= 2002-01-01T10:00:00"), "2026-01-31"),
        (GERMANY.replace("status = \"verified\"", "status = \"sure\""), "sure"),
        (GERMANY.replace("read_on = 2026-11-22", ""), "read_on"),
        (GERMANY.replace("[\"principal\"]", "[]"), "no component"),
        (GERMANY.replace("[\"principal\"]", "[\"principal\", \"interest\"]"), "interest may bear no penalty interest"),
        (
            GERMANY.replace("\"never\"", "\"as_base\"").replace("[\"principal\"]", "[\"principal\", \"principal\"]"),
            "twice",
        ),
        (CREDIT.replace("currency = \"GBP\"", ""), "no currency"),
        (CREDIT.replace("15.00", "15,00"), "15,00"),
        (CREDIT.replace("15.00", "-15.00"), "below zero"),
        (CREDIT.replace("\"100%\"", "\"100\""), "150%"),
        (CREDIT.replace("over = [\"late_fee\"]", "over = []"), "it bounds nothing"),
        (CREDIT.replace("kind = \"fees\"", "kind = \"fee\""), "fee"),
    ];
    for (text, expected) in faults {
        let found = Convention::parse("mine.toml", &text).unwrap_err().to_string();
        assert!(found.starts_with("mine.toml: ") && found.contains(expected), "{expected}: {found}");
    }
    let twice = ReferenceRates::parse("rates.toml", &RATES.replace("cn.lpr_1y", "de.base_rate")).unwrap_err();
    assert_eq!(twice.to_string(), "rates.toml: de.base_rate stands twice");
    let falling = RATES.replace("2023-07-01", "2022-07-01");
    let falling = ReferenceRates::parse("rates.toml", &falling).unwrap_err().to_string();
    assert_eq!(falling, "rates.toml: de.base_rate: the value from 2022-07-01 does not come later");
    assert!(Shelf::parse_stops("stops.toml", "[[stop]]\nid = 1\n").unwrap_err().to_string().contains("line 2"));
}

#[test]
fn terms_say_which_fact_they_miss() {
    let shelf = Shelf::shipped().unwrap();
    let rate = Some("9% a year".parse().unwrap());
    let base = |code: &str| Contract::new(code.parse::<Currency>().unwrap());
    let terms = |id: &str, contract: &Contract| shelf.convention(id).unwrap().terms(contract, &shelf.rates);
    let cases = [
        (
            "cn.penalty.bank",
            base("CNY"),
            "cn.penalty.bank needs the rate agreed for overdue amounts, which is not on file",
        ),
        (
            "cn.penalty.bank",
            Contract { penalty_rate: rate, ..base("CNY") },
            "cn.penalty.bank.at_most needs the contract rate, which is not on file",
        ),
        ("cn.private", base("CNY"), "cn.cap.private needs the day the contract was made, which is not on file"),
        ("us.home_loan.late_fee", base("USD"), "us.home_loan.late_fee needs the late fee agreed, which is not on file"),
        (
            "uk.hcstc",
            Contract { penalty_rate: rate, ..base("GBP") },
            "uk.hcstc.total_cost needs the amount lent, which is not on file",
        ),
        ("uk.hcstc", base("EUR"), "uk.hcstc has amounts in GBP, the loan is in EUR"),
    ];
    for (id, contract, expected) in cases {
        assert_eq!(terms(id, &contract).unwrap_err().to_string(), expected);
    }
    // No rate agreed: a private loan in China bears the published one.
    let made_on = Some("2025-12-20".parse::<BusinessDate>().unwrap());
    let private = terms("cn.private", &Contract { made_on, ..base("CNY") }).unwrap();
    let step = private.rate.unwrap();
    assert_eq!(step.on("2026-01-05".parse().unwrap()).unwrap().rate, "3% a year".parse().unwrap());
    // The series is older than the law, and is not known before it.
    assert!(step.on("2020-08-19".parse().unwrap()).is_err());
    assert_eq!(step.on("2020-08-20".parse().unwrap()).unwrap().rate, "3.85% a year".parse().unwrap());
    // India: a contract without penal interest has none, and its fee.
    let late_fee = Some(FeeAmount::Fixed(Amount::from_minor(50_000)));
    let penal = terms("in.rbi.penal_charges", &Contract { late_fee, ..base("INR") }).unwrap();
    assert_eq!((penal.rate, penal.late_fee.map(|fee| fee.amount)), (None, late_fee));
}
