//! What each loan has paid by the day.

use crate::index::STEP_ROWS;
use crate::lane::Lane;
use crate::slots::Slots;
use crate::source::{Column, Source};
use crate::workers::Crew;
use crate::{AgeError, Progress, Step};
use makegood_units::BusinessDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Payments of a loan that has no instalment: how many, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stray {
    pub payments: u64,
    pub minor: i128,
}

impl Stray {
    pub(crate) fn add(&mut self, other: Self) {
        self.payments += other.payments;
        self.minor += other.minor;
    }
}

/// What was received.
pub(crate) struct Paid {
    /// Received by the day, in minor units, by slot.
    pub by_slot: Vec<i64>,
    /// Received for loans that have no instalment, whatever the day.
    pub strays: BTreeMap<i64, Stray>,
}

/// The columns of the payments.
pub(crate) struct PaidColumns {
    pub loan: Column,
    pub value_on: Column,
    pub amount: Column,
}

impl Paid {
    /// Adds up the payments valued up to `as_of`, the day itself included.
    pub(crate) fn read(
        source: &Source,
        columns: &PaidColumns,
        ids: &[i64],
        as_of: BusinessDate,
        threads: usize,
        progress: &mut impl FnMut(Progress),
    ) -> Result<Self, AgeError> {
        let slots = Slots::new(ids);
        let crew = Crew { step: Step::Payments, tasks: source.groups(), threads };
        let start = || {
            let lanes = [&columns.loan, &columns.value_on, &columns.amount].map(|column| Lane::new(source, column));
            let paid = Self { by_slot: vec![0; ids.len()], strays: BTreeMap::new() };
            Ok(Teller { lanes, file: Arc::new(source.handle()?), paid })
        };
        let (_, tellers) = crew.run(
            start,
            |teller, group| {
                for lane in &mut teller.lanes {
                    lane.start(&teller.file, group)?;
                }
                let mut left = source.rows(group);
                while left > 0 {
                    let step = left.min(STEP_ROWS);
                    teller.count(step, &slots, ids, as_of)?;
                    left -= step;
                }
                Ok(())
            },
            progress,
        )?;
        let mut all = tellers.into_iter().map(|teller| teller.paid);
        let first = all.next().unwrap_or_else(|| Self { by_slot: vec![0; ids.len()], strays: BTreeMap::new() });
        all.try_fold(first, |one, other| one.plus(&other, ids))
    }

    fn plus(mut self, other: &Self, ids: &[i64]) -> Result<Self, AgeError> {
        for ((one, two), id) in self.by_slot.iter_mut().zip(&other.by_slot).zip(ids) {
            *one = one.checked_add(*two).ok_or_else(|| AgeError::TooMuchPaid { loan: id.to_string() })?;
        }
        for (id, stray) in &other.strays {
            self.strays.entry(*id).or_default().add(*stray);
        }
        Ok(self)
    }
}

/// One thread's share of the adding up.
struct Teller<'a> {
    lanes: [Lane<'a>; 3],
    file: Arc<std::fs::File>,
    paid: Paid,
}

impl Teller<'_> {
    fn count(&mut self, rows: usize, slots: &Slots, ids: &[i64], as_of: BusinessDate) -> Result<(), AgeError> {
        let [loan, value_on, amount] = &mut self.lanes;
        loan.read_wide(rows)?;
        value_on.read_days(rows)?;
        amount.read_payments(rows)?;
        let today = as_of.epoch_days();
        for ((id, day), minor) in loan.wholes().iter().zip(value_on.days()).zip(amount.wholes()) {
            let Some(slot) = slots.of(*id) else {
                self.paid.strays.entry(*id).or_default().add(Stray { payments: 1, minor: i128::from(*minor) });
                continue;
            };
            if *day <= today {
                let sum = &mut self.paid.by_slot[slot];
                *sum = sum.checked_add(*minor).ok_or_else(|| AgeError::TooMuchPaid { loan: ids[slot].to_string() })?;
            }
        }
        Ok(())
    }
}
