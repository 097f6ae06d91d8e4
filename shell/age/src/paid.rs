//! Reads what each loan has received.

use crate::index::STEP_ROWS;
use crate::lane::Lane;
use crate::receipts::{BUNDLE_ROWS, Bundle, Packer};
use crate::slots::Slots;
use crate::source::{Column, Source};
use crate::workers::Crew;
use crate::{AgeError, Progress, Step};
use makegood_units::{Amount, BusinessDate};
use std::collections::BTreeMap;
use std::fs::File;
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
    /// Received, in the order of the file.
    pub bundles: Vec<Bundle>,
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
    /// Reads every payment, whatever its day.
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
            let [loan, value_on, amount] =
                [&columns.loan, &columns.value_on, &columns.amount].map(|column| Lane::new(source, column));
            let file = Arc::new(source.handle()?);
            Ok(Teller { loan, value_on, amount, file, to: Vec::new(), strange: Vec::new(), strays: BTreeMap::new() })
        };
        let (bundles, tellers) = crew.run(
            start,
            |teller, group| {
                teller.start(group)?;
                let mut bundles = Vec::with_capacity(source.rows(group).div_ceil(BUNDLE_ROWS));
                let mut left = source.rows(group);
                while left > 0 {
                    let rows = left.min(BUNDLE_ROWS);
                    bundles.push(teller.bundle(rows, &slots, ids.len(), as_of)?);
                    left -= rows;
                }
                Ok(bundles)
            },
            progress,
        )?;
        let mut strays: BTreeMap<i64, Stray> = BTreeMap::new();
        for (id, stray) in tellers.into_iter().flat_map(|teller| teller.strays) {
            strays.entry(id).or_default().add(stray);
        }
        Ok(Self { bundles: bundles.into_iter().flatten().collect(), strays })
    }
}

/// One thread's share of the reading.
struct Teller<'a> {
    loan: Lane<'a>,
    value_on: Lane<'a>,
    amount: Lane<'a>,
    file: Arc<File>,
    /// The slot of each payment of the present bundle; [`NOWHERE`] for a stray.
    to: Vec<usize>,
    /// The loans of the strays of the present bundle.
    strange: Vec<i64>,
    strays: BTreeMap<i64, Stray>,
}

/// In place of the slot of a loan without instalments.
const NOWHERE: usize = usize::MAX;

impl Teller<'_> {
    fn start(&mut self, group: usize) -> Result<(), AgeError> {
        for lane in [&mut self.loan, &mut self.value_on, &mut self.amount] {
            lane.start(&self.file, group)?;
        }
        Ok(())
    }

    /// Reads the loans of a bundle first, so that every shelf has its room when the amounts come.
    fn bundle(&mut self, rows: usize, slots: &Slots, loans: usize, as_of: BusinessDate) -> Result<Bundle, AgeError> {
        self.to.clear();
        self.strange.clear();
        for step in steps(rows) {
            self.loan.read_wide(step)?;
            let met = self.to.len();
            self.to.extend(self.loan.wholes().iter().map(|id| slots.of(*id).unwrap_or(NOWHERE)));
            let strange = self.loan.wholes().iter().zip(&self.to[met..]).filter(|(_, slot)| **slot == NOWHERE);
            self.strange.extend(strange.map(|(id, _)| *id));
        }
        let known = self.to.iter().copied().filter(|slot| *slot != NOWHERE);
        let mut packer = Packer::new(known, loans, as_of);
        let (mut to, mut strange) = (self.to.iter(), self.strange.iter());
        for step in steps(rows) {
            self.value_on.read_days(step)?;
            self.amount.read_payments(step)?;
            for ((value_on, minor), slot) in self.value_on.days().iter().zip(self.amount.wholes()).zip(&mut to) {
                if *slot == NOWHERE {
                    let stray = Stray { payments: 1, minor: i128::from(*minor) };
                    if let Some(id) = strange.next() {
                        self.strays.entry(*id).or_default().add(stray);
                    }
                    continue;
                }
                packer.put(*slot, (*value_on, Amount::from_minor(*minor)));
            }
        }
        Ok(packer.done())
    }
}

fn steps(rows: usize) -> impl Iterator<Item = usize> {
    (0..rows).step_by(STEP_ROWS).map(move |at| STEP_ROWS.min(rows - at))
}
