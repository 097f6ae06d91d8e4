//! Applies payments to what is owed, one after the other, by a waterfall.

mod engine;
mod waits;

use crate::instalment::InstalmentState;
use crate::{BookError, BookRules, LoanFooting, Partial, Split};
use engine::{Engine, Money};
use makegood_units::{Amount, BusinessDate};
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
    pub(crate) fn is_open(&self, now: Moment) -> bool {
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
