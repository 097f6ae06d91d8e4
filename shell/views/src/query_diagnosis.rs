//! One case's diagnosis: the finding, who decided about it, and how it came about.

use crate::query_case::{Happened, happened, known_day};
use crate::{ViewError, load, name_of, policy};
use makegood_day_close::{CloseError, DiagnosisDay, diagnosis_day, diagnosis_history};
use makegood_diagnosis::BeliefHistory;
use makegood_journal::Connection;
use makegood_units::PartyId;

/// The diagnosis of one case.
#[derive(Clone, Debug)]
pub struct DiagnosisView {
    /// Whose.
    pub party: PartyId,
    /// Their name, empty when none was delivered.
    pub name: String,
    /// The finding and the decisions about it.
    pub day: DiagnosisDay,
    /// What happened, oldest first, with who wrote it down.
    pub happened: Vec<Happened>,
}

/// The diagnosis as of the last closed day, or of a later day on which something was
/// recorded. `None` when nothing is known of the borrower.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn diagnosis_view(book: &Connection, party: &PartyId) -> Result<Option<DiagnosisView>, ViewError> {
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let Some(as_of) = known_day(book, party)? else { return Ok(None) };
    let input = load::case_input(book, party, i64::MAX)?;
    let day = diagnosis_day(&input, as_of, policy.rules()).map_err(unreadable)?;
    let Some(day) = day else { return Ok(None) };
    let (name, happened) = (name_of(book, party)?, happened(book, party, i64::MAX)?);
    Ok(Some(DiagnosisView { party: party.clone(), name, day, happened }))
}

/// The same over time. Every day is read anew, so it is asked for where it is shown.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn diagnosis_over_time(book: &Connection, party: &PartyId) -> Result<BeliefHistory, ViewError> {
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(BeliefHistory::default()) };
    let Some(as_of) = known_day(book, party)? else { return Ok(BeliefHistory::default()) };
    let input = load::case_input(book, party, i64::MAX)?;
    diagnosis_history(&input, as_of, policy.rules()).map_err(unreadable)
}

fn unreadable(error: CloseError) -> ViewError {
    ViewError::Book { loan: error.loan, source: error.source }
}
