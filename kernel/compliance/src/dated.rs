//! A parameter of the law through time.

use makegood_units::BusinessDate;

/// Values with the day each begins. A value ends where the next one begins, so
/// there can be no gap and no overlap between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(Vec<(BusinessDate, T)>);

/// A list of dated values that is empty or whose days do not rise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatedError {
    /// No value at all.
    #[error("no value")]
    Empty,
    /// A value that begins on or before the day of the one above it.
    #[error("{later} does not come after {earlier}")]
    NotRising {
        /// The day of the value above.
        earlier: BusinessDate,
        /// The day that should be later.
        later: BusinessDate,
    },
}

impl<T> Dated<T> {
    /// Values in rising order of their first day.
    ///
    /// # Errors
    /// When the list is empty, or a day repeats or falls back.
    pub fn try_new(values: Vec<(BusinessDate, T)>) -> Result<Self, DatedError> {
        if values.is_empty() {
            return Err(DatedError::Empty);
        }
        for (above, below) in values.iter().zip(values.iter().skip(1)) {
            if below.0 <= above.0 {
                return Err(DatedError::NotRising { earlier: above.0, later: below.0 });
            }
        }
        Ok(Self(values))
    }

    /// The value in force on a day; none before the first begins.
    pub fn on(&self, day: BusinessDate) -> Option<&T> {
        self.0.iter().rev().find(|(from, _)| *from <= day).map(|(_, value)| value)
    }

    /// The day the first value begins.
    pub fn begins_on(&self) -> Option<BusinessDate> {
        self.0.first().map(|(from, _)| *from)
    }

    /// The first day of each value.
    pub fn days(&self) -> Vec<BusinessDate> {
        self.0.iter().map(|(from, _)| *from).collect()
    }

    /// Each value with its first day and its last (none: still in force).
    pub fn spans(&self) -> impl Iterator<Item = (BusinessDate, Option<BusinessDate>, &T)> {
        self.0.iter().enumerate().map(|(place, (from, value))| {
            let until = self.0.get(place + 1).map(|(next, _)| next.plus_days(-1));
            (*from, until, value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Dated, DatedError};
    use makegood_units::BusinessDate;

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_value_ends_the_day_before_the_next_begins() {
        let cap = Dated::try_new(vec![(day("2021-11-30"), 7), (day("2027-01-01"), 3)]).expect("rising");
        let found = ["2021-11-29", "2021-11-30", "2026-12-31", "2027-01-01"].map(|text| cap.on(day(text)).copied());
        assert_eq!(found, [None, Some(7), Some(7), Some(3)]);
        let spans: Vec<_> = cap.spans().map(|(from, until, value)| (from, until, *value)).collect();
        assert_eq!(spans, [(day("2021-11-30"), Some(day("2026-12-31")), 7), (day("2027-01-01"), None, 3)]);
    }

    #[test]
    fn repeated_or_falling_days_are_refused() {
        let (early, late) = (day("2021-11-30"), day("2022-01-01"));
        assert_eq!(Dated::<i32>::try_new(vec![]), Err(DatedError::Empty));
        for (first, second) in [(early, early), (late, early)] {
            let found = Dated::try_new(vec![(first, 1), (second, 2)]);
            assert_eq!(found, Err(DatedError::NotRising { earlier: first, later: second }));
        }
    }
}
