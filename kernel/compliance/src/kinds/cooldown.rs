//! Quiet days after a conversation.

use super::exclusion::leaves_out_proposed;
use crate::facts::DebtNo;
use crate::judge::{Judgement, Moment, Note, View};
use crate::rule::{Cooldown, Per, Rule};
use makegood_units::BusinessDate;

impl Cooldown {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let today = moment.local.day;
        let whole: &[DebtNo] = &[None];
        let keys = if self.per == Per::Person { whole } else { view.debts.as_slice() };
        let mut gentlest = Judgement::PASSES;
        for debt in keys.iter().copied() {
            let Some((contact, since)) = self.last_conversation(view, moment, debt) else { continue };
            let Some(until) = self.last_quiet_day(since, today).filter(|until| today <= *until) else { continue };
            if let Some(place) = leaves_out_proposed(&self.excluding, view, moment, debt) {
                gentlest.note = Note::Excluded { place };
                continue;
            }
            let quiet = |day| self.last_quiet_day(since, day).is_some_and(|until| day <= until);
            let bite = moment.until_day(|day| rule.is_in_force(day) && quiet(day));
            return Judgement { bite, note: Note::Quiet { contact, since, until } };
        }
        gentlest
    }

    /// The last quiet day, under the number of days in force on `day`. The day of
    /// the conversation is the first.
    fn last_quiet_day(&self, since: BusinessDate, day: BusinessDate) -> Option<BusinessDate> {
        self.days.on(day).map(|days| since.plus_days(days - 1))
    }

    fn last_conversation(&self, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Option<(usize, BusinessDate)> {
        let longest = self.days.spans().map(|(_, _, days)| *days).max().unwrap_or(0);
        let oldest = moment.earliest_instant_of(moment.local.day.plus_days(-longest));
        let seen = view.facts.contacts.iter().zip(&moment.place.contact_days).enumerate().take(view.seen).rev();
        seen.take_while(|(_, (contact, _))| contact.at >= oldest)
            .find(|(_, (contact, _))| {
                contact.outcome.is_conversation() && self.after.has(contact.channel) && contact.is_about(debt)
            })
            .map(|(place, (_, day))| (place, *day))
    }
}
