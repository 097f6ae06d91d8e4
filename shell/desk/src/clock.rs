//! The one clock of the product. Everything else is told the time.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use makegood_units::{BusinessDate, Instant};

/// Where "now" comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, read in the lender's zone.
    System(TimeZone),
    /// The machine's time of day on a fixed business day: a book of the past, opened
    /// as if that day were today.
    OnDay(BusinessDate, TimeZone),
}

impl Clock {
    /// The present moment.
    pub fn now(&self) -> Instant {
        match self {
            Self::System(_) => Timestamp::now(),
            Self::OnDay(day, zone) => {
                let time = Timestamp::now().to_zoned(zone.clone()).time();
                let moved = zone.to_zoned(day.civil().to_datetime(time));
                moved.map_or_else(|_| Timestamp::now(), |zoned: Zoned| zoned.timestamp())
            }
        }
    }

    /// The business day of the present moment at the lender.
    pub fn today(&self) -> BusinessDate {
        match self {
            Self::System(zone) => BusinessDate::from_civil(Timestamp::now().to_zoned(zone.clone()).date()),
            Self::OnDay(day, _) => *day,
        }
    }

    /// The business day of a moment at the lender.
    pub fn day_of(&self, at: Instant) -> BusinessDate {
        let (Self::System(zone) | Self::OnDay(_, zone)) = self;
        BusinessDate::from_civil(at.to_zoned(zone.clone()).date())
    }

    /// When things are written down: always the machine's clock.
    pub fn recorded_at(&self) -> Instant {
        Timestamp::now()
    }
}
