//! A letter written: composed, its words read, set.

use crate::{Document, Letter, LetterRefusal, Template, Words, compose, typeset};
use makegood_wording::{Context, Decision, Lexicon, Text};

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
    read(&document, lexicon, context)?;
    typeset(&document)
}

/// Reads the words of a document.
///
/// # Errors
/// [`LetterRefusal::Wording`] with the gravest finding.
pub fn read(document: &Document, lexicon: &Lexicon, context: &Context) -> Result<(), LetterRefusal> {
    let words = document.words();
    let reading = lexicon.read(&Text { words: &words, language: None, context });
    let gravest = reading.hits.iter().rev().max_by_key(|hit| hit.decision);
    match gravest.filter(|hit| hit.decision > Decision::Pass) {
        None => Ok(()),
        Some(hit) => Err(LetterRefusal::Wording {
            category: hit.category.to_string(),
            words: hit.words.trim().to_owned(),
            says: hit.says.to_string(),
            citation: hit.citation.to_string(),
            rewrite: hit.rewrite.to_string(),
        }),
    }
}
