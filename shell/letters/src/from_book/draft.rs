//! A letter drafted: looked at before anything is written, then made by the desk.

use super::acts::acts;
use super::gather::Gathered;
use super::{AskedLetter, LetterError};
use crate::{Document, Letter, LetterRefusal, compose, findings, template_of, typeset};
use makegood_desk::{AgreeToLetter, Desk, DeskError, LetterToKeep, Made};
use makegood_units::StaffId;
use makegood_views::{AskedAct, Judgement};
use makegood_wording::{Hit, Lexicon};
use std::path::Path;

/// A letter as it would be, with what stands against it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it says, before words.
    pub letter: Letter,
    /// What it says, in words and tables.
    pub document: Document,
    /// Words that may not stand, the gravest last.
    pub flagged: Vec<Hit>,
    /// Every act it is, for the law.
    pub acts: Vec<AskedAct>,
    keep: LetterToKeep,
}

/// Drafts a letter from the book; nothing is written.
///
/// # Errors
/// [`LetterError`]: what is missing or may not be, by name.
pub fn draft(desk: &Desk, asked: &AskedLetter, templates: Option<&Path>) -> Result<Draft, LetterError> {
    let known = Gathered::of(desk, asked)?;
    let letter = known.letter(asked)?;
    let (template, words) = template_of(asked.kind, asked.language, templates)?;
    let document = compose(&letter, &template, &words)?;
    let flagged = findings(&document, &Lexicon::shipped()?, &known.context());
    let keep = LetterToKeep {
        case: known.case.clone(),
        person: known.to.person.clone(),
        role: letter.recipient.role.clone(),
        letter: asked.kind.word().to_owned(),
        language: asked.language.word().to_owned(),
        reference: letter.reference.clone(),
        about: known.debts(),
        arrears: letter.sums()?.arrears,
        contact_point: known.to.contact_point.clone(),
        until: letter.cure_until,
        serves_as: asked.kind.happening().map(str::to_owned),
        lender: letter.sender.lender.clone(),
        reach: letter.sender.reach.clone(),
        text: document.words(),
        bytes: Vec::new(),
    };
    Ok(Draft { acts: acts(&known, asked.kind), letter, document, flagged, keep })
}

/// Drafts a letter and has the desk make it: cleared, kept, delivered. Returns what became
/// of it and how many bytes it has.
///
/// # Errors
/// [`LetterError`]; then nothing was written.
pub fn make(
    desk: &mut Desk,
    asked: &AskedLetter,
    templates: Option<&Path>,
    by: &str,
    deliver: impl FnOnce(&[u8]) -> Result<(), DeskError>,
) -> Result<(Made, usize), LetterError> {
    let draft = draft(desk, asked, templates)?;
    let keep = LetterToKeep { bytes: draft.bytes()?, ..draft.keep };
    let made = desk.make_letter(&draft.acts, &keep, by, deliver)?;
    Ok((made, keep.bytes.len()))
}

impl Draft {
    /// The file: the same letter gives the same bytes.
    ///
    /// # Errors
    /// [`LetterRefusal::Wording`] with the gravest finding; whatever setting refuses.
    pub fn bytes(&self) -> Result<Vec<u8>, LetterRefusal> {
        match self.flagged.last() {
            Some(hit) => Err(LetterRefusal::wording(hit)),
            None => typeset(&self.document),
        }
    }

    /// What the law says of each act at this moment; nothing goes on record.
    ///
    /// # Errors
    /// Somebody who is not of the case, or a book that cannot be read.
    pub fn judged(&self, desk: &Desk) -> Result<Vec<Judgement>, DeskError> {
        self.acts.iter().map(|act| desk.look_at_gate(act, None)).collect()
    }

    /// What a second person agrees to, where this letter needs one.
    pub fn to_agree(&self, by: StaffId, note: String) -> AgreeToLetter {
        let keep = &self.keep;
        AgreeToLetter {
            party: keep.case.clone(),
            person: keep.person.clone(),
            letter: keep.letter.clone(),
            about: keep.about.clone(),
            until: keep.until,
            arrears: keep.arrears,
            by,
            note,
        }
    }

    /// Whether a second person's agreement to this very letter is on record: who gave it;
    /// none when it is still needed.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn agreed_by(&self, desk: &Desk) -> Result<Option<StaffId>, DeskError> {
        desk.letter_agreed_by(&self.keep)
    }

    /// Whether a second person has to agree.
    pub fn needs_second_person(&self) -> bool {
        self.letter.kind.needs_second_person()
    }
}
