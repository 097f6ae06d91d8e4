//! Reads the lines of a worked example.

use crate::markdown::Fence;
use crate::pack::PackError;
use crate::read_rule::second_of_day;
use crate::words::{HOLDS, Purpose, ROLES, Role, Words, listed, meaning};
use makegood_case::{Channel, ContactPointKind, HoldKind, Outcome};
use makegood_units::BusinessDate;

/// One line of an example with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub line: usize,
    pub says: Says,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Zones(Vec<String>),
    Packs(Vec<String>),
    Role { role: Option<Role>, debt: Option<String> },
    Lender { fact: String, truth: Option<bool> },
    Without(ContactPointKind),
    Event { day: BusinessDate, second: i32, event: Event },
    Question { day: BusinessDate, second: i32, question: Question },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Contacts { made: Vec<(Channel, Outcome)>, on: Option<String>, about: Vec<String> },
    Consent { until: Option<BusinessDate>, about: Vec<String> },
    Revoked,
    Hold { kind: HoldKind, until: Option<BusinessDate> },
    Lifted { kind: HoldKind },
    NotTheirs { point: String },
    Closed { point: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub channel: Channel,
    pub on: Option<String>,
    pub about: Vec<String>,
    pub purpose: Purpose,
    pub answer: Answer,
    pub rules: Vec<String>,
    pub words: Vec<String>,
    pub opens: Opens,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    Unknown,
    Ask(Role),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    Unsaid,
    At { day: BusinessDate, second: i32 },
    Never,
}

const VERBS: &Words<Channel> = &[
    ("call", Channel::Call),
    ("message", Channel::Message),
    ("email", Channel::Email),
    ("write", Channel::Letter),
    ("visit", Channel::Visit),
];

const ATTEMPTS: &Words<(Channel, Outcome)> = &[
    ("call", (Channel::Call, Outcome::NoAnswer)),
    ("conversation", (Channel::Call, Outcome::RightParty)),
    ("engaged", (Channel::Call, Outcome::NotConnected)),
    ("phoned-in", (Channel::InboundCall, Outcome::RightParty)),
    ("message", (Channel::Message, Outcome::Sent)),
    ("email", (Channel::Email, Outcome::Sent)),
    ("letter", (Channel::Letter, Outcome::Sent)),
    ("visit", (Channel::Visit, Outcome::NoAnswer)),
    ("visit-met", (Channel::Visit, Outcome::RightParty)),
];

const AIMS: &Words<Purpose> = &[
    ("answer the dispute", Purpose::AnswerDispute),
    ("offer a plan", Purpose::OfferPlan),
    ("say collection ends", Purpose::SayCollectionEnds),
    ("name a possible remedy", Purpose::NamePossibleRemedy),
    ("announce a remedy", Purpose::AnnounceRemedy),
    ("give a required notice", Purpose::GiveRequiredNotice),
];

const POINTS: &Words<ContactPointKind> =
    &[("phone", ContactPointKind::Phone), ("email", ContactPointKind::Email), ("address", ContactPointKind::Address)];

/// What was expected where the text is something else.
type Expected = String;

/// Reads every line of a block; blank lines and lines that start with # say nothing.
pub(crate) fn read_lines(file: &str, fence: &Fence<'_>) -> Result<Vec<Line>, Vec<PackError>> {
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
    if !lines.iter().any(|line| matches!(line.says, Says::Question { .. })) && errors.is_empty() {
        let expected = "a question, such as: 2026-04-07  may we call?  yes".to_owned();
        errors.push(PackError { file: file.to_owned(), line: fence.line, found: "no question".to_owned(), expected });
    }
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

fn read_line(text: &str) -> Result<Says, Expected> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match (first, words.as_slice()) {
        ("zone", ["unknown"]) => Ok(Says::Zones(Vec::new())),
        ("zone", zones @ [_, ..]) => Ok(Says::Zones(owned(zones))),
        ("packs", packs @ [_, ..]) => Ok(Says::Packs(owned(packs))),
        ("role", ["unknown"]) => Ok(Says::Role { role: None, debt: None }),
        ("role", [role]) => Ok(Says::Role { role: Some(word(ROLES, role)?), debt: None }),
        ("role", [role, "of", debt]) => {
            Ok(Says::Role { role: Some(word(ROLES, role)?), debt: Some((*debt).to_owned()) })
        }
        ("lender", ["not", fact]) => Ok(Says::Lender { fact: (*fact).to_owned(), truth: Some(false) }),
        ("lender", ["unsaid", fact]) => Ok(Says::Lender { fact: (*fact).to_owned(), truth: None }),
        ("lender", [fact]) => Ok(Says::Lender { fact: (*fact).to_owned(), truth: Some(true) }),
        ("no", [point]) => Ok(Says::Without(word(POINTS, point)?)),
        _ => read_dated(first, rest.trim()),
    }
}

fn read_dated(first: &str, rest: &str) -> Result<Says, Expected> {
    let day = first.parse().map_err(|_| "a day, or zone, packs, role, lender, no".to_owned())?;
    let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let time = second_of_day(word).filter(|second| *second < 86_400);
    let rest = if time.is_some() { after.trim() } else { rest };
    match rest.strip_prefix("may we ") {
        Some(asked) => Ok(Says::Question { day, second: time.unwrap_or(43_200), question: read_question(asked)? }),
        None => Ok(Says::Event { day, second: time.unwrap_or(36_000), event: read_event(rest)? }),
    }
}

