//! Activity suspended, until lifted or for a length of its own.

use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::rule::{DayOne, HoldRule, HoldStarts, LimitedTo, Rule};
use crate::standing::Standing;
use makegood_units::BusinessDate;

/// Something on file that opens the hold, and its days as far as can be told today.
struct Opening<'v> {
    /// Its place among what stands.
    place: usize,
    one: &'v Standing,
    /// The first day it holds.
    start: BusinessDate,
    /// The last, where it has a length, a named day, or a tail.
    last: Option<BusinessDate>,
    /// The day it was lifted, where no tail goes on.
    over_on: Option<BusinessDate>,
    /// Whether something that closes it has happened since.
    is_answered: bool,
}

impl HoldRule {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        if !self.on.may_meet(view.facts.happened) {
            return Judgement::PASSES;
        }
        let openings = self.openings(view, moment);
        let Some(opening) = openings.iter().find(|opening| self.holds(opening, moment)) else {
            return Judgement::PASSES;
        };
        let (standing, last) = (opening.place, opening.last);
        if self.passes.contains(&view.purpose) && self.passes_by.has(view.deed) {
            return Judgement::passes(Note::HoldPassed { standing });
        }
        let bite = match self.redirect_to {
            Some(role) => Bite::Redirect(role),
            None => until(rule, &openings, moment),
        };
        Judgement { bite, note: Note::Hold { standing, last } }
    }

    /// What opens the hold, for what the act is about.
    fn openings<'v>(&self, view: &'v View<'_>, moment: &Moment<'_>) -> Vec<Opening<'v>> {
        let all = view.facts.standing.iter().zip(&moment.place.standing_days).enumerate();
        let about = all.filter(|(_, (one, _))| self.is_about(one, view));
        about
            .map(|(place, (one, first))| Opening {
                place,
                one,
                start: self.start(*first),
                last: self.last_day(one, *first, moment),
                over_on: one.ended_day(&moment.place.zone).filter(|_| self.tail_days.is_none()),
                is_answered: self.is_answered(one, view, moment),
            })
            .collect()
    }

    /// Whether this is a thing that opens the hold, for what the act is about.
    fn is_about(&self, one: &Standing, view: &View<'_>) -> bool {
        let limited = || match self.limited_to {
            None => true,
            Some(LimitedTo::ContactPoint) => one.point.is_none() || one.point.as_ref() == view.contact_point,
            Some(LimitedTo::Channel) => one.is_of(&view.deed.to_string().replace(' ', "_")),
            Some(LimitedTo::Place) => one.place.as_deref() == view.place,
        };
        one.is_one_of(&self.on)
            && limited()
            && (self.in_form.is_empty() || self.in_form.iter().any(|form| one.has(form)))
            && one.is_seen(view.asked_at)
            && (self.all_debts || view.debts.iter().any(|debt| one.is_about(*debt)))
    }

    fn holds(&self, opening: &Opening<'_>, moment: &Moment<'_>) -> bool {
        let Opening { one, start, last, .. } = opening;
        one.has_begun(moment.at, moment.local)
            && *start <= moment.local.day
            && (self.tail_days.is_some() || !one.has_ended(moment.at, moment.local))
            && !opening.is_answered
            && last.is_none_or(|last| moment.local.day <= last)
    }

    /// Whether something that closes it has happened since.
    fn is_answered(&self, one: &Standing, view: &View<'_>, moment: &Moment<'_>) -> bool {
        self.closed_by.may_meet(view.facts.happened)
            && view.facts.standing.iter().any(|answer| {
                answer.is_one_of(&self.closed_by)
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
}

/// Closed until a day on which nothing holds, or an instant already known at which the
/// last one ends. It can only open on a day on which the rule goes out of force, or
/// with the end of something that opened it.
fn until(rule: &Rule, openings: &[Opening<'_>], moment: &Moment<'_>) -> Bite {
    let ends = openings.iter().flat_map(|opening| [opening.over_on, opening.last.map(|last| last.plus_days(1))]);
    let out_of_force = rule.in_force.spans().map(|(from, ..)| from);
    let stands = |day| rule.is_in_force(day) && openings.iter().any(|opening| opening.stands_on(day));
    let by_day = moment.until_one_of(ends.flatten().chain(out_of_force), stands);
    let by_instant = openings.iter().filter_map(|opening| opening.one.ended_at());
    let soonest = by_instant.filter(|end| *end > moment.at).min();
    match (by_day, soonest) {
        (Bite::Until(day), Some(end)) => Bite::Until(day.min(end)),
        (Bite::Closed, Some(end)) => Bite::Until(end),
        (bite, _) => bite,
    }
}

impl Opening<'_> {
    /// Whether it holds at the beginning of a later local day, as far as can be told today.
    fn stands_on(&self, day: BusinessDate) -> bool {
        self.start <= day
            && self.over_on.is_none_or(|over| day < over)
            && self.last.is_none_or(|last| day <= last)
            && !self.is_answered
    }
}
