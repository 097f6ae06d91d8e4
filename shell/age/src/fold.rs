//! Brings the rows of one loan to the kernel.

use crate::AgeError;
use crate::found::Found;
use crate::receipts::Receipt;
use makegood_book::{BookError, Due, Order, age, overdue_basis};
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
    /// Rows that are already in due order, receipts up to the day in value order.
    pub(crate) fn in_order(
        &self,
        loan: impl fmt::Display,
        rows: impl IntoIterator<Item = Due> + Clone,
        receipts: &[Receipt],
    ) -> Result<Found, AgeError> {
        let received = receipts.iter().map(|(_, amount)| *amount);
        let paid = Amount::checked_sum(received).ok_or_else(|| AgeError::TooMuchPaid { loan: loan.to_string() })?;
        let found = || {
            let arrears = age(rows.clone(), paid, self.as_of, &self.order)?;
            let basis = overdue_basis(rows, receipts.iter().copied(), self.as_of)?;
            // A column of the output holds 64 bits.
            let basis = i64::try_from(basis).map_err(|_| BookError::Overflow)?;
            Ok(Found { arrears, basis, over_reversed: paid < Amount::ZERO })
        };
        found().map_err(|source| AgeError::Book { loan: loan.to_string(), source })
    }

    /// Rows in any order; those that are not yet past due may be left out.
    pub(crate) fn any_order(
        &self,
        loan: impl fmt::Display,
        rows: &mut [Row],
        receipts: &[Receipt],
    ) -> Result<Found, AgeError> {
        // The kernel's order is by due date; the number decides between rows of one day.
        rows.sort_unstable_by_key(|row| row.no);
        if let Some(twice) = rows.windows(2).find(|pair| pair[0].no == pair[1].no) {
            return Err(AgeError::TwiceTheInstalment { loan: loan.to_string(), no: twice[0].no });
        }
        rows.sort_by_key(|row| row.due.due_on);
        self.in_order(loan, rows.iter().map(|row| row.due), receipts)
    }
}
