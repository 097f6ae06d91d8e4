//! What is not done or not taken, by name and with a way out.

use crate::law::Cited;
use makegood_units::FactId;
use serde::Serialize;

/// A named refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{says} [{code}]")]
pub struct Refusal {
    /// The name, in snake case; `docs/recourse.md` lists them.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub says: String,
    /// What to do about it.
    pub way_out: String,
    /// The rule that stands in the way, where it is a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited: Option<Box<Cited>>,
    /// What has to be dealt with first; the refusal ends with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<FactId>,
    /// The facts it rests on.
    pub facts: Vec<FactId>,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, says: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { code, says: says.into(), way_out: way_out.into(), cited: None, waits_for: Vec::new(), facts: Vec::new() }
    }

    #[must_use]
    pub(crate) fn about(mut self, fact: FactId) -> Self {
        self.facts.push(fact);
        self
    }

    #[must_use]
    pub(crate) fn cited(mut self, cited: Option<&Cited>) -> Self {
        self.cited = cited.cloned().map(Box::new);
        self
    }

    #[must_use]
    pub(crate) fn waits_for(mut self, fact: FactId) -> Self {
        self.waits_for.push(fact);
        self
    }
}
