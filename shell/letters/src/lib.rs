//! Letters that hold up: from the book to a PDF, the same bytes each time.
//!
//! ```text
//! book ──from_book──► Letter ──Template──► Document ──words read──► typeset ──► bytes
//! ```
//!
//! A letter reads no clock and no machine: its day, its reference and its fonts are given,
//! so that printing it again gives the same file. What a template may say is in
//! docs/letters.md; the texts are in `letters/`.

mod balance;
mod compose;
mod document;
mod from_book;
mod kind;
mod language;
mod letter;
mod penalty;
mod penalty_tables;
mod refusal;
mod shipped;
mod tables;
mod template;
mod typeset;
mod words;
mod write;

pub use balance::{BalanceRow, LoanBalance, PaidRow};
pub use compose::compose;
pub use document::{Bar, Bars, Block, Column, Document, Row, Table};
pub use from_book::{AskedLetter, Draft, LetterError, OpenKind, decides_for, draft, make, open_kinds};
pub use kind::Kind;
pub use language::Language;
pub use letter::{Attention, ClockLine, Letter, PartyLine, Recipient, Sender, ServedLine, Sums};
pub use penalty::{LoanPenalty, PenaltyDay, PenaltyLine};
pub use refusal::LetterRefusal;
pub use shipped::template_of;
pub use template::Template;
pub use typeset::typeset;
pub use words::Words;
pub use write::{findings, read, write};
