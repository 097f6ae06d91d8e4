//! Payments on their way to their loans.
//!
//! A feed lies in order of arrival, so that each payment lands on another loan and a
//! walk over the loans would wait for memory at each. Here a payment is moved twice,
//! both times within reach of a processor's cache: first to the shelf of its loan,
//! in bundles as the file is read, then to its place on that shelf, when the ageing
//! comes to it. Nothing but the order changes.

use makegood_units::{Amount, BusinessDate};

/// A payment of a known loan: from which day, and how much.
pub(crate) type Receipt = (BusinessDate, Amount);

/// Loans that share a shelf, as a power of two: their receipts fit the cache.
const SHELF_BITS: u32 = 11;
const SHELF_LOANS: usize = 1 << SHELF_BITS;

/// Room for the day of a packed receipt: 134 years before the ageing, 44 after it.
const DAY_BITS: u32 = 16;
const DAYS_AHEAD: i32 = 1 << 14;
/// In place of the day: the receipt stands apart, at the place that the amount names.
const APART: i32 = (1 << DAY_BITS) - 1;
/// What 64 bits have left for minor units either way: hundreds of millions
/// of most currencies.
const MINOR_REACH: u64 = 1 << (63 - DAY_BITS - SHELF_BITS);

/// Payments that are moved to their shelves together.
pub(crate) const BUNDLE_ROWS: usize = 1 << 16;

/// Some payments, those of each shelf together, otherwise in the order they came in.
pub(crate) struct Bundle {
    as_of: BusinessDate,
    /// Where each shelf begins, and the end of the last.
    from: Vec<u32>,
    /// Minor units, days before the latest that fits, place of the loan on its shelf.
    packed: Vec<i64>,
    /// Those too large or too far from the day to be packed.
    apart: Vec<Receipt>,
}

impl Bundle {
    fn of(&self, shelf: usize) -> &[i64] {
        &self.packed[self.from[shelf] as usize..self.from[shelf + 1] as usize]
    }

    fn receipt(&self, packed: i64) -> Receipt {
        let day = (packed >> SHELF_BITS) as i32 & APART;
        let minor = packed >> (SHELF_BITS + DAY_BITS);
        if day == APART {
            return self.apart[minor as usize];
        }
        // It was a day of the calendar when it was packed.
        let value_on = BusinessDate::try_from_epoch_days(self.as_of.epoch_days() + DAYS_AHEAD - day);
        (value_on.unwrap_or(self.as_of), Amount::from_minor(minor))
    }
}

/// Makes a bundle: counts the payments of each shelf, then takes them in.
pub(crate) struct Packer {
    bundle: Bundle,
    next: Vec<u32>,
}

impl Packer {
    /// `slots` are those of the payments to come, [`BUNDLE_ROWS`] at the most.
    pub(crate) fn new(slots: impl Iterator<Item = usize>, loans: usize, as_of: BusinessDate) -> Self {
        let mut from = vec![0_u32; loans.div_ceil(SHELF_LOANS) + 1];
        for slot in slots {
            from[(slot >> SHELF_BITS) + 1] += 1;
        }
        let mut sum = 0;
        for end in &mut from {
            sum += *end;
            *end = sum;
        }
        let next = from.clone();
        Self { bundle: Bundle { as_of, from, packed: vec![0; sum as usize], apart: Vec::new() }, next }
    }

    /// Puts one payment to its shelf.
    #[inline]
    pub(crate) fn put(&mut self, slot: usize, (value_on, amount): Receipt) {
        let bundle = &mut self.bundle;
        let mut day = bundle.as_of.days_since(value_on) + DAYS_AHEAD;
        let mut minor = amount.minor();
        if !(0..APART).contains(&day) || minor.unsigned_abs() >= MINOR_REACH {
            (day, minor) = (APART, bundle.apart.len() as i64);
            bundle.apart.push((value_on, amount));
        }
        let next = &mut self.next[slot >> SHELF_BITS];
        bundle.packed[*next as usize] =
            ((minor << DAY_BITS | i64::from(day)) << SHELF_BITS) | (slot % SHELF_LOANS) as i64;
        *next += 1;
    }

    pub(crate) fn done(self) -> Bundle {
        self.bundle
    }
}

