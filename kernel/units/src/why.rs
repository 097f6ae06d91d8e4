//! The reason behind an output: a code a program can count, a sentence a person
//! can read, and the facts it rests on.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A reference to one recorded fact, as `kind:key`: `instalment:1402/5`,
/// `payment:8812`, `event:42`, `rule:house.hours`, `evidence:P02`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactId(String);

impl FactId {
    /// Joins the kind of fact and its key.
    pub fn new(kind: &str, key: impl fmt::Display) -> Self {
        Self(format!("{kind}:{key}"))
    }

    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an output is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// A stable reason code in snake case, such as `oldest_unpaid_instalment`.
    pub code: String,
    /// The reason in one plain sentence.
    pub says: String,
    /// The facts used, in the order they were used.
    pub facts: Vec<FactId>,
}

impl Why {
    /// A reason with its code and sentence, and no facts yet.
    pub fn new(code: &str, says: impl Into<String>) -> Self {
        Self { code: code.to_owned(), says: says.into(), facts: Vec::new() }
    }

    /// Adds a fact the reason rests on.
    #[must_use]
    pub fn with(mut self, fact: FactId) -> Self {
        self.facts.push(fact);
        self
    }
}
