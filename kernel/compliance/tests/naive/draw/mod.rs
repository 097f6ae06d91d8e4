//! Random packs, random facts and random acts, all from one number.

mod acts;
mod pack;
mod sheet;
mod vocabulary;

pub use acts::act;
pub use pack::pages;
pub use sheet::{minutes_after, sheet};
pub use vocabulary::Vocabulary;

use jiff::Timestamp;

/// Zones whose clocks do everything a clock can do, each with an instant near
/// something it does: half-hour changes, changes at midnight and at one minute
/// past, a day that never was.
const PLACES: [(&str, &str); 9] = [
    ("America/New_York", "2026-03-07T12:00:00Z"),
    ("America/New_York", "2026-10-31T12:00:00Z"),
    ("America/Los_Angeles", "2027-01-01T04:00:00Z"),
    ("America/St_Johns", "2008-11-01T12:00:00Z"),
    ("America/Sao_Paulo", "2018-11-03T12:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T00:00:00Z"),
    ("Pacific/Apia", "2011-12-29T00:00:00Z"),
    ("Asia/Kolkata", "2026-12-30T20:00:00Z"),
    ("Asia/Shanghai", "2021-11-29T20:00:00Z"),
];

/// Numbers that look random and are the same every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// Steele, Lea and Flood's SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From `least` to `most`, both included.
    pub fn from(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1).unsigned_abs()) as i64
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True so many times of a hundred.
    pub fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }

    pub fn one<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    /// Some of them, up to `most`, perhaps none.
    pub fn some<T: Clone>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let number = if all.is_empty() { 0 } else { self.below(most + 1) };
        (0..number).map(|_| self.one(all).clone()).collect()
    }
}

/// Where the person is, and an instant near which something happens to the clock there.
pub fn place(dice: &mut Dice) -> (&'static str, Timestamp) {
    let (zone, near) = *dice.one(&PLACES);
    (zone, near.parse().unwrap())
}
