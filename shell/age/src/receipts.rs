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
const SHELF_BITS: u32 = 12;
const SHELF_LOANS: usize = 1 << SHELF_BITS;

/// Payments that are moved to their shelves together.
pub(crate) const BUNDLE_ROWS: usize = 1 << 16;

/// Some payments, those of each shelf together, otherwise in the order they came in.
pub(crate) struct Bundle {
    /// Where each shelf begins, and the end of the last.
    from: Vec<u32>,
    /// Minor units, shifted to make room for the place of the loan on its shelf.
    /// Payments lie within 51 bits ([`crate::error::fits_payment`]).
    packed: Vec<i64>,
    days: Vec<BusinessDate>,
}

/// Counts the payments of each shelf; then takes them in.
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
        let bundle = Bundle { packed: vec![0; sum as usize], days: vec![as_of; sum as usize], from };
        Self { next: bundle.from.clone(), bundle }
    }

    /// Puts one payment to its shelf.
    #[inline]
    pub(crate) fn put(&mut self, slot: usize, (value_on, amount): Receipt) {
        let next = &mut self.next[slot >> SHELF_BITS];
        let at = *next as usize;
        *next += 1;
        self.bundle.packed[at] = amount.minor() << SHELF_BITS | (slot % SHELF_LOANS) as i64;
        self.bundle.days[at] = value_on;
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
        let place = |packed: i64| (packed as usize) % SHELF_LOANS;
        for bundle in self.bundles {
            for packed in bundle.of(shelf).0 {
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
            let (packed, days) = bundle.of(shelf);
            for (packed, value_on) in packed.iter().zip(days) {
                let next = &mut self.ends[place(*packed)];
                self.receipts[*next] = (*value_on, Amount::from_minor(packed >> SHELF_BITS));
                *next += 1;
            }
        }
    }
}

impl Bundle {
    fn of(&self, shelf: usize) -> (&[i64], &[BusinessDate]) {
        let rows = self.from[shelf] as usize..self.from[shelf + 1] as usize;
        (&self.packed[rows.clone()], &self.days[rows])
    }
}
