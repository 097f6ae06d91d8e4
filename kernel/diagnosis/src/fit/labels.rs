//! Cases of which it is known how they were: the evidence there was, and what turned out
//! to be true.

use crate::EvidenceTable;
use std::collections::{BTreeMap, BTreeSet};

/// The axes, in the order of every table.
pub const AXES: [&str; 3] = ["able_now", "able_durably", "willing"];

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// Its number, as the lender knows it.
    pub case: String,
    /// The ids of its evidence.
    pub evidence: BTreeSet<String>,
    /// Whether they were able then, durably able, willing; none where nobody knows.
    pub truth: [Option<bool>; 3],
}

/// Why cases cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelsError {
    /// An id that is not in the table.
    #[error("line {line}: {id} is not in the evidence table; `makegood diagnose` without anything prints it")]
    UnknownEvidence {
        /// The line, from 1.
        line: u64,
        /// The id.
        id: String,
    },
    /// Neither yes nor no.
    #[error("line {line}: {column} is {found:?}; write yes or no, or leave it empty where nobody knows")]
    NotYesOrNo {
        /// The line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// A case without a number.
    #[error("line {line}: the case has no number; write the one the lender knows it by")]
    NoCase {
        /// The line, from 1.
        line: u64,
    },
    /// One case twice: it would count twice.
    #[error("line {line}: case {case} stands on an earlier line already; keep one row a case")]
    CaseTwice {
        /// The line, from 1.
        line: u64,
        /// The case.
        case: String,
    },
    /// Too few to say anything.
    #[error(
        "too few cases: of an axis at least {needed} of which it was true and {needed} of which it was not have to be known; there are {found}"
    )]
    TooFewCases {
        /// How many of either kind.
        needed: u64,
        /// What there is, axis by axis.
        found: String,
    },
}

impl LabelsError {
    /// Its stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownEvidence { .. } => "unknown_evidence",
            Self::NotYesOrNo { .. } => "not_yes_or_no",
            Self::NoCase { .. } => "case_without_number",
            Self::CaseTwice { .. } => "case_twice",
            Self::TooFewCases { .. } => "too_few_cases",
        }
    }
}

/// Cases being read, one row after the other.
#[derive(Clone, Debug, Default)]
pub struct Labels(BTreeMap<String, Labelled>);

impl Labels {
    /// Takes one row: the case, its evidence with semicolons between, and the three axes.
    ///
    /// # Errors
    /// The first thing in the row that cannot be read.
    pub fn take(
        &mut self,
        line: u64,
        case: &str,
        evidence: &str,
        truth: [&str; 3],
        table: &EvidenceTable,
    ) -> Result<(), LabelsError> {
        let case = case.trim().to_owned();
        if case.is_empty() {
            return Err(LabelsError::NoCase { line });
        }
        let mut found = BTreeSet::new();
        for id in evidence.split(';').map(str::trim).filter(|id| !id.is_empty()) {
            let id = id.to_ascii_uppercase();
            let kind = table.get(&id).ok_or(LabelsError::UnknownEvidence { line, id })?;
            found.insert(kind.id.clone());
        }
        let mut known = [None; 3];
        for ((column, text), truth) in AXES.iter().zip(truth).zip(known.iter_mut()) {
            *truth = match text.trim().to_ascii_lowercase().as_str() {
                "" => None,
                "yes" => Some(true),
                "no" => Some(false),
                other => return Err(LabelsError::NotYesOrNo { line, column, found: other.to_owned() }),
            };
        }
        if self.0.contains_key(&case) {
            return Err(LabelsError::CaseTwice { line, case });
        }
        self.0.insert(case.clone(), Labelled { case, evidence: found, truth: known });
        Ok(())
    }

    /// All of them, by case: the order of the rows never matters.
    ///
    /// # Errors
    /// [`LabelsError::TooFewCases`] when no axis can be fitted.
    pub fn cases(self, needed: u64) -> Result<Vec<Labelled>, LabelsError> {
        let cases: Vec<Labelled> = self.0.into_values().collect();
        let count = |axis: usize, of: bool| {
            cases.iter().filter(|case| case.truth.get(axis).copied().flatten() == Some(of)).count() as u64
        };
        let counts: Vec<(u64, u64)> = (0..AXES.len()).map(|axis| (count(axis, true), count(axis, false))).collect();
        if counts.iter().all(|(of_true, of_false)| *of_true.min(of_false) < needed) {
            let said = AXES.iter().zip(&counts).map(|(axis, (yes, no))| format!("{axis}: {yes} yes, {no} no"));
            return Err(LabelsError::TooFewCases { needed, found: said.collect::<Vec<_>>().join("; ") });
        }
        Ok(cases)
    }
}
