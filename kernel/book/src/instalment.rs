//! One thing owed and what has met it.

use crate::{BookError, Split};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// An amount that falls due, and what has met it by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentState {
    /// Its number within the loan; 0 when it is no instalment.
    pub no: u32,
    /// The due date.
    pub due_on: BusinessDate,
    /// What is owed on it in all.
    pub due: Split,
    /// What has met it.
    pub met: Split,
    /// How much of that came before the due date.
    pub in_advance: Amount,
    /// How much of that came after the due date.
    pub late: Amount,
    /// The value date of the payment that met the last of it.
    pub cleared_on: Option<BusinessDate>,
}

impl InstalmentState {
    /// What is still unpaid of it.
    ///
    /// # Errors
    /// [`BookError::Overflow`] when the amounts do not fit.
    pub fn unpaid(&self) -> Result<Amount, BookError> {
        self.due.minus(&self.met).total()
    }

    /// Whether it was past due and unpaid at the end of `day`.
    pub fn late_on(&self, day: BusinessDate) -> bool {
        self.due_on < day && self.cleared_on.is_none_or(|cleared| cleared > day)
    }

    /// Days between the due date and the day it was cleared, or `as_of` while open.
    pub fn days_late(&self, as_of: BusinessDate) -> i32 {
        self.cleared_on.unwrap_or(as_of).days_since(self.due_on).max(0)
    }
}
