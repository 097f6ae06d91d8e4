//! Who may do what, and the secrets by which they are known.
//!
//! Two kinds of data. *Who people are* is auditable truth and stands in the journal
//! ([`makegood_views::User`]). *Secrets* (hashes of passwords, sessions, tries, links) and
//! *looks* are kept in a file of their own beside the book: they may be changed, they never
//! travel with a copy of the book, and a restored book brings no session back.
//!
//! * [`Rights`] the lender's table: which role may do what, and how far
//! * [`Secrets`] the file beside the book
//! * [`password`] how a password is judged, hashed and compared

mod look;
pub mod password;
mod right;
mod rights;
mod secrets;
mod session;
mod token;
mod tongue;
mod tries;
mod ways;

pub use look::{Look, LookFilter, LookLine};
pub use makegood_journal::Role;
pub use right::{Matter, Right, Veil};
pub use rights::{Rights, RightsError, Scope};
pub use secrets::{AccessError, Link, Secrets};
pub use session::{ABSOLUTE_SECONDS, IDLE_SECONDS, Session, SessionLine};
pub use token::fresh;
pub use ways::PasskeyLine;
