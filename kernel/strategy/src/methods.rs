//! What came of each means in each situation: counts with their intervals. No effect is
//! read from them: people choose whom they call, so whoever was called was different
//! before. What a step brings is told by a trial.

use crate::ActionKind;
use makegood_case::{Channel, PromiseState};
use makegood_diagnosis::Situation;
use makegood_units::{BusinessDate, Measured, Proportion};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A share of fewer than this is not to be read.
pub const FEWEST_COUNTED: u64 = 30;

/// By what means something was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Through a channel, by the lender.
    Contact(Channel),
    /// By a step that stays in the house.
    Step(ActionKind),
}

impl Means {
    /// In words: `a call`, `guarantor demand`.
    pub fn words(self) -> String {
        match self {
            Self::Contact(channel) => channel.to_string(),
            Self::Step(action) => action.word().replace('_', " "),
        }
    }

    /// Whether a conversation can come of it.
    fn is_spoken(self) -> bool {
        matches!(self, Self::Contact(Channel::Call | Channel::Visit))
    }
}

/// One attempt and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// By what means.
    pub means: Means,
    /// Why they were late, as found by the end of the day before; none where nothing was
    /// late then.
    pub situation: Option<Situation>,
    /// When.
    pub on: BusinessDate,
    /// Whether they spoke.
    pub conversation: bool,
    /// The promise that came of it, and what the cash says of it by now.
    pub promise: Option<PromiseState>,
    /// Whether money came from that day through the 14th day after it; none while those
    /// days are not over.
    pub paid: Option<bool>,
}

/// What came of one means in one situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodRow {
    /// By what means.
    pub means: Means,
    /// In which situation; none where nothing was late the day before.
    pub situation: Option<Situation>,
    /// Attempts.
    pub attempts: u64,
    /// Conversations of attempts; of nothing where none can come of it.
    pub conversations: Figure,
    /// Promises of conversations.
    pub promises: Figure,
    /// Promises kept, of those whose day has passed.
    pub kept: Figure,
    /// Attempts after which money came within 14 days, of those whose 14 days are over.
    pub paid: Figure,
}

/// One share of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The share with its interval.
    #[serde(flatten)]
    pub measured: Measured,
    /// Whether it is of too few to be read.
    pub too_few: bool,
}

impl From<Proportion> for Figure {
    fn from(counted: Proportion) -> Self {
        Self { measured: counted.measured(), too_few: counted.denominator < FEWEST_COUNTED }
    }
}

#[derive(Default)]
struct Counts {
    attempts: u64,
    conversations: Proportion,
    promises: Proportion,
    kept: Proportion,
    paid: Proportion,
}

impl Counts {
    fn take(&mut self, attempt: &Attempt) {
        self.attempts = self.attempts.saturating_add(1);
        if attempt.means.is_spoken() {
            self.conversations.count(attempt.conversation);
        }
        if attempt.conversation {
            self.promises.count(attempt.promise.is_some());
        }
        match attempt.promise {
            Some(PromiseState::Kept) => self.kept.count(true),
            Some(PromiseState::PartlyKept | PromiseState::Broken) => self.kept.count(false),
            Some(PromiseState::Pending | PromiseState::Replaced) | None => {}
        }
        if let Some(paid) = attempt.paid {
            self.paid.count(paid);
        }
    }
}

/// The attempts counted, by means and situation.
pub fn by_method(attempts: &[Attempt]) -> Vec<MethodRow> {
    let mut counted: BTreeMap<(Means, Option<Situation>), Counts> = BTreeMap::new();
    for attempt in attempts {
        counted.entry((attempt.means, attempt.situation)).or_default().take(attempt);
    }
    let row = |((means, situation), counts): ((Means, Option<Situation>), Counts)| MethodRow {
        means,
        situation,
        attempts: counts.attempts,
        conversations: counts.conversations.into(),
        promises: counts.promises.into(),
        kept: counts.kept.into(),
        paid: counts.paid.into(),
    };
    counted.into_iter().map(row).collect()
}
