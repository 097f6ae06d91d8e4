//! What became of each written step.

use makegood_case::Channel;
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, Instant, PartyId, StaffId};
use serde::Serialize;

/// What became of one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// Its text is in the outbox, and the journal says so.
    Sent {
        /// The name of the file.
        file: String,
        /// The number of the event.
        event: i64,
    },
    /// It would be sent; this was a try.
    WouldSend {
        /// The name the file would have.
        file: String,
        /// What it would say.
        text: String,
    },
    /// It was sent before on that day.
    Before {
        /// The number of the event.
        event: i64,
    },
    /// It may not go out now.
    NotNow {
        /// The rule against it, or the name of the reason.
        rule: String,
        /// The reason in one sentence.
        says: String,
        /// When it opens, when the law says so.
        opens_at: Option<Instant>,
    },
}

/// One written step of a worklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Whose case.
    pub party: PartyId,
    /// Who answers for it.
    pub officer: StaffId,
    /// What it is.
    pub action: ActionKind,
    /// Through which channel.
    pub channel: Channel,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
}

/// The written steps of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SendReport {
    /// The day.
    pub as_of: BusinessDate,
    /// Each step, in the order of the worklists.
    pub steps: Vec<Step>,
}

impl SendReport {
    /// How many steps were sent (or would be), had been sent before, and may not go
    /// out now.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |is: fn(&Fate) -> bool| self.steps.iter().filter(|step| is(&step.fate)).count();
        (
            count(|fate| matches!(fate, Fate::Sent { .. } | Fate::WouldSend { .. })),
            count(|fate| matches!(fate, Fate::Before { .. })),
            count(|fate| matches!(fate, Fate::NotNow { .. })),
        )
    }
}
