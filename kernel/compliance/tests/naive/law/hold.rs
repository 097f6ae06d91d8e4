//! Holds and moratoria.

use super::reach::OnFile;
use super::{Asked, about, value};
use makegood_compliance::{Act, DayOne, HoldRule, HoldStarts, LimitedTo};
use makegood_units::BusinessDate;

impl<A: Act> Asked<'_, A> {
    pub(super) fn is_held(&self, hold: &HoldRule) -> bool {
        let act = self.question.act;
        let passes = hold.passes.contains(&act.purpose()) && hold.passes_by.has(act.deed());
        !passes && self.on_file().iter().any(|one| self.holds(hold, one))
    }

    fn holds(&self, hold: &HoldRule, one: &OnFile) -> bool {
        let debts = self.debts();
        let (begins, last) = self.span(hold, one);
        let over = match hold.tail_days {
            // What goes on after the end is in the last day.
            Some(_) => false,
            None => one.has_ended,
        };
        hold.on.contains(&one.what)
            && one.has_form(&hold.in_form)
            && self.is_meant(hold, one)
            && (hold.all_debts || debts.iter().any(|debt| about(&one.debts, debt)))
            && one.has_begun
            && begins <= self.today
            && !over
            && last.is_none_or(|last| self.today <= last)
            && !self.is_closed(hold, one)
    }

    /// The first and the last local day.
    fn span(&self, hold: &HoldRule, one: &OnFile) -> (BusinessDate, Option<BusinessDate>) {
        let begins = if hold.starts == HoldStarts::NextDay { one.first.plus_days(1) } else { one.first };
        let tail = hold.tail_days.as_ref().and_then(|days| value(days, self.today));
        let length = hold.days.as_ref().map(|days| {
            // What began before the law did has the length the law first gave.
            let first = days.spans().map(|(_, _, days)| *days).next();
            value(days, one.first).or(first).unwrap()
        });
        let last = match (tail, one.until, length) {
            (Some(tail), until, _) => one.ended.or(until).map(|ended| ended.plus_days(tail)),
            (None, Some(until), _) => Some(until),
            (None, None, Some(days)) if hold.day_one == DayOne::TheDay => Some(one.first.plus_days(days - 1)),
            (None, None, Some(days)) => Some(one.first.plus_days(days)),
            (None, None, None) => None,
        };
        (begins, last)
    }

    fn is_meant(&self, hold: &HoldRule, one: &OnFile) -> bool {
        let act = self.question.act;
        match hold.limited_to {
            None => true,
            Some(LimitedTo::ContactPoint) => one.point.is_none() || one.point.as_ref() == act.contact_point(),
            Some(LimitedTo::Channel) => {
                let word = act.deed().to_string().replace(' ', "_");
                one.with.contains(&word) || one.with.contains(&format!("{word}s"))
            }
            Some(LimitedTo::Place) => one.place.as_deref() == act.place(),
        }
    }

    /// Whether something that closes it came later, for every debt of the act.
    fn is_closed(&self, hold: &HoldRule, one: &OnFile) -> bool {
        let debts = self.debts();
        self.on_file().iter().any(|other| {
            hold.closed_by.contains(&other.what)
                && other.has_begun
                && other.order > one.order
                && debts.iter().all(|debt| about(&other.debts, debt))
        })
    }
}
