//! When a message that was not taken is sent again.

use jiff::SignedDuration;
use makegood_units::Instant;

/// Seconds to wait after the first attempt, the second, and so on; after the last of these
/// it is the last again.
const WAITS: [i64; 10] = [5, 30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600];
/// A message nobody took for so many days is dead, and its subscription stops.
pub const DAYS_TO_LIVE: i64 = 5;

/// When the next attempt is due after so many; `None` when the message is too old.
pub fn next_attempt(attempts: u32, made_at: Instant, now: Instant) -> Option<Instant> {
    let at = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = WAITS.get(at).or(WAITS.last()).copied().unwrap_or(0);
    let next = now.checked_add(SignedDuration::from_secs(wait)).ok()?;
    let last = made_at.checked_add(SignedDuration::from_hours(DAYS_TO_LIVE * 24)).ok()?;
    (next <= last).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::next_attempt;
    use makegood_units::Instant;

    #[test]
    fn waits_grow_and_end_after_five_days() {
        let made = Instant::UNIX_EPOCH;
        let mut now = made;
        let mut waits = Vec::new();
        while let Some(next) = next_attempt(u32::try_from(waits.len()).expect("few") + 1, made, now) {
            waits.push(next.as_second() - now.as_second());
            now = next;
        }
        assert_eq!(waits.iter().take(4).copied().collect::<Vec<_>>(), [5, 30, 120, 300]);
        assert!(waits.is_sorted());
        assert!(now.as_second() > 4 * 86_400 && now.as_second() <= 5 * 86_400, "{now}");
    }
}
