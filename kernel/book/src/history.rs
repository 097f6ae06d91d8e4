//! How each instalment was met: the repayment history a page shows and the
//! diagnosis reads.

use crate::{BookError, Due, Instalment, Payment, Split, Waterfall};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// One instalment and what has met it by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentState {
    /// Its number within the loan.
    pub no: u32,
    /// The due date.
    pub due_on: BusinessDate,
    /// What was due.
    pub due: Split,
    /// What has met it.
    pub met: Split,
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

/// The repayment history of one loan as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// All instalments, in due order.
    pub instalments: Vec<InstalmentState>,
    /// Payments with a value date up to the day, in value order.
    pub payments: Vec<Payment>,
}

/// Replays the payments valued up to `as_of` over the schedule.
///
/// # Errors
/// [`BookError::Overflow`] when the amounts do not fit.
pub fn history(
    instalments: &[Instalment],
    payments: &[Payment],
    as_of: BusinessDate,
    waterfall: &Waterfall,
) -> Result<History, BookError> {
    let mut rows: Vec<&Instalment> = instalments.iter().collect();
    rows.sort_by_key(|row| (row.due_on, row.no));
    let mut valued: Vec<Payment> = payments.iter().filter(|paid| paid.value_on <= as_of).cloned().collect();
    valued.sort_by(|one, two| (one.value_on, &one.id).cmp(&(two.value_on, &two.id)));

    let mut states = Vec::with_capacity(rows.len());
    // `reach` is the running total the payments have to reach to clear a row.
    let mut reach = Amount::ZERO;
    let mut paid = Amount::ZERO;
    let mut next = valued.iter();
    let mut cleared_by = None;
    for row in rows {
        let due = Due::from(row);
        let before = reach;
        reach = reach.checked_add(due.split().total()?).ok_or(BookError::Overflow)?;
        while paid < reach {
            let Some(payment) = next.next() else { break };
            paid = paid.checked_add(payment.amount).ok_or(BookError::Overflow)?;
            cleared_by = Some(payment.value_on);
        }
        states.push(InstalmentState {
            no: row.no,
            due_on: row.due_on,
            due: due.split(),
            met: waterfall.due.meet(&due.split(), &mut paid.less(before)),
            cleared_on: if paid >= reach { cleared_by.or(Some(row.due_on)) } else { None },
        });
    }
    Ok(History { instalments: states, payments: valued })
}
