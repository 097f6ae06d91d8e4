//! How a conversation was opened, and what was said of consequences and acknowledged.

use crate::{CaseEvent, Channel, Recorded};
use makegood_units::{BusinessDate, PartyId, StaffId};
use serde::{Deserialize, Serialize};

/// What is recorded of a conversation while it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "talk", rename_all = "snake_case")]
pub enum TalkEvent {
    /// The first step of the script: who is speaking, what for, and whether it is the person.
    OpeningChecked {
        /// Who asked.
        by: StaffId,
        /// To whom the contact went.
        person: PartyId,
        /// Through which channel.
        channel: Channel,
        /// By what they were known: two things only they know, a paper, a voice known since.
        identity: String,
        /// Whether it is the person. Where it is not, nothing of the debt is said.
        is_right_party: bool,
        /// Whether name, lender and purpose were said.
        purpose_said: bool,
    },
    /// Consequences were explained, and what they said to it.
    ConsequencesTold {
        /// Who explained.
        by: StaffId,
        /// Every line as it was given to be said.
        lines: Vec<String>,
        /// The rules and facts the lines rest on.
        rests_on: Vec<String>,
        /// Whether they said that they understood.
        acknowledged: bool,
        /// What they said to it, word for word; may be empty.
        said: String,
    },
}

impl TalkEvent {
    /// In a few words.
    pub fn words(&self) -> String {
        match self {
            Self::OpeningChecked { is_right_party: true, identity, .. } => {
                format!("asked who is speaking, and it is them: {identity}")
            }
            Self::OpeningChecked { identity, .. } => format!("asked who is speaking, and it is not them: {identity}"),
            Self::ConsequencesTold { lines, acknowledged, .. } => {
                let heard = if *acknowledged { "they said that they understood" } else { "not acknowledged" };
                format!("{} consequences explained; {heard}", lines.len())
            }
        }
    }
}

/// The event by which the person was known on a day, when they were: the check of the last
/// conversation opened that day.
pub fn opening_checked(events: &[Recorded], on: BusinessDate) -> Option<(i64, bool)> {
    events.iter().rev().filter(|one| one.effective_on == on).find_map(|one| match &one.event {
        CaseEvent::OnTalk(TalkEvent::OpeningChecked { is_right_party, purpose_said, .. }) => {
            Some((one.seq, *is_right_party && *purpose_said))
        }
        _ => None,
    })
}