/// One shelf, its receipts by loan and value date.
pub(crate) struct Shelf<'a> {
    bundles: &'a [Bundle],
    as_of: BusinessDate,
    held: Option<usize>,
    /// Where the receipts of each loan end.
    ends: Vec<usize>,
    receipts: Vec<Receipt>,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(bundles: &'a [Bundle], as_of: BusinessDate) -> Self {
        Self { bundles, as_of, held: None, ends: Vec::new(), receipts: Vec::new() }
    }

    /// The receipts of a loan up to the day, the day itself included, in value order.
    /// Asking for the loans in their order is cheap.
    pub(crate) fn of(&mut self, slot: usize) -> &[Receipt] {
        let (shelf, place) = (slot >> SHELF_BITS, slot % SHELF_LOANS);
        if self.held != Some(shelf) {
            self.fill(shelf);
        }
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        let own = &mut self.receipts[from..self.ends[place]];
        if !own.is_sorted_by_key(|(value_on, _)| *value_on) {
            own.sort_by_key(|(value_on, _)| *value_on);
        }
        let later = own.iter().rev().take_while(|(value_on, _)| *value_on > self.as_of).count();
        &own[..own.len() - later]
    }

    /// Sorts the payments of a shelf by counting those of each loan.
    fn fill(&mut self, shelf: usize) {
        self.held = Some(shelf);
        self.ends.clear();
        self.ends.resize(SHELF_LOANS + 1, 0);
        let place = |packed: i64| packed as usize % SHELF_LOANS;
        for bundle in self.bundles {
            for packed in bundle.of(shelf) {
                self.ends[place(*packed) + 1] += 1;
            }
        }
        let mut sum = 0;
        for end in &mut self.ends {
            sum += *end;
            *end = sum;
        }
        // Here an entry is where its loan begins; each receipt put moves it on, to the end at last.
        self.receipts.resize(sum, (self.as_of, Amount::ZERO));
        for bundle in self.bundles {
            for packed in bundle.of(shelf) {
                let next = &mut self.ends[place(*packed)];
                self.receipts[*next] = bundle.receipt(*packed);
                *next += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BUNDLE_ROWS, Bundle, Packer, Receipt, SHELF_LOANS, Shelf};
    use makegood_units::{Amount, BusinessDate};
    use proptest::prelude::*;

    fn day(offset: i32) -> BusinessDate {
        BusinessDate::try_from_epoch_days(offset).expect("inside the calendar")
    }

    fn bundles(payments: &[(usize, Receipt)], loans: usize, as_of: BusinessDate, rows: usize) -> Vec<Bundle> {
        let bundle = |payments: &[(usize, Receipt)]| {
            let mut packer = Packer::new(payments.iter().map(|(slot, _)| *slot), loans, as_of);
            payments.iter().for_each(|(slot, receipt)| packer.put(*slot, *receipt));
            packer.done()
        };
        payments.chunks(rows.min(BUNDLE_ROWS)).map(bundle).collect()
    }

    /// Common days and the ends of the calendar, common amounts and the largest.
    fn payments(loans: usize) -> impl Strategy<Value = Vec<(usize, Receipt)>> {
        let days = prop_oneof![20_000..20_090_i32, -719_162..2_932_896_i32];
        let limit = Amount::LIMIT.minor();
        let minors = prop_oneof![-900..9_000_i64, -limit..=limit, (0..4_i64).prop_map(|more| (1 << 36) - 2 + more)];
        let one = (0..loans, days, minors);
        let one = one.prop_map(|(slot, offset, minor)| (slot, (day(offset), Amount::from_minor(minor))));
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        #[test]
        fn each_loan_gets_its_own_in_value_order(
            payments in payments(SHELF_LOANS * 2 + 3), as_of in 19_990..20_100_i32, rows in 1..40_usize,
        ) {
            let loans = SHELF_LOANS * 2 + 3;
            let as_of = day(as_of);
            let bundles = bundles(&payments, loans, as_of, rows);
            let mut shelf = Shelf::new(&bundles, as_of);
            for slot in 0..loans {
                let own = payments.iter().filter(|(of, (value_on, _))| *of == slot && *value_on <= as_of);
                let mut own: Vec<Receipt> = own.map(|(_, receipt)| *receipt).collect();
                own.sort_by_key(|(value_on, _)| *value_on);
                prop_assert_eq!(shelf.of(slot), own);
            }
        }
    }
}
