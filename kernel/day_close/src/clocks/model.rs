//! A clock of a case as the plan keeps it and a page shows it.

use makegood_compliance::{Force, Status};
use makegood_units::{BusinessDate, FactId, LoanId, PartyId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One clock of one claim against one obligor, on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClock {
    /// The loan the claim is about.
    pub loan: LoanId,
    /// What of it.
    pub part: ClaimPart,
    /// Against whom.
    pub party: PartyId,
    /// What they are to the loan, in the word that happenings use: `borrower`,
    /// `guarantor`; `guarantor_2` where there are several.
    pub role: String,
    /// The rule.
    pub rule: String,
    /// Where the law says so.
    pub citation: String,
    /// How binding the source is.
    pub force: Force,
    /// How well it was compared with the source.
    pub status: Status,
    /// The question nobody answered yet, on which it depends whether the rule counts here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsure: Option<String>,
    /// How it stands.
    pub state: ClockStand,
    /// The day the running period is counted from.
    pub began_on: Option<BusinessDate>,
    /// The last day as counted: act by it.
    pub counted_end: Option<BusinessDate>,
    /// The last day after days of rest.
    pub rolled_end: Option<BusinessDate>,
    /// Days from the day of the reading to the counted end; below zero when it is past.
    pub days_left: Option<i32>,
    /// The alarm that stands, in days before the counted end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<i32>,
    /// Something holds it up; the ends are those it had if that stopped on the day.
    pub is_held: bool,
    /// Whether its end bars the claim, and not only a security.
    pub bars: bool,
    /// What its end does, in words.
    pub effect: String,
    /// What moved it, or did not and why, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<ClaimStep>,
    /// What is on file and not counted for want of evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<Lacking>,
    /// What can still save the claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rescue: Vec<RescueAct>,
    /// All of it in one sentence.
    pub says: String,
    /// The facts that decided.
    pub facts: Vec<FactId>,
}

/// What of a loan a claim is about. Where the law counts each instalment by itself,
/// the oldest unpaid one ends first and the last one last; the others lie between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimPart {
    /// All that is owed.
    Whole,
    /// The oldest unpaid instalment, by its due date.
    Oldest(BusinessDate),
    /// The last unpaid instalment, by its due date.
    Last(BusinessDate),
    /// Each unpaid instalment: something that moved them all made their clocks one.
    Each,
}

impl fmt::Display for ClaimPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("all that is owed"),
            Self::Oldest(due_on) => write!(f, "the oldest unpaid instalment, due {due_on}"),
            Self::Last(due_on) => write!(f, "the last instalment, due {due_on}"),
            Self::Each => f.write_str("each unpaid instalment"),
        }
    }
}

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStand {
    /// It runs.
    Running,
    /// It does not run yet.
    NotBegun,
    /// It is over.
    Expired,
    /// It is over and the guarantor is free.
    Free,
    /// An act in time ended it for good.
    Saved,
    /// The clock it follows is over, and the security stays.
    Kept,
    /// Nothing on file sets it off, and another clock of the claim is read.
    NotSetOff,
    /// It cannot be read.
    Unknown,
}

impl ClockStand {
    /// The word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::NotBegun => "not begun",
            Self::Expired => "expired",
            Self::Free => "free",
            Self::Saved => "saved",
            Self::Kept => "kept",
            Self::NotSetOff => "not set off",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it is over and the claim barred.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Expired | Self::Free)
    }
}

/// Something that moved a clock, or did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimStep {
    /// The day it counts from.
    pub on: BusinessDate,
    /// What it was, in the word of the packs.
    pub what: String,
    /// What it works on.
    pub kind: StepKind,
    /// Whether it moved the clock.
    pub moved: bool,
    /// What it did, or why it did nothing.
    pub says: String,
    /// Where it is recorded.
    pub fact: FactId,
}

/// What a step works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// It starts the clock anew, moves its beginning or ends it for good.
    Restart,
    /// It holds the clock up.
    Suspension,
}

/// What is on file and would move a clock if it were proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// What it would be, in the word of the packs.
    pub what: String,
    /// How many of them.
    pub count: usize,
    /// The day of the last one.
    pub last_on: BusinessDate,
    /// What is missing, and how it is said.
    pub says: String,
    /// The last day the clock would show if they counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_end: Option<BusinessDate>,
    /// Where the last one is recorded.
    pub fact: FactId,
}

/// An act that can still save a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescueAct {
    /// The word of the happening to bring about.
    pub act: String,
    /// The last safe day.
    pub no_later_than: Option<BusinessDate>,
    /// All of it in one sentence.
    pub says: String,
}

impl CaseClock {
    /// The claim in a few words: `L-1 against guarantor (P-2), all that is owed`.
    pub fn claim(&self) -> String {
        format!("{} against {} ({}), {}", self.loan, self.role.replace('_', " "), self.party, self.part)
    }

    /// How other outputs refer to it: the rule, the loan and the obligor.
    pub fn fact(&self) -> FactId {
        FactId::new("clock", format_args!("{}/{}/{}", self.rule, self.loan, self.role))
    }

    /// Whether it is over as counted, and would still run if what lacks evidence counted.
    pub fn hangs_on_evidence(&self) -> bool {
        let read_on = self.counted_end.zip(self.days_left).map(|(end, left)| end.plus_days(-left));
        let runs = |end: BusinessDate| read_on.is_some_and(|today| end >= today);
        self.state.is_over() && self.lacking.iter().filter_map(|one| one.would_end).any(runs)
    }
}
