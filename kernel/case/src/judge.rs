//! Promises judged by the cash alone. Nothing here is stored: a payment that turns out
//! never to have been is simply not among the payments the next time.
//!
//! Day by day: money goes to the part whose day comes first, of the promises made by
//! then, and each payment is used once over all parts and promises. A later promise takes
//! the place of what is still open that day, unless it was given to stand beside it.

use crate::promise::whole;
use crate::{PartOutcome, Promise, PromiseOutcome, PromiseState};
use makegood_book::Payment;
use makegood_units::{Amount, BusinessDate};
use std::collections::BTreeSet;

/// A part while the days go by.
#[derive(Clone)]
struct Slot<'a> {
    /// Its promise and its place in it.
    of: (i64, usize),
    promise: &'a Promise,
    due_on: BusinessDate,
    /// The last day on which money still counts for it.
    closes_on: BusinessDate,
    amount: Amount,
    received: Amount,
    replaced_by: Option<i64>,
}

impl Slot<'_> {
    fn takes(&self, payment: &Payment) -> bool {
        let in_time = payment.value_on >= self.promise.made_on && payment.value_on <= self.closes_on;
        let of_loan = self.promise.loan.as_ref().is_none_or(|loan| *loan == payment.loan);
        in_time && of_loan && self.replaced_by.is_none()
    }

    fn is_open_on(&self, day: BusinessDate) -> bool {
        self.replaced_by.is_none() && self.received < self.amount && day <= self.closes_on
    }

    fn outcome(&self, as_of: BusinessDate) -> PartOutcome {
        let Self { due_on, amount, received, .. } = *self;
        let state = match self.replaced_by {
            Some(_) => PromiseState::Replaced,
            None if received >= amount => PromiseState::Kept,
            None if as_of <= self.closes_on => PromiseState::Pending,
            None if received > Amount::ZERO => PromiseState::PartlyKept,
            None => PromiseState::Broken,
        };
        PartOutcome { due_on, amount, received, state }
    }
}

/// What the payments up to `as_of` say of every promise, in the order they were made.
/// A part counts as kept through `grace_days` after its day.
pub(crate) fn judge(
    promises: &[(i64, Promise)],
    payments: &[Payment],
    grace_days: i32,
    as_of: BusinessDate,
) -> Vec<PromiseOutcome> {
    let mut made: Vec<&(i64, Promise)> = promises.iter().collect();
    made.sort_by_key(|(seq, promise)| (promise.made_on, *seq));
    let Some(first_day) = made.first().map(|(_, promise)| promise.made_on) else { return Vec::new() };
    let counts = |payment: &&Payment| payment.value_on >= first_day && payment.value_on <= as_of;
    let mut paid: Vec<&Payment> = payments.iter().filter(counts).collect();
    paid.sort_by(|one, two| (one.value_on, &one.id).cmp(&(two.value_on, &two.id)));
    let days: BTreeSet<BusinessDate> =
        made.iter().map(|(_, promise)| promise.made_on).chain(paid.iter().map(|payment| payment.value_on)).collect();
    let mut slots: Vec<Slot<'_>> = Vec::new();
    for day in days {
        let today: Vec<&Payment> = paid.iter().copied().filter(|payment| payment.value_on == day).collect();
        for (seq, promise) in made.iter().filter(|(_, promise)| promise.made_on == day) {
            if !promise.beside {
                replace(&mut slots, &today, *seq, day);
            }
            slots.extend(slots_of(*seq, promise, grace_days));
            slots.sort_by_key(|slot| (slot.due_on, slot.promise.made_on, slot.of));
        }
        pour(&mut slots, &today);
    }
    made.into_iter().map(|(seq, promise)| outcome(*seq, promise, &slots, as_of)).collect()
}

fn slots_of(seq: i64, promise: &Promise, grace_days: i32) -> impl Iterator<Item = Slot<'_>> {
    promise.parts().into_iter().enumerate().map(move |(place, part)| Slot {
        of: (seq, place),
        promise,
        due_on: part.due_on,
        closes_on: part.due_on.plus_days(grace_days),
        amount: part.amount,
        received: Amount::ZERO,
        replaced_by: None,
    })
}

/// What is open that day, and what the money of the day does not complete, is replaced.
fn replace(slots: &mut [Slot<'_>], today: &[&Payment], by: i64, day: BusinessDate) {
    let mut after_today = slots.to_vec();
    pour(&mut after_today, today);
    for (slot, later) in slots.iter_mut().zip(&after_today) {
        if later.is_open_on(day) {
            slot.replaced_by = Some(by);
        }
    }
}

/// Each payment into the parts in their order, until it is used up.
fn pour(slots: &mut [Slot<'_>], payments: &[&Payment]) {
    for payment in payments {
        let mut left = payment.amount;
        for slot in slots.iter_mut().filter(|slot| slot.takes(payment)) {
            let used = left.min(slot.amount.less(slot.received)).max(Amount::ZERO);
            let Some(received) = slot.received.checked_add(used) else { continue };
            slot.received = received;
            left = left.less(used);
        }
    }
}

fn outcome(seq: i64, promise: &Promise, slots: &[Slot<'_>], as_of: BusinessDate) -> PromiseOutcome {
    let mut own: Vec<&Slot<'_>> = slots.iter().filter(|slot| slot.of.0 == seq).collect();
    own.sort_by_key(|slot| slot.of.1);
    let parts: Vec<PartOutcome> = own.iter().map(|slot| slot.outcome(as_of)).collect();
    let replaced_by = own.iter().find_map(|slot| slot.replaced_by);
    PromiseOutcome { seq, promise: promise.clone(), state: whole(&parts), parts, replaced_by }
}
