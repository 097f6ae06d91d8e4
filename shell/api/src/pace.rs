//! How fast a token may ask: so many requests in each minute of the clock.

use makegood_units::Instant;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A token's minute and how many requests it has had.
#[derive(Default)]
pub(crate) struct Pace(Mutex<BTreeMap<i64, (i64, u32)>>);

impl Pace {
    /// Counts a request; the seconds to wait when there were enough in this minute.
    pub(crate) fn take(&self, token: i64, per_minute: u32, at: Instant) -> Result<(), u64> {
        let (minute, second) = (at.as_second().div_euclid(60), at.as_second().rem_euclid(60));
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = minutes.entry(token).or_insert((minute, 0));
        if count.0 != minute {
            *count = (minute, 0);
        }
        if count.1 >= per_minute {
            return Err(60_u64.saturating_sub(second.unsigned_abs()));
        }
        count.1 = count.1.saturating_add(1);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use makegood_units::Instant;

    #[test]
    fn a_minute_has_so_many_and_the_next_begins_anew() {
        let pace = Pace::default();
        let at = |second| Instant::from_second(second).expect("a moment");
        assert_eq!(pace.take(1, 2, at(60)), Ok(()));
        assert_eq!(pace.take(1, 2, at(75)), Ok(()));
        assert_eq!(pace.take(1, 2, at(75)), Err(45), "until the minute is over");
        assert_eq!(pace.take(2, 2, at(75)), Ok(()), "another token has its own");
        assert_eq!(pace.take(1, 2, at(120)), Ok(()));
    }
}
