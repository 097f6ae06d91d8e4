//! Applies payments to what is owed, one after the other, by a waterfall.

use crate::instalment::InstalmentState;
use crate::{Ahead, BookError, Component, Order, Split, Sweep, Waterfall};
use makegood_units::{Amount, BusinessDate, Rounding, divide};
use std::collections::BTreeSet;

/// A part of an instalment: what was scheduled, or a charge added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How much.
    pub owed: Split,
    /// The day from which it ranks as due; for a charge this may lie before the
    /// instalment's due date.
    pub due_on: BusinessDate,
    /// From when payments see it; none when every payment does.
    pub opens: Option<Moment>,
}

/// A place in the order of a loan's life: by effective day, then by day of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day it is true from.
    pub on: BusinessDate,
    /// The day the lender's books learnt of it.
    pub entered_on: BusinessDate,
}

impl Part {
    fn is_open(&self, now: Moment) -> bool {
        self.opens.is_none_or(|opens| opens <= now)
    }
}

/// An amount that falls due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number within the loan; 0 when it is no instalment.
    pub no: u32,
    /// The due date.
    pub due_on: BusinessDate,
    /// What it is made of. Parts are met in this order within a component.
    pub parts: Vec<Part>,
}

/// Money as the waterfall sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt<'a> {
    /// The day from which it counts, and that of its entry.
    pub at: Moment,
    /// How much; not below zero.
    pub amount: Amount,
    /// The kind of payment, in the lender's words.
    pub kind: Option<&'a str>,
}

/// Where all the money went. The sum of a receipt's split and what it left over is the receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The rows, in the order they were given.
    pub rows: Vec<InstalmentState>,
    /// What each receipt met, in the order they were given.
    pub receipts: Vec<Split>,
    /// Received and not owed: held for what opens later.
    pub over: Amount,
}

/// One payment on its way through the rows.
struct Money {
    receipt: usize,
    value_on: BusinessDate,
    left: Amount,
}

struct Engine<'a> {
    rows: &'a [Row],
    /// What is still unpaid, by row and part.
    unpaid: Vec<Vec<Split>>,
    states: Vec<InstalmentState>,
    receipts: Vec<Split>,
    waterfall: &'a Waterfall,
    /// Rows before this one are met for good.
    settled: usize,
}

/// Replays receipts over rows in due order. Receipts come in value order; those of one
/// day in the order of entry. `as_of` opens what opens by then.
///
/// # Errors
/// [`BookError::Overflow`] when the amounts do not fit.
pub fn apply(
    rows: &[Row],
    receipts: &[Receipt<'_>],
    waterfall: &Waterfall,
    as_of: BusinessDate,
) -> Result<Applied, BookError> {
    let mut engine = Engine::new(rows, receipts.len(), waterfall)?;
    let mut openings = openings(rows, waterfall, as_of).into_iter().peekable();
    // Money not yet used, oldest first: what opens later draws on it.
    let mut over: Vec<Money> = Vec::new();
    for (at, receipt) in receipts.iter().enumerate() {
        while let Some(now) = openings.next_if(|now| *now <= receipt.at) {
            engine.draw(&mut over, now)?;
        }
        let mut money = Money { receipt: at, value_on: receipt.at.on, left: receipt.amount.max(Amount::ZERO) };
        engine.spend(&mut money, receipt.at, waterfall.ahead(receipt.kind))?;
        over.push(money);
        over.retain(|money| !money.left.is_zero());
    }
    for now in openings {
        engine.draw(&mut over, now)?;
    }
    engine.close(&over)
}

/// The moments up to `as_of` at which something opens that money held over can meet.
fn openings(rows: &[Row], waterfall: &Waterfall, as_of: BusinessDate) -> BTreeSet<Moment> {
    let parts = rows.iter().flat_map(|row| &row.parts).filter_map(|part| part.opens);
    // Money in suspense waits for due dates.
    let due = rows.iter().filter(|_| waterfall.uses_suspense());
    let due = due.map(|row| Moment { on: row.due_on, entered_on: row.due_on });
    parts.chain(due).filter(|moment| moment.on <= as_of).collect()
}

impl<'a> Engine<'a> {
    fn new(rows: &'a [Row], receipts: usize, waterfall: &'a Waterfall) -> Result<Self, BookError> {
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
        Ok(Self { rows, unpaid, states, receipts: vec![Split::default(); receipts], waterfall, settled: 0 })
    }

    /// Money held over meets what is open by now.
    fn draw(&mut self, over: &mut [Money], now: Moment) -> Result<(), BookError> {
        for money in over {
            let ahead = if self.waterfall.uses_suspense() { Ahead::Suspense } else { Ahead::Next };
            self.spend(money, now, ahead)?;
        }
        Ok(())
    }

    /// Money meets what is due, then what falls due later.
    fn spend(&mut self, money: &mut Money, now: Moment, ahead: Ahead) -> Result<(), BookError> {
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

    fn sweep(
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

    fn charges_already_due(&mut self, due: usize, money: &mut Money, now: Moment) -> Result<(), BookError> {
        for row in due..self.rows.len() {
            for component in self.waterfall.due.components() {
                self.meet(row, *component, money, now, Amount::LIMIT, |part| part.due_on <= now.on)?;
            }
        }
        Ok(())
    }

    /// Equal parts to every later row, again until nothing is left or nothing is owed.
    /// What does not divide goes to the last of them.
    fn evenly(&mut self, due: usize, order: Order, money: &mut Money, now: Moment) -> Result<(), BookError> {
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

    /// What of a component is open and unpaid on a row.
    fn open(&self, row: usize, component: Component, now: Moment) -> Amount {
        let (Some(parts), Some(unpaid)) = (self.rows.get(row), self.unpaid.get(row)) else { return Amount::ZERO };
        let seen = parts.parts.iter().zip(unpaid).filter(|(part, _)| part.is_open(now));
        seen.map(|(_, unpaid)| unpaid.part(component)).sum()
    }

    /// Money meets one component of one row, `at_most` so much, in the parts that count.
    fn meet(
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

    /// Remembers how many rows from the first are met and will stay so.
    fn settle(&mut self, now: Moment) {
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

    fn close(mut self, over: &[Money]) -> Result<Applied, BookError> {
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
