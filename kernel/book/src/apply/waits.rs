//! Money that waits, and money spread over many instalments.

use super::Moment;
use super::engine::{Engine, Money};
use crate::{Ahead, BookError, Order, Partial};
use makegood_units::{Amount, Rounding, divide};

impl Engine<'_> {
    /// Money held over meets what is open by now.
    pub(super) fn draw(&mut self, over: &mut [Money], now: Moment) -> Result<(), BookError> {
        // What opens is met by the order of the loan, whatever the last payment followed.
        self.waterfall = &self.rules.waterfall;
        if self.waterfall.partial == Partial::Suspense {
            return self.post_full_payments(over, now);
        }
        for money in over {
            let ahead = if self.waterfall.uses_suspense() { Ahead::Suspense } else { Ahead::Next };
            self.spend(money, now, ahead)?;
        }
        Ok(())
    }

    /// Money waits until it covers what is scheduled and unpaid of the oldest
    /// instalment; that much is posted on the day it is complete.
    pub(super) fn post_full_payments(&mut self, over: &mut [Money], now: Moment) -> Result<(), BookError> {
        loop {
            let held = Amount::checked_sum(over.iter().map(|money| money.left)).ok_or(BookError::Overflow)?;
            let next = (self.settled..self.rows.len()).find_map(|row| {
                let full = self.scheduled(row, now);
                (!full.is_zero()).then_some((row, full))
            });
            let is_due = |row: usize| self.rows.get(row).is_some_and(|row| row.due_on <= now.on);
            let waits = |row: usize| !is_due(row) && self.waterfall.ahead == Ahead::Suspense;
            let Some((row, full)) = next.filter(|(row, full)| held >= *full && !waits(*row)) else { break };
            let mut left = full;
            for money in over.iter_mut() {
                money.value_on = now.on;
                for component in self.waterfall.due.components() {
                    let before = money.left;
                    self.meet(row, *component, money, now, left, |part| !part.is_charge)?;
                    left = left.less(before.less(money.left));
                }
            }
        }
        // Nothing scheduled is due: charges that are may be met.
        let behind = (self.settled..self.rows.len()).any(|row| {
            self.rows.get(row).is_some_and(|given| given.due_on <= now.on) && !self.scheduled(row, now).is_zero()
        });
        if !behind {
            for money in over.iter_mut() {
                self.charges_already_due(self.settled, money, now)?;
            }
        }
        Ok(())
    }

    /// What is scheduled, open and unpaid of a row, charges left out.
    pub(super) fn scheduled(&self, row: usize, now: Moment) -> Amount {
        let (Some(given), Some(unpaid)) = (self.rows.get(row), self.unpaid.get(row)) else { return Amount::ZERO };
        let parts = given.parts.iter().zip(unpaid).filter(|(part, _)| !part.is_charge && part.is_open(now));
        parts.map(|(_, unpaid)| unpaid.total().unwrap_or(Amount::LIMIT)).sum()
    }

    pub(super) fn charges_already_due(&mut self, due: usize, money: &mut Money, now: Moment) -> Result<(), BookError> {
        for row in due..self.rows.len() {
            for component in self.waterfall.due.components() {
                self.meet(row, *component, money, now, Amount::LIMIT, |part| part.is_charge && part.due_on <= now.on)?;
            }
        }
        Ok(())
    }

    /// Equal parts to every later row, again until nothing is left or nothing is owed.
    /// What does not divide goes to the last of them.
    pub(super) fn evenly(&mut self, due: usize, order: Order, money: &mut Money, now: Moment) -> Result<(), BookError> {
        for component in order.components() {
            loop {
                let open: Vec<usize> =
                    (due..self.rows.len()).filter(|row| !self.open(*row, *component, now).is_zero()).collect();
                let Ok(count) = i64::try_from(open.len()) else { return Err(BookError::Overflow) };
                if count == 0 || money.left.is_zero() {
                    break;
                }
                let equal = divide(money.left.minor().into(), count.into(), Rounding::HalfEven);
                let equal = equal.and_then(|equal| i64::try_from(equal).ok()).ok_or(BookError::Overflow)?;
                for (at, row) in open.iter().enumerate() {
                    let last = at + 1 == open.len();
                    let share = if last { money.left } else { Amount::from_minor(equal) };
                    self.meet(*row, *component, money, now, share, |_| true)?;
                }
                // Whoever owed less than an equal part gave the rest back; go round again.
            }
        }
        Ok(())
    }
}
