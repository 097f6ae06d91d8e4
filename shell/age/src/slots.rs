//! From a loan id to its place in the order of all loans.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table by id may be so many times longer than the loans it holds.
const SPREAD: u64 = 8;

/// The slot of each loan: its position among the ids, which rise.
pub(crate) enum Slots {
    /// Every number from the first on is a loan.
    Consecutive {
        /// The first id.
        first: i64,
        /// How many.
        count: u64,
    },
    /// Numbers with gaps: a table by id, 0 where there is no loan, else slot + 1.
    Table {
        /// The first id.
        first: i64,
        /// Slot + 1 by id.
        table: Vec<u32>,
    },
    /// Any numbers.
    Scattered(HashMap<i64, usize, BuildHasherDefault<Spread>>),
}

/// Spreads numbers over 64 bits by the golden ratio (Knuth, The Art of Computer
/// Programming 3, 6.4). The hasher of the standard library withstands an attacker,
/// which costs more than the look-up; a lender's own file can only slow its own run.
#[derive(Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let spread = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ (spread >> 32);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }
}

impl Slots {
    /// `ids` rise and none stands twice.
    pub(crate) fn new(ids: &[i64]) -> Self {
        let (Some(first), Some(last)) = (ids.first().copied(), ids.last()) else {
            return Self::Consecutive { first: 0, count: 0 };
        };
        let count = ids.len() as u64;
        let span = last.abs_diff(first).saturating_add(1);
        if span == count {
            return Self::Consecutive { first, count };
        }
        if span > count.saturating_mul(SPREAD) || count >= u64::from(u32::MAX) {
            return Self::Scattered(ids.iter().enumerate().map(|(slot, id)| (*id, slot)).collect());
        }
        let mut table = vec![0; usize::try_from(span).unwrap_or(0)];
        for (id, slot) in ids.iter().zip(1..) {
            if let Some(place) = usize::try_from(id.abs_diff(first)).ok().and_then(|at| table.get_mut(at)) {
                *place = slot;
            }
        }
        Self::Table { first, table }
    }

    /// The slot of a loan, when there is such a loan.
    #[inline]
    pub(crate) fn of(&self, id: i64) -> Option<usize> {
        // An id below the first wraps to a number beyond every table.
        let from = |first: i64| id.wrapping_sub(first) as u64;
        match self {
            Self::Consecutive { first, count } => (from(*first) < *count).then(|| from(*first) as usize),
            Self::Table { first, table } => {
                let at = usize::try_from(from(*first)).ok()?;
                (*table.get(at)? as usize).checked_sub(1)
            }
            Self::Scattered(slots) => slots.get(&id).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn every_shape_of_ids_finds_its_own_and_no_other() {
        let shapes: [&[i64]; 7] = [
            &[],
            &[7],
            &[1, 2, 3, 4],
            &[-2, 0, 3, 9],
            &[i64::MIN, i64::MAX],
            &[i64::MIN, i64::MIN + 1, i64::MIN + 3],
            &[i64::MAX - 2, i64::MAX],
        ];
        for ids in shapes {
            let slots = Slots::new(ids);
            for id in [i64::MIN, i64::MIN + 1, i64::MIN + 2, -3, -2, -1, 0, 1, 3, 5, 7, 8, 9, i64::MAX - 1, i64::MAX] {
                assert_eq!(slots.of(id), ids.iter().position(|known| *known == id), "{id} in {ids:?}");
            }
        }
    }
}
