//! What people did and what was said to the lender, as the figures need it.

use makegood_units::{BusinessDate, Currency, PartyId};
use serde::{Deserialize, Serialize};

/// What it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// A call or a visit by the lender.
    Attempt {
        /// Whether it was a conversation with the right person.
        spoke: bool,
        /// Whether it ended with a promise.
        promised: bool,
    },
    /// A message, an e-mail or a letter by the lender.
    Sent,
    /// A step that reaches nobody by itself.
    Step,
    /// The law was asked.
    Judged {
        /// Whether it cleared the act.
        cleared: bool,
    },
    /// A complaint or a grievance.
    Complaint,
    /// A leader read the case.
    Reviewed,
}

/// One deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The number of its event.
    pub seq: i64,
    /// Whose case.
    pub party: PartyId,
    /// The branch of the case.
    pub branch: String,
    /// Who did it.
    pub officer: String,
    /// When.
    pub on: BusinessDate,
    /// What.
    pub kind: DeedKind,
    /// What it cost, in minor units of the currency of the case.
    pub cost: i64,
    /// The currency of the case; none of one without loans.
    pub currency: Option<Currency>,
}

impl DeedKind {
    /// Whether somebody was contacted by it.
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Attempt { .. } | Self::Sent)
    }
}
