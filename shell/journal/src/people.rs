//! Who works with the book and what they are there: events, so that it can be told for
//! any day who could do what. Passwords and sessions are not here.

use makegood_units::{BranchId, StaffId};
use serde::{Deserialize, Serialize};

/// What somebody is at the lender. What a role may do is in the lender's table of rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Calls and writes to borrowers from a desk.
    Collector,
    /// Visits borrowers.
    FieldOfficer,
    /// Leads the people of a team or a branch.
    TeamLeader,
    /// Decides for the lender.
    Executive,
    /// Turns claims into court papers.
    Legal,
    /// Watches that the law is kept.
    Compliance,
    /// Reads everything that was done, and does nothing.
    Auditor,
    /// Lets people in and shuts them out, and sees no borrower.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Collector,
        Self::FieldOfficer,
        Self::TeamLeader,
        Self::Executive,
        Self::Legal,
        Self::Compliance,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The word of files and commands: `team_leader`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Collector => "collector",
            Self::FieldOfficer => "field_officer",
            Self::TeamLeader => "team_leader",
            Self::Executive => "executive",
            Self::Legal => "legal",
            Self::Compliance => "compliance",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role as a page says it: `team leader`.
    pub fn says(self) -> &'static str {
        match self {
            Self::FieldOfficer => "field officer",
            Self::TeamLeader => "team leader",
            Self::Legal => "legal officer",
            Self::Compliance => "compliance officer",
            other => other.word(),
        }
    }

    /// The role of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether somebody in it leads others: reads cases, signs and goes on to a step.
    pub fn leads(self) -> bool {
        matches!(self, Self::TeamLeader | Self::Executive)
    }
}

/// Something that happened with a person who works with the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum UserEvent {
    /// Somebody may log in from now on, once they have chosen a password.
    Added {
        /// The name to show.
        name: String,
        /// What they type to log in.
        login: String,
        /// What they are.
        role: Role,
        /// Whose cases they work; for a role whose rights reach the whole book, none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        branches: Vec<BranchId>,
        /// Their team within the branches; none sees the whole branch.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<String>,
        /// An invented person of the demo, entered without a password.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        persona: bool,
    },
    /// They are something else now, or work elsewhere.
    RightsSet {
        /// What they are.
        role: Role,
        /// Whose cases they work.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        branches: Vec<BranchId>,
        /// Their team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<String>,
    },
    /// They may not log in any more.
    Closed {
        /// Why.
        reason: String,
    },
    /// They may log in again.
    Reopened {
        /// Why.
        reason: String,
    },
}

/// An event of a person: whose, and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserChanged {
    /// Who: the lender's staff number where they have one, else their own.
    pub user: StaffId,
    /// What happened.
    pub change: UserEvent,
}
