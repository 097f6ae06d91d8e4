//! From the book to a letter: one way for the command line and the pages.
//!
//! ```text
//! AskedLetter + Desk ──gather──► Letter ──compose──► Draft ──made by the desk──► kept
//! ```

mod acts;
mod asked;
mod draft;
mod gather;
mod open;
mod to;

pub use asked::AskedLetter;
pub use draft::{Draft, draft, make};
pub use open::{OpenKind, open_kinds};
pub use to::decides_for;

use crate::LetterRefusal;
use makegood_desk::DeskError;
use makegood_wording::LexiconError;

/// Why a letter was not drafted or made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The desk refused, or could not.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The letter itself is refused.
    #[error(transparent)]
    Refused(#[from] LetterRefusal),
    /// The lexicon cannot be read.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}
