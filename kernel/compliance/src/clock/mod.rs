//! Clocks: the periods of law after which a claim, a guarantee or a security
//! can no longer be enforced.
//!
//! A [`ClockRule`] is the block of a pack; [`read_clock`] folds what happened to
//! a [`Claim`] into a [`ClockReading`]; [`rescue`] says what could still save it.
//!
//! * A restart needs its evidence, and a weak one is named with what it lacks.
//! * Alarms go by the end as counted, and a right is lost only after the end as
//!   moved by days of rest.
//! * What holds a clock up without a known end is taken to end today, so the
//!   end shown is the earliest.

mod acts;
mod ask;
mod begin;
mod bound;
mod claim;
mod conclude;
mod fields;
mod fold;
mod follow;
mod held_words;
mod holdup;
mod read;
mod reading;
mod rescue;
mod rule;
mod span;
mod trigger;

pub use ask::{ClockAnswer, ClockQuestion, answer_clock, read_clock_question};
pub use bound::{Bearing, BoundClock, ClaimScope};
pub use claim::{Claim, ClockRules};
pub use fold::read_clock;
pub(crate) use read::read;
pub use reading::{ALARM_DAYS, ClockMissing, ClockReading, ClockState, ClockStep};
pub use rescue::{ProposedAct, rescue};
pub use rule::{Anchor, Anew, Begins, Cap, ClockRule, Effect, LastDay, Listed, Model, Restart, Suspension, Takes};
pub use span::{DatedLength, Length, Starts};
pub use trigger::{Debtor, Trigger};
