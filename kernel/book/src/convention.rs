//! How days past due are counted, by name.

use crate::pause::{Pause, paused_days};
use crate::{BookError, Split};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// The smallest arrears that count. Both limits have to be exceeded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Materiality {
    /// Arrears above this, in minor units.
    pub above: Amount,
    /// Arrears above this share of all that is outstanding, in basis points.
    pub above_basis_points: u16,
}

impl Materiality {
    /// Whether arrears are above both limits.
    pub fn is_exceeded(&self, arrears: Amount, outstanding: Amount) -> bool {
        let share = i128::from(arrears.minor()) * 10_000;
        let limit = i128::from(outstanding.minor()) * i128::from(self.above_basis_points);
        arrears > self.above && share > limit
    }
}

/// A way of counting days past due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Convention {
    /// The number the due date itself has when it ends unpaid: 0, or 1 as in India.
    pub due_day: u8,
    /// Days taken off the delinquent days of the loan. They delay the case and never
    /// change days past due.
    pub grace_days: u16,
    /// Whether the same days are taken off each instalment's count too.
    pub grace_on_instalments: bool,
    /// Whether an instalment has no bucket of its own until the loan is past its grace.
    pub instalments_gated_by_loan: bool,
    /// Whether pause days before an instalment's due date are left uncounted.
    pub pause_days_clipped_to_due: bool,
    /// Arrears too small to count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub materiality: Option<Materiality>,
}

/// One instalment as a convention reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpaid {
    /// The due date.
    pub due_on: BusinessDate,
    /// What is unpaid of it.
    pub unpaid: Amount,
}

/// How late a loan is, by a convention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lateness {
    /// Days from the oldest unpaid due date; 0 when nothing is past due.
    pub past_due_days: i32,
    /// The same less grace and paused days; never below 0.
    pub delinquent_days: i32,
    /// The day the loan became delinquent: the oldest unpaid due date and the grace.
    pub delinquent_since: Option<BusinessDate>,
    /// Everything past due and unpaid, grace and pauses ignored.
    pub delinquent_amount: Amount,
    /// Each instalment past due: its own days, without its paused days, and what is unpaid.
    pub instalments: Vec<(i32, Amount)>,
}

impl Convention {
    /// The day whose end is day 0 for a due date: the due date itself, or the day before.
    pub fn day_zero(&self, due_on: BusinessDate) -> BusinessDate {
        due_on.plus_days(-i32::from(self.due_day))
    }

    /// The first day at whose end an unpaid due date is past due.
    pub fn first_day_past_due(&self, due_on: BusinessDate) -> BusinessDate {
        self.day_zero(due_on).plus_days(1)
    }

    /// The day that lies after every due date past due at the end of `day`.
    pub fn counting_day(&self, day: BusinessDate) -> BusinessDate {
        day.plus_days(i32::from(self.due_day))
    }

    /// Days past due of one due date at the end of `day`; 0 when it is not past due.
    pub fn days_past_due(&self, due_on: BusinessDate, day: BusinessDate) -> i32 {
        (day.days_since(due_on) + i32::from(self.due_day)).max(0)
    }

    /// How late a loan is at the end of `day`.
    ///
    /// `outstanding` is all that is scheduled and unpaid; only materiality reads it.
    ///
    /// # Errors
    /// [`BookError::Overflow`] when the amounts do not fit.
    pub fn lateness(
        &self,
        rows: &[Unpaid],
        pauses: &[Pause],
        outstanding: &Split,
        day: BusinessDate,
    ) -> Result<Lateness, BookError> {
        let after = self.counting_day(day);
        let late: Vec<&Unpaid> = rows.iter().filter(|row| row.due_on < after && !row.unpaid.is_zero()).collect();
        let amount = Amount::checked_sum(late.iter().map(|row| row.unpaid)).ok_or(BookError::Overflow)?;
        let total = outstanding.total()?;
        let Some(oldest) = late.iter().map(|row| row.due_on).min() else { return Ok(Lateness::default()) };
        if self.materiality.is_some_and(|limits| !limits.is_exceeded(amount, total)) {
            return Ok(Lateness { delinquent_amount: amount, ..Lateness::default() });
        }
        let paused = |due_on| paused_days(pauses, day, self.pause_days_clipped_to_due.then_some(due_on));
        let past_due_days = self.days_past_due(oldest, day);
        let grace = i32::from(self.grace_days);
        let delinquent_days = (past_due_days - grace - paused(oldest)).max(0);
        let shown = !self.instalments_gated_by_loan || delinquent_days > 0;
        let own = |row: &&Unpaid| {
            let off = if self.grace_on_instalments { grace } else { 0 };
            let days = self.days_past_due(row.due_on, day) - off - paused(row.due_on);
            (days.max(0), row.unpaid)
        };
        Ok(Lateness {
            past_due_days,
            delinquent_days,
            delinquent_since: Some(oldest.plus_days(grace)),
            delinquent_amount: amount,
            instalments: if shown { late.iter().map(own).collect() } else { Vec::new() },
        })
    }
}
