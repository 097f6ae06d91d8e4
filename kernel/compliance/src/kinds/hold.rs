//! Activity suspended, until lifted or for a length of its own.

use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::rule::{DayOne, HoldRule, HoldStarts, LimitedTo, Rule};
use crate::standing::Standing;
use makegood_units::BusinessDate;

impl HoldRule {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let Some(standing) = self.standing(view, moment) else { return Judgement::PASSES };
        if self.passes.contains(&view.purpose) && self.passes_by.has(view.deed) {
            return Judgement::passes(Note::HoldPassed { standing });
        }
        let last = self.one(view, moment, standing).and_then(|(one, first)| self.last_day(one, first, moment));
        let bite = match self.redirect_to {
            Some(role) => Bite::Redirect(role),
            None => self.until(rule, view, moment),
        };
        Judgement { bite, note: Note::Hold { standing, last } }
    }

    /// Closed until a day on which nothing holds, or an instant already known at which the last one ends.
    fn until(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Bite {
        let by_day = moment.until_day(|day| rule.is_in_force(day) && self.stands_on(view, moment, day));
        let ends = view.facts.standing.iter().filter(|one| self.is_about(one, view)).filter_map(Standing::ended_at);
        let soonest = ends.filter(|end| *end > moment.at).min();
        match (by_day, soonest) {
            (Bite::Until(day), Some(end)) => Bite::Until(day.min(end)),
            (Bite::Closed, Some(end)) => Bite::Until(end),
            (bite, _) => bite,
        }
    }

    fn one<'v>(&self, view: &'v View<'_>, moment: &Moment<'_>, place: usize) -> Option<(&'v Standing, BusinessDate)> {
        view.facts.standing.get(place).zip(moment.place.standing_days.get(place).copied())
    }

    /// Whether this is a thing that opens the hold, for what the act is about.
    fn is_about(&self, one: &Standing, view: &View<'_>) -> bool {
        let limited = match self.limited_to {
            None => true,
            Some(LimitedTo::ContactPoint) => one.point.is_none() || one.point.as_ref() == view.contact_point,
            Some(LimitedTo::Channel) => one.is_of(&view.deed.to_string().replace(' ', "_")),
            Some(LimitedTo::Place) => one.place.as_deref() == view.place,
        };
        limited
            && self.on.contains(&one.what)
            && (self.in_form.is_empty() || self.in_form.iter().any(|form| one.has(form)))
            && one.is_seen(view.asked_at)
            && (self.all_debts || view.debts.iter().any(|debt| one.is_about(*debt)))
    }

    /// The place of the first thing that holds at the moment.
    fn standing(&self, view: &View<'_>, moment: &Moment<'_>) -> Option<usize> {
        let all = view.facts.standing.iter().zip(&moment.place.standing_days);
        all.enumerate().find(|(_, (one, first))| self.holds(one, **first, view, moment)).map(|(place, _)| place)
    }

    fn holds(&self, one: &Standing, first: BusinessDate, view: &View<'_>, moment: &Moment<'_>) -> bool {
        self.is_about(one, view)
            && one.has_begun(moment.at, moment.local)
            && self.start(first) <= moment.local.day
            && (!self.is_over(one, moment) && !self.is_answered(one, view, moment))
            && self.last_day(one, first, moment).is_none_or(|last| moment.local.day <= last)
    }

    /// Whether it was lifted, and no tail goes on.
    fn is_over(&self, one: &Standing, moment: &Moment<'_>) -> bool {
        self.tail_days.is_none() && one.has_ended(moment.at, moment.local)
    }

    /// Whether something that closes it has happened since.
    fn is_answered(&self, one: &Standing, view: &View<'_>, moment: &Moment<'_>) -> bool {
        !self.closed_by.is_empty()
            && view.facts.standing.iter().any(|answer| {
                self.closed_by.contains(&answer.what)
                    && answer.is_seen(view.asked_at)
                    && answer.has_begun(moment.at, moment.local)
                    && answer.order() > one.order()
                    && view.asked_debts().iter().all(|debt| answer.is_about(*debt))
            })
    }

    fn start(&self, first: BusinessDate) -> BusinessDate {
        match self.starts {
            HoldStarts::AtOnce => first,
            HoldStarts::NextDay => first.plus_days(1),
        }
    }

    /// The last day, where it has a length, a named day, or a tail.
    fn last_day(&self, one: &Standing, first: BusinessDate, moment: &Moment<'_>) -> Option<BusinessDate> {
        if let Some(tail) = self.tail_days.as_ref().and_then(|days| days.on(moment.local.day)) {
            let ended = one.ended_day(&moment.place.zone).or(one.until)?;
            return Some(ended.plus_days(*tail));
        }
        if one.until.is_some() {
            return one.until;
        }
        let dated = self.days.as_ref()?;
        // What began before the law did has the length the law first gave.
        let days = dated.on(first).or_else(|| dated.spans().next().map(|(_, _, days)| days))?;
        // Day one is the first day counted; the last is so many less one after it.
        Some(match self.day_one {
            DayOne::TheDay => first.plus_days(days - 1),
            DayOne::TheNextDay => first.plus_days(*days),
        })
    }

    /// Whether anything holds at the beginning of a later local day, as far as
    /// can be told today.
    fn stands_on(&self, view: &View<'_>, moment: &Moment<'_>, day: BusinessDate) -> bool {
        let all = view.facts.standing.iter().zip(&moment.place.standing_days);
        let later = |one: &Standing, first: BusinessDate| {
            let over =
                self.tail_days.is_none() && (one.ended_day(&moment.place.zone).is_some_and(|ended| ended <= day));
            let last = self.last_day(one, first, moment);
            self.is_about(one, view)
                && self.start(first) <= day
                && !over
                && last.is_none_or(|last| day <= last)
                && !self.is_answered(one, view, moment)
        };
        all.into_iter().any(|(one, first)| later(one, *first))
    }
}
