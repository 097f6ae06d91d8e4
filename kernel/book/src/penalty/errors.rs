//! Why penalty interest cannot be computed, by name.

use makegood_units::{BusinessDate, Currency};

/// Why the calculator refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PenaltyError {
    /// An amount or a product of it does not fit.
    #[error("{what} does not fit: amounts must stay within 10 million million minor units")]
    TooLarge {
        /// What did not fit.
        what: String,
    },
    /// A rate with more decimals than are computed exactly.
    #[error("the rate {rate} has more than 12 decimals")]
    TooFine {
        /// The rate as written.
        rate: String,
    },
    /// The spans are not one past: they overlap, leave days out or end before they begin.
    #[error("the spans of the loan do not follow one another at {day}")]
    Spans {
        /// The first day in question.
        day: BusinessDate,
    },
    /// No rate is known for a day on which something was overdue.
    #[error("{rate} is not known on {day}; add its value for that day")]
    NoRate {
        /// Which rate.
        rate: String,
        /// The day.
        day: BusinessDate,
    },
    /// A fact of the contract that the terms rest on is missing.
    #[error("{needed_by} needs {fact}, which is not on file")]
    MissingFact {
        /// The convention or cap.
        needed_by: String,
        /// The fact.
        fact: &'static str,
    },
    /// Terms that contradict themselves or the law they cite.
    #[error("{terms}: {says}")]
    Terms {
        /// The convention or cap.
        terms: String,
        /// What is wrong.
        says: String,
    },
    /// Amounts of a convention are in another currency than the loan.
    #[error("{terms} has amounts in {found}, the loan is in {expected}")]
    OtherCurrency {
        /// The convention.
        terms: String,
        /// The currency of the convention.
        found: Currency,
        /// The currency of the loan.
        expected: Currency,
    },
    /// A file that cannot be read.
    #[error("{file}: {says}")]
    File {
        /// The name of the file.
        file: String,
        /// What was found where.
        says: String,
    },
    /// A name nothing goes by.
    #[error("there is no {what} named {name:?}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The name.
        name: String,
    },
}

impl PenaltyError {
    pub(super) fn too_large(what: &str) -> Self {
        Self::TooLarge { what: what.to_owned() }
    }

    pub(super) fn terms(terms: &str, says: impl Into<String>) -> Self {
        Self::Terms { terms: terms.to_owned(), says: says.into() }
    }
}
