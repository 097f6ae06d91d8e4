//! Local hours.

use crate::judge::{Bite, HORIZON_DAYS, Judgement, Moment, Note};
use crate::local::Local;
use crate::rule::{Rule, Window};
use makegood_units::{BusinessDate, Instant};

impl Window {
    pub(crate) fn judge(&self, rule: &Rule, moment: &Moment<'_>) -> Judgement {
        let note = self.note(moment.local);
        if self.is_open(moment.local) {
            return Judgement::passes(note);
        }
        let bite = self.next_open(rule, moment).map_or(Bite::Closed, Bite::Until);
        Judgement { bite, note }
    }

    fn hours(&self, day: BusinessDate) -> Option<(i32, i32)> {
        Some((*self.opens.on(day)?, *self.closes.on(day)?))
    }

    fn is_closed_day(&self, day: BusinessDate) -> bool {
        let closed = self.closed_on.as_ref().and_then(|closed| closed.on(day));
        closed.is_some_and(|closed| closed.contains(&day.weekday()))
    }

    /// Half open: the first second of the window is inside, the last is not.
    fn is_open(&self, shown: Local) -> bool {
        let inside = self.hours(shown.day).is_none_or(|(opens, closes)| (opens..closes).contains(&shown.second));
        inside && !self.is_closed_day(shown.day)
    }

    fn note(&self, shown: Local) -> Note {
        match self.hours(shown.day) {
            _ if self.is_closed_day(shown.day) => Note::ClosedWeekday { shown },
            Some((opens, closes)) => Note::Hours { opens, closes, shown },
            None => Note::NotInForce,
        }
    }

    /// The first instant after the moment at which the window is open: where a
    /// day opens, or where a change of the clock jumps into the window.
    fn next_open(&self, rule: &Rule, moment: &Moment<'_>) -> Option<Instant> {
        let zone = &moment.place.zone;
        let allows = |at: &Instant| {
            let shown = zone.local(*at);
            !rule.is_in_force(shown.day) || self.is_open(shown)
        };
        let opening = (0..=HORIZON_DAYS).find_map(|ahead| {
            let day = moment.local.day.plus_days(ahead);
            let opens = if rule.is_in_force(day) { self.hours(day).map_or(0, |(opens, _)| opens) } else { 0 };
            zone.first_at(day, opens, moment.at).filter(allows)
        })?;
        zone.changes(moment.at, opening).find(allows).or(Some(opening))
    }
}
