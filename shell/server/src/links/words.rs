//! Addresses of words, critiques, hard cases, their teams, and the script.

use super::{case, encoded};
use makegood_units::PartyId;
use std::borrow::Borrow;

/// Every hard case.
pub const HARD: &str = "/hard-cases";

/// The texts of a case with what was found in them; a critique is posted there.
pub fn words(party: &PartyId) -> String {
    format!("{}/words", case(party))
}

/// One text of a case.
pub fn text(party: &PartyId, event: i64) -> String {
    format!("{}#text-{event}", words(party))
}

/// Where a conversation that is kept is posted.
pub fn transcript(party: &PartyId) -> String {
    format!("{}/transcript", words(party))
}

/// Where it is posted that a text was read.
pub fn text_read(party: &PartyId) -> String {
    format!("{}/read", words(party))
}

/// The critiques told to an officer, of a category, standing so; what is empty is not asked.
pub fn critiques(officer: &str, category: &str, state: &str) -> String {
    let parts = [("officer", officer), ("category", category), ("state", state)];
    let asked = parts.iter().filter(|(_, value)| !value.is_empty());
    let asked: Vec<String> = asked.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if asked.is_empty() { "/critiques".to_owned() } else { format!("/critiques?{}", asked.join("&")) }
}

/// Where an answer to a critique, or its end, is posted.
pub fn on_critique(event: impl Borrow<i64>) -> String {
    format!("/critique/{}", event.borrow())
}

/// The team of a hard case; a new one is posted there.
pub fn team(party: &PartyId) -> String {
    format!("{}/team", case(party))
}

/// Where the result of a line of the plan is posted.
pub fn team_done(party: &PartyId) -> String {
    format!("{}/done", team(party))
}

/// Where handing the leading on is posted.
pub fn team_delegate(party: &PartyId) -> String {
    format!("{}/delegate", team(party))
}

/// The script of a case; the first step is posted there.
pub fn script(party: &PartyId) -> String {
    format!("{}/script", case(party))
}

/// Where it is posted that consequences were explained.
pub fn script_told(party: &PartyId) -> String {
    format!("{}/told", script(party))
}
