//! When a message that was not taken is sent again.

use jiff::SignedDuration;
use makegood_units::Instant;
use sha2::{Digest, Sha256};

/// Seconds to wait after the first attempt, the second, and so on; after the last of these
/// it is the last again.
const WAITS: [i64; 10] = [5, 30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600];
/// A message nobody took for so many days is dead, and its subscription stops.
pub const DAYS_TO_LIVE: i64 = 5;

/// Of each wait at most so much more, in percent: receivers that were away together are not
/// all asked again in the same second.
const SPREAD_PERCENT: i64 = 20;

/// When the next attempt is due after so many; `None` when the message is too old.
///
/// The wait grows by up to a fifth, by chance that is drawn from the message's id and the
/// attempt, so that a schedule can be told beforehand and is the same after a restart.
pub fn next_attempt(id: &str, attempts: u32, made_at: Instant, now: Instant) -> Option<Instant> {
    let at = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = WAITS.get(at).or(WAITS.last()).copied().unwrap_or(0);
    let wait = wait.saturating_add(drawn(id, attempts, wait.saturating_mul(SPREAD_PERCENT) / 100));
    let next = now.checked_add(SignedDuration::from_secs(wait)).ok()?;
    let last = made_at.checked_add(SignedDuration::from_hours(DAYS_TO_LIVE * 24)).ok()?;
    (next <= last).then_some(next)
}

/// A number from 0 to `most`.
fn drawn(id: &str, attempts: u32, most: i64) -> i64 {
    let hash = Sha256::digest(format!("{id} {attempts}").as_bytes());
    let drawn = hash.iter().take(4).fold(0_i64, |number, byte| number * 256 + i64::from(*byte));
    drawn.rem_euclid(most.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::{WAITS, next_attempt};
    use makegood_units::Instant;

    #[test]
    fn waits_grow_and_end_after_five_days() {
        let made = Instant::UNIX_EPOCH;
        let mut now = made;
        let mut waits = Vec::new();
        while let Some(next) = next_attempt("msg_1_7", u32::try_from(waits.len()).expect("few") + 1, made, now) {
            waits.push(next.as_second() - now.as_second());
            now = next;
        }
        for (at, wait) in waits.iter().enumerate() {
            let least = WAITS.get(at).or(WAITS.last()).copied().expect("a wait");
            assert!((least..=least + least / 5).contains(wait), "attempt {at}: {wait} s");
        }
        let again = next_attempt("msg_1_7", 1, made, made);
        assert_eq!(again, next_attempt("msg_1_7", 1, made, made), "known beforehand");
        let spread: std::collections::BTreeSet<_> =
            (0..50).filter_map(|number| next_attempt(&format!("msg_{number}_7"), 10, made, made)).collect();
        assert!(spread.len() > 40, "messages of others wait otherwise");
        assert!(now.as_second() > 4 * 86_400 && now.as_second() <= 5 * 86_400, "{now}");
    }
}
