//! New terms as entries of a route.

use super::odds::Odds;
use super::route::{Entry, Flow, FlowKind, PaidFrom};
use makegood_book::schedule::{
    InterestTo, LevelBasis, Method, Repayment, Schedule, ScheduleError, Terms, schedule as schedule_of,
};
use makegood_units::{Amount, BusinessDate, BusinessDays, Cycle, MonthEnd, Rate, Rounding};
use serde::{Deserialize, Serialize};

/// Terms on which a debt, or new money, is to be paid from now on: level instalments.
///
/// Interest that has fallen due is carried into the new principal. Fees are not, unless
/// that was decided by name: they stay beside, bear no interest and fall due with the
/// last instalment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTerms {
    /// What it is, such as "old debt".
    pub what: String,
    /// Principal outstanding, minor units.
    pub principal: Amount,
    /// Interest due and unpaid.
    pub interest: Amount,
    /// Fees due and unpaid.
    pub fees: Amount,
    /// Who decided that the fees are to bear interest, and why. None: they do not.
    pub capitalise_fees: Option<String>,
    /// The rate.
    pub rate: Rate,
    /// How many instalments.
    pub instalments: u32,
    /// How far apart.
    pub cycle: Cycle,
    /// The day from which interest runs.
    pub start_on: BusinessDate,
    /// The first due date, when it is not one cycle later.
    pub first_due_on: Option<BusinessDate>,
    /// Out of what it is paid.
    pub paid_from: PaidFrom,
    /// How likely it is kept.
    pub odds: Odds,
}

impl NewTerms {
    /// The entries that follow: the instalments, and the fees that stay beside.
    ///
    /// # Errors
    /// A [`ScheduleError`] when no schedule follows from the terms.
    pub fn entries(&self) -> Result<Vec<Entry>, ScheduleError> {
        let carried = if self.capitalise_fees.is_some() { self.fees } else { Amount::ZERO };
        let principal = Amount::checked_sum([self.principal, self.interest, carried]).ok_or(ScheduleError::Overflow)?;
        let Schedule { rows, .. } = schedule_of(&self.terms(principal), None)?;
        let mut flows = Vec::with_capacity(rows.len());
        for row in &rows {
            let amount = row.principal.checked_add(row.interest).ok_or(ScheduleError::Overflow)?;
            flows.push(Flow { on: row.due_on, amount });
        }
        let beside = self.fees.less(carried);
        let last = flows.last().copied().filter(|_| !beside.is_zero());
        let entry = |what: String, flows: Vec<Flow>| Entry {
            what,
            kind: FlowKind::Cash(self.paid_from),
            flows,
            odds: self.odds.clone(),
        };
        let carried = match &self.capitalise_fees {
            Some(why) if !self.fees.is_zero() => format!(", fees carried into the principal: {why}"),
            _ => String::new(),
        };
        let what = format!("{} in {} instalments at {}{carried}", self.what, flows.len(), self.rate);
        let mut entries = vec![entry(what, flows)];
        if let Some(last) = last {
            let what = format!("{}: fees beside, without interest, with the last instalment", self.what);
            entries.push(entry(what, vec![Flow { on: last.on, amount: beside }]));
        }
        Ok(entries)
    }

    fn terms(&self, principal: Amount) -> Terms {
        Terms {
            principal,
            rate: self.rate,
            rate_changes: Vec::new(),
            method: Method::Declining,
            repayment: Repayment::EqualInstalments,
            instalments: self.instalments,
            cycle: self.cycle,
            start_on: self.start_on,
            first_due_on: self.first_due_on,
            principal_grace: 0,
            interest_payment_grace: 0,
            interest_free: 0,
            day_count: None,
            level_basis: LevelBasis::default(),
            instalment_multiple: None,
            rounding: Rounding::HalfEven,
            business_days: BusinessDays::default(),
            interest_to: InterestTo::default(),
            month_end: MonthEnd::default(),
        }
    }
}
