//! A small file to vary, and short words for reading answers.
#![allow(dead_code, clippy::unwrap_used)]

use makegood_recourse::{Facts, Recourse, recourse};
use makegood_units::{Amount, BusinessDate};

pub const HEAD: &str = r#"name = "test"
as_of = 2026-11-23
currency = "USD"
law = []
valuation_max_age_days = 365
"#;

/// One debt of 1,000.00 in all, 400.00 of it due since 1 September.
pub const DEBT: &str = r#"
[[debt]]
id = "L-1"
owed = { principal = 90_000, interest = 10_000 }
due_minor = 40_000
due_since = 2026-09-01

[[liable]]
id = "B-1"
party = "P-1"
debt = "L-1"
role = "borrower"
proof = "D-1"
signed_on = 2026-01-01
"#;

/// A guarantor at once, without limit and without a period.
pub const GUARANTOR: &str = r#"
[[liable]]
id = "G-1"
party = "P-2"
debt = "L-1"
role = "guarantor"
kind = "joint_and_several"
no_period = true
proof = "D-2"
signed_on = 2026-01-01
"#;

/// Three members, two of them without a loan in the file.
pub const GROUP: &str = r#"
[[group]]
id = "GR"
liability = "joint_and_several"
clause = "clause 4"
debts = ["L-1"]
member = [
  { party = "P-1", share_bp = 3334, proof = "D-3", signed_on = 2026-01-01 },
  { party = "P-2", share_bp = 3333, proof = "D-3", signed_on = 2026-01-01 },
  { party = "P-3", share_bp = 3333, proof = "D-3", signed_on = 2026-01-01 },
]
"#;

/// A pledge worth 500.00, to be sold by the house's process.
pub const PLEDGE: &str = r#"
[[security]]
id = "S-1"
kind = "pledge"
owner = "P-1"
debts = ["L-1"]
what = "a cow"
proof = "D-5"
signed_on = 2026-01-01
haircut_bp = 2000
process = "house.pledge"
valuation = [{ id = "V-1", on = 2026-08-01, amount_minor = 50_000, by = "a vet" }]
cost = [{ stage = "sale", amount_minor = 1_000 }]
"#;

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub fn minor(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

pub fn facts(parts: &[&str]) -> Facts {
    let text = parts.concat();
    Facts::parse("test.toml", &text).unwrap_or_else(|errors| panic!("{errors:#?}\n{text}"))
}

pub fn answer(parts: &[&str]) -> Recourse {
    recourse(&facts(parts)).unwrap()
}

/// The head with these laws.
pub fn head(law: &str) -> String {
    HEAD.replace("law = []", &format!("law = {law}"))
}

pub fn codes(refused: &[makegood_recourse::Refusal]) -> Vec<&'static str> {
    refused.iter().map(|refusal| refusal.code).collect()
}

/// What a party is liable for today and in all on `L-1`.
pub fn liable(answer: &Recourse, party: &str) -> (i64, i64) {
    let it = answer.liable.iter().find(|it| it.party.as_str() == party && it.debt.as_str() == "L-1").unwrap();
    (it.today.minor(), it.in_all.minor())
}
