//! What the desk does not write down about reports and reviews, each with its name and a
//! way out.

use makegood_units::{BusinessDate, StaffId};

/// Why a report, a word on it or a step of a review was not written down.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttentionRefusal {
    /// Nothing makes a report due.
    #[error("no report is due in this case: no attempts without result, no promise missed since the last one")]
    NoReportDue,
    /// A report without what was said or what is proposed.
    #[error("a report says what was said and what its officer proposes")]
    ReportSaysNothing,
    /// No report waits for a leader.
    #[error("no report of this case waits for a leader")]
    NoReportWaits,
    /// Who hands in cannot be who acknowledges.
    #[error("{0} handed this report in; somebody else who leads reads it")]
    OwnReport(StaffId),
    /// Nothing is being reviewed by this leader.
    #[error("{0} has no open review of this case")]
    NoOpenReview(StaffId),
    /// Not one of the measures.
    #[error("event {0} is none of the measures of this review")]
    NotAMeasure(i64),
    /// Measures nobody marked as read.
    #[error("{left} of the measures are not marked as read; a review is closed when all are")]
    MeasuresUnread {
        /// How many.
        left: usize,
    },
    /// The day to read the case again is not ahead, or too far.
    #[error("the case is read again on a day from {first} to {last}")]
    ReadAgain {
        /// The first day that can be.
        first: BusinessDate,
        /// The last.
        last: BusinessDate,
    },
}

impl AttentionRefusal {
    /// The stable name of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoReportDue => "no_report_due",
            Self::ReportSaysNothing => "report_says_nothing",
            Self::NoReportWaits => "no_report_waits",
            Self::OwnReport(_) => "own_report",
            Self::NoOpenReview(_) => "no_open_review",
            Self::NotAMeasure(_) => "not_a_measure",
            Self::MeasuresUnread { .. } => "measures_unread",
            Self::ReadAgain { .. } => "read_again",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::NoReportDue => "Write what the leader should know as a note with the next contact.",
            Self::ReportSaysNothing => "Write a sentence for each, in your own words.",
            Self::NoReportWaits => "See what waits with: makegood attention.",
            Self::OwnReport(_) => "Ask another leader of the branch.",
            Self::NoOpenReview(_) => "Open a review first; its measures are then listed to be read.",
            Self::NotAMeasure(_) => "Name measures of the list: makegood attention CASE.",
            Self::MeasuresUnread { .. } => "Read the measures that are left, mark them, then close.",
            Self::ReadAgain { .. } => "Name another day; a year ahead at the most.",
        }
    }
}
