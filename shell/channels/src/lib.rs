//! Letters and messages: from the worklist of the day to an outbox folder.
//!
//! [`send_day`] takes the written steps of the last closed day, looks at each case
//! again, asks the gate again at that very moment, reads the words, and writes what is
//! cleared as one text file a message. Somebody else, a person or a program, carries the files:
//! this room reaches nobody by itself.
//!
//! Every amount in a text is the book's as of its day. A text says what is due, who
//! answers for it and how to be heard; it threatens with nothing.

mod before_due;
mod before_promise;
mod facts;
mod letter;
mod message;
mod outbox;
mod plain;
mod reminder;
mod render;
mod report;
mod send_day;
mod send_due;
mod send_promised;
mod words;

pub use before_due::{BeforeDueFacts, before_due};
pub use before_promise::{BeforePromiseFacts, before_promise};
pub use facts::{LateLoan, LetterFacts, Sender, UnpaidInstalment, late_loans};
pub use message::MESSAGE_CHARACTERS;
pub use outbox::{due_file_name, file_name, promised_file_name, send, withdraw};
pub use render::{Kind, Rendered, render};
pub use report::{Fate, SendReport, Step};
pub use send_day::{Order, send_day, send_day_at};
pub use words::words_context;
