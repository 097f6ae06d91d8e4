//! Setting a letter on A4: faces, glyphs, lines, pages, file.
//!
//! ```text
//! Document ──shape──► glyphs ──fill──► lines ──flow──► pages ──file──► bytes
//! ```
//! Lengths are whole thousandths of a point, so that a letter is laid out alike everywhere.

mod bars;
mod breaks;
mod file;
mod flow;
mod fonts;
mod line;
mod measures;
mod shape;
mod spacing;
mod strip;
mod structure;
mod table;

use crate::{Document, LetterRefusal};

/// A length in thousandths of a point.
pub(crate) type Pt = i64;

/// Sets a letter. The same letter gives the same bytes: nothing but the document and the
/// shipped faces is read.
///
/// # Errors
/// [`LetterRefusal::NoGlyph`] for a character the faces lack, [`LetterRefusal::TooWide`]
/// for a table that does not fit the page, [`LetterRefusal::Pdf`] when the file cannot be
/// made what it claims to be.
pub fn typeset(document: &Document) -> Result<Vec<u8>, LetterRefusal> {
    let fonts = fonts::Fonts::shipped()?;
    let strips = strip::strips(&fonts, document)?;
    let pages = flow::flow(strips);
    file::file(&fonts, document, &pages)
}
