//! The fast path: Parquet with whole numbers for ids and amounts.

use crate::files::Files;
use crate::fold::Rule;
use crate::index::Index;
use crate::lanes::DueColumns;
use crate::paid::{Paid, PaidColumns};
use crate::source::{Holds, Source};
use crate::summary::{Aged, Loans};
use crate::{AgeError, Options, Progress, gather, sorted, workers};

/// The spellings of the columns.
pub(crate) const LOAN: &[&str] = &["loan_id"];
pub(crate) const NO: &[&str] = &["no", "inst_no"];
pub(crate) const DUE_ON: &[&str] = &["due_on", "due_date"];
pub(crate) const PRINCIPAL: &[&str] = &["principal"];
pub(crate) const INTEREST: &[&str] = &["interest"];
pub(crate) const FEE: &[&str] = &["fee"];
pub(crate) const VALUE_ON: &[&str] = &["value_on", "pay_date"];
pub(crate) const AMOUNT: &[&str] = &["amount"];

/// A book whose columns are all whole numbers and dates.
pub(crate) struct Book {
    schedule: Source,
    due: DueColumns,
    payments: Source,
    paid: PaidColumns,
}

impl Book {
    /// `None` when the loans are not told apart by numbers, or `loans` has a word to
    /// say: those are read row by row.
    pub(crate) fn open(files: &Files) -> Result<Option<Self>, AgeError> {
        if !files.instalments.parquet || !files.payments.parquet || files.loans.is_some() {
            return Ok(None);
        }
        let (schedule, payments) = (Source::open(&files.instalments)?, Source::open(&files.payments)?);
        if !schedule.holds(LOAN, Holds::Whole) || !payments.holds(LOAN, Holds::Whole) {
            return Ok(None);
        }
        let due = DueColumns {
            loan: schedule.column(LOAN, Holds::Whole)?,
            no: schedule.column(NO, Holds::Whole)?,
            due_on: schedule.column(DUE_ON, Holds::Day)?,
            principal: schedule.column(PRINCIPAL, Holds::Whole)?,
            interest: schedule.column(INTEREST, Holds::Whole)?,
            fee: schedule.column(FEE, Holds::Whole)?,
        };
        let paid = PaidColumns {
            loan: payments.column(LOAN, Holds::Whole)?,
            value_on: payments.column(VALUE_ON, Holds::Day)?,
            amount: payments.column(AMOUNT, Holds::Whole)?,
        };
        Ok(Some(Self { schedule, due, payments, paid }))
    }

    pub(crate) fn age(&self, options: &Options, progress: &mut impl FnMut(Progress)) -> Result<Aged, AgeError> {
        let threads = workers::threads(options.threads);
        let how = (Rule { as_of: options.as_of, waterfall: options.waterfall }, threads);
        let index = Index::read(&self.schedule, &self.due.loan, threads, progress)?;
        let paid = Paid::read(&self.payments, &self.paid, &index.ids, options.as_of, threads, progress)?;
        let parts = match &index.runs {
            Some(runs) => sorted::age(&self.schedule, &self.due, (&index, runs), &paid.by_slot, how, progress)?,
            None => gather::age(&self.schedule, &self.due, &index.ids, &paid.by_slot, how, progress)?,
        };
        let mut aged = Aged::new(Loans::Numbers(index.ids), parts);
        aged.receipts(&paid.by_slot, paid.strays);
        Ok(aged)
    }
}
