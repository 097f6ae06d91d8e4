//! Brings the rows of one loan to the kernel.

use crate::AgeError;
use makegood_book::{Arrears, Due, Order, age};
use makegood_units::{Amount, BusinessDate};
use std::fmt;

/// What every loan is aged by.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub as_of: BusinessDate,
    pub order: Order,
}

/// One past-due instalment out of its file.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub no: i64,
    pub due: Due,
}

impl Rule {
    /// Rows that are already in due order.
    pub(crate) fn in_order(
        &self,
        loan: impl fmt::Display,
        rows: impl IntoIterator<Item = Due>,
        paid: i64,
    ) -> Result<Arrears, AgeError> {
        age(rows, Amount::from_minor(paid), self.as_of, &self.order)
            .map_err(|source| AgeError::Book { loan: loan.to_string(), source })
    }

    /// Rows in any order; those that are not yet past due may be left out.
    pub(crate) fn any_order(&self, loan: impl fmt::Display, rows: &mut [Row], paid: i64) -> Result<Arrears, AgeError> {
        // The kernel's order is by due date; the number decides between rows of one day.
        rows.sort_unstable_by_key(|row| row.no);
        if let Some(twice) = rows.windows(2).find(|pair| pair[0].no == pair[1].no) {
            return Err(AgeError::TwiceTheInstalment { loan: loan.to_string(), no: twice[0].no });
        }
        rows.sort_by_key(|row| row.due.due_on);
        self.in_order(loan, rows.iter().map(|row| row.due), paid)
    }
}
