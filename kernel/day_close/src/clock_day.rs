//! The working day at the borrower's place, as instants.

use crate::CaseInput;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use makegood_strategy::Strategy;
use makegood_units::{BusinessDate, Instant};

/// From when to when work is done for a case on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDay {
    /// When it begins.
    pub opens_at: Instant,
    /// When it ends.
    pub closes_at: Instant,
}

/// The lender's working hours at the borrower's place: of their residence, else of
/// their first contact point that names a zone, else UTC (the gate then refuses for
/// want of a zone, so nothing is done at a guessed hour).
pub fn working_day(case: &CaseInput, as_of: BusinessDate, strategy: &Strategy) -> WorkingDay {
    let residence = case.known.iter().filter_map(|party| party.time_zone.as_deref());
    let points = case.contact_points.iter().filter_map(|point| point.time_zone.as_deref());
    let zone = residence.chain(points).find_map(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let at = |time: Time| {
        let local = as_of.civil().to_datetime(time);
        zone.to_timestamp(local).unwrap_or(Instant::UNIX_EPOCH)
    };
    WorkingDay { opens_at: at(strategy.working_day.opens), closes_at: at(strategy.working_day.closes) }
}
