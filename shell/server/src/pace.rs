//! How often one session may ask: far more than people do, far less than a copying
//! program would.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// So many requests a minute.
const A_MINUTE: u32 = 600;

/// The requests of each session in the minute under way.
#[derive(Default)]
pub(crate) struct Pace(Mutex<(i64, BTreeMap<i64, u32>)>);

impl Pace {
    /// Counts a request; whether it is still within what a minute allows.
    pub(crate) fn allows(&self, session: i64, now: i64) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.div_euclid(60);
        if counted.0 != minute {
            *counted = (minute, BTreeMap::new());
        }
        let count = counted.1.entry(session).or_default();
        *count = count.saturating_add(1);
        *count <= A_MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::{A_MINUTE, Pace};

    #[test]
    fn a_minute_allows_so_many_and_the_next_begins_anew() {
        let pace = Pace::default();
        assert!((0..A_MINUTE).all(|_| pace.allows(1, 59)));
        assert!(!pace.allows(1, 59));
        assert!(pace.allows(2, 59), "another session");
        assert!(pace.allows(1, 60), "another minute");
    }
}
