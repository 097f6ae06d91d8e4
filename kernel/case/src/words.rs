//! Words that were said or written, and what a leader or the wording check finds wrong with
//! them. A critique is pinned to a stretch of one text and never floats: it keeps the words
//! it is about and the hash of the whole text.

use crate::Recorded;
use makegood_units::{BusinessDate, StaffId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A conversation as it was said, kept beside the contact it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptKept {
    /// The event of the contact.
    pub contact: i64,
    /// Who of the lender's people spoke.
    pub officer: StaffId,
    /// Who typed or pasted it.
    pub by: StaffId,
    /// Every word.
    pub text: String,
    /// Where it comes from: `typed`, `recording`, a file.
    pub source: String,
}

/// A stretch of one text, counted in characters (Unicode scalar values).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSpan {
    /// The event the text stands in.
    pub event: i64,
    /// From this character, the first one being 0.
    pub from: usize,
    /// To before this one.
    pub to: usize,
    /// The words there.
    pub quote: String,
    /// SHA-256 of the whole text, in hexadecimal.
    pub text_hash: String,
}

/// What a critique is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pin {
    /// Words.
    Span(TextSpan),
    /// A measure that was taken or left out.
    Measure {
        /// The event of it, where one was taken.
        event: Option<i64>,
        /// What is to be seen there, in one sentence.
        says: String,
    },
}

/// Something said, written or done is found wrong, and the officer is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CritiqueMade {
    /// Who is to answer.
    pub officer: StaffId,
    /// The day it was said or done, by which repeats are counted.
    pub fault_on: BusinessDate,
    /// What it is about.
    pub pin: Pin,
    /// One of the closed list of categories, such as `L02` or `late_first_contact`.
    pub category: String,
    /// What is wrong with it, in one sentence.
    pub says: String,
    /// What to say or do instead.
    pub instead: String,
    /// The law or the rule.
    pub citation: String,
    /// The leader who made it; none for the wording check.
    pub by: Option<StaffId>,
}

/// How an officer answers a critique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CritiqueAnswer {
    /// It is right.
    Accepted,
    /// It is right, and there was a reason.
    Explained,
    /// It is wrong.
    Contested,
}

impl CritiqueAnswer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Explained, Self::Contested];

    /// The word used in records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Explained => "explained",
            Self::Contested => "contested",
        }
    }
}

/// What is done about words and the critiques of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "words", rename_all = "snake_case")]
pub enum WordsEvent {
    /// A conversation was kept word for word.
    TranscriptKept(TranscriptKept),
    /// Something was found wrong.
    CritiqueMade(CritiqueMade),
    /// The officer answered.
    CritiqueAnswered {
        /// The event of the critique.
        critique: i64,
        /// Who.
        by: StaffId,
        /// How.
        answer: CritiqueAnswer,
        /// In their own words.
        note: String,
    },
    /// A leader read the answer, and it is done.
    CritiqueClosed {
        /// The event of the critique.
        critique: i64,
        /// Who.
        by: StaffId,
        /// What follows.
        note: String,
    },
    /// It was none: kept, and counted for nobody.
    CritiqueWithdrawn {
        /// The event of the critique.
        critique: i64,
        /// Who.
        by: StaffId,
        /// Why it was none.
        reason: String,
    },
    /// A leader read a text to its end.
    TextRead {
        /// The event the text stands in.
        event: i64,
        /// Who.
        by: StaffId,
    },
}

impl WordsEvent {
    /// In a few words.
    pub fn words(&self) -> String {
        match self {
            Self::TranscriptKept(kept) => format!("a conversation kept word for word by {}", kept.by),
            Self::CritiqueMade(made) => format!("{} was told: {}", made.officer, made.says),
            Self::CritiqueAnswered { by, answer, note, .. } => format!("{by} {} a critique: {note}", answer.word()),
            Self::CritiqueClosed { by, note, .. } => format!("a critique closed by {by}: {note}"),
            Self::CritiqueWithdrawn { by, reason, .. } => format!("a critique withdrawn by {by}: {reason}"),
            Self::TextRead { event, by } => format!("the words of event {event} read by {by}"),
        }
    }
}

/// How a critique stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CritiqueState {
    /// Delivered and not answered.
    Open,
    /// Answered; a leader reads it next.
    Answered,
    /// Done.
    Closed,
    /// It was none.
    Withdrawn,
}

