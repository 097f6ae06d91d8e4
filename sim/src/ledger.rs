//! A naive model of the book: every report kept in a list, everything owed counted
//! from the first instalment on, in the simplest way that can be read.

use crate::loan_event::EventRow;
use makegood_units::BusinessDate;
use std::collections::BTreeMap;

/// Reports of one thing: the day of the report and what it says, as they came.
#[derive(Clone, Debug)]
pub(crate) struct Reports<T>(Vec<(Option<BusinessDate>, T)>);

impl<T> Default for Reports<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> Reports<T> {
    pub(crate) fn take(&mut self, reported_on: Option<BusinessDate>, what: T) {
        self.0.push((reported_on, what));
    }

    /// Whether a report of that day is there.
    pub(crate) fn speaks_of(&self, reported_on: BusinessDate) -> bool {
        self.0.iter().any(|(day, _)| *day == Some(reported_on))
    }

    /// The report of the latest day; of one day, the one that came last.
    pub(crate) fn current(&self) -> Option<&T> {
        let latest = self.0.iter().map(|(day, _)| *day).max()?;
        self.0.iter().rev().find(|(day, _)| *day == latest).map(|(_, what)| what)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct LoanRow {
    pub borrower: String,
    pub branch: String,
    pub currency: &'static str,
    pub principal: i64,
    pub disbursed_on: BusinessDate,
}

#[derive(Clone, Debug)]
pub(crate) struct InstalmentRow {
    pub due_on: BusinessDate,
    pub principal: i64,
    pub interest: i64,
    pub fee: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct PaymentRow {
    pub loan: String,
    pub value_on: BusinessDate,
    pub entered_on: Option<BusinessDate>,
    pub amount: i64,
}

/// The book as the files said it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    pub loans: BTreeMap<String, Reports<LoanRow>>,
    pub instalments: BTreeMap<(String, u32), Reports<InstalmentRow>>,
    pub payments: BTreeMap<String, Reports<PaymentRow>>,
    pub events: BTreeMap<String, Reports<EventRow>>,
    /// Instalments of a restructuring: loan, number, event.
    pub replacements: BTreeMap<(String, u32, String), Reports<InstalmentRow>>,
}

/// Where a loan stands, counted naively; amounts in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stands {
    pub is_open: bool,
    pub is_paid_off: bool,
    pub arrears: i64,
    pub outstanding: i64,
    pub since: Option<BusinessDate>,
    pub days_past_due: i32,
}

impl Ledger {
    pub(crate) fn loan(&self, id: &str) -> Option<&LoanRow> {
        self.loans.get(id).and_then(Reports::current)
    }

    pub(crate) fn instalments_of(&self, loan: &str) -> Vec<(u32, &InstalmentRow)> {
        let of = self.instalments.iter().filter(|((owner, _), _)| owner == loan);
        let mut rows: Vec<_> = of.filter_map(|((_, no), reports)| Some((*no, reports.current()?))).collect();
        rows.sort_by_key(|(no, row)| (row.due_on, *no));
        rows
    }

    /// The payments of a loan that were not taken back for good.
    pub(crate) fn counting(&self, loan: &str, seen_on: BusinessDate) -> Vec<(&String, &PaymentRow)> {
        let current = self.payments.iter().filter_map(|(id, reports)| Some((id, reports.current()?)));
        let counts = |(id, paid): &(&String, &PaymentRow)| paid.loan == loan && !self.reversed(loan, id, seen_on);
        current.filter(counts).collect()
    }

    pub(crate) fn stands(&self, loan: &str, as_of: BusinessDate) -> Option<Stands> {
        let disbursed = self.loan(loan)?.disbursed_on <= as_of;
        let debts = self.debts_after_payments(loan, as_of);
        let outstanding: i64 = debts.iter().map(|debt| debt.unpaid).sum();
        let is_paid_off = disbursed && !debts.is_empty() && outstanding == 0;
        let is_open = disbursed && outstanding > 0;
        let (mut arrears, mut since) = (0, None);
        for debt in debts.iter().filter(|debt| is_open && debt.due_on < as_of && debt.unpaid > 0) {
            arrears += debt.unpaid;
            since = since.or(Some(debt.due_on));
        }
        let days_past_due = since.map_or(0, |since| as_of.days_since(since));
        Some(Stands { is_open, is_paid_off, arrears, outstanding, since, days_past_due })
    }

    pub(crate) fn loans_of(&self, borrower: &str) -> Vec<&String> {
        let theirs = |reports: &Reports<LoanRow>| reports.current().is_some_and(|row| row.borrower == borrower);
        self.loans.iter().filter(|(_, reports)| theirs(reports)).map(|(id, _)| id).collect()
    }
}
