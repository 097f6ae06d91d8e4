//! What a clock shows on a day, with every step that led there.

use super::rule::Effect;
use crate::words::{Words, said};
use makegood_units::{BusinessDate, FactId};

/// Days before the raw end on which a clock asks for attention, earliest first.
pub const ALARM_DAYS: [i32; 4] = [180, 90, 30, 7];

/// A clock as it stood on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// The day it was read, with what was known by then.
    pub known_on: BusinessDate,
    /// The day the running period is counted from; none when nobody knows.
    pub began_on: Option<BusinessDate>,
    /// The last day as counted. Alarms go by it.
    pub raw_end: Option<BusinessDate>,
    /// The last day after rest days; the right is lost only after it.
    pub rolled_end: Option<BusinessDate>,
    /// The first day on which it was over, where it is over now.
    pub expired_on: Option<BusinessDate>,
    /// The raw and rolled last day of the period that ran out first, revived later or not.
    pub lapsed: Option<(BusinessDate, BusinessDate)>,
    /// What its end does.
    pub effect: Option<Effect>,
    /// Acts that restart, revive, move or save it, whether they did or not and why.
    pub restarts: Vec<ClockStep>,
    /// What held it up, or did not and why.
    pub suspensions: Vec<ClockStep>,
    /// Something holds it up on the day; its ends are then those it had if that stopped today.
    pub is_held: bool,
    /// The day it was last revived.
    pub revived_on: Option<BusinessDate>,
    /// The day an act in time ended it for good.
    pub saved_on: Option<BusinessDate>,
    /// How it stands.
    pub state: ClockState,
    /// The facts that decided.
    pub facts: Vec<FactId>,
    /// All of it in one sentence.
    pub says: String,
}

/// How a clock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Something is missing without which it cannot be read.
    Unknown(ClockMissing),
    /// It does not run yet.
    NotBegun,
    /// It runs, with the alarm that stands, in days (one of [`ALARM_DAYS`]).
    Running {
        /// The smallest of the alarm's days that is not below the days left.
        alarm: Option<i32>,
    },
    /// It is over.
    Expired,
    /// An act in time ended it for good.
    Saved,
    /// It is over and the guarantor is free.
    Free,
    /// The clock it follows is over, and the security stays.
    Kept,
}

impl ClockState {
    /// The state in the word of an example.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown",
            Self::NotBegun => "not begun",
            Self::Running { .. } => "running",
            Self::Expired => "expired",
            Self::Saved => "saved",
            Self::Free => "free",
            Self::Kept => "kept",
        }
    }
}

/// Why a clock cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockMissing {
    /// Nothing that sets it off is on file.
    #[error("nothing on file says from when it is counted: needs {0}")]
    Anchor(String),
    /// The law of that day knows no length for it.
    #[error("no length is in force on {0}")]
    Length(BusinessDate),
    /// An end beyond the year 9999.
    #[error("its end lies beyond the calendar")]
    Calendar,
    /// A rule it builds on is not there.
    #[error("it builds on {0}, and there is no such clock rule")]
    Rule(String),
    /// It builds on itself.
    #[error("it builds on {0}, which builds on it")]
    Circle(String),
    /// The rule lends to others and cannot be read alone.
    #[error("it only lends to other clocks")]
    Part,
}

/// One thing that did or did not move a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockStep {
    /// Where it is recorded.
    pub fact: FactId,
    /// What it was.
    pub what: String,
    /// The day it counts from.
    pub on: BusinessDate,
    /// Whether it moved the clock.
    pub accepted: bool,
    /// The rule that lent it, when it is not the clock's own.
    pub lent_by: Option<String>,
    /// What it did, or why it did nothing.
    pub says: String,
}

/// The alarm that stands so many days before the raw end.
pub(super) fn alarm(days_left: i32) -> Option<i32> {
    ALARM_DAYS.into_iter().rev().find(|days| days_left <= *days)
}

/// The word of a happening as people read it.
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// The effects as a sentence ends with them.
pub(super) const EFFECT_SAYS: &Words<Effect> = &[
    ("the debtor may refuse to pay", Effect::Defence),
    ("the claim can no longer be enforced, the debt remains", Effect::RemedyBarred),
    ("the claim is gone", Effect::RightExtinct),
    ("the guarantor is free", Effect::GuarantorFree),
    ("the security can no longer be enforced", Effect::SecurityLost),
    ("the security stays", Effect::SecurityKept),
];

impl Effect {
    /// What its end does, as a sentence ends with it.
    pub fn says(self) -> String {
        said(EFFECT_SAYS, &self)
    }

    /// Whether its end bars the claim itself, and not only a security for it.
    pub fn bars_the_claim(self) -> bool {
        !matches!(self, Self::SecurityLost | Self::SecurityKept)
    }
}
