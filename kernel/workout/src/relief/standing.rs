//! Where a relief loan stands.

use makegood_units::{Amount, BusinessDate, FactId, Why};
use serde::{Deserialize, Serialize};

/// How far a check is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// Its day has not passed.
    Due,
    /// Its day has passed, or somebody looked and found nothing, and there is no evidence.
    Missed {
        /// What was found instead, when somebody looked.
        found: Option<String>,
    },
    /// The evidence was seen.
    Shown {
        /// On this day.
        on: BusinessDate,
        /// Where it is kept.
        evidence: FactId,
    },
}

/// A check of a drawn tranche.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueCheck {
    /// The check.
    pub id: String,
    /// The tranche.
    pub tranche: u32,
    /// What has to be shown.
    pub shows: String,
    /// By this day.
    pub due_on: BusinessDate,
    /// How far it is.
    pub state: CheckState,
}

/// How far a tranche is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrancheState {
    /// Agreed, not yet approved.
    Planned,
    /// Not approved on this day; it may be asked for again.
    Declined(BusinessDate),
    /// Approved on this day.
    Approved(BusinessDate),
    /// Drawn on this day; something has still to be shown.
    Drawn(BusinessDate),
    /// Drawn on this day, and everything was shown.
    Proven(BusinessDate),
}

/// What may be done now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Allowed {
    /// Approve a tranche.
    Approve(u32),
    /// Draw a tranche, up to its amount, for its purpose.
    Draw {
        /// The tranche.
        no: u32,
        /// The most.
        at_most: Amount,
        /// What for.
        purpose: String,
    },
    /// See the evidence of a check.
    See(String),
}

/// What may not be done now, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// The tranche.
    pub no: u32,
    /// `approve` or `draw`.
    pub act: String,
    /// Why not.
    pub why: Why,
}

/// Where a relief loan stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefStanding {
    /// The day.
    pub as_of: BusinessDate,
    /// Each tranche.
    pub tranches: Vec<(u32, TrancheState)>,
    /// The checks of the drawn tranches, in the order of their days.
    pub checks: Vec<DueCheck>,
    /// All that was drawn.
    pub drawn: Amount,
    /// The check that is due next, or has been due longest.
    pub next_check: Option<DueCheck>,
    /// What may be done now.
    pub allowed: Vec<Allowed>,
    /// What may not, and why.
    pub blocked: Vec<Blocked>,
    /// When it was stopped, and why.
    pub stopped: Option<Why>,
    /// The debt is forborne: new money was lent because of difficulty.
    pub forborne: bool,
}

impl ReliefStanding {
    /// Whether a second person last said no to a tranche.
    pub fn is_declined(&self, no: u32) -> bool {
        self.tranches.iter().any(|(known, state)| *known == no && matches!(state, TrancheState::Declined(_)))
    }
}
