//! The law's gate.
//!
//! A pack is a Markdown page a lawyer can read and edit: headings and plain
//! words, and beside them rules of a closed list of kinds with dated parameters
//! and worked examples. [`Pack::parse`] reads one, [`Packs::try_new`] puts several
//! together, [`clear`] judges an action, and only a [`Cleared`] action may go on
//! to capacity, routing and channels.
//!
//! * What any rule of any pack denies is denied; hours must be open in every
//!   zone the person may be in.
//! * A missing fact is *unknown*, and unknown is not allowed.
//! * Days and hours are the person's, half open, across changes of the clock.

mod act;
mod block;
mod channels;
mod clear;
mod dated;
mod example;
mod facts;
mod judge;
mod kinds;
mod local;
mod markdown;
mod pack;
mod packs;
mod read_example;
mod read_rule;
mod rule;
mod says;
mod verdict;
mod words;

pub use act::{Act, PlannedContact};
pub use channels::{OUTBOUND, channels};
pub use clear::{clear, earliest, is_open, standing};
pub use dated::{Dated, DatedError};
pub use example::{Example, ExampleResult, Surprise, run_examples};
pub use facts::{ConsentFact, ContactFact, FactSheet, Facts, HoldFact, RoleFact};
pub use judge::HORIZON_DAYS;
pub use pack::{Pack, PackError, Scope};
pub use packs::Packs;
pub use rule::{
    Breach, Cooldown, Excluded, Exclusion, HoldRule, Kind, Per, Recipient, RollingCount, Rule, UsableContactPoint,
    Window,
};
pub use verdict::{Cleared, RuleHit, Verdict};
pub use words::{Channels, Force, Purpose, Role, Status};
