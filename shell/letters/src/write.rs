//! A letter written: composed, its words read, set.

use crate::{Document, Letter, LetterRefusal, Template, Words, compose, findings_of, typeset};
use makegood_wording::{Context, Decision, Hit, Lexicon, Text};

/// Writes a letter: the same letter and template give the same bytes.
///
/// The words are read before a byte is given out, in the letter's language and in the other
/// one of the lexicon. Spanish is not in the lexicon: what a Spanish template says was read
/// by nobody but its author. What a person could approve is held back as well, because
/// nobody is there to approve it; a person then changes the template.
///
/// # Errors
/// A named [`LetterRefusal`].
pub fn write(
    letter: &Letter,
    template: &Template,
    words: &Words,
    lexicon: &Lexicon,
    context: &Context,
) -> Result<Vec<u8>, LetterRefusal> {
    let document = compose(letter, template, words)?;
    match findings_of(letter, &document, lexicon, context).last() {
        None => typeset(&document),
        Some(hit) => Err(LetterRefusal::wording(hit)),
    }
}

/// Reads the words of a document.
///
/// # Errors
/// [`LetterRefusal::Wording`] with the gravest finding.
pub fn read(document: &Document, lexicon: &Lexicon, context: &Context) -> Result<(), LetterRefusal> {
    match findings(document, lexicon, context).last() {
        None => Ok(()),
        Some(hit) => Err(LetterRefusal::wording(hit)),
    }
}

/// Every word of a document that may not stand, the gravest last; of equals the first in
/// the text is the last here.
pub fn findings(document: &Document, lexicon: &Lexicon, context: &Context) -> Vec<Hit> {
    let words = document.words();
    let reading = lexicon.read(&Text { words: &words, language: None, context });
    let mut hits: Vec<Hit> = reading.hits.into_iter().rev().filter(|hit| hit.decision > Decision::Pass).collect();
    hits.sort_by_key(|hit| hit.decision);
    hits
}
