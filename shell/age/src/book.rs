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
pub(crate) const VALUE_ON: &[&str] = &["value_on", "pay_date"];

/// A money column: in the currency's units, and in minor units.
#[derive(Clone, Copy)]
pub(crate) struct MoneyColumn {
    pub plain: &'static [&'static str],
    pub minor: &'static [&'static str],
}

pub(crate) const PRINCIPAL: MoneyColumn = MoneyColumn { plain: &["principal"], minor: &["principal_minor"] };
pub(crate) const INTEREST: MoneyColumn = MoneyColumn { plain: &["interest"], minor: &["interest_minor"] };
pub(crate) const FEE: MoneyColumn = MoneyColumn { plain: &["fee"], minor: &["fee_minor"] };
pub(crate) const AMOUNT: MoneyColumn = MoneyColumn { plain: &["amount"], minor: &["amount_minor"] };

impl MoneyColumn {
    /// The column that holds whole minor units.
    fn whole(self, files: &Files) -> &'static [&'static str] {
        if files.bare_minor { self.plain } else { self.minor }
    }
}

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
        let whole = |source: &Source, names| source.holds(names, Holds::Whole);
        let told_by_number = whole(&schedule, LOAN) && whole(&payments, LOAN);
        // The import format may leave out interest and fee, or write decimals.
        let all = [PRINCIPAL, INTEREST, FEE].iter().all(|money| whole(&schedule, money.whole(files)));
        let in_minor = files.bare_minor || (all && whole(&payments, AMOUNT.whole(files)));
        if !told_by_number || !in_minor {
            return Ok(None);
        }
        let due = DueColumns {
            loan: schedule.column(LOAN, Holds::Whole)?,
            no: schedule.column(NO, Holds::Whole)?,
            due_on: schedule.column(DUE_ON, Holds::Day)?,
            principal: schedule.column(PRINCIPAL.whole(files), Holds::Whole)?,
            interest: schedule.column(INTEREST.whole(files), Holds::Whole)?,
            fee: schedule.column(FEE.whole(files), Holds::Whole)?,
        };
        let paid = PaidColumns {
            loan: payments.column(LOAN, Holds::Whole)?,
            value_on: payments.column(VALUE_ON, Holds::Day)?,
            amount: payments.column(AMOUNT.whole(files), Holds::Whole)?,
        };
        Ok(Some(Self { schedule, due, payments, paid }))
    }

    pub(crate) fn age(&self, options: &Options, progress: &mut impl FnMut(Progress)) -> Result<Aged, AgeError> {
        let threads = workers::threads(options.threads);
        let how = (Rule { as_of: options.as_of, order: options.order }, threads);
        let index = Index::read(&self.schedule, &self.due.loan, threads, progress)?;
        let paid = Paid::read(&self.payments, &self.paid, &index.ids, options.as_of, threads, progress)?;
        let parts = match &index.runs {
            Some(runs) => sorted::age(&self.schedule, &self.due, (&index, runs), &paid.bundles, how, progress)?,
            None => gather::age(&self.schedule, &self.due, &index.ids, &paid.bundles, how, progress)?,
        };
        Ok(Aged::new(Loans::Numbers(index.ids), parts, paid.strays))
    }
}
