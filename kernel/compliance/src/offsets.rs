//! The offsets of one clock through the few years a person's log lies in, so that
//! hundreds of local days cost one look into the database of zones.

use crate::local::Local;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use makegood_units::{BusinessDate, Instant};

/// How far before the last instant the offsets reach, and how far after it.
const DAYS_BACK: i64 = 800;
const DAYS_AHEAD: i64 = 500;
const DAY: i64 = 86_400;
/// No two clocks are further apart, so that a local time two days from either end
/// is shown within.
const MARGIN: i64 = 2 * DAY;

/// Spans of time in each of which a clock is so many seconds ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offsets {
    /// The first second of each span, since 1970, with its offset; each ends where the next begins.
    spans: Vec<(i64, i64)>,
    /// The second in which the last ends.
    end: i64,
}

impl Offsets {
    /// The offsets around the last of some instants; none where there is none.
    pub fn around(clock: &TimeZone, instants: impl Iterator<Item = Instant>) -> Option<Self> {
        let (first, last) = instants.fold(None, |found: Option<(Instant, Instant)>, at| {
            Some(found.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        })?;
        let days = |days: i64| SignedDuration::from_secs(days * DAY);
        let begin = first.checked_sub(days(3)).ok()?.max(last.checked_sub(days(DAYS_BACK)).ok()?);
        let end = last.checked_add(days(DAYS_AHEAD)).ok()?;
        // A change of the clock at the very beginning is in force there already.
        let mut spans = vec![(second_of(begin), i64::from(clock.to_offset(begin).seconds()))];
        for change in clock.following(begin).take_while(|change| change.timestamp() < end) {
            spans.push((second_of(change.timestamp()), i64::from(change.offset().seconds())));
        }
        Some(Self { spans, end: second_of(end) })
    }

    /// What the clock shows; none outside.
    pub fn local(&self, at: Instant) -> Option<Local> {
        let second = second_of(at);
        let (_, offset) = self.spans.iter().rev().find(|(from, _)| *from <= second).filter(|_| second < self.end)?;
        let shown = second + offset;
        let day = i32::try_from(shown.div_euclid(DAY)).ok().and_then(BusinessDate::try_from_epoch_days)?;
        Some(Local { day, second: i32::try_from(shown.rem_euclid(DAY)).ok()? })
    }

    /// The instant at which the clock shows a second of a day, where it shows it
    /// exactly once; none where it jumps over it, shows it twice, or outside.
    pub fn once_at(&self, day: BusinessDate, second: i32) -> Option<Instant> {
        let shown = i64::from(day.epoch_days()) * DAY + i64::from(second);
        let (begin, _) = self.spans.first()?;
        if shown < begin + MARGIN || shown > self.end - MARGIN {
            return None;
        }
        let ends = self.spans.iter().skip(1).map(|(from, _)| *from).chain([self.end]);
        let within = self.spans.iter().zip(ends).filter_map(|((from, offset), to)| {
            let at = shown - offset;
            (*from <= at && at < to).then_some(at)
        });
        let mut within = within.fuse();
        match (within.next(), within.next()) {
            (Some(at), None) => Instant::from_second(at).ok(),
            _ => None,
        }
    }

    /// Whether the clock is known not to change after one instant and before another.
    pub fn is_steady(&self, after: Instant, before: Instant) -> bool {
        let (after, before) = (second_of(after), second_of(before));
        let is_within = self.spans.first().is_some_and(|(begin, _)| *begin <= after) && before < self.end;
        is_within && !self.spans.iter().skip(1).any(|(from, _)| after <= *from && *from <= before)
    }
}

/// The second an instant lies in, since 1970.
fn second_of(at: Instant) -> i64 {
    at.as_second() - i64::from(at.subsec_nanosecond() < 0)
}

#[cfg(test)]
mod tests {
    use super::Offsets;
    use crate::local::Zone;
    use jiff::SignedDuration;
    use jiff::tz::TimeZone;
    use makegood_units::{BusinessDate, Instant};
    use proptest::prelude::*;

    const ZONES: [(&str, &str); 8] = [
        ("America/New_York", "2026-03-08T07:00:00Z"),
        ("America/St_Johns", "2008-11-02T02:31:00Z"),
        ("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00:00Z"),
        ("Asia/Kolkata", "2026-12-30T20:00:00Z"),
        ("Europe/Berlin", "1969-12-31T23:00:00Z"),
        ("Africa/Casablanca", "2026-02-15T02:00:00Z"),
    ];

    proptest! {
        #[test]
        fn they_say_what_the_database_says(
            zone in 0..ZONES.len(),
            minutes in -3_000_000_i64..3_000_000,
            near in -3_000_i64..3_000,
            nanos in 0..3_i64,
            ahead in -900..900_i32,
            second in 0..86_400_i32,
        ) {
            let (name, change) = ZONES[zone];
            let change: Instant = change.parse().expect("an instant");
            let plain = Zone::named(name).expect("a zone");
            let mut known = plain.clone();
            known.look_up_around([change, change - SignedDuration::from_hours(2_000)].into_iter());
            for minutes in [minutes, near] {
                let at = change + SignedDuration::from_mins(minutes) - SignedDuration::from_nanos(nanos);
                prop_assert_eq!(known.local(at), plain.local(at));
                let day = plain.local(at).day.plus_days(ahead);
                for day in [day, plain.local(at).day] {
                    prop_assert_eq!(known.first_at(day, second, at), plain.first_at(day, second, at));
                    let until = plain.first_at(day, second, at).unwrap_or(at);
                    let changes = |zone: &Zone| zone.changes(at, until).collect::<Vec<_>>();
                    prop_assert_eq!(changes(&known), changes(&plain));
                }
            }
        }
    }

    #[test]
    fn nothing_is_known_outside() {
        let clock = TimeZone::get("Asia/Shanghai").expect("a zone");
        assert_eq!(Offsets::around(&clock, std::iter::empty()), None);
        let at: Instant = "2026-04-08T00:00:00Z".parse().expect("an instant");
        let known = Offsets::around(&clock, std::iter::once(at)).expect("offsets");
        let far = at + SignedDuration::from_hours(24 * 501);
        assert_eq!((known.local(far), known.is_steady(at, far)), (None, false));
        assert_eq!(known.once_at(BusinessDate::from_civil(jiff::civil::date(2029, 1, 1)), 0), None);
    }
}
