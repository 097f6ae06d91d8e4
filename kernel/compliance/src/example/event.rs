//! Reads what happened.

use super::line::{Details, Event, before_details};
use super::read::{Expected, word};
use crate::deed::{Deed, Deeds};
use crate::read::second_of_day;
use crate::words::{WEEKDAYS, Words, meaning};
use makegood_case::{Channel, HoldKind, Outcome};
use makegood_units::BusinessDate;

const ATTEMPTS: &Words<(Channel, Outcome)> = &[
    ("call", (Channel::Call, Outcome::NoAnswer)),
    ("voicemail", (Channel::Call, Outcome::NoAnswer)),
    ("conversation", (Channel::Call, Outcome::RightParty)),
    ("engaged", (Channel::Call, Outcome::NotConnected)),
    ("phoned-in", (Channel::InboundCall, Outcome::RightParty)),
    ("message", (Channel::Message, Outcome::Sent)),
    ("email", (Channel::Email, Outcome::Sent)),
    ("letter", (Channel::Letter, Outcome::Sent)),
    ("visit", (Channel::Visit, Outcome::NoAnswer)),
    ("visit-met", (Channel::Visit, Outcome::RightParty)),
];

/// Holds the lender's people place by the day.
const HOLDS: &Words<HoldKind> = &[
    ("dispute", HoldKind::Dispute),
    ("hardship", HoldKind::Hardship),
    ("cease_request", HoldKind::CeaseRequest),
    ("attorney_representation", HoldKind::AttorneyRepresentation),
    ("moratorium", HoldKind::Moratorium),
];

/// What a request about times is for.
const ASKED: &Words<Deeds> = &[
    ("calls", Deeds::NONE.with(Deed::Call)),
    ("messages", Deeds::NONE.with(Deed::Message)),
    ("emails", Deeds::NONE.with(Deed::Email)),
    ("letters", Deeds::NONE.with(Deed::Letter)),
    ("visits", Deeds::NONE.with(Deed::Visit)),
    ("contacts", Deeds::CONTACTS),
];

pub(super) fn read_event(text: &str) -> Result<Event, Expected> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => Err(events()),
        ["consents", "to", "calls", rest @ ..] => {
            let details = Details::read(rest)?;
            Ok(Event::Consent { until: details.until, about: details.about })
        }
        ["revokes", "consent"] => Ok(Event::Revoked),
        ["hold", kind, rest @ ..] => Ok(Event::Hold { kind: word(HOLDS, kind)?, until: Details::read(rest)?.until }),
        ["lift", kind] => Ok(Event::Lifted { kind: word(HOLDS, kind)? }),
        ["number", point, "is", "not", "theirs"] => Ok(Event::NotTheirs { point: (*point).to_owned() }),
        ["number", point, "is", "closed"] => Ok(Event::Closed { point: (*point).to_owned() }),
        ["asks", "no", what, rest @ ..] => times(word(ASKED, what)?, false, rest),
        ["asks", what, "only", rest @ ..] => times(word(ASKED, what)?, true, rest),
        ["withdraws", "times"] => Ok(Event::TimesWithdrawn),
        _ => contacts(&words).unwrap_or_else(|| happening(&words)),
    }
}

/// `08:00-16:00`, `on saturday sunday`, `until 2026-05-01`.
fn times(deeds: Deeds, only: bool, words: &[&str]) -> Result<Event, Expected> {
    let form = || "times such as 08:00-16:00, on weekdays, until a day".to_owned();
    let span = words.first().and_then(|first| first.split_once('-'));
    let hours = span.and_then(|(from, to)| Some((second_of_day(from)?, second_of_day(to)?)));
    let rest = words.get(usize::from(hours.is_some())..).unwrap_or_default();
    let (mut weekdays, mut until): (Vec<_>, Option<BusinessDate>) = (Vec::new(), None);
    let mut left = rest;
    while let [first, after @ ..] = left {
        left = match (*first, after) {
            ("on" | "and", _) => after,
            ("until", [day, after @ ..]) => {
                until = Some(day.parse().map_err(|_| form())?);
                after
            }
            (weekday, _) => {
                weekdays.push(meaning(WEEKDAYS, weekday.trim_matches(',')).ok_or_else(form)?);
                after
            }
        };
    }
    let closed = match (hours, only) {
        // Only between the two: closed from the second round to the first.
        (Some((from, to)), true) => (to, from),
        (Some(hours), false) => hours,
        (None, false) if !weekdays.is_empty() => (0, 86_400),
        (None, _) => return Err(form()),
    };
    Ok(Event::Times { deeds, closed, weekdays, until })
}

/// `call call on X about L-1`, `8 calls`, `3 calls to the borrower`; none when
/// the words are about something else.
fn contacts(words: &[&str]) -> Option<Result<Event, Expected>> {
    let (attempts, rest) = before_details(words);
    let made: Vec<(Channel, Outcome)> = match attempts {
        [count, many] if many.ends_with('s') && count.parse::<usize>().is_ok() => {
            let (count, one) = (count.parse::<usize>().ok()?, meaning(ATTEMPTS, many.trim_end_matches('s'))?);
            if count > 100 {
                return Some(Err("a number up to 100".to_owned()));
            }
            vec![one; count]
        }
        [] => return None,
        each => each.iter().map(|one| meaning(ATTEMPTS, one)).collect::<Option<_>>()?,
    };
    Some(Details::read(rest).map(|mut details| {
        let to_the_borrower = details.to.take().is_some_and(|to| to == "borrower");
        Event::Contacts { made, details, to_the_borrower }
    }))
}

/// `default notice with proof_of_service`, `grievance ends`.
fn happening(words: &[&str]) -> Result<Event, Expected> {
    let (name, rest) = before_details(words);
    let is_plain = |word: &&str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter))
    };
    if name.is_empty() || !name.iter().all(is_plain) {
        return Err(events());
    }
    match name {
        [what @ .., "ends" | "end"] if !what.is_empty() && rest.is_empty() => Ok(Event::Ended { what: what.join("_") }),
        what => Ok(Event::Happened { what: what.join("_"), details: Details::read(rest)? }),
    }
}

fn events() -> Expected {
    let names: Vec<&str> = ATTEMPTS.iter().map(|(name, _)| *name).collect();
    format!(
        "may we …?, consents to calls, revokes consent, hold, lift, number … is not theirs, asks no calls …, {}, \
         or a happening in the words of a pack",
        names.join(", ")
    )
}
