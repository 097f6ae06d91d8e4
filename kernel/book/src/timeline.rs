//! A loan's life as spans of days on which nothing but the count of days changed.

use crate::{Arrears, Split};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// Days from `from` to the day before `to` on which the loan stood the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: BusinessDate,
    /// The day after the last; none while it lasts.
    pub to: Option<BusinessDate>,
    /// Due and unpaid, and since when.
    pub arrears: Arrears,
    /// Everything scheduled and not yet paid, arrears included, by component.
    pub outstanding: Split,
}

impl Span {
    /// Whether the span holds the day.
    pub fn holds(&self, day: BusinessDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// The exposure: all that is outstanding.
    pub fn exposure(&self) -> Amount {
        self.outstanding.total().unwrap_or(Amount::LIMIT)
    }
}
