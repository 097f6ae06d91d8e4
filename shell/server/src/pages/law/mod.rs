//! *The law*: a question put to the gate and its answer, as an officer asks it and
//! as a lawyer reads it.

mod verdict;

pub use verdict::{FactUsed, Missing, RuleLine, Tone, Verdict};

use super::case::AskForm;
use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::PartyId;

/// A question looked at: nothing is written.
#[derive(Clone, Debug, Template)]
#[template(path = "law/may.html")]
pub struct MayWe {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The answer.
    pub verdict: Verdict,
    /// The question as asked, to be changed or put on record.
    pub ask: AskForm,
    /// Whether a reason may be put on record against a warning.
    pub takes_reason: bool,
    /// What is wrong with the question as typed.
    pub problem: Option<String>,
}
rendered!(MayWe);

impl MayWe {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// A judgement as the journal keeps it.
#[derive(Clone, Debug, Template)]
#[template(path = "law/judgement.html")]
pub struct Kept {
    /// What stands around the page.
    pub frame: Frame,
    /// The number of the event.
    pub event: i64,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Who asked, when it was written down and on what occasion.
    pub record: String,
    /// What was said.
    pub verdict: Verdict,
    /// The reason put on record against a warning.
    pub reason: Option<String>,
    /// The same question under the packs of today.
    pub today: Today,
    /// Every pack with its hash, and the strategy's.
    pub under: Vec<(String, String)>,
    /// The last event known, and the hash of the journal there.
    pub known_to: (i64, String),
}
rendered!(Kept);

impl Kept {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// What became of a question since it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// The answer of the day it was asked, and the answer under today's packs.
    pub answers: (String, String),
    /// Whether the packs of then still give the answer that was kept.
    pub record_holds: bool,
    /// Packs that changed, came or went, one sentence each.
    pub packs: Vec<String>,
    /// Rules that say something else now.
    pub changes: Vec<RuleChange>,
}

impl Today {
    fn nothing_changed(&self) -> bool {
        self.packs.is_empty() && self.changes.is_empty() && self.answers.0 == self.answers.1
    }
}

/// What a rule said, and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The rule.
    pub rule: String,
    /// The address of its text; none when it is not in force any more.
    pub href: Option<String>,
    /// What it said; none when it was not asked then.
    pub was: Option<String>,
    /// What it says; none when it is not asked any more.
    pub is: Option<String>,
}
