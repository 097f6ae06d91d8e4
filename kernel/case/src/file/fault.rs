//! Why a row is no fact of a borrower's file, by name and with a way out.

use super::Month;
use makegood_units::BusinessDate;

/// Why a row is not a fact of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// A column the table does not have.
    #[error("a fact of the file has no column {0:?}")]
    UnknownColumn(String),
    /// No such kind of fact.
    #[error("{0:?} is not a kind of fact")]
    UnknownKind(String),
    /// A column the kind needs is empty.
    #[error("{kind} needs {column}")]
    Missing {
        /// The kind of fact.
        kind: String,
        /// The empty column.
        column: &'static str,
    },
    /// A column the kind does not have is filled.
    #[error("{kind} has no {column}")]
    NotOfKind {
        /// The kind of fact.
        kind: String,
        /// The filled column.
        column: String,
    },
    /// A cell that cannot be read.
    #[error("{column} is {expected}, found {found:?}")]
    Unreadable {
        /// The column.
        column: &'static str,
        /// What is written there.
        found: String,
        /// What is expected.
        expected: String,
    },
    /// Learnt before it was true.
    #[error("observed on {observed_on}, before {as_of}, the day it is true for")]
    ObservedBeforeTrue {
        /// The day it is true for.
        as_of: BusinessDate,
        /// The day it was learnt.
        observed_on: BusinessDate,
    },
    /// A month that is still running has no figures yet.
    #[error("a month's figures are known on its last day; for {month}, {as_of} is too early")]
    MonthNotOver {
        /// The month.
        month: Month,
        /// The day it is said to be true for.
        as_of: BusinessDate,
    },
    /// Health without consent.
    #[error("a fact about health is kept only with the borrower's consent")]
    HealthWithoutConsent,
    /// Restricted amounts would be left out of sums, or be guessed from them.
    #[error("a figure is not restricted: {0} enters sums that others see")]
    RestrictedFigure(String),
    /// Operations that are not normal, without how much.
    #[error("operations that are not normal have their reason and how far they are down, from 1 to 100 percent")]
    OperationsUnexplained,
    /// Operations that are normal and down.
    #[error("operations that are normal are not down")]
    NormalAndDown,
}

impl FileFault {
    /// Its stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownColumn(_) => "file_unknown_column",
            Self::UnknownKind(_) => "file_unknown_kind",
            Self::Missing { .. } => "file_missing",
            Self::NotOfKind { .. } => "file_not_of_kind",
            Self::Unreadable { .. } => "file_unreadable",
            Self::ObservedBeforeTrue { .. } => "file_observed_before_true",
            Self::MonthNotOver { .. } => "file_month_not_over",
            Self::HealthWithoutConsent => "file_health_without_consent",
            Self::RestrictedFigure(_) => "file_restricted_figure",
            Self::OperationsUnexplained => "file_operations_unexplained",
            Self::NormalAndDown => "file_normal_and_down",
        }
    }

    /// The column of the row it is about, so that a form can say it there.
    pub fn column(&self) -> &str {
        match self {
            Self::UnknownColumn(column) | Self::NotOfKind { column, .. } => column,
            Self::Missing { column, .. } | Self::Unreadable { column, .. } => column,
            Self::UnknownKind(_) => "kind",
            Self::ObservedBeforeTrue { .. } => "as_of",
            Self::MonthNotOver { .. } => "month",
            Self::HealthWithoutConsent => "consented_on",
            Self::RestrictedFigure(_) => "restricted",
            Self::OperationsUnexplained | Self::NormalAndDown => "percent",
        }
    }

    /// What to do instead.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::UnknownColumn(_) | Self::UnknownKind(_) | Self::NotOfKind { .. } => {
                "See file_facts in docs/import-format.md for the kinds and their columns."
            }
            Self::Missing { .. } => "Fill it, or leave the fact for when it is known.",
            Self::Unreadable { .. } => "Write it in that form.",
            Self::ObservedBeforeTrue { .. } => "Give the day the fact is true for first, then the day it was seen.",
            Self::MonthNotOver { .. } => "Record the month when it is over, or the months before it.",
            Self::HealthWithoutConsent => "Ask, and give the day of the consent in consented_on, or leave it out.",
            Self::RestrictedFigure(_) => {
                "Record the amount under a neutral line, and what it is for as a health fact of its own."
            }
            Self::OperationsUnexplained => "Give the reason in says and the decline in percent.",
            Self::NormalAndDown => "Leave percent out, or say that operations are not normal.",
        }
    }
}
