//! A loan's life as spans of days on which nothing but the count of days changed.

use crate::{Arrears, BookError, BookRules, LoanFacts, Split, Standing, position};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days from `from` to the day before `to` on which the loan stood the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: BusinessDate,
    /// The day after the last; none while it lasts.
    pub to: Option<BusinessDate>,
    /// Due and unpaid, and since when.
    pub arrears: Arrears,
    /// Everything scheduled and not yet paid, arrears included, by component.
    pub outstanding: Split,
}

impl Span {
    /// Whether the span holds the day.
    pub fn holds(&self, day: BusinessDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// The exposure: all that is outstanding.
    pub fn exposure(&self) -> Amount {
        self.outstanding.total().unwrap_or(Amount::LIMIT)
    }
}

/// The days on which a loan may change by what is known of it.
pub(crate) fn days_of_change(facts: &LoanFacts, rules: &BookRules) -> impl Iterator<Item = BusinessDate> {
    let past_due = facts.instalments.iter().map(|row| rules.convention.first_day_past_due(row.due_on));
    // Money in suspense meets an instalment on its due date.
    let suspense = rules.uses_suspense();
    let due = facts.instalments.iter().filter(move |_| suspense).map(|row| row.due_on);
    let valued = facts.payments.iter().map(|payment| payment.value_on);
    let happened = facts.events.iter().flat_map(crate::LoanEvent::days);
    past_due.chain(due).chain(valued).chain(happened).chain(facts.loan.disbursed_on)
}

/// The life of a loan up to the end of `until`, from the day it was paid out or, where
/// that is not known, its first due date. Spans touch; the last one is open.
///
/// # Errors
/// As [`position`].
pub fn timeline(facts: &LoanFacts, rules: &BookRules, until: BusinessDate) -> Result<Vec<Span>, BookError> {
    let first = facts.instalments.iter().map(|row| row.due_on).min();
    let Some(begins) = facts.loan.disbursed_on.or(first) else { return Ok(Vec::new()) };
    let mut days: BTreeSet<BusinessDate> = days_of_change(facts, rules).collect();
    days.insert(begins);
    let mut spans: Vec<Span> = Vec::new();
    for from in days.into_iter().filter(|day| begins <= *day && *day <= until) {
        let now = position(facts, from, rules)?;
        let outstanding = match now.standing {
            Standing::NotYetDisbursed => Split::default(),
            _ => now.outstanding_parts,
        };
        let same = |last: &Span| last.arrears == now.arrears && last.outstanding == outstanding;
        if spans.last().is_some_and(same) {
            continue;
        }
        if let Some(last) = spans.last_mut() {
            last.to = Some(from);
        }
        spans.push(Span { from, to: None, arrears: now.arrears, outstanding });
    }
    Ok(spans)
}
