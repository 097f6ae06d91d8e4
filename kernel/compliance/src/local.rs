//! The clock where the person is: local days and times, and the instants at
//! which a local time comes round, across changes of the clock.

use crate::offsets::Offsets;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use makegood_units::{BusinessDate, Instant};

/// A place's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub name: String,
    clock: TimeZone,
    near: Option<Offsets>,
}

/// A local day and the second of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    pub day: BusinessDate,
    pub second: i32,
}

impl Zone {
    /// The zone of an IANA name, from the database inside the binary.
    pub fn named(name: &str) -> Option<Self> {
        let clock = TimeZone::get(name).ok().filter(|clock| !clock.is_unknown())?;
        Some(Self { name: name.to_owned(), clock, near: None })
    }

    /// The two ends of the earth. Where nobody knows the person's zone, a day
    /// has begun when it has begun at one of them and has ended when it has
    /// ended at both.
    pub fn ends_of_the_earth() -> Vec<Self> {
        let at =
            |name: &str, hours| Offset::from_hours(hours).ok().map(|offset| (name.to_owned(), offset.to_time_zone()));
        let ends = [at("UTC+14", 14), at("UTC-12", -12)];
        ends.into_iter().flatten().map(|(name, clock)| Self { name, clock, near: None }).collect()
    }

    /// Looks up the clock's offsets for the time these instants lie in, and some more.
    pub fn look_up_around(&mut self, instants: impl Iterator<Item = Instant>) {
        self.near = Offsets::around(&self.clock, instants);
    }

    /// What the clock shows.
    pub fn local(&self, at: Instant) -> Local {
        if let Some(local) = self.near.as_ref().and_then(|near| near.local(at)) {
            return local;
        }
        let shown = self.clock.to_datetime(at);
        let time = shown.time();
        let second = i32::from(time.hour()) * 3_600 + i32::from(time.minute()) * 60 + i32::from(time.second());
        Local { day: BusinessDate::from_civil(shown.date()), second }
    }

    /// The first instant not before `not_before` at which the clock shows the
    /// given second of the day. Where the clock jumps over it, the instant of the
    /// jump; where the clock shows it twice, the first that is late enough.
    pub fn first_at(&self, day: BusinessDate, second: i32, not_before: Instant) -> Option<Instant> {
        if let Some(shown) = self.near.as_ref().and_then(|near| near.once_at(day, second)) {
            return (shown >= not_before).then_some(shown);
        }
        let part = |number: i32| i8::try_from(number).ok();
        let (hour, minute, second) = (part(second / 3_600)?, part(second / 60 % 60)?, part(second % 60)?);
        let time = jiff::civil::Time::new(hour, minute, second, 0).ok()?;
        let civil = self.clock.to_ambiguous_timestamp(day.civil().to_datetime(time));
        let (early, late) = (civil.earlier().ok()?, civil.later().ok()?);
        let candidates = match civil.offset() {
            AmbiguousOffset::Gap { .. } => {
                let jump = self.clock.following(early).next()?.timestamp();
                [jump, jump]
            }
            _ => [early, late],
        };
        candidates.into_iter().find(|candidate| *candidate >= not_before)
    }

    /// The instants after `after` and before `before` at which the clock changes.
    pub fn changes(&self, after: Instant, before: Instant) -> impl Iterator<Item = Instant> {
        // Most often it does not, and then there is nothing to look up.
        let none = self.near.as_ref().is_some_and(|near| near.is_steady(after, before));
        let following = (!none).then(|| self.clock.following(after).map(|change| change.timestamp()));
        following.into_iter().flatten().take_while(move |change| *change < before)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use makegood_units::{BusinessDate, Instant};

    #[test]
    fn a_local_time_is_found_across_changes_of_the_clock() {
        let cases = [
            // zone, day, time, not before, found
            ("America/New_York", "2026-03-08", 8 * 3_600, "2026-03-08T00:00:00Z", "2026-03-08T12:00:00Z"),
            // 02:30 does not exist: the clock jumps from 02:00 to 03:00
            ("America/New_York", "2026-03-08", 9_000, "2026-03-08T00:00:00Z", "2026-03-08T07:00:00Z"),
            // 01:30 comes twice
            ("America/New_York", "2026-11-01", 5_400, "2026-11-01T00:00:00Z", "2026-11-01T05:30:00Z"),
            ("America/New_York", "2026-11-01", 5_400, "2026-11-01T05:30:01Z", "2026-11-01T06:30:00Z"),
            // Samoa had no 2011-12-30 at all
            ("Pacific/Apia", "2011-12-30", 28_800, "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z"),
            // midnight did not exist in São Paulo that day
            ("America/Sao_Paulo", "2018-11-04", 0, "2018-11-01T00:00:00Z", "2018-11-04T03:00:00Z"),
        ];
        for (zone, day, second, not_before, expected) in cases {
            let zone = Zone::named(zone).expect("a zone");
            let (day, not_before): (BusinessDate, Instant) =
                (day.parse().expect("a day"), not_before.parse().expect("an instant"));
            let found = zone.first_at(day, second, not_before).map(|found| found.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{} {day} {second}", zone.name);
        }
    }

    #[test]
    fn a_name_nobody_knows_is_no_zone() {
        assert!(Zone::named("Mars/Olympus").is_none());
        assert!(Zone::named("").is_none());
        assert!(Zone::named("Etc/Unknown").is_none());
    }
}
