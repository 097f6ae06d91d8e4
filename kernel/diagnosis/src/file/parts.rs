//! A sum that remembers what it was made of.

use super::FileRecord;
use makegood_case::Confidence;
use makegood_units::{Amount, BusinessDate, FactId};

/// Minor units, with the facts behind them. A fact holds at most 10^15 minor units, so
/// that a file would need 10^23 facts to overflow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub minor: i128,
    pub facts: Vec<FactId>,
    /// Whether a fact among them was only said.
    pub is_stated: bool,
    /// The oldest day a fact among them is true for.
    pub oldest: Option<BusinessDate>,
}

impl Part {
    /// An amount of the book, which needs no verifying.
    pub fn of_book(amount: Amount, facts: &[FactId]) -> Self {
        Self { minor: i128::from(amount.minor()), facts: facts.to_vec(), ..Self::default() }
    }

    pub fn of(record: &FileRecord, amount: Amount) -> Self {
        Self {
            minor: i128::from(amount.minor()),
            facts: vec![record.id()],
            is_stated: record.fact.confidence == Confidence::Stated,
            oldest: Some(record.fact.as_of),
        }
    }

    pub fn plus(mut self, other: Self) -> Self {
        self.minor = self.minor.saturating_add(other.minor);
        self.join(other)
    }

    pub fn less(mut self, other: Self) -> Self {
        self.minor = self.minor.saturating_sub(other.minor);
        self.join(other)
    }

    pub fn times(mut self, times: i128) -> Self {
        self.minor = self.minor.saturating_mul(times);
        self
    }

    /// The day of a figure is no later than `day`.
    pub fn no_later_than(mut self, day: Option<BusinessDate>) -> Self {
        self.oldest = match (self.oldest, day) {
            (Some(oldest), Some(day)) => Some(oldest.min(day)),
            (one, other) => one.or(other),
        };
        self
    }

    fn join(mut self, other: Self) -> Self {
        self.facts.extend(other.facts);
        self.is_stated |= other.is_stated;
        self.no_later_than(other.oldest)
    }

    pub fn sum(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::default(), Self::plus)
    }

    /// The facts of this and another, for a quotient of the two.
    pub fn beside(&self, other: &Self) -> Self {
        Self { minor: 0, ..self.clone() }.join(other.clone())
    }
}
