//! How each instalment was met: the repayment history a page shows and the
//! diagnosis reads.

use crate::apply::apply;
use crate::event::void_on;
use crate::obligations::obligations;
use crate::pause::{Pause, pauses};
use crate::{BookError, BookRules, InstalmentState, LoanEvent, LoanFacts, Payment, Split};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// The repayment history of one loan as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// All that is owed, in due order: instalments, chargebacks and charges that stand
    /// by themselves.
    pub instalments: Vec<InstalmentState>,
    /// Payments that count, with a value date up to the day, in value order.
    pub payments: Vec<Payment>,
    /// What each of these payments met.
    pub met: Vec<Split>,
    /// Received and not owed yet.
    pub over: Amount,
    /// Events that hold on the day, by their effective days.
    pub events: Vec<LoanEvent>,
    /// Spans in which delinquent days do not count, in the order of their entry.
    pub pauses: Vec<Pause>,
}

/// Replays the payments valued up to `as_of` over what is owed.
///
/// # Errors
/// [`BookError`] when the amounts do not fit, or a payment is below zero.
pub fn history(facts: &LoanFacts, as_of: BusinessDate, rules: &BookRules) -> Result<History, BookError> {
    let owed = obligations(facts, as_of, rules)?;
    let applied = apply(&owed.rows, &owed.receipts(), rules, as_of)?;
    // A pause may be entered ahead of its first day, so these are not only those in effect.
    let void = void_on(&facts.events, as_of, |_| true);
    let mut entered: Vec<&LoanEvent> = facts.events.iter().filter(|event| !void.contains(&event.id)).collect();
    entered.sort_by_key(|event| (event.entered_on, event.effective_on));
    Ok(History {
        instalments: applied.rows,
        payments: owed.payments.into_iter().cloned().collect(),
        met: applied.receipts,
        over: applied.over,
        events: owed.events.into_iter().cloned().collect(),
        pauses: pauses(entered),
    })
}
