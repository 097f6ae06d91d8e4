//! Reads the lines of a worked example.

use super::answer::{Question, read_question};
use super::event::read_event;
use super::line::{Line, Says};
use super::sum;
use crate::condition::FactValue;
use crate::markdown::Fence;
use crate::pack::PackError;
use crate::read::second_of_day;
use crate::words::{ROLES, Words, listed, meaning};
use makegood_case::ContactPointKind;

/// What was expected where the text is something else.
pub(super) type Expected = String;

const POINTS: &Words<ContactPointKind> =
    &[("phone", ContactPointKind::Phone), ("email", ContactPointKind::Email), ("address", ContactPointKind::Address)];

/// When a question without a time is asked, and when an event without one took place.
const NOON: i32 = 43_200;
const TEN: i32 = 36_000;

/// Reads every line of a block; blank lines and lines that start with # say nothing.
pub(super) fn read_lines(file: &str, fence: &Fence<'_>) -> Result<Vec<Line>, Vec<PackError>> {
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for (place, text) in fence.body.lines().enumerate() {
        let (line, text) = (fence.line + 1 + place, text.trim());
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match read_line(text) {
            Ok(says) => lines.push(Line { line, says }),
            Err(expected) => {
                errors.push(PackError { file: file.to_owned(), line, found: format!("{text:?}"), expected })
            }
        }
    }
    if !lines.iter().any(|line| line.says.asks()) && errors.is_empty() {
        let expected = "a question, such as: 2026-04-07  may we call?  yes".to_owned();
        errors.push(PackError { file: file.to_owned(), line: fence.line, found: "no question".to_owned(), expected });
    }
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

fn read_line(text: &str) -> Result<Says, Expected> {
    if let Some(sum) = sum::read_line(text) {
        return sum.map(Says::Sum);
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let fact = |name: &str, value| Says::Fact { name: name.to_owned(), debt: None, value };
    match (first, words.as_slice()) {
        ("zone", ["unknown"]) => Ok(Says::Zones(Vec::new())),
        ("zone", zones @ [_, ..]) => Ok(Says::Zones(owned(zones))),
        ("packs", packs @ [_, ..]) => Ok(Says::Packs(owned(packs))),
        ("role", ["unknown"]) => Ok(Says::Role { role: None, debt: None }),
        ("role", [role]) => Ok(Says::Role { role: Some(word(ROLES, role)?), debt: None }),
        ("role", [role, "of", debt]) => {
            Ok(Says::Role { role: Some(word(ROLES, role)?), debt: Some((*debt).to_owned()) })
        }
        ("lender" | "fact", ["not", name]) => Ok(fact(name, Some(FactValue::Truth(false)))),
        ("lender" | "fact", ["unsaid" | "unknown", name]) => Ok(fact(name, None)),
        ("lender" | "fact", [name]) => Ok(fact(name, Some(FactValue::Truth(true)))),
        ("fact", [name, "=", value]) => Ok(fact(name, Some(FactValue::told(value)))),
        ("fact", [name, "=", value, "of", debt]) => Ok(Says::Fact {
            name: (*name).to_owned(),
            debt: Some((*debt).to_owned()),
            value: Some(FactValue::told(value)),
        }),
        ("no", [point]) => Ok(Says::Without(word(POINTS, point)?)),
        _ => read_dated(first, rest.trim()),
    }
}

fn read_dated(first: &str, rest: &str) -> Result<Says, Expected> {
    let day = first
        .parse()
        .map_err(|_| "a day, or zone, packs, role, fact, lender, no, debt, exposure, allocate, interest".to_owned())?;
    if let Some(sum) = sum::read_dated(day, rest) {
        return sum.map(Says::Sum);
    }
    let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let time = second_of_day(word).filter(|second| *second < 86_400);
    let rest = if time.is_some() { after.trim() } else { rest };
    match read_question(rest) {
        Some(question) => {
            question.map(|question: Question| Says::Question { day, second: time.unwrap_or(NOON), question })
        }
        None => Ok(Says::Event { day, second: time.unwrap_or(TEN), event: read_event(rest)? }),
    }
}

/// The meaning of a word of a closed list.
pub(super) fn word<T: Copy>(words: &Words<T>, word: &str) -> Result<T, Expected> {
    meaning(words, word).ok_or_else(|| listed(words))
}