fn read_event(text: &str) -> Result<Event, Expected> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["consents", "to", "calls", rest @ ..] => {
            let (until, rest) = read_until(rest)?;
            let (on, about) = read_details(rest)?;
            if on.is_some() { Err(details()) } else { Ok(Event::Consent { until, about }) }
        }
        ["revokes", "consent"] => Ok(Event::Revoked),
        ["hold", kind, rest @ ..] => {
            let (kind, (until, rest)) = (word(HOLDS, kind)?, read_until(rest)?);
            if rest.is_empty() {
                Ok(Event::Hold { kind, until })
            } else {
                Err("until and a day, or nothing".to_owned())
            }
        }
        ["lift", kind] => Ok(Event::Lifted { kind: word(HOLDS, kind)? }),
        ["number", point, "is", "not", "theirs"] => Ok(Event::NotTheirs { point: (*point).to_owned() }),
        ["number", point, "is", "closed"] => Ok(Event::Closed { point: (*point).to_owned() }),
        _ => read_contacts(&words),
    }
}

/// `call call on X about L-1`, `8 calls`.
fn read_contacts(words: &[&str]) -> Result<Event, Expected> {
    let end = words.iter().position(|word| ["on", "about"].contains(word)).unwrap_or(words.len());
    let (attempts, rest) = words.split_at(end);
    let made = match attempts {
        [count, many] if many.ends_with('s') => {
            let count: usize = count.parse().ok().filter(|count| *count <= 100).ok_or("a number up to 100")?;
            vec![word(ATTEMPTS, many.trim_end_matches('s'))?; count]
        }
        [] => return Err(events()),
        each => each.iter().map(|one| meaning(ATTEMPTS, one).ok_or_else(events)).collect::<Result<_, _>>()?,
    };
    let (on, about) = read_details(rest)?;
    Ok(Event::Contacts { made, on, about })
}

fn read_until<'w, 't>(words: &'w [&'t str]) -> Result<(Option<BusinessDate>, &'w [&'t str]), Expected> {
    match words {
        ["until", day, rest @ ..] => Ok((Some(day.parse().map_err(|_| "a day after until")?), rest)),
        rest => Ok((None, rest)),
    }
}

/// `on X` and `about L-1 L-2`, in either order.
fn read_details(words: &[&str]) -> Result<(Option<String>, Vec<String>), Expected> {
    match words {
        [] => Ok((None, Vec::new())),
        ["on", point, rest @ ..] => match read_details(rest)? {
            (None, about) => Ok((Some((*point).to_owned()), about)),
            _ => Err(details()),
        },
        ["about", debts @ ..] => {
            let end = debts.iter().position(|word| *word == "on").unwrap_or(debts.len());
            let (debts, rest) = debts.split_at(end);
            let (on, more) = read_details(rest)?;
            if debts.is_empty() || !more.is_empty() {
                return Err(details());
            }
            Ok((on, debts.iter().map(|debt| (*debt).to_owned()).collect()))
        }
        _ => Err(details()),
    }
}

fn read_question(text: &str) -> Result<Question, Expected> {
    let (asked, told) = text.split_once('?').ok_or("a ? after the question")?;
    let (asked, purpose) = match asked.split_once(" to ") {
        Some((asked, aim)) => (asked, word(AIMS, aim.trim())?),
        None => (asked, Purpose::Collect),
    };
    let words: Vec<&str> = asked.split_whitespace().collect();
    let (verb, rest) = words.split_first().ok_or_else(|| listed(VERBS))?;
    let (channel, (on, about)) = (word(VERBS, verb)?, read_details(rest)?);
    let mut columns = told.split("  ").map(str::trim).filter(|column| !column.is_empty());
    let answer = read_answer(columns.next().unwrap_or_default())?;
    let (rules, words, opens) = (Vec::new(), Vec::new(), Opens::Unsaid);
    let mut question = Question { channel, on, about, purpose, answer, rules, words, opens };
    for column in columns {
        read_column(&mut question, column)?;
    }
    Ok(question)
}

fn read_answer(text: &str) -> Result<Answer, Expected> {
    match text {
        "yes" => Ok(Answer::Yes),
        "no" => Ok(Answer::No),
        "unknown" => Ok(Answer::Unknown),
        _ => {
            let role = text.strip_prefix("ask the ").and_then(|role| meaning(ROLES, role));
            role.map(Answer::Ask).ok_or_else(|| "yes, no, unknown, or ask the attorney; two spaces after it".to_owned())
        }
    }
}

/// A list of rules, the instant it opens, or words the rule must say.
fn read_column(question: &mut Question, column: &str) -> Result<(), Expected> {
    let words: Vec<&str> = column.split_whitespace().collect();
    match words.as_slice() {
        ["opens", day, time] => {
            let day = day.parse().map_err(|_| "opens, a day and a time")?;
            question.opens = Opens::At { day, second: second_of_day(time).ok_or("opens, a day and a time")? };
        }
        ["never", "opens"] => question.opens = Opens::Never,
        rules if question.rules.is_empty() && rules.iter().all(|rule| is_rule(rule)) => {
            question.rules = rules.iter().map(|rule| (*rule).to_owned()).collect();
        }
        _ => question.words.push(column.to_owned()),
    }
    Ok(())
}

/// A rule's name has a dot inside and starts with a letter.
fn is_rule(word: &str) -> bool {
    let inside = word.trim_matches('.');
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && inside == word
        && word.contains('.')
        && !word.contains("..")
}

fn word<T: Copy>(words: &Words<T>, word: &str) -> Result<T, Expected> {
    meaning(words, word).ok_or_else(|| listed(words))
}

fn events() -> Expected {
    let names: Vec<&str> = ATTEMPTS.iter().map(|(name, _)| *name).collect();
    format!(
        "may we …?, consents to calls, revokes consent, hold, lift, number … is not theirs, or {}",
        names.join(", ")
    )
}

fn details() -> Expected {
    "on a contact point, about one or more debts".to_owned()
}
