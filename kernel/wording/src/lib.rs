//! Words that may not be said.
//!
//! Letters, messages, scripts, notes and transcripts are read before they go out:
//! each finding has its category, its place in the text and its citation.
//!
//! ```
//! use makegood_wording::{Context, Decision, Lexicon, Text};
//!
//! let lexicon = Lexicon::shipped()?;
//! let context = Context::default();
//! let read = |words| lexicon.read(&Text { words, language: None, context: &context }).decision;
//! assert_eq!(read("You will be arrested over this loan."), Decision::Deny);
//! assert_eq!(read("Nobody can be arrested over this loan."), Decision::Pass);
//! # Ok::<(), makegood_wording::LexiconError>(())
//! ```
//!
//! The lexicon is data: `words/` at the root, described in docs/wording.md. A text is cut
//! into tokens (`tokens`), concepts are marked (`vocabulary`), patterns are looked for
//! sentence by sentence (`pattern`), negations, frames and the context clear what only
//! looks bad (`sentence`, `read`). Beside the patterns a text is weighed by all its words
//! (`weigh`, `likeness`).

mod compile;
mod context;
mod contraction;
mod error;
mod files;
mod fold;
mod inflect;
mod language;
mod lexicon;
mod likeness;
mod pattern;
mod presence;
mod read;
mod reading;
mod sentence;
mod shipped;
mod tokens;
mod vocabulary;
mod weigh;

pub use context::{Addressee, Condition, Context};
pub use error::LexiconError;
pub use files::{File, Severity};
pub use language::Language;
pub use lexicon::{Files, Lexicon};
pub use read::Text;
pub use reading::{Decision, Hit, Reading};
pub use shipped::files;
