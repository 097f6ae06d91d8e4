//! What may be written about words. Pure: everything it may look at is handed in.

use crate::WordsRefusal;
use crate::decide::NOTE_CHARACTERS;
use crate::refusal::Refusal;
use makegood_capacity::Staff;
use makegood_case::{CritiqueAnswer, CritiqueMade, CritiqueStand, CritiqueState, Pin, TextSpan, WordsEvent};
use makegood_units::{BusinessDate, StaffId};
use makegood_wording::{Context, Lexicon, Text};
use std::collections::BTreeMap;

/// A text with what a critique of it needs.
#[derive(Clone, Copy, Debug)]
pub struct TextKnown<'a> {
    /// The event it stands in.
    pub event: i64,
    /// Who wrote or spoke.
    pub officer: &'a StaffId,
    /// On which day.
    pub said_on: BusinessDate,
    /// Every word.
    pub text: &'a str,
    /// SHA-256 of it, in hexadecimal.
    pub hash: &'a str,
}

impl TextKnown<'_> {
    fn span(&self, from: usize, to: usize, quote: &str) -> Pin {
        let (quote, text_hash) = (quote.to_owned(), self.hash.to_owned());
        Pin::Span(TextSpan { event: self.event, from, to, quote, text_hash })
    }
}

/// What the wording check finds in a text, less what was found in it before.
pub fn found_by_check(
    text: &TextKnown<'_>,
    lexicon: &Lexicon,
    context: &Context,
    before: &BTreeMap<i64, CritiqueStand>,
) -> Vec<CritiqueMade> {
    let context = Context { is_note: true, ..context.clone() };
    let reading = lexicon.read(&Text { words: text.text, language: None, context: &context });
    // What a person has to read first is left to the leaders who read.
    let made = reading.hits.iter().filter(|hit| !hit.is_by_likeness()).map(|hit| CritiqueMade {
        officer: text.officer.clone(),
        fault_on: text.said_on,
        pin: text.span(hit.span.0, hit.span.1, &hit.words),
        category: hit.category.clone(),
        says: hit.says.clone(),
        instead: hit.rewrite.clone(),
        citation: hit.citation.clone(),
        by: None,
    });
    // A finding that was withdrawn is not made again.
    made.filter(|made| !before.values().any(|one| one.made.pin == made.pin && one.made.category == made.category))
        .collect()
}

/// The same with the lexicon that travels with the program, knowing nothing of the debt.
///
/// # Errors
/// A shipped file with a fault; the tests of the lexicon hold that it has none.
pub fn checked(
    text: &TextKnown<'_>,
    before: &BTreeMap<i64, CritiqueStand>,
) -> Result<Vec<CritiqueMade>, crate::DeskError> {
    Ok(found_by_check(text, super::lexicon()?, &Context::default(), before))
}

/// What a leader finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundByHand<'a> {
    /// The category.
    pub category: &'a str,
    /// What is wrong.
    pub says: &'a str,
    /// What to say or do instead.
    pub instead: &'a str,
    /// The leader.
    pub by: &'a StaffId,
}

/// A leader's critique of words.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn found_in_words(
    text: &TextKnown<'_>,
    quote: &str,
    from: Option<usize>,
    found: &FoundByHand<'_>,
    staff: &[Staff],
) -> Result<WordsEvent, Refusal> {
    let quote = if from.is_some() { quote } else { quote.trim() };
    let place = makegood_case::place_of(text.text, quote, from).ok_or(WordsRefusal::QuoteNotThere(text.event))?;
    made(text.officer, text.said_on, text.span(place.0, place.1, quote), found, staff)
}

/// A leader's critique of a measure that was taken or left out.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn found_in_method(
    officer: &StaffId,
    on: BusinessDate,
    pin: (Option<i64>, &str),
    found: &FoundByHand<'_>,
    staff: &[Staff],
) -> Result<WordsEvent, Refusal> {
    if !staff.iter().any(|person| person.id == *officer) {
        return Err(Refusal::UnknownColleague(officer.clone()));
    }
    let pin = Pin::Measure { event: pin.0, says: sentence(pin.1, "a critique")? };
    made(officer, on, pin, found, staff)
}

