//! Applies payments to what is owed, one after the other, by a waterfall.

use crate::instalment::InstalmentState;
use crate::{Ahead, BookError, BookRules, Component, LoanFooting, Order, Partial, Split, Sweep, Waterfall};
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
    /// Whether it was charged beside the schedule.
    pub is_charge: bool,
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
    /// How the loan stood by its events. Whether it is sub-standard by its days shows
    /// when the receipt comes.
    pub footing: LoanFooting,
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
    rules: &'a BookRules,
    /// The order the present payment follows.
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
    rules: &BookRules,
    as_of: BusinessDate,
) -> Result<Applied, BookError> {
    let mut engine = Engine::new(rows, receipts.len(), rules)?;
    let mut openings = openings(rows, rules, as_of).into_iter().peekable();
    // Money not yet used, oldest first: what opens later draws on it.
    let mut over: Vec<Money> = Vec::new();
    for (at, receipt) in receipts.iter().enumerate() {
        while let Some(now) = openings.next_if(|now| *now <= receipt.at) {
            engine.draw(&mut over, now)?;
        }
        let mut money = Money { receipt: at, value_on: receipt.at.on, left: receipt.amount.max(Amount::ZERO) };
        engine.waterfall = rules.waterfall_for(engine.footing(receipt));
        if engine.waterfall.partial == Partial::Suspense {
            over.push(money);
            engine.post_full_payments(&mut over, receipt.at)?;
        } else {
            engine.spend(&mut money, receipt.at, engine.waterfall.ahead(receipt.kind))?;
            over.push(money);
        }
        over.retain(|money| !money.left.is_zero());
    }
    for now in openings {
        engine.draw(&mut over, now)?;
    }
    engine.close(&over)
}

/// The moments up to `as_of` at which something opens that money held over can meet.
fn openings(rows: &[Row], rules: &BookRules, as_of: BusinessDate) -> BTreeSet<Moment> {
    let parts = rows.iter().flat_map(|row| &row.parts).filter_map(|part| part.opens);
    // Money in suspense waits for due dates.
    let due = rows.iter().filter(|_| rules.uses_suspense());
    let due = due.map(|row| Moment { on: row.due_on, entered_on: row.due_on });
    parts.chain(due).filter(|moment| moment.on <= as_of).collect()
}

impl<'a> Engine<'a> {
    fn new(rows: &'a [Row], receipts: usize, rules: &'a BookRules) -> Result<Self, BookError> {
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

    /// Money held over meets what is open by now.
    fn draw(&mut self, over: &mut [Money], now: Moment) -> Result<(), BookError> {
        if self.waterfall.partial == Partial::Suspense {
            return self.post_full_payments(over, now);
        }
        for money in over {
            let ahead = if self.waterfall.uses_suspense() { Ahead::Suspense } else { Ahead::Next };
            self.spend(money, now, ahead)?;
        }
        Ok(())
    }

    /// How the loan stands when a payment comes.
    fn footing(&self, receipt: &Receipt<'_>) -> LoanFooting {
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

    /// Money waits until it covers what is scheduled and unpaid of the oldest
    /// instalment; that much is posted on the day it is complete.
    fn post_full_payments(&mut self, over: &mut [Money], now: Moment) -> Result<(), BookError> {
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
    fn scheduled(&self, row: usize, now: Moment) -> Amount {
        let (Some(given), Some(unpaid)) = (self.rows.get(row), self.unpaid.get(row)) else { return Amount::ZERO };
        let parts = given.parts.iter().zip(unpaid).filter(|(part, _)| !part.is_charge && part.is_open(now));
        parts.map(|(_, unpaid)| unpaid.total().unwrap_or(Amount::LIMIT)).sum()
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
                self.meet(row, *component, money, now, Amount::LIMIT, |part| part.is_charge && part.due_on <= now.on)?;
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
