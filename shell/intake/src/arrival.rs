//! What a delivered fact does to what is already held of the same kind and key.

use makegood_units::BusinessDate;

/// What an arriving fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nothing of this kind and key is held.
    New,
    /// It is held already, with this report date and this content. Nothing is recorded.
    Unchanged,
    /// A later report says the same. Recorded, so that a report of a day between
    /// the two stays history; the content does not change.
    Confirms,
    /// It becomes current: reported later, or corrected on the same report date.
    Supersedes,
    /// Reported before what is current. Recorded as history only.
    Stale,
}

impl Arrival {
    /// Whether a row is appended for it.
    pub fn is_recorded(self) -> bool {
        self != Self::Unchanged
    }

    /// Whether it is what counts from now on.
    pub fn is_current(self) -> bool {
        matches!(self, Self::New | Self::Confirms | Self::Supersedes)
    }
}

/// One report of a thing: when it was reported, and what it says (the body itself
/// or its digest).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report<C> {
    /// The report date; a report without one counts as earlier than any with one.
    pub reported_on: Option<BusinessDate>,
    /// What it says.
    pub content: C,
}

/// What `incoming` is, given every report `held` of the same kind and key in the
/// order of recording.
///
/// Current is the report with the latest date and, of that date, the one recorded
/// last. Hence the same file twice changes nothing, in whatever order files come.
pub fn arrival<C: PartialEq>(held: &[Report<C>], incoming: &Report<C>) -> Arrival {
    let Some(latest) = held.iter().map(|report| report.reported_on).max() else { return Arrival::New };
    let last_of = |day: Option<BusinessDate>| held.iter().rev().find(|report| report.reported_on == day);
    if last_of(incoming.reported_on).is_some_and(|report| report.content == incoming.content) {
        return Arrival::Unchanged;
    }
    if incoming.reported_on < latest {
        return Arrival::Stale;
    }
    if last_of(latest).is_some_and(|report| report.content == incoming.content) {
        return Arrival::Confirms;
    }
    Arrival::Supersedes
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Report, arrival};
    use proptest::prelude::*;

    /// `A@3` is content A reported on day 3, `A` the same without a date.
    fn report(text: &str) -> Report<char> {
        let day = text.get(2..).map(|day| format!("2017-01-0{day}").parse().expect("a day"));
        Report { reported_on: day, content: text.chars().next().expect("content") }
    }

    #[test]
    fn the_latest_report_is_current() {
        let table = [
            ("", "A@3", Arrival::New),
            ("A@3", "A@3", Arrival::Unchanged),
            ("A@3", "B@3", Arrival::Supersedes),
            ("A@3", "B@4", Arrival::Supersedes),
            ("A@3", "B@2", Arrival::Stale),
            ("A@3", "A@2", Arrival::Stale),
            ("A@3", "A@4", Arrival::Confirms),
            ("A@1 A@3", "B@2", Arrival::Stale),
            ("A@1 B@3", "A@1", Arrival::Unchanged),
            ("A", "A", Arrival::Unchanged),
            ("A", "B", Arrival::Supersedes),
            ("A B", "A", Arrival::Supersedes),
            ("A@1", "B", Arrival::Stale),
            ("A", "B@1", Arrival::Supersedes),
        ];
        for (held, incoming, expected) in table {
            let reports: Vec<_> = held.split_whitespace().map(report).collect();
            assert_eq!(arrival(&reports, &report(incoming)), expected, "{held} then {incoming}");
        }
    }

    proptest! {
        /// Re-importing everything in the order it came changes nothing, as long as a
        /// report date speaks once of a thing; and the order does not matter.
        #[test]
        fn again_changes_nothing(mut arriving in prop::collection::btree_map(0..9_i32, 0..3_u8, 1..6)
            .prop_map(|map| map.into_iter().collect::<Vec<_>>()).prop_shuffle()) {
            let mut held = Vec::new();
            let mut current = None;
            for _ in 0..2 {
                for (day, content) in &arriving {
                    let day = makegood_units::BusinessDate::try_from_epoch_days(*day);
                    let report = Report { reported_on: day, content: *content };
                    let found = arrival(&held, &report);
                    prop_assert!(!found.is_current() || found.is_recorded());
                    if found.is_current() { current = Some(*content); }
                    if found.is_recorded() { held.push(report); }
                }
            }
            prop_assert_eq!(held.len(), arriving.len());
            arriving.sort_unstable();
            prop_assert_eq!(current, arriving.last().map(|(_, content)| *content));
        }
    }
}
