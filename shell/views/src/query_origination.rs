//! What became of loans by how they were granted: by product, originator and month, with
//! what was found wrong with the granting. For whoever grants the next ones.

use crate::{ViewError, all_loans, load, loan_input, plan_in_force, policy, state};
use makegood_book::{BookRules, LoanFacts, timeline};
use makegood_case::{CaseEvent, PartyRole};
use makegood_day_close::Plan;
use makegood_diagnosis::{EvidenceTable, Family};
use makegood_journal::Connection;
use makegood_units::{BusinessDate, LoanId, Measured, PartyId, Proportion};
use serde::Serialize;
use std::collections::BTreeMap;

/// The role of whoever granted or brought a loan.
pub const ORIGINATOR: &str = "originator";
/// Days past due from which a loan counts as having been late at all.
const EVER_LATE_DAYS: i32 = 30;

/// Loans granted alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OriginationRow {
    /// The product, in the lender's words; empty where none is on file.
    pub product: String,
    /// Who granted or brought them; empty where nobody is on file.
    pub originator: String,
    /// The month they were paid out, as `2026-03`; empty where it is not known.
    pub month: String,
    /// How many were ever 30 days past due, of all.
    pub ever_30: Measured,
    /// Loans past due now, with why and what was found.
    pub late: Vec<LateLoan>,
}

/// A loan past due now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LateLoan {
    /// Which.
    pub loan: LoanId,
    /// Whose.
    pub party: PartyId,
    /// The code of the situation found; `undetermined` while it is not known.
    pub cause: String,
    /// What a review of the file found wrong with the granting, by id of the evidence table.
    pub defects: Vec<String>,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origination {
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// Loans past due on that day, counted from the plan: the rows add up to it.
    pub late: usize,
    /// What each defect is, by id.
    pub defects: BTreeMap<String, String>,
    /// By product, originator and month.
    pub rows: Vec<OriginationRow>,
}

impl OriginationRow {
    /// How many of the loans past due have each cause.
    pub fn causes(&self) -> BTreeMap<&str, usize> {
        counted(self.late.iter().map(|loan| loan.cause.as_str()))
    }

    /// How many of them have each defect.
    pub fn defects(&self) -> BTreeMap<&str, usize> {
        counted(self.late.iter().flat_map(|loan| loan.defects.iter().map(String::as_str)))
    }
}

fn counted<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

/// The report of the last closed day; `None` before the first close. Reads every loan.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn origination(book: &Connection) -> Result<Option<Origination>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let Some(plan) = plan_in_force(book)? else { return Ok(None) };
    let mut late = late_loans(book, &plan, &policy.method.table)?;
    let counted_late = late.len();
    let mut rows: BTreeMap<[String; 3], (Proportion, Vec<LateLoan>)> = BTreeMap::new();
    for id in all_loans(book, i64::MAX)? {
        let Some(facts) = loan_input(book, &id, i64::MAX)? else { continue };
        let (ever, of_row) = rows.entry(key(book, &facts)?).or_default();
        ever.count(was_late(&facts, &policy.strategy.book, as_of)?);
        of_row.extend(late.remove(&id));
    }
    let rows = rows.into_iter().map(|([product, originator, month], (ever, late))| OriginationRow {
        product,
        originator,
        month,
        ever_30: ever.measured(),
        late,
    });
    let of_granting = policy.method.table.iter().filter(|kind| kind.family == Family::Underwriting);
    Ok(Some(Origination {
        as_of,
        late: counted_late,
        defects: of_granting.map(|kind| (kind.id.clone(), kind.says.clone())).collect(),
        rows: rows.collect(),
    }))
}

/// Every loan past due in the plan, with its cause and the defects noted in its case.
fn late_loans(book: &Connection, plan: &Plan, table: &EvidenceTable) -> Result<BTreeMap<LoanId, LateLoan>, ViewError> {
    let mut late = BTreeMap::new();
    for case in &plan.cases {
        let events = load::case_input(book, &case.party, i64::MAX)?.events;
        let mut defects: Vec<String> = Vec::new();
        for event in events.iter().filter(|one| one.effective_on <= plan.as_of) {
            if let CaseEvent::EvidenceNoted(noted) = &event.event
                && table.get(&noted.evidence).is_some_and(|kind| kind.family == Family::Underwriting)
                && !defects.contains(&noted.evidence)
            {
                defects.push(noted.evidence.clone());
            }
        }
        for loan in case.owed.loans.iter().filter(|loan| loan.days_past_due > 0) {
            let of_loan = LateLoan {
                loan: loan.loan.clone(),
                party: case.party.clone(),
                cause: case.finding.situation.code().to_owned(),
                defects: defects.clone(),
            };
            late.insert(loan.loan.clone(), of_loan);
        }
    }
    Ok(late)
}

fn key(book: &Connection, facts: &LoanFacts) -> Result<[String; 3], ViewError> {
    let loan = &facts.loan;
    let mut roles = load::rows::<PartyRole>(book, loan.id.as_str(), "party_role", i64::MAX)?;
    roles.retain(|role| role.role == ORIGINATOR);
    let originator = roles.first().map_or_else(String::new, |role| role.party.to_string());
    let month = loan.disbursed_on.map_or_else(String::new, |day| day.to_string().chars().take(7).collect());
    Ok([loan.product.clone().unwrap_or_default(), originator, month])
}

/// Whether it was past due for so long on any day until `as_of`.
fn was_late(facts: &LoanFacts, rules: &BookRules, as_of: BusinessDate) -> Result<bool, ViewError> {
    let told = timeline(facts, rules, as_of);
    let spans = told.map_err(|source| ViewError::Book { loan: facts.loan.id.clone(), source })?;
    Ok(spans.iter().any(|span| {
        let last = span.to.map_or(as_of, |to| to.plus_days(-1)).min(as_of);
        let since = span.arrears.since;
        since.is_some_and(|since| rules.convention.days_past_due(since, last) >= EVER_LATE_DAYS)
    }))
}