fn made(
    officer: &StaffId,
    fault_on: BusinessDate,
    pin: Pin,
    found: &FoundByHand<'_>,
    staff: &[Staff],
) -> Result<WordsEvent, Refusal> {
    leads(staff, found.by)?;
    if !crate::critique_categories().is_ok_and(|all| all.iter().any(|(id, _)| id == found.category)) {
        return Err(WordsRefusal::UnknownCategory(found.category.to_owned()).into());
    }
    Ok(WordsEvent::CritiqueMade(CritiqueMade {
        officer: officer.clone(),
        fault_on,
        pin,
        category: found.category.to_owned(),
        says: sentence(found.says, "a critique")?,
        instead: sentence(found.instead, "what to say or do instead")?,
        citation: String::new(),
        by: Some(found.by.clone()),
    }))
}

/// The answer of the officer who was told.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn answered(
    stands: &BTreeMap<i64, CritiqueStand>,
    critique: i64,
    by: &StaffId,
    answer: CritiqueAnswer,
    note: &str,
) -> Result<WordsEvent, Refusal> {
    let stand = open(stands, critique)?;
    if stand.made.officer != *by {
        return Err(WordsRefusal::NotTheirs(stand.made.officer.clone()).into());
    }
    // To accept needs no word; a reason or an objection does.
    let note = match answer {
        CritiqueAnswer::Accepted => short(note)?,
        CritiqueAnswer::Explained | CritiqueAnswer::Contested => sentence(note, "the answer")?,
    };
    Ok(WordsEvent::CritiqueAnswered { critique, by: by.clone(), answer, note })
}

/// A leader closes what was answered, or withdraws what was none.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn ended(
    stands: &BTreeMap<i64, CritiqueStand>,
    critique: i64,
    by: &StaffId,
    (withdrawn, note): (bool, &str),
    staff: &[Staff],
) -> Result<WordsEvent, Refusal> {
    leads(staff, by)?;
    let stand = open(stands, critique)?;
    let by = by.clone();
    if withdrawn {
        let reason = sentence(note, "a withdrawal")?;
        return Ok(WordsEvent::CritiqueWithdrawn { critique, by, reason });
    }
    if stand.state != CritiqueState::Answered {
        return Err(WordsRefusal::NotAnswered(stand.made.officer.clone()).into());
    }
    Ok(WordsEvent::CritiqueClosed { critique, by, note: sentence(note, "the close of a critique")? })
}

fn open(stands: &BTreeMap<i64, CritiqueStand>, critique: i64) -> Result<&CritiqueStand, WordsRefusal> {
    let stand = stands.get(&critique).ok_or(WordsRefusal::NoSuchCritique(critique))?;
    match stand.state {
        CritiqueState::Open | CritiqueState::Answered => Ok(stand),
        CritiqueState::Closed | CritiqueState::Withdrawn => Err(WordsRefusal::CritiqueEnded),
    }
}

/// Whether somebody leads, by the staff rows.
///
/// # Errors
/// [`Refusal::NotALeader`].
pub(crate) fn leads(staff: &[Staff], by: &StaffId) -> Result<(), Refusal> {
    let leads = staff.iter().any(|person| person.id == *by && person.leads());
    if leads { Ok(()) } else { Err(Refusal::NotALeader(by.clone())) }
}

/// The words without the space around them, when they are some and not too many.
pub(crate) fn sentence(text: &str, of: &'static str) -> Result<String, Refusal> {
    let text = short(text)?;
    if text.is_empty() { Err(WordsRefusal::SaysNothing(of).into()) } else { Ok(text) }
}

fn short(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    Ok(text.to_owned())
}
