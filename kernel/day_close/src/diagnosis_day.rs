//! The diagnosis of one case over time, with what people decided about it.

use crate::case_book::{CloseError, Owed, Told, histories, owed};
use crate::cash::state_on;
use crate::{CaseInput, Rules, why_late};
use makegood_book::Standing;
use makegood_case::{CaseState, FindingBasis, FindingEvent, Noted};
use makegood_diagnosis::{AtMaturity, BeliefHistory, DayRead, Ruled, at_maturity, belief_history, observe, read_day};
use makegood_units::{BusinessDate, StaffId};

/// So many days are looked back; older evidence has faded or is in the finding of today.
pub const HISTORY_DAYS: i32 = 400;

/// A case's diagnosis on a day, with what people decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosisDay {
    /// The day.
    pub as_of: BusinessDate,
    /// The finding, and what holds of it.
    pub ruled: Ruled,
    /// Every decision about a finding of the case, oldest first.
    pub decisions: Vec<Noted<FindingEvent>>,
    /// Who answers for the case: whoever the last plan names; none where nobody took it on.
    pub owner: Option<StaffId>,
    /// What the finding says at maturity, where a late loan has matured.
    pub at_maturity: Option<AtMaturity>,
}

impl DiagnosisDay {
    /// The finding an open appeal is about.
    pub fn contested(&self) -> Option<&FindingBasis> {
        let open = self.ruled.standing.appeal.as_ref()?;
        self.decisions.iter().find_map(|one| match &one.what {
            FindingEvent::FindingAppealed(appealed) if one.seq == open.seq => Some(&appealed.basis),
            _ => None,
        })
    }
}

/// The case's records on one day, as known now.
struct OnDay {
    state: CaseState,
    told: Vec<Told>,
    owed: Owed,
}

/// Reads the diagnosis of a case. `None` when it has no loan on the book.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn diagnosis_day(
    case: &CaseInput,
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> Result<Option<DiagnosisDay>, CloseError> {
    let Some(OnDay { state, told, owed }) = on_day(case, as_of, rules)? else { return Ok(None) };
    let records = why_late::records(&state, &told, &owed, as_of);
    let ruled = why_late::ruled(&records, &state, as_of, rules);
    let matured_on = matured_on(&owed, &told, as_of);
    Ok(Some(DiagnosisDay {
        as_of,
        at_maturity: matured_on.map(|day| at_maturity(&ruled.finding, day)),
        ruled,
        owner: state.plans.last().map(|plan| plan.what.owner.clone()),
        decisions: state.on_findings,
    }))
}

/// The beliefs and the situation over the last [`HISTORY_DAYS`], with their change points.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn diagnosis_history(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<BeliefHistory, CloseError> {
    let mut read = Vec::new();
    for back in (0..=HISTORY_DAYS).rev() {
        read.extend(day_read(case, as_of.plus_days(-back), rules)?);
    }
    Ok(belief_history(&read))
}

fn on_day(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Option<OnDay>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let told = histories(case, as_of, rules)?;
    Ok(Some(OnDay { state: state_on(case, &told, &owed, rules, as_of), told, owed }))
}

fn day_read(case: &CaseInput, day: BusinessDate, rules: Rules<'_>) -> Result<Option<DayRead>, CloseError> {
    let Some(then) = on_day(case, day, rules)? else { return Ok(None) };
    let records = why_late::records(&then.state, &then.told, &then.owed, day);
    Ok(Some(read_day(&observe(&records, day), &then.state.on_findings, day, rules.method)))
}

/// The day the last instalment of a late loan fell due, once it has passed; of several
/// loans the first.
pub(crate) fn matured_on(owed: &Owed, told: &[Told], as_of: BusinessDate) -> Option<BusinessDate> {
    let is_late = |told: &&Told| {
        let mut days = owed.loans.iter().filter(|day| day.loan == told.loan);
        days.any(|day| day.days_past_due > 0 && day.position.standing == Standing::Open)
    };
    let ends =
        told.iter().filter(is_late).filter_map(|told| told.history.instalments.iter().map(|row| row.due_on).max());
    ends.filter(|day| *day < as_of).min()
}
