//! What a reader of a text is told: the findings and what follows from them.

use crate::files::Severity;
use serde::Serialize;

/// What follows for a text that is to go out. In a note or a transcript it says how
/// grave the incident is; nothing is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Nothing found.
    Pass,
    /// A person decides.
    Approve,
    /// Not to be sent.
    Deny,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Such as `L02`.
    pub category: String,
    /// The name of the category.
    pub title: String,
    /// How bad by the category and the context.
    pub severity: Severity,
    /// What follows from this finding alone: less than its severity asks for when a
    /// fact that would excuse it is not known.
    pub decision: Decision,
    /// From the first character to behind the last one, counted in characters (Unicode
    /// scalar values) of the text as given.
    pub span: (usize, usize),
    /// The words found.
    pub words: String,
    /// The law.
    pub citation: String,
    /// One sentence: why.
    pub says: String,
    /// What could be said instead.
    pub rewrite: String,
}

/// The findings of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The findings, in the order of the text.
    pub hits: Vec<Hit>,
    /// The gravest of their decisions.
    pub decision: Decision,
}

impl Reading {
    /// From the findings.
    pub(crate) fn of(mut hits: Vec<Hit>) -> Self {
        hits.sort_by(|a, b| (a.span, &a.category).cmp(&(b.span, &b.category)));
        let decision = hits.iter().map(|hit| hit.decision).max().unwrap_or(Decision::Pass);
        Self { hits, decision }
    }

    /// Whether anything was found.
    pub fn is_flagged(&self) -> bool {
        !self.hits.is_empty()
    }
}
