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
//!
//! ````
//! use makegood_case::Channel;
//! use makegood_compliance::{FactSheet, Facts, Pack, Packs, PlannedContact, Purpose, Verdict, clear};
//!
//! let hours = r#"
//! ## Nobody is called before eight
//! ```pack
//! source      = "invented"
//! read_on     = 2026-03-09
//! reviewed_by = "nobody"
//! applies_to  = "always"
//! ```
//! ```rule example.hours
//! kind     = "window"
//! force    = "house_policy"
//! status   = "house"
//! acts     = "call"
//! opens    = [{ from = 2000-01-01, value = "08:00" }]
//! closes   = [{ from = 2000-01-01, value = "20:00" }]
//! ```
//! "#;
//! let pack = Pack::parse("example.md", hours).expect("a pack");
//! let packs = Packs::try_new(vec![pack]).expect("packs");
//!
//! let mut sheet = FactSheet::new("P-1".into());
//! sheet.zones = vec!["Africa/Nairobi".to_owned()];
//! let call = PlannedContact {
//!     person: "P-1".into(),
//!     channel: Channel::Call,
//!     debts: vec!["L-1".into()],
//!     contact_point: None,
//!     purpose: Purpose::Collect,
//! };
//! let early = "2007-04-02T04:59:00Z".parse().expect("an instant");
//! let Verdict::DeferUntil { opens_at, hits, .. } = clear(call, &Facts::new(sheet), &packs, early) else {
//!     panic!("it is 07:59 in Nairobi");
//! };
//! assert_eq!(opens_at.to_string(), "2007-04-02T05:00:00Z");
//! assert_eq!(hits[0].says, "07:59 in Africa/Nairobi; open 08:00-20:00 there");
//! ````

mod act;
mod block;
mod channels;
mod clear;
mod clock;
mod condition;
mod conventions;
mod dated;
mod debt_set;
mod deed;
mod docket;
mod duties;
mod example;
mod facts;
mod happening;
mod hearing;
mod idle;
mod index;
mod judge;
mod kinds;
mod known;
mod local;
mod markdown;
mod offsets;
mod own_cap;
mod pack;
mod packs;
mod reach;
mod read;
mod rule;
mod says;
mod sheet;
mod standing;
mod turns;
mod verdict;
mod word_list;
mod words;

pub use act::{Act, PlannedContact, PlannedDeed};
pub use channels::{OUTBOUND, channels};
pub use clear::{clear, earliest, is_open, standing};
pub use clock::{
    ALARM_DAYS, Anchor, Anew, Bearing, Begins, BoundClock, Cap, Claim, ClaimScope, ClockAnswer, ClockMissing,
    ClockQuestion, ClockReading, ClockRule, ClockRules, ClockState, ClockStep, DatedLength, Debtor, Effect, LastDay,
    Length, Listed, Model, ProposedAct, Restart, Starts, Suspension, Takes, Trigger, answer_clock, read_clock,
    read_clock_question, rescue,
};
pub use condition::{ARREARS_SINCE, Compare, Condition, FactValue};
pub use conventions::Conventions;
pub use dated::{Dated, DatedError};
pub use deed::{Deed, Deeds};
pub use duties::{Duty, duties, kept_until};
pub use example::{
    Example, ExampleResult, Noted, Surprise, read_examples, read_note, run_examples, run_examples_by, run_page,
};
pub use facts::Facts;
pub use happening::Happening;
pub use hearing::Hearing;
pub use judge::HORIZON_DAYS;
pub use own_cap::CapFacts;
pub use pack::{Pack, PackError, Scope};
pub use packs::Packs;
pub use rule::{
    AddressBasis, Answer, Breach, CapRule, Content, Cooldown, CounterState, DayOne, Excluded, Exclusion, HoldRule,
    HoldStarts, Kind, LimitedTo, Merge, Obligation, Occasion, OwnCap, Per, Period, Precondition, Reach, Recipient,
    Retention, RollingCount, Rule, ShareOf, Span, Unit, UsableContactPoint, Waterfall, Which, Window,
};
pub use sheet::{ConsentFact, ContactFact, FactSheet, HoldFact, KnownFact, RoleFact, TimeRequest};
pub use verdict::{Cleared, RuleHit, Verdict};
pub use word_list::WordList;
pub use words::{Force, Purpose, Role, Status};
