//! Attempts and conversations as a story writes them.

use crate::quoted;
use makegood_case::{Channel, Outcome};

/// An attempt or a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContactMade {
    pub channel: Channel,
    /// The number or address, when the line names one.
    pub contact_point: Option<String>,
    pub outcome: Outcome,
    pub note: String,
    pub promise: Option<Promised>,
    pub told_us: Option<String>,
}

/// A promise as a story writes it: the parts in words, and what else is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promised {
    pub parts: String,
    pub source_of_funds: String,
    pub loan: Option<String>,
    pub beside: bool,
}

/// The way of a contact, with the number or address if one is named: `call phone-2`.
pub(crate) fn way(text: &str) -> Option<(Channel, Option<String>)> {
    if text == "calls us" {
        return Some((Channel::InboundCall, None));
    }
    let (word, point) = text.split_once(' ').map_or((text, None), |(word, point)| (word, Some(point.to_owned())));
    let channel = match word {
        "call" => Channel::Call,
        "visit" => Channel::Visit,
        "letter" => Channel::Letter,
        "message" => Channel::Message,
        "email" => Channel::Email,
        _ => return None,
    };
    Some((channel, point))
}

/// Reads what came of it: `no answer`, `talked "…"`, `cannot pay, told us L01 "…"`.
pub(crate) fn read(channel: Channel, contact_point: Option<String>, text: &str) -> Result<ContactMade, String> {
    let (said, note, after) = quoted::split(text);
    if !after.is_empty() {
        return Err(format!("nothing may follow the words; found {after:?}"));
    }
    let (said, told_us) = match said.split_once(", told us ") {
        Some((said, id)) => (said, Some(id.to_owned())),
        None => (said, None),
    };
    let note = note.unwrap_or_default().to_owned();
    let mut made = ContactMade { channel, contact_point, outcome: Outcome::RightParty, note, promise: None, told_us };
    made.outcome = match said {
        "no answer" => Outcome::NoAnswer,
        "not connected" => Outcome::NotConnected,
        "talked" => Outcome::RightParty,
        "refuses" => Outcome::Refused,
        "wrong number" | "wrong address" => Outcome::WrongNumber,
        "disputes" => Outcome::Dispute,
        "cannot pay" => Outcome::Hardship,
        "sent" => Outcome::Sent,
        promised => {
            made.promise = Some(promise(promised, &mut made.note)?);
            Outcome::PromiseToPay
        }
    };
    Ok(made)
}

/// `promises 60.00 by 2026-03-02 and 40.00 by 2026-03-16 for L-2 beside from "selling
/// maize"`: the words are where the money will come from.
fn promise(text: &str, note: &mut String) -> Result<Promised, String> {
    let Some(parts) = text.strip_prefix("promises ") else {
        return Err(format!(
            "expected no answer, not connected, talked, promises 100.00 by DATE, refuses, wrong number, wrong \
             address, disputes, cannot pay or sent; found {text:?}"
        ));
    };
    let (parts, named) = parts.strip_suffix(" from").map_or((parts, false), |parts| (parts, true));
    let (parts, beside) = parts.strip_suffix(" beside").map_or((parts, false), |parts| (parts, true));
    let (parts, loan) = parts.split_once(" for ").map_or((parts, None), |(parts, loan)| (parts, Some(loan)));
    let source_of_funds = if named { std::mem::take(note) } else { String::new() };
    Ok(Promised { parts: parts.to_owned(), source_of_funds, loan: loan.map(str::to_owned), beside })
}
