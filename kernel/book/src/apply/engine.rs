//! One payment meets what is owed: what is due first, then what falls due later.

use super::{Applied, Moment, Part, Receipt, Row};
use crate::instalment::InstalmentState;
use crate::{Ahead, BookError, BookRules, Component, LoanFooting, Order, Split, Sweep, Waterfall};
use makegood_units::{Amount, BusinessDate};

/// One payment on its way through the rows.
pub(super) struct Money {
    pub(super) receipt: usize,
    pub(super) value_on: BusinessDate,
    pub(super) left: Amount,
}

pub(super) struct Engine<'a> {
    pub(super) rows: &'a [Row],
    /// What is still unpaid, by row and part.
    pub(super) unpaid: Vec<Vec<Split>>,
    pub(super) states: Vec<InstalmentState>,
    pub(super) receipts: Vec<Split>,
    pub(super) rules: &'a BookRules,
    /// The order the present payment follows.
    pub(super) waterfall: &'a Waterfall,
    /// Rows before this one are met for good.
    pub(super) settled: usize,
}

impl<'a> Engine<'a> {
    pub(super) fn new(rows: &'a [Row], receipts: usize, rules: &'a BookRules) -> Result<Self, BookError> {
        let mut states = Vec::with_capacity(rows.len());
        for row in rows {
            let mut due = Split::default();
            for part in &row.parts {
                due = due.plus(&part.owed)?;
            }
            due.total()?;
            let (no, due_on, met) = (row.no, row.due_on, Split::default());
            let (in_advance, late) = (Amount::ZERO, Amount::ZERO);
            states.push(InstalmentState { no, due_on, due, met, in_advance, late, cleared_on: None });
        }
        let unpaid = rows.iter().map(|row| row.parts.iter().map(|part| part.owed).collect()).collect();
        let receipts = vec![Split::default(); receipts];
        Ok(Self { rows, unpaid, states, receipts, rules, waterfall: &rules.waterfall, settled: 0 })
    }

    /// How the loan stands when a payment comes.
    pub(super) fn footing(&self, receipt: &Receipt<'_>) -> LoanFooting {
        let oldest = || {
            let open = |unpaid: &Vec<Split>| unpaid.iter().any(|part| !part.is_zero());
            let rows = self.rows.iter().zip(&self.unpaid).skip(self.settled);
            rows.filter(|(_, unpaid)| open(unpaid)).map(|(row, _)| row.due_on).next()
        };
        match (receipt.footing, &self.rules.sub_standard) {
            (LoanFooting::Standard, Some(rule))
                if oldest().is_some_and(|due| receipt.at.on.days_since(due) > rule.more_than_days) =>
            {
                LoanFooting::SubStandard
            }
            (footing, _) => footing,
        }
    }

    /// Money meets what is due, then what falls due later.
    pub(super) fn spend(&mut self, money: &mut Money, now: Moment, ahead: Ahead) -> Result<(), BookError> {
        let due = self.rows.partition_point(|row| row.due_on <= now.on);
        let first = self.settled.min(due);
        self.sweep(first..due, self.waterfall.due, money, now)?;
        if self.waterfall.due_charges_first {
            self.charges_already_due(due, money, now)?;
        }
        if money.left.is_zero() {
            return Ok(());
        }
        let in_advance = *self.waterfall.in_advance();
        match ahead {
            Ahead::Next => self.sweep(due..self.rows.len(), in_advance, money, now)?,
            Ahead::Last => self.sweep((due..self.rows.len()).rev(), in_advance, money, now)?,
            Ahead::Even => self.evenly(due, in_advance, money, now)?,
            Ahead::Suspense => {}
        }
        self.settle(now);
        Ok(())
    }

    pub(super) fn sweep(
        &mut self,
        rows: impl Iterator<Item = usize> + Clone,
        order: Order,
        money: &mut Money,
        now: Moment,
    ) -> Result<(), BookError> {
        match self.waterfall.sweep {
            Sweep::Instalment => {
                for row in rows {
                    for component in order.components() {
                        self.meet(row, *component, money, now, Amount::LIMIT, |_| true)?;
                    }
                }
            }
            Sweep::Component => {
                for component in order.components() {
                    for row in rows.clone() {
                        self.meet(row, *component, money, now, Amount::LIMIT, |_| true)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Money meets one component of one row, `at_most` so much, in the parts that count.
    pub(super) fn meet(
        &mut self,
        row: usize,
        component: Component,
        money: &mut Money,
        now: Moment,
        at_most: Amount,
        counts: impl Fn(&Part) -> bool,
    ) -> Result<(), BookError> {
        let (Some(given), Some(unpaid), Some(state)) =
            (self.rows.get(row), self.unpaid.get_mut(row), self.states.get_mut(row))
        else {
            return Ok(());
        };
        let mut room = at_most;
        for (part, unpaid) in given.parts.iter().zip(unpaid) {
            let seen = part.is_open(now) && counts(part);
            let owed = unpaid.part_mut(component);
            let paid = if seen { (*owed).min(money.left).min(room) } else { Amount::ZERO };
            if paid.is_zero() {
                continue;
            }
            *owed = owed.less(paid);
            money.left = money.left.less(paid);
            room = room.less(paid);
            let met = Split::of(component, paid);
            state.met = state.met.plus(&met)?;
            if let Some(receipt) = self.receipts.get_mut(money.receipt) {
                *receipt = receipt.plus(&met)?;
            }
            let side = match money.value_on.cmp(&given.due_on) {
                std::cmp::Ordering::Less => Some(&mut state.in_advance),
                std::cmp::Ordering::Greater => Some(&mut state.late),
                std::cmp::Ordering::Equal => None,
            };
            if let Some(side) = side {
                *side = side.checked_add(paid).ok_or(BookError::Overflow)?;
            }
            let met_on = money.value_on;
            state.cleared_on = Some(state.cleared_on.map_or(met_on, |day| day.max(met_on)));
        }
        Ok(())
    }

    /// What of a component is open and unpaid on a row.
    pub(super) fn open(&self, row: usize, component: Component, now: Moment) -> Amount {
        let (Some(parts), Some(unpaid)) = (self.rows.get(row), self.unpaid.get(row)) else { return Amount::ZERO };
        let seen = parts.parts.iter().zip(unpaid).filter(|(part, _)| part.is_open(now));
        seen.map(|(_, unpaid)| unpaid.part(component)).sum()
    }

    /// Remembers how many rows from the first are met and will stay so.
    pub(super) fn settle(&mut self, now: Moment) {
        let done = |row: &Row, unpaid: &Vec<Split>| {
            row.due_on <= now.on && unpaid.iter().all(Split::is_zero) && row.parts.iter().all(|part| part.is_open(now))
        };
        while let (Some(row), Some(unpaid)) = (self.rows.get(self.settled), self.unpaid.get(self.settled)) {
            if !done(row, unpaid) {
                break;
            }
            self.settled += 1;
        }
    }

    pub(super) fn close(mut self, over: &[Money]) -> Result<Applied, BookError> {
        for (state, row) in self.states.iter_mut().zip(self.rows) {
            if !state.due.minus(&state.met).is_zero() {
                state.cleared_on = None;
            } else if state.cleared_on.is_none() {
                // Nothing was ever owed on it.
                state.cleared_on = Some(row.due_on);
            }
        }
        let over = Amount::checked_sum(over.iter().map(|money| money.left)).ok_or(BookError::Overflow)?;
        Ok(Applied { rows: self.states, receipts: self.receipts, over })
    }
}
