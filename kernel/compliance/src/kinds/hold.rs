//! Activity suspended.

use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::rule::{HoldRule, Rule};
use makegood_units::BusinessDate;

impl HoldRule {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let Some(hold) = self.standing(view, moment.local.day) else { return Judgement::PASSES };
        if self.passes.contains(&view.purpose) && self.passes_by.has(view.channel) {
            return Judgement::passes(Note::HoldPassed { hold });
        }
        let bite = match self.redirect_to {
            Some(role) => Bite::Redirect(role),
            None => moment.until_day(|day| rule.is_in_force(day) && self.standing(view, day).is_some()),
        };
        Judgement { bite, note: Note::Hold { hold } }
    }

    fn standing(&self, view: &View<'_>, day: BusinessDate) -> Option<usize> {
        view.facts.holds.iter().position(|hold| hold.hold.kind == self.on && hold.stands_on(day))
    }
}
