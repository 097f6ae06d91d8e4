//! The kinds of shortcomings of method: a closed list, each with its word and its title.

use serde::{Deserialize, Serialize};

/// What kind of shortcoming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShortcomingKind {
    /// Nobody tried to reach them for too long after the case opened.
    LateFirstContact,
    /// A firm step was taken before the gentler ones, and no leader had said why.
    SkippedRung,
    /// A contact the ladder had no step for that day, or the law was against.
    ContactOutsidePlan,
    /// The same number or address once more, after it had failed so often.
    RepeatedFailedChannel,
    /// A promise was missed and nobody asked about it in time.
    PromiseNotFollowedUp,
    /// The ladder has the guarantor asked by now, and nobody has.
    GuarantorNotAsked,
    /// A claim can be enforced for 30 days more at most, and nobody acted.
    ClockRunningOut,
    /// A visit without target, company and safety on file.
    VisitUnprepared,
    /// The plan was made for another cause.
    PlanVoid,
    /// There is no plan for the cause found.
    PlanMissing,
    /// The day of the plan passed without its result.
    PlanOverdue,
    /// A report went to the leader as drafted, because nobody handed it in.
    ReportLeft,
}

impl ShortcomingKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::LateFirstContact,
        Self::SkippedRung,
        Self::ContactOutsidePlan,
        Self::RepeatedFailedChannel,
        Self::PromiseNotFollowedUp,
        Self::GuarantorNotAsked,
        Self::ClockRunningOut,
        Self::VisitUnprepared,
        Self::PlanVoid,
        Self::PlanMissing,
        Self::PlanOverdue,
        Self::ReportLeft,
    ];

    /// The word used in records.
    pub fn word(self) -> &'static str {
        match self {
            Self::LateFirstContact => "late_first_contact",
            Self::SkippedRung => "skipped_rung",
            Self::ContactOutsidePlan => "contact_outside_plan",
            Self::RepeatedFailedChannel => "repeated_failed_channel",
            Self::PromiseNotFollowedUp => "promise_not_followed_up",
            Self::GuarantorNotAsked => "guarantor_not_asked",
            Self::ClockRunningOut => "clock_running_out",
            Self::VisitUnprepared => "visit_unprepared",
            Self::PlanVoid => "plan_void",
            Self::PlanMissing => "plan_missing",
            Self::PlanOverdue => "plan_overdue",
            Self::ReportLeft => "report_left",
        }
    }

    /// In words for a list.
    pub fn title(self) -> &'static str {
        match self {
            Self::LateFirstContact => "Late first contact",
            Self::SkippedRung => "Gentler steps skipped",
            Self::ContactOutsidePlan => "Contact outside the plan",
            Self::RepeatedFailedChannel => "Same number again and again",
            Self::PromiseNotFollowedUp => "Promise not followed up",
            Self::GuarantorNotAsked => "Guarantor not asked",
            Self::ClockRunningOut => "Clock about to run out",
            Self::VisitUnprepared => "Visit not prepared",
            Self::PlanVoid => "Plan void",
            Self::PlanMissing => "No plan",
            Self::PlanOverdue => "Plan past its day",
            Self::ReportLeft => "Report left to the system",
        }
    }
}
