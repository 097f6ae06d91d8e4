//! Local hours, and the times the person asked us to avoid.

use crate::judge::{Bite, HORIZON_DAYS, Judgement, Moment, Note, View};
use crate::local::{Local, Zone};
use crate::rule::{Rule, Window};
use crate::sheet::TimeRequest;
use makegood_units::{BusinessDate, Instant};

/// The end of a local day in seconds.
const DAY: i32 = 86_400;

impl Window {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        if self.hours.is_none() {
            return asked(rule, view, moment);
        }
        let zone = self.clock.as_ref().unwrap_or(&moment.place.zone);
        let shown = self.clock.as_ref().map_or(moment.local, |clock| clock.local(moment.at));
        let note = self.note(shown);
        if self.is_open(shown) {
            return Judgement::passes(note);
        }
        let bite = self.next_open(rule, zone, moment.at).map_or(Bite::Closed, Bite::Until);
        Judgement { bite, note }
    }

    fn hours_on(&self, day: BusinessDate) -> Option<(i32, i32)> {
        let (opens, closes) = self.hours.as_ref()?;
        let governed = self.on.is_empty() || self.on.contains(&day.weekday());
        governed.then(|| Some((*opens.on(day)?, *closes.on(day)?))).flatten()
    }

    fn is_closed_day(&self, day: BusinessDate) -> bool {
        let closed = self.closed_on.as_ref().and_then(|closed| closed.on(day));
        closed.is_some_and(|closed| closed.contains(&day.weekday()))
    }

    /// Half open: the first second of the window is inside, the last is not.
    fn is_open(&self, shown: Local) -> bool {
        let inside = self.hours_on(shown.day).is_none_or(|(opens, closes)| (opens..closes).contains(&shown.second));
        inside && !self.is_closed_day(shown.day)
    }

    fn note(&self, shown: Local) -> Note {
        match self.hours_on(shown.day) {
            _ if self.is_closed_day(shown.day) => Note::ClosedWeekday { shown },
            Some((opens, closes)) => Note::Hours { opens, closes, shown },
            None => Note::NotInForce,
        }
    }

    /// The first instant after the moment at which the window is open: where a
    /// day opens, or where a change of the clock jumps into the window.
    fn next_open(&self, rule: &Rule, zone: &Zone, at: Instant) -> Option<Instant> {
        let today = zone.local(at).day;
        let allows = |at: &Instant| {
            let shown = zone.local(*at);
            !rule.is_in_force(shown.day) || self.is_open(shown)
        };
        let opening = (0..=HORIZON_DAYS).find_map(|ahead| {
            let day = today.plus_days(ahead);
            let opens = if rule.is_in_force(day) { self.hours_on(day).map_or(0, |(opens, _)| opens) } else { 0 };
            zone.first_at(day, opens, at).filter(allows)
        })?;
        zone.changes(at, opening).find(allows).or(Some(opening))
    }
}

/// The times the person asked us to avoid.
fn asked(rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
    let shown = moment.local;
    let Some(request) = closing(view, moment.at, shown) else { return Judgement::PASSES };
    let allows = |at: &Instant| {
        let shown = moment.place.zone.local(*at);
        !rule.is_in_force(shown.day) || closing(view, *at, shown).is_none()
    };
    let zone = &moment.place.zone;
    let opening = (0..=HORIZON_DAYS).find_map(|ahead| {
        let day = shown.day.plus_days(ahead);
        // A request can only end at the end of its span, or with its day.
        let requests = view.facts.time_requests.iter();
        let mut ends: Vec<i32> = requests.map(|request| request.closed.1).filter(|end| *end < DAY).chain([0]).collect();
        ends.sort_unstable();
        ends.into_iter().find_map(|second| zone.first_at(day, second, moment.at).filter(allows))
    });
    let bite = opening
        .map(|opening| zone.changes(moment.at, opening).find(allows).unwrap_or(opening))
        .map_or(Bite::Closed, Bite::Until);
    Judgement { bite, note: Note::Asked { request, shown } }
}

fn closing(view: &View<'_>, at: Instant, shown: Local) -> Option<usize> {
    view.facts.time_requests.iter().position(|request| request.at <= view.asked_at && request.closes(view, at, shown))
}

impl TimeRequest {
    fn closes(&self, view: &View<'_>, at: Instant, shown: Local) -> bool {
        let (from, to) = self.closed;
        let (inside, began_on) = match (from < to, shown.second) {
            (true, second) => ((from..to).contains(&second), shown.day),
            (false, second) if second >= from => (true, shown.day),
            (false, second) => (second < to, shown.day.plus_days(-1)),
        };
        inside
            && self.deeds.has(view.deed)
            && (self.weekdays.is_empty() || self.weekdays.contains(&began_on.weekday()))
            && self.until.is_none_or(|until| shown.day <= until)
            && self.ended_at.is_none_or(|ended| at < ended)
    }
}
