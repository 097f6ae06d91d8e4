//! What a suspension did to a period, and its sentence.

use super::holdup::{Stay, StayEffect};
use super::reading::{ClockStep, plain};
use super::span::Length;
use makegood_units::BusinessDate;
use std::fmt;

/// What a suspension did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Did {
    /// It began after the last day.
    TooLate(BusinessDate),
    /// It took so many days out, and may have set a floor.
    NotCounted(i32, Option<FloorSet>),
    /// It set a floor.
    NotBefore(FloorSet),
    /// It was over before the last part of the period, which begins after the day.
    OverBefore { last: Length, before: BusinessDate },
    /// It stands in the last part of the period that would have ended on the day.
    StandsIn { last: Length, end: BusinessDate, floor: FloorSet },
    /// The period does not end within it.
    NotWithin(BusinessDate),
}

/// A day before which the period does not end, so long after something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FloorSet {
    pub on: BusinessDate,
    pub length: Length,
}

impl fmt::Display for FloorSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not over before {}, {} after it", self.on, self.length)
    }
}

impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLate(ended) => write!(f, "began after the period ended on {ended}"),
            Self::NotCounted(days, floor) => {
                match days {
                    0 => f.write_str("no day of it falls into the days that are counted")?,
                    1 => f.write_str("1 day not counted")?,
                    days => write!(f, "{days} days not counted")?,
                }
                floor.map_or(Ok(()), |floor| write!(f, ", {floor}"))
            }
            Self::NotBefore(floor) => floor.fmt(f),
            Self::OverBefore { last, before } => {
                write!(f, "over before the last {last} of the period, which begin after {before}")
            }
            Self::StandsIn { last, end, floor } => write!(f, "stands in the last {last} before {end}: {floor}"),
            Self::NotWithin(end) => write!(f, "the period ends on {end}, not within it"),
        }
    }
}

/// The step of a reading for what a stay did, as known on a day.
pub(super) fn told(stay: &Stay<'_>, effect: &StayEffect, at: BusinessDate) -> ClockStep {
    let (what, on) = (stay.happening.what.clone(), stay.happening.on);
    let span = match effect.is_open {
        true => format!("{} since {on}, still standing on {at}", plain(&what)),
        false => format!("{} from {on} to {}", plain(&what), effect.over),
    };
    ClockStep {
        fact: stay.happening.fact.clone(),
        says: format!("{span}: {}", effect.did),
        what,
        on,
        accepted: effect.accepted,
        lent_by: stay.lent_by.map(str::to_owned),
    }
}
