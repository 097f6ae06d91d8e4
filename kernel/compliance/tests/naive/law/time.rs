//! Local days and seconds, straight from the zone each time they are asked for;
//! windows and the times the person asked us to avoid.

use super::Asked;
use jiff::civil::Weekday;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use makegood_compliance::{Act, Dated, FactSheet, TimeRequest, Window};
use makegood_units::BusinessDate;

/// A place's clock.
pub struct Clock(TimeZone);

/// The clocks of every zone the person may be in. Where nobody knows, both ends
/// of the earth, and false.
pub fn clocks(sheet: &FactSheet) -> (Vec<Clock>, bool) {
    let known: Vec<Option<TimeZone>> = sheet.zones.iter().map(|name| TimeZone::get(name).ok()).collect();
    if known.is_empty() || known.iter().any(|zone| zone.as_ref().is_none_or(TimeZone::is_unknown)) {
        let ends = [14, -12].map(|hours| Clock(Offset::from_hours(hours).unwrap().to_time_zone()));
        return (ends.into(), false);
    }
    (known.into_iter().flatten().map(Clock).collect(), true)
}

/// The value of a dated parameter on a day: that of the last span begun.
pub fn value<T: Clone>(dated: &Dated<T>, day: BusinessDate) -> Option<T> {
    let mut found = None;
    for (from, _, value) in dated.spans() {
        if from <= day {
            found = Some(value.clone());
        }
    }
    found
}

impl Clock {
    fn shown(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.0.clone())
    }

    pub fn day(&self, at: Timestamp) -> BusinessDate {
        BusinessDate::from_civil(self.shown(at).date())
    }

    fn second(&self, at: Timestamp) -> i32 {
        let time = self.shown(at).time();
        (i32::from(time.hour()) * 60 + i32::from(time.minute())) * 60 + i32::from(time.second())
    }
}

impl<A: Act> Asked<'_, A> {
    pub(super) fn window_is_open(&self, window: &Window) -> bool {
        let Some((opens, closes)) = &window.hours else {
            return !self.question.sheet.time_requests.iter().any(|request| self.is_asked_to_avoid(request));
        };
        let own = window.zone.as_ref().map(|name| Clock(TimeZone::get(name).unwrap()));
        let clock = own.as_ref().unwrap_or(self.clock);
        let (day, second) = (clock.day(self.question.at), clock.second(self.question.at));
        let weekday = day.civil().weekday();
        let closed = window.closed_on.as_ref().and_then(|closed| value(closed, day)).unwrap_or_default();
        if closed.contains(&weekday) {
            return false;
        }
        if !window.on.is_empty() && !window.on.contains(&weekday) {
            return true;
        }
        match (value(opens, day), value(closes, day)) {
            (Some(opens), Some(closes)) => opens <= second && second < closes,
            _ => true,
        }
    }

    fn is_asked_to_avoid(&self, request: &TimeRequest) -> bool {
        let question = self.question;
        let second = self.clock.second(question.at);
        let (from, to) = request.closed;
        let of_today = if from < to { from <= second && second < to } else { from <= second };
        let of_yesterday = from >= to && second < to;
        let on = |day: BusinessDate| -> bool {
            let weekday: Weekday = day.civil().weekday();
            request.weekdays.is_empty() || request.weekdays.contains(&weekday)
        };
        request.at <= question.heard
            && request.deeds.has(question.act.deed())
            && request.until.is_none_or(|until| self.today <= until)
            && request.ended_at.is_none_or(|ended| question.at < ended)
            && ((of_today && on(self.today)) || (of_yesterday && on(self.today.plus_days(-1))))
    }
}
