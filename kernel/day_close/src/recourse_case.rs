//! Recourse and security of a case: the debts from the book, the roles as delivered, and
//! the rows people learnt, put before `kernel/recourse`.
//!
//! A row is written once, in one case. It counts for every case that shares a debt with
//! it, so that a group looks the same from each of its members.

use crate::case_book::owed;
use crate::recourse_book::{book, periods};
use crate::{CaseInput, CloseError, Rules};
use makegood_book::BookRules;
use makegood_recourse::{Facts, FileError, Recourse, Refusal, Row, recourse, scope};
use makegood_strategy::RecoursePolicy;
use makegood_units::{BusinessDate, Currency, LoanId, PartyId, StaffId};
use std::collections::BTreeMap;

/// What is on file about recourse and security.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecourseInput {
    /// Every version of every row that names one of the debts, in journal order; rows
    /// that turn out not to belong do no harm.
    pub rows: Vec<RowVersion>,
    /// The cases of other borrowers whose debts such a row joins to this one's, by id.
    pub beside: Vec<CaseInput>,
}

/// A row as it was learnt, or withdrawn, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowVersion {
    /// The number of the event.
    pub seq: i64,
    /// The business day it counts from.
    pub on: BusinessDate,
    /// In whose case it was written down.
    pub learnt_in: PartyId,
    /// Who wrote it down.
    pub by: StaffId,
    /// What became of it.
    pub change: RowChange,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// It was learnt, or corrected.
    Learnt(Row),
    /// It does not hold: its table and id.
    Withdrawn(String, String),
}

impl RowVersion {
    /// The table and the id of the row.
    pub fn key(&self) -> (&str, &str) {
        match &self.change {
            RowChange::Learnt(row) => (&row.table, &row.id),
            RowChange::Withdrawn(table, id) => (table, id),
        }
    }

    /// The row, unless it was withdrawn.
    pub fn row(&self) -> Option<&Row> {
        match &self.change {
            RowChange::Learnt(row) => Some(row),
            RowChange::Withdrawn(..) => None,
        }
    }
}

/// A case with everything that belongs to its debts.
#[derive(Clone, Debug)]
pub struct RecourseCase {
    /// What the kernel works with.
    pub facts: Facts,
    /// The rows it rests on, as they stand, by table and id.
    pub rows: Vec<RowVersion>,
    /// Rows that no longer read; nothing is worked out beside them.
    pub unread: Vec<FileError>,
}

impl RecourseCase {
    /// What follows from it.
    ///
    /// # Errors
    /// Every contradiction by name, and every row that no longer reads.
    pub fn answer(&self) -> Result<Recourse, Vec<Refusal>> {
        let unread = |error: &FileError| Refusal {
            code: error.code,
            says: error.says.clone(),
            way_out: error.way_out.clone(),
            cited: None,
            waits_for: Vec::new(),
            facts: Vec::new(),
        };
        if self.unread.is_empty() { recourse(&self.facts) } else { Err(self.unread.iter().map(unread).collect()) }
    }
}

/// The rows that stand on a day, by table and id: of each the last word by then.
fn standing(case: &CaseInput, as_of: BusinessDate) -> Vec<&RowVersion> {
    let mut last: BTreeMap<(&str, &str), &RowVersion> = BTreeMap::new();
    for version in case.recourse.rows.iter().filter(|version| version.on <= as_of) {
        last.insert(version.key(), version);
    }
    last.into_values().filter(|version| version.row().is_some()).collect()
}

/// The loans of a case and of those beside it.
fn all_cases(case: &CaseInput) -> impl Iterator<Item = &CaseInput> {
    std::iter::once(case).chain(&case.recourse.beside)
}

/// The rows of a day that belong to the debts of a case, and these debts.
pub fn scope_of(case: &CaseInput, as_of: BusinessDate) -> (Vec<LoanId>, Vec<&RowVersion>) {
    let versions = standing(case, as_of);
    let rows: Vec<Row> = versions.iter().filter_map(|version| version.row().cloned()).collect();
    let scope = scope(&rows, case.loans.iter().map(|input| input.loan.id.clone()));
    let shares = |party: &PartyId| {
        let mut loans = all_cases(case).filter(|one| one.party == *party).flat_map(|one| &one.loans);
        *party == case.party || loans.any(|input| scope.debts.contains(&input.loan.id))
    };
    let belongs = |version: &&RowVersion| {
        let Some(row) = version.row() else { return false };
        let in_scope = scope.rows.iter().any(|one| (&one.table, &one.id) == (&row.table, &row.id));
        in_scope && (!row.is_general() || shares(&version.learnt_in))
    };
    let rows = versions.into_iter().filter(belongs).collect();
    (scope.debts.into_iter().collect(), rows)
}

/// Everything that belongs to the debts of a case on a day. `None` when it has no loan on
/// the book.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn recourse_case(
    case: &CaseInput,
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> Result<Option<RecourseCase>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let strategy = rules.strategy;
    let mut known = gathered(case, as_of, owed.currency, &strategy.book, &strategy.recourse)?;
    for one in all_cases(case) {
        periods(one, &mut known.facts, rules)?;
    }
    Ok(Some(known))
}

/// The same where no policy is in force yet, so that what is delivered before the first
/// close is checked all the same: under every law that is shipped, without clocks.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn recourse_before_policy(case: &CaseInput, as_of: BusinessDate) -> Result<Option<RecourseCase>, CloseError> {
    let Some(currency) = case.loans.first().map(|input| input.loan.currency) else { return Ok(None) };
    let laws = makegood_recourse::laws().map(str::to_owned).collect();
    let policy = RecoursePolicy { laws, ..RecoursePolicy::default() };
    gathered(case, as_of, currency, &BookRules::default(), &policy).map(Some)
}

fn gathered(
    case: &CaseInput,
    as_of: BusinessDate,
    currency: Currency,
    book_rules: &BookRules,
    policy: &RecoursePolicy,
) -> Result<RecourseCase, CloseError> {
    let (debts, rows) = scope_of(case, as_of);
    let laws: Vec<&str> = policy.laws.iter().map(String::as_str).collect();
    let name = format!("the case of {}", case.party);
    let mut facts = Facts::new(name, as_of, currency).under(&laws, policy.valuation_max_age_days);
    for one in all_cases(case) {
        book(one, &debts, &mut facts, book_rules)?;
    }
    let known = rows.iter().filter_map(|version| version.row());
    let (facts, unread) = match facts.clone().with_rows(known) {
        Ok(facts) => (facts, Vec::new()),
        Err(unread) => (facts, unread),
    };
    Ok(RecourseCase { facts, rows: rows.into_iter().cloned().collect(), unread })
}
