//! The lot: a hash of the salt and of whom it is drawn for.

use super::Unit;

/// Slots a lot is drawn from: one for each basis point.
pub const SLOTS: u32 = 10_000;

/// The slot of somebody under a salt, from 0 to 9999; always the same.
///
/// FNV-1a of 64 bits (Fowler, Noll, Vo; RFC 9923) over `salt`, the word of the unit and the
/// number, each ended by a zero byte; then the 64-bit finaliser of MurmurHash3 (Appleby,
/// in the public domain), because FNV leaves alike numbers alike in their last bits.
pub fn slot(salt: &str, unit: Unit, unit_id: &str) -> u32 {
    let mut hash = FNV_OFFSET;
    for part in [salt, unit.word(), unit_id] {
        hash = fnv1a(hash, part.as_bytes());
        hash = fnv1a(hash, &[0]);
    }
    let scaled = (u128::from(finish(hash)) * u128::from(SLOTS)) >> 64;
    u32::try_from(scaled).unwrap_or(0)
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
}

fn finish(mut hash: u64) -> u64 {
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53_u64] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::{FNV_OFFSET, finish, fnv1a, slot};
    use crate::trial::Unit;

    #[test]
    fn the_hash_is_the_published_one() {
        let fnv = |text: &str| fnv1a(FNV_OFFSET, text.as_bytes());
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(finish(0), 0);
        assert_eq!(finish(1), 0xb456_bcfc_34c2_cb2c);
    }

    /// A change of these is a change of every lot drawn so far, and of every replay.
    #[test]
    fn a_lot_never_changes() {
        let drawn = ["B-1", "B-2", "B-3"].map(|id| slot("softer", Unit::Borrower, id));
        assert_eq!(drawn, [7_361, 4_685, 404]);
        assert_ne!(slot("softer", Unit::Borrower, "B-1"), slot("softer", Unit::Branch, "B-1"));
        assert_ne!(slot("softer", Unit::Borrower, "B-1"), slot("softer-2", Unit::Borrower, "B-1"));
    }

    /// A hundred ranges of a hundred slots over numbers as lenders give them: chi-square
    /// with 99 degrees of freedom stays under 149 but once in a thousand.
    #[test]
    fn slots_are_drawn_evenly() {
        for style in ["", "B-", "2026/0", "KE-000"] {
            let mut counts = [0_i64; 100];
            let drawn = 50_000;
            for number in 0..drawn {
                let slot = slot("softer", Unit::Borrower, &format!("{style}{number}"));
                counts[usize::try_from(slot / 100).expect("a range")] += 1;
            }
            let expected = drawn / 100;
            let squared: i64 = counts.iter().map(|count| (count - expected).pow(2)).sum();
            assert!(squared < 149 * expected, "{style}: {}", squared / expected);
        }
    }
}
