//! The one clock of the product. Everything else is told the time.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use makegood_units::{BusinessDate, Instant};

/// The machine's moment, whatever day a book is opened for: sessions and links end by it.
pub fn wall_now() -> Instant {
    Timestamp::now()
}

/// Where "now" comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, read in the lender's zone.
    System(TimeZone),
    /// A fixed business day, with the machine's time of day: a book of the past,
    /// opened as if that day were today.
    OnDay(BusinessDate, TimeZone),
    /// One moment that does not pass: what a test asks then cannot depend on the hour
    /// at which it is run.
    Still(Instant, TimeZone),
    /// A moment of the past from which time runs on since the clock was made.
    RunningFrom {
        /// The moment it began at.
        moment: Instant,
        /// The machine's moment when it was made.
        made_at: Instant,
        /// The lender's zone.
        zone: TimeZone,
    },
}

impl Clock {
    /// A clock that shows `moment` now and runs on.
    pub fn running_from(moment: Instant, zone: TimeZone) -> Self {
        Self::RunningFrom { moment, made_at: Timestamp::now(), zone }
    }

    /// A clock that stands at an hour of a day, by the lender's zone.
    pub fn standing(day: BusinessDate, hour: i8, zone: TimeZone) -> Self {
        let moment = zone.to_zoned(day.civil().at(hour, 0, 0, 0)).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp());
        Self::Still(moment, zone)
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        let now = Timestamp::now();
        match self {
            Self::System(_) => now,
            Self::Still(moment, _) => *moment,
            Self::OnDay(day, zone) => {
                let time = now.to_zoned(zone.clone()).time();
                zone.to_zoned(day.civil().to_datetime(time)).map_or(now, |zoned| zoned.timestamp())
            }
            Self::RunningFrom { moment, made_at, .. } => {
                let gone: SignedDuration = now.duration_since(*made_at);
                moment.saturating_add(gone).unwrap_or(*moment)
            }
        }
    }

    /// The business day of the present moment at the lender.
    pub fn today(&self) -> BusinessDate {
        match self {
            Self::OnDay(day, _) => *day,
            Self::System(_) | Self::Still(..) | Self::RunningFrom { .. } => self.day_of(self.now()),
        }
    }

    /// The business day of a moment at the lender.
    pub fn day_of(&self, at: Instant) -> BusinessDate {
        let (Self::System(zone) | Self::OnDay(_, zone) | Self::Still(_, zone) | Self::RunningFrom { zone, .. }) = self;
        BusinessDate::from_civil(at.to_zoned(zone.clone()).date())
    }

    /// When things are written down: always the machine's clock.
    pub fn recorded_at(&self) -> Instant {
        Timestamp::now()
    }
}
