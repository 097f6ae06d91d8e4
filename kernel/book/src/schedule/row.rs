//! The rows of a schedule.

use super::ScheduleError;
use crate::Instalment;
use makegood_units::{Amount, BusinessDate, LoanId};
use serde::{Deserialize, Serialize};

/// One instalment of a schedule, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, from 1.
    pub no: u32,
    /// The due date.
    pub due_on: BusinessDate,
    /// Principal due.
    pub principal: Amount,
    /// Interest due.
    pub interest: Amount,
    /// Principal left when it is paid.
    pub balance_after: Amount,
}

impl Row {
    /// The row as an instalment of a loan, without fees.
    pub fn instalment(&self, loan: &LoanId) -> Instalment {
        Instalment {
            loan: loan.clone(),
            no: self.no,
            due_on: self.due_on,
            principal: self.principal,
            interest: self.interest,
            fee: Amount::ZERO,
            restructuring: None,
        }
    }
}

/// What falls due, in the order of the due dates, each of them once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The rows.
    pub rows: Vec<Row>,
    /// The sum of all principal and interest.
    pub total: Amount,
}

impl Schedule {
    /// Joins rows that fall on one day, numbers them anew and adds them up.
    pub(super) fn of(rows: Vec<Row>) -> Result<Self, ScheduleError> {
        let sum = |one: Amount, other: Amount| one.checked_add(other).ok_or(ScheduleError::Overflow);
        let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
        let (mut no, mut total) = (0, Amount::ZERO);
        for row in rows {
            total = sum(total, sum(row.principal, row.interest)?)?;
            match joined.last_mut() {
                Some(last) if last.due_on == row.due_on => {
                    last.principal = sum(last.principal, row.principal)?;
                    last.interest = sum(last.interest, row.interest)?;
                    last.balance_after = row.balance_after;
                }
                _ => {
                    no += 1;
                    joined.push(Row { no, ..row });
                }
            }
        }
        if joined.iter().any(|row| row.interest > Amount::LIMIT) {
            return Err(ScheduleError::AmountTooLarge);
        }
        Ok(Self { rows: joined, total })
    }

    /// The rows as instalments of a loan, without fees.
    pub fn instalments<'a>(&'a self, loan: &'a LoanId) -> impl Iterator<Item = Instalment> + 'a {
        self.rows.iter().map(|row| row.instalment(loan))
    }
}
