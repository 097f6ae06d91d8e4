//! What became of loans by how they were granted: by product, originator and month, with
//! what was found wrong with the granting. For whoever grants the next ones.

use crate::figures::tallies;
use crate::{ViewError, load, plan_in_force, policy, state};
use makegood_case::{CaseEvent, PartyRole};
use makegood_day_close::Plan;
use makegood_diagnosis::{EvidenceTable, Family};
use makegood_journal::{Connection, owners_of_kind};
use makegood_metrics::Tally;
use makegood_units::{BusinessDate, LoanId, Measured, PartyId, Proportion};
use serde::Serialize;
use std::collections::BTreeMap;

/// The role of whoever granted or brought a loan.
pub const ORIGINATOR: &str = "originator";

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

/// The report of the last closed day; `None` before the first close. Reads every loan as the
/// close counted it.
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
    let originators = originators(book)?;
    for tally in tallies(book)? {
        let (ever, of_row) = rows.entry(key(&tally, &originators)).or_default();
        ever.count(tally.ever_30_on.is_some_and(|on| on <= as_of));
        of_row.extend(late.remove(&tally.loan));
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
        let events = load::events_of(book, &case.party, i64::MAX)?;
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

/// Who granted or brought each loan of which it is on file.
fn originators(book: &Connection) -> Result<BTreeMap<LoanId, PartyId>, ViewError> {
    let mut found = BTreeMap::new();
    for loan in owners_of_kind(book, "party_role")? {
        let roles = load::rows::<PartyRole>(book, &loan, "party_role", i64::MAX)?;
        if let Some(role) = roles.into_iter().find(|role| role.role == ORIGINATOR) {
            found.insert(LoanId::new(loan), role.party);
        }
    }
    Ok(found)
}

fn key(tally: &Tally, originators: &BTreeMap<LoanId, PartyId>) -> [String; 3] {
    let originator = originators.get(&tally.loan).map_or_else(String::new, ToString::to_string);
    let month = tally.disbursed_on.map_or_else(String::new, |day| day.to_string().chars().take(7).collect());
    [tally.product.clone(), originator, month]
}
