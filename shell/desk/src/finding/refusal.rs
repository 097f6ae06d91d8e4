//! Decisions about a finding the desk does not write down, each with its name and a way out.

use makegood_units::{FactId, StaffId};

/// Why a decision about a finding was not written down.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindingRefusal {
    /// A decision without a word.
    #[error("a decision about a finding says what was read and why; an appeal says it in the borrower's words")]
    SaysNothing,
    /// The finding needs no such decision.
    #[error("the finding of today does not wait for that")]
    WaitsForNobody,
    /// Another finding was read.
    #[error("finding {read} was read, and it is {now} now")]
    HasChanged {
        /// The mark of what was read.
        read: String,
        /// The mark of today's.
        now: String,
    },
    /// Who found cannot be who agrees or decides.
    #[error("{by} wrote down {fact}, which carries the finding; it takes somebody else")]
    RecordedTheEvidence {
        /// Who.
        by: StaffId,
        /// What they wrote down.
        fact: FactId,
    },
    /// Who answers for the case cannot be who agrees or decides.
    #[error("{0} answers for this case; it takes somebody else")]
    AnswersForTheCase(StaffId),
    /// Who agreed cannot be who decides the appeal.
    #[error("{0} agreed to the finding; an appeal is decided by somebody who did not")]
    AgreedToIt(StaffId),
    /// Nothing is said of intent.
    #[error("the finding of today says nothing of intent, so there is nothing to contest")]
    NotOfIntent,
    /// It is contested already.
    #[error("the borrower contests the finding, and nobody has decided that yet")]
    IsContested,
    /// It was contested, and it stands.
    #[error("the borrower contested this finding before, and it was upheld; nothing new carries it since")]
    WasUpheld,
    /// There is nothing to decide.
    #[error("nobody contests a finding of this case")]
    NoOpenAppeal,
    /// Evidence that has nothing to do with the finding.
    #[error("{evidence} does not carry the finding that is contested; it is carried by {carried}")]
    DoesNotCarryIt {
        /// The evidence named.
        evidence: String,
        /// What carries it.
        carried: String,
    },
}

impl FindingRefusal {
    /// The stable name of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SaysNothing => "finding_says_nothing",
            Self::WaitsForNobody => "finding_waits_for_nobody",
            Self::HasChanged { .. } => "finding_has_changed",
            Self::RecordedTheEvidence { .. } => "recorded_the_evidence",
            Self::AnswersForTheCase(_) => "answers_for_the_case",
            Self::AgreedToIt(_) => "agreed_to_the_finding",
            Self::NotOfIntent => "nothing_to_contest",
            Self::IsContested => "finding_is_contested",
            Self::WasUpheld => "finding_was_upheld",
            Self::NoOpenAppeal => "no_open_appeal",
            Self::DoesNotCarryIt { .. } => "does_not_carry_it",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::SaysNothing => "Write a sentence for the next person and the auditor.",
            Self::WaitsForNobody => "Read where the finding stands with: makegood finding CASE.",
            Self::HasChanged { .. } => "Read the finding of today, then decide of that one.",
            Self::RecordedTheEvidence { .. } | Self::AnswersForTheCase(_) | Self::AgreedToIt(_) => {
                "Ask a colleague who has had no part in it."
            }
            Self::NotOfIntent => "Put what they say on record: a dispute, a hardship, or a fact for the file.",
            Self::IsContested => "Let somebody who neither found nor agreed decide the appeal first.",
            Self::WasUpheld => "Put what is new on record first; a complaint stays open to them.",
            Self::NoOpenAppeal => "Write down what the borrower says first: makegood finding CASE appeal.",
            Self::DoesNotCarryIt { .. } => "Name evidence of the finding, or none, which sets all of it aside.",
        }
    }
}
