//! Sums over the loans of one case, so that no page adds up money.

use crate::{CaseView, ViewError};
use makegood_book::Standing;
use makegood_case::PromiseOutcome;
use makegood_units::{Amount, BusinessDate, Money, Rounding, divide};
use makegood_workout::{PlanAsk, PlanRefused, Routes, instalment_plan};

/// How far ahead a promise is laid beside the other routes, in days.
const PROMISE_AHEAD_DAYS: i32 = 14;
/// Arrears are spread over so many months at the most.
const SPREAD_MONTHS: u8 = 6;

/// What a minute is expected to bring, in minor units, to the nearest; none for a
/// step that takes no minute.
pub fn per_minute(value: Amount, minutes: u32) -> Option<Amount> {
    let each = divide(i128::from(value.minor()), i128::from(minutes), Rounding::HalfEven)?;
    i64::try_from(each).ok().map(Amount::from_minor)
}

/// The shadow price of a pool as people read it: minor units, rounded up so that a
/// price is never shown as nothing. None when minutes are left over.
pub fn price_per_minute(price_milli: i64) -> Option<Amount> {
    let whole = divide(i128::from(price_milli), 1_000, Rounding::Up).filter(|price| *price > 0)?;
    i64::try_from(whole).ok().map(Amount::from_minor)
}

impl CaseView {
    fn money(&self, amount: Amount) -> Money {
        Money::new(amount, self.day.owed.currency)
    }

    /// The next day on which something of this case falls due, with what is unpaid
    /// of it over all loans in the case's currency.
    pub fn next_due(&self) -> Option<(BusinessDate, Money)> {
        let currency = self.day.owed.currency;
        let open = self.day.owed.loans.iter().filter(|loan| loan.currency == currency);
        let dues: Vec<(BusinessDate, Amount)> = open.filter_map(|loan| loan.position.next_due).collect();
        let first = dues.iter().map(|(on, _)| *on).min()?;
        let amount: Amount = dues.iter().filter(|(on, _)| *on == first).map(|(_, amount)| *amount).sum();
        Some((first, self.money(amount)))
    }

    /// The last day on which money came in for this case, and how much.
    pub fn last_paid(&self) -> Option<(BusinessDate, Money)> {
        let paid = || self.in_currency().flat_map(|loan| &loan.history.payments);
        let last = paid().map(|payment| payment.value_on).max()?;
        let amount = paid().filter(|payment| payment.value_on == last).map(|payment| payment.amount).sum();
        Some((last, self.money(amount)))
    }

    fn in_currency(&self) -> impl Iterator<Item = &crate::LoanStory> {
        self.loans.iter().filter(|loan| loan.input.loan.currency == self.day.owed.currency)
    }

    /// What came in for a promise: the money its state was judged by.
    pub fn received_for(&self, promise: &PromiseOutcome) -> Money {
        self.money(promise.received())
    }

    /// The latest promise that no other took the place of.
    pub fn latest_promise(&self) -> Option<&PromiseOutcome> {
        let counts = |one: &&PromiseOutcome| one.state != makegood_case::PromiseState::Replaced;
        self.day.promises.iter().rev().find(counts)
    }

    /// Ways back to current, side by side. Nothing when nothing is in arrears. What
    /// is left to the borrower every month is not on file, so no route is measured
    /// against it.
    ///
    /// # Errors
    /// Amounts that do not fit.
    pub fn routes(&self) -> Result<Routes, ViewError> {
        let next_due_on = self.next_due().map(|(on, _)| on);
        let ask = PlanAsk {
            as_of: self.as_of,
            arrears: self.day.owed.arrears,
            currency: self.day.owed.currency,
            regular_instalment: self.regular_instalment()?,
            verified_surplus: None,
            promise_on: Some(self.as_of.plus_days(PROMISE_AHEAD_DAYS)),
            first_part_on: next_due_on.unwrap_or_else(|| self.as_of.plus_days(30)),
            up_to_months: SPREAD_MONTHS,
        };
        match instalment_plan(&ask) {
            Ok(routes) => Ok(routes),
            Err(PlanRefused::NothingInArrears) => Ok(Routes::default()),
            Err(other) => Err(ViewError::State(format!("a plan that cannot be laid out ({other})"))),
        }
    }

    /// What goes on falling due beside a plan: the next instalment of each open loan
    /// in the case's currency.
    fn regular_instalment(&self) -> Result<Amount, ViewError> {
        let mut sum = Amount::ZERO;
        for loan in self.in_currency() {
            let overflow = |source| ViewError::Book { loan: loan.input.loan.id.clone(), source };
            let position = self.day.owed.loans.iter().find(|day| day.loan == loan.input.loan.id);
            let Some(open) = position.filter(|day| day.position.standing == Standing::Open) else { continue };
            let next = open.position.next_due.map(|(on, _)| on);
            let row = loan.history.instalments.iter().find(|row| Some(row.due_on) == next);
            let amount = row.map(|row| row.due.total()).transpose().map_err(overflow)?.unwrap_or_default();
            sum = sum.checked_add(amount).ok_or(makegood_book::BookError::Overflow).map_err(overflow)?;
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::{per_minute, price_per_minute};
    use makegood_units::Amount;

    #[test]
    fn a_price_is_never_shown_as_nothing_and_nothing_never_as_a_price() {
        let prices = [0, -5, 1, 999, 1_000, 1_001].map(price_per_minute);
        let minor = |price: Option<Amount>| price.map(Amount::minor);
        assert_eq!(prices.map(minor), [None, None, Some(1), Some(1), Some(1), Some(2)]);
    }

    #[test]
    fn a_step_without_minutes_has_no_value_per_minute() {
        assert_eq!(per_minute(Amount::from_minor(100), 0), None);
        assert_eq!(per_minute(Amount::from_minor(100), 8), Some(Amount::from_minor(12)));
    }
}
