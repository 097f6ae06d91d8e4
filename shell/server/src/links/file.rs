//! The addresses of the borrower's file.

use super::{case, encoded};
use makegood_units::{LoanId, PartyId};
use std::borrow::Borrow;

/// The page of the file, and where facts are posted.
pub fn file(party: &PartyId) -> String {
    format!("{}/file", case(party))
}

/// The page with the form for one kind of fact open.
pub fn add(party: &PartyId, sheet: &str) -> String {
    format!("{}?add={}#add", file(party), encoded(sheet))
}

/// The same with the name of the line filled in, for a newer word on it.
pub fn update(party: &PartyId, sheet: &str, line: &str) -> String {
    format!("{}?add={}&line={}#add", file(party), encoded(sheet), encoded(line))
}

/// The page after facts were learnt: how many were new, how many known already.
pub fn learnt(party: &PartyId, new: usize, known: usize) -> String {
    format!("{}?learnt={new}&known={known}", file(party))
}

/// What to learn on a visit, `home` or `business`, in one form.
pub fn visit(party: &PartyId, at: &str) -> String {
    format!("{}/visit?at={}", file(party), encoded(at))
}

/// Where the reason for opening restricted facts is posted.
pub fn restricted(party: &PartyId) -> String {
    format!("{}/restricted", file(party))
}

/// The place of a fact on the page, by the number of its event.
pub fn anchor(seq: impl Borrow<i64>) -> String {
    format!("fact-{}", seq.borrow())
}

/// The page of the loan an instalment `LOAN/NO` is of.
pub fn instalment(key: &str) -> String {
    super::loan(&LoanId::new(key.rsplit_once('/').map_or(key, |(loan, _)| loan)))
}