impl CritiqueState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::Closed, Self::Withdrawn];

    /// The word used in records and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One critique with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CritiqueStand {
    /// The number of its event.
    pub seq: i64,
    /// The day it was made.
    pub made_on: BusinessDate,
    /// What was found.
    pub made: CritiqueMade,
    /// How it stands.
    pub state: CritiqueState,
    /// The last answer, with its day and words.
    pub answer: Option<(CritiqueAnswer, BusinessDate, String)>,
    /// Who closed or withdrew it, on which day, and why.
    pub ended: Option<(StaffId, BusinessDate, String)>,
}

/// The critiques of a case with what became of each, by the number of the event.
pub fn critiques(events: &[Recorded]) -> BTreeMap<i64, CritiqueStand> {
    let mut found: BTreeMap<i64, CritiqueStand> = BTreeMap::new();
    for one in events {
        if let crate::CaseEvent::OnWords(event) = &one.event {
            on_words(&mut found, one.seq, one.effective_on, event);
        }
    }
    found
}

fn on_words(found: &mut BTreeMap<i64, CritiqueStand>, seq: i64, on: BusinessDate, event: &WordsEvent) {
    match event {
        WordsEvent::CritiqueMade(made) => {
            let made = made.clone();
            let stand = CritiqueStand { seq, made_on: on, made, state: CritiqueState::Open, answer: None, ended: None };
            found.insert(seq, stand);
        }
        WordsEvent::CritiqueAnswered { critique, answer, note, .. } => {
            if let Some(stand) = found.get_mut(critique) {
                stand.state = CritiqueState::Answered;
                stand.answer = Some((*answer, on, note.clone()));
            }
        }
        WordsEvent::CritiqueClosed { critique, by, note } => {
            end(found, *critique, CritiqueState::Closed, (by, on, note))
        }
        WordsEvent::CritiqueWithdrawn { critique, by, reason } => {
            end(found, *critique, CritiqueState::Withdrawn, (by, on, reason));
        }
        WordsEvent::TranscriptKept(_) | WordsEvent::TextRead { .. } => {}
    }
}

fn end(
    found: &mut BTreeMap<i64, CritiqueStand>,
    critique: i64,
    state: CritiqueState,
    (by, on, why): (&StaffId, BusinessDate, &str),
) {
    if let Some(stand) = found.get_mut(&critique) {
        stand.state = state;
        stand.ended = Some((by.clone(), on, why.to_owned()));
    }
}

/// The place of a quote in a text, in characters: the first one, or the one that begins at
/// `from` when it is said. `None` when the words are not there.
pub fn place_of(text: &str, quote: &str, from: Option<usize>) -> Option<(usize, usize)> {
    if quote.is_empty() {
        return None;
    }
    let length = quote.chars().count();
    let start = match from {
        Some(from) => {
            let (byte, _) = text.char_indices().nth(from)?;
            text.get(byte..)?.starts_with(quote).then_some(from)?
        }
        None => text.get(..text.find(quote)?)?.chars().count(),
    };
    Some((start, start.checked_add(length)?))
}

/// What a leader finds wrong with the method, beside the categories of the lexicon: the code
/// and what it means. The last one is of words.
pub const METHOD_FAULTS: [(&str, &str); 16] = [
    ("late_first_contact", "The first contact came late"),
    ("skipped_rung", "A gentler step was skipped"),
    ("contact_outside_plan", "A contact the plan did not have"),
    ("repeated_failed_channel", "The same way again after it had failed"),
    ("promise_not_followed_up", "A promise was not followed up"),
    ("guarantor_not_asked", "The guarantor was not asked"),
    ("clock_running_out", "A claim was left to run out"),
    ("visit_unprepared", "A visit nobody prepared"),
    ("plan_void", "A plan for another cause"),
    ("plan_missing", "No plan for the cause"),
    ("plan_overdue", "A plan without its result"),
    ("report_left", "A report nobody handed in"),
    ("purpose_not_said", "The purpose was not said"),
    ("person_not_checked", "Nobody asked who was speaking"),
    ("cause_not_asked", "Nobody asked why they are late"),
    ("unclear_words", "Words they could not understand"),
];

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn a_quote_is_placed_by_its_characters_and_not_its_bytes() {
        let text = "Señora, pay today. Pay today, 请还款。";
        assert_eq!(place_of(text, "pay today", None), Some((8, 17)));
        assert_eq!(place_of(text, "请还款", None), Some((30, 33)));
        assert_eq!(place_of(text, "Pay today", Some(19)), Some((19, 28)));
        assert_eq!(place_of(text, "Pay today", Some(18)), None, "it does not stand there");
        assert_eq!((place_of(text, "", None), place_of(text, "never said", None)), (None, None));
    }
}
