//! Why a way out is not decided upon, agreed to or followed, each with its name and a way
//! on.

use makegood_workout::case::{CaseNotCompared, DecisionRefused, SetError};
use makegood_workout::relief::ReliefRefused;

/// Why nothing was written about the way out of a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkoutRefusal {
    /// The case cannot be compared.
    #[error(transparent)]
    Compare(#[from] CaseNotCompared),
    /// The route may not be decided upon.
    #[error(transparent)]
    Decision(#[from] DecisionRefused),
    /// A value that is none.
    #[error(transparent)]
    Set(#[from] SetError),
    /// A decision without a word.
    #[error("a decision about the way out says why this one")]
    WithoutReason,
    /// Who decided cannot be who agrees.
    #[error("{0} was decided by the same person; it takes two")]
    SamePerson(String),
    /// Nothing waits for a second person.
    #[error("no decision of this case waits for a second person")]
    NothingWaits,
    /// No relief loan has taken effect.
    #[error("no relief loan of this case has taken effect")]
    NoReliefLoan,
    /// The relief loan does not allow it.
    #[error("the relief loan does not allow it: {0}")]
    Relief(#[from] ReliefRefused),
    /// Assumptions that cannot be read.
    #[error("the assumptions cannot be read: {0}")]
    BadAssumptions(String),
}

impl WorkoutRefusal {
    /// The stable name, as the gallery in `refusals/` has it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Compare(_) => "not_compared",
            Self::Decision(decision) => match decision {
                DecisionRefused::NotCompared { .. } => "route_not_compared",
                DecisionRefused::Blocked { .. } => "route_blocked",
                DecisionRefused::Needs { .. } => "route_needs_facts",
                DecisionRefused::BelowFloor(_) => "below_floor",
                DecisionRefused::WriteOffOpen(_) => "write_off_open",
                DecisionRefused::RetestMissing(_) => "retest_missing",
                DecisionRefused::RetestPast { .. } => "retest_past",
                DecisionRefused::TranchesMissing => "tranches_missing",
                DecisionRefused::TranchesDiffer { .. } => "tranches_differ",
                DecisionRefused::NotSupervised(_) => "relief_not_supervised",
            },
            Self::Set(_) => "not_an_assumption",
            Self::WithoutReason => "decision_without_reason",
            Self::SamePerson(_) => "same_person",
            Self::NothingWaits => "nothing_waits",
            Self::NoReliefLoan => "no_relief_loan",
            Self::Relief(_) => "relief_not_allowed",
            Self::BadAssumptions(_) => "bad_assumptions",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::Compare(_) => "See what is owed with: makegood explain CASE, and what is assumed in docs/workout.md.",
            Self::Decision(decision) => match decision {
                DecisionRefused::NotCompared { .. } => {
                    "Set what is missing for this case with --set route.key=value, or choose another route."
                }
                DecisionRefused::Blocked { .. } => {
                    "Choose a route the month carries, or change its terms: a longer term, a smaller instalment."
                }
                DecisionRefused::Needs { .. } => {
                    "Ask for it, see the papers, and write it into the borrower's file: makegood file CASE --learn FILE."
                }
                DecisionRefused::BelowFloor(_) => "Ask for the least offer named, or take the better route.",
                DecisionRefused::WriteOffOpen(_) => {
                    "Do what is open; what was done outside the book is said with --set write_off.KEY=1 and the reason."
                }
                DecisionRefused::RetestMissing(_) => "Name the day with --retest DATE.",
                DecisionRefused::RetestPast { .. } => "Give it a day after today.",
                DecisionRefused::TranchesMissing => {
                    "Hand in the tranches with --relief FILE.toml; docs/workout.md has the form."
                }
                DecisionRefused::TranchesDiffer { .. } => {
                    "Compare the amount that is meant: --set relief_loan.amount_minor=AMOUNT."
                }
                DecisionRefused::NotSupervised(_) => "Give every tranche a number in order, a purpose and a check.",
            },
            Self::Set(_) => "docs/workout.md lists every key with its unit.",
            Self::WithoutReason => "Write a sentence for the second person and the auditor.",
            Self::SamePerson(_) => "Let somebody else read it and agree.",
            Self::NothingWaits => "See what was decided with: makegood workout CASE.",
            Self::NoReliefLoan => "Decide upon one first, and let a second person agree.",
            Self::Relief(_) => "See what is allowed now with: makegood relief CASE.",
            Self::BadAssumptions(_) => "Correct the lines named; workouts/assumptions.toml is an example.",
        }
    }
}
