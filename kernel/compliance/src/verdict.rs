//! The answer to "may we?", with every rule that had something against it.

use crate::words::{Force, Role, Status};
use makegood_units::{FactId, Instant};
use serde::{Deserialize, Serialize};

/// A rule that stands against a contact, or (from [`crate::standing`]) one that
/// was asked and has nothing against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleHit {
    /// The rule; for a pack whose scope is unknown, the pack itself.
    pub rule: String,
    /// Its pack.
    pub pack: String,
    /// Where the law says so.
    pub citation: String,
    /// How binding the source is.
    pub force: Force,
    /// How well it was compared with the source.
    pub status: Status,
    /// Who of the law reviewed the pack.
    pub reviewed_by: String,
    /// Whether it stands against the contact.
    pub bites: bool,
    /// One plain sentence, with the numbers.
    pub says: String,
    /// When this rule by itself opens, if it does within the horizon.
    pub opens_at: Option<Instant>,
    /// The facts used.
    pub facts: Vec<FactId>,
}

/// An action the law has nothing against at one instant. Only this crate makes
/// one, so whatever accepts a `Cleared` cannot be reached around the gate:
///
/// ```compile_fail,E0451
/// let at = makegood_units::Instant::UNIX_EPOCH;
/// let stolen = makegood_compliance::Cleared { action: "call", at, reasons: Vec::new() };
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cleared<A> {
    action: A,
    at: Instant,
    /// What was put on record against a warning, with the rules that warned.
    reasons: Vec<(String, String)>,
}

impl<A> Cleared<A> {
    pub(crate) fn new(action: A, at: Instant) -> Self {
        Self { action, at, reasons: Vec::new() }
    }

    /// The rules that warned, each with the reason put on record; none when
    /// nothing warned.
    pub fn reasons(&self) -> &[(String, String)] {
        &self.reasons
    }

    /// The action.
    pub fn action(&self) -> &A {
        &self.action
    }

    /// The instant it was cleared for.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// Gives the action back, and the clearance up.
    pub fn into_action(self) -> A {
        self.action
    }
}

/// The law's verdict on an action at one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict<A> {
    /// It may take place now.
    Cleared(Cleared<A>),
    /// It may not take place now, and may from an instant within the horizon.
    DeferUntil {
        /// What was asked.
        action: A,
        /// The first instant at which no rule stands against it.
        opens_at: Instant,
        /// The rules against it now.
        hits: Vec<RuleHit>,
    },
    /// It may not take place, and no instant within the horizon changes that.
    Refused {
        /// What was asked.
        action: A,
        /// Why no later instant helps.
        says: String,
        /// The rules against it now.
        hits: Vec<RuleHit>,
    },
    /// Somebody else is to be approached.
    Redirect {
        /// What was asked.
        action: A,
        /// Who.
        to: Role,
        /// The rules against it now.
        hits: Vec<RuleHit>,
    },
    /// A notice must have been served first, or the act must carry an element.
    NeedsDocument {
        /// What was asked.
        action: A,
        /// Which documents or elements are missing, in words of the packs.
        documents: Vec<String>,
        /// The rules against it now.
        hits: Vec<RuleHit>,
    },
    /// Somebody has to approve it first.
    NeedsApproval {
        /// What was asked.
        action: A,
        /// Whose approval is missing.
        offices: Vec<String>,
        /// The rules against it now.
        hits: Vec<RuleHit>,
    },
    /// It may take place with a reason put on record: see [`Verdict::with_reason`].
    Warn {
        /// What was asked.
        action: A,
        /// When it was asked for.
        at: Instant,
        /// The rules that warn.
        hits: Vec<RuleHit>,
    },
    /// A fact is missing. Unknown is not allowed.
    Unknown {
        /// What was asked.
        action: A,
        /// What nobody has said yet.
        missing: Vec<String>,
        /// The rules against it now.
        hits: Vec<RuleHit>,
    },
}

impl<A> Verdict<A> {
    /// The action, whatever became of it.
    pub fn action(&self) -> &A {
        match self {
            Self::Cleared(cleared) => cleared.action(),
            Self::DeferUntil { action, .. }
            | Self::Refused { action, .. }
            | Self::Redirect { action, .. }
            | Self::NeedsDocument { action, .. }
            | Self::NeedsApproval { action, .. }
            | Self::Warn { action, .. }
            | Self::Unknown { action, .. } => action,
        }
    }

    /// Gives the action back, whatever became of it.
    pub fn into_action(self) -> A {
        match self {
            Self::Cleared(cleared) => cleared.into_action(),
            Self::DeferUntil { action, .. }
            | Self::Refused { action, .. }
            | Self::Redirect { action, .. }
            | Self::NeedsDocument { action, .. }
            | Self::NeedsApproval { action, .. }
            | Self::Warn { action, .. }
            | Self::Unknown { action, .. } => action,
        }
    }

    /// The rules against it; none when it is cleared.
    pub fn hits(&self) -> &[RuleHit] {
        match self {
            Self::Cleared(_) => &[],
            Self::DeferUntil { hits, .. }
            | Self::Refused { hits, .. }
            | Self::Redirect { hits, .. }
            | Self::NeedsDocument { hits, .. }
            | Self::NeedsApproval { hits, .. }
            | Self::Warn { hits, .. }
            | Self::Unknown { hits, .. } => hits,
        }
    }

    /// The clearance, if there is one.
    pub fn cleared(self) -> Option<Cleared<A>> {
        match self {
            Self::Cleared(cleared) => Some(cleared),
            _ => None,
        }
    }

    /// What becomes of a warning when somebody puts a reason on record: it is
    /// cleared with that reason. Any other verdict, and a reason that says
    /// nothing, change nothing.
    #[must_use]
    pub fn with_reason(self, reason: &str) -> Self {
        match self {
            Self::Warn { action, at, hits } if !reason.trim().is_empty() => {
                let reasons = hits.iter().map(|hit| (hit.rule.clone(), reason.trim().to_owned())).collect();
                Self::Cleared(Cleared { action, at, reasons })
            }
            other => other,
        }
    }

    /// Whether it may take place now.
    pub fn is_cleared(&self) -> bool {
        matches!(self, Self::Cleared(_))
    }

    /// The first instant at which it may take place, if it is known.
    pub fn opens_at(&self) -> Option<Instant> {
        match self {
            Self::Cleared(cleared) => Some(cleared.at()),
            Self::DeferUntil { opens_at, .. } => Some(*opens_at),
            _ => None,
        }
    }

    /// The verdict in one word, as the journal keeps it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Cleared(_) => "cleared",
            Self::DeferUntil { .. } => "deferred",
            Self::Refused { .. } => "refused",
            Self::Redirect { .. } => "redirected",
            Self::NeedsDocument { .. } => "needs_document",
            Self::NeedsApproval { .. } => "needs_approval",
            Self::Warn { .. } => "warned",
            Self::Unknown { .. } => "unknown",
        }
    }
}
