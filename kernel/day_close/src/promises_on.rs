//! Every promise of a case, judged by the cash, whether anything is still owed or not.

use crate::case_book::{CloseError, histories, owed};
use crate::cash::state_on;
use crate::{CaseInput, Rules};
use makegood_case::PromiseOutcome;
use makegood_units::BusinessDate;

/// The promises of a case on a day; none of a case without loans.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn promises_on(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Vec<PromiseOutcome>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(Vec::new()) };
    let told = histories(case, as_of, rules)?;
    Ok(state_on(case, &told, &owed, rules, as_of).promises)
}
