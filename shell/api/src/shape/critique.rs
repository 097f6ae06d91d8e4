//! Critiques, and what became of them.

use super::word;
use crate::words::{Day, Number};
use makegood_case::Pin;
use makegood_views::CritiqueLine;
use schemars::JsonSchema;
use serde::Serialize;

/// A critique.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Critique {
    /// The number of its event.
    pub critique: Number,
    /// Whose case it is about.
    pub case: String,
    /// The day it was made.
    pub made_on: Day,
    /// Who made it; null for the wording check.
    pub by: Option<String>,
    /// Who is to answer.
    pub officer: String,
    /// The day it was said or done.
    pub fault_on: Day,
    /// One of the list of categories.
    pub category: String,
    /// The event it is about, where there is one.
    pub about: Option<Number>,
    /// The words it is pinned to; null where it is about a measure.
    pub quote: Option<String>,
    /// What is wrong with it.
    pub says: String,
    /// What to say or do instead.
    pub instead: String,
    /// The law or the rule; may be empty.
    pub citation: String,
    /// `open`, `answered`, `closed` or `withdrawn`.
    pub state: String,
    /// The last answer.
    pub answer: Option<Answer>,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// An officer's answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// `accepted`, `explained` or `contested`.
    pub answer: String,
    /// When.
    pub on: Day,
    /// In their own words.
    pub note: String,
}

/// The end of a critique.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ended {
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
    /// Why, or what follows.
    pub note: String,
}

/// A category a critique may have.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Category {
    /// Its code: `L02`, `late_first_contact`.
    pub category: String,
    /// What it is.
    pub title: String,
}

/// A critique in the words of the interface.
pub fn critique(line: &CritiqueLine) -> Critique {
    let (stand, made) = (&line.stand, &line.stand.made);
    let (about, quote) = match &made.pin {
        Pin::Span(span) => (Some(span.event), Some(span.quote.clone())),
        Pin::Measure { event, .. } => (*event, None),
    };
    Critique {
        critique: stand.seq.into(),
        case: line.party.to_string(),
        made_on: stand.made_on.into(),
        by: made.by.as_ref().map(ToString::to_string),
        officer: made.officer.to_string(),
        fault_on: made.fault_on.into(),
        category: made.category.clone(),
        about: about.map(Number::from),
        quote,
        says: made.says.clone(),
        instead: made.instead.clone(),
        citation: made.citation.clone(),
        state: stand.state.word().to_owned(),
        answer: stand.answer.as_ref().map(|(answer, on, note)| Answer {
            answer: word(answer),
            on: (*on).into(),
            note: note.clone(),
        }),
        ended: stand.ended.as_ref().map(|(by, on, note)| Ended {
            by: by.to_string(),
            on: (*on).into(),
            note: note.clone(),
        }),
    }
}
