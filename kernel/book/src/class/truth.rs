//! Yes, no, or cannot tell: the answer to one condition, with what is missing.

use std::collections::BTreeSet;

/// The answer to a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Unknown,
}

impl Truth {
    /// Yes when it surely holds, no when it cannot hold.
    pub(super) fn between(sure: bool, possible: bool) -> Self {
        match (sure, possible) {
            (true, _) => Self::Yes,
            (false, true) => Self::Unknown,
            (false, false) => Self::No,
        }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A condition's answer and the facts that would settle it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) truth: Truth,
    pub(super) missing: BTreeSet<String>,
}

impl Answer {
    /// The answer, naming what is missing only where that matters.
    pub(super) fn new(truth: Truth, missing: impl IntoIterator<Item = String>) -> Self {
        let missing = if truth == Truth::Unknown { missing.into_iter().collect() } else { BTreeSet::new() };
        Self { truth, missing }
    }

    /// Whether all hold. One sure no settles it, whatever else is missing.
    pub(super) fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::new(Truth::Yes, []);
        for answer in answers {
            match answer.truth {
                Truth::No => return answer,
                Truth::Unknown => {
                    all.truth = Truth::Unknown;
                    all.missing.extend(answer.missing);
                }
                Truth::Yes => {}
            }
        }
        all
    }

    /// Whether any holds. One sure yes settles it.
    pub(super) fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::all(answers.into_iter().map(Self::not)).not()
    }

    pub(super) fn not(self) -> Self {
        Self { truth: self.truth.not(), missing: self.missing }
    }
}
