//! Quiet days after a conversation, or after something else.

use super::exclusion::leaves_out_proposed;
use crate::debt_set::DebtNo;
use crate::deed::Deeds;
use crate::judge::{Judgement, Moment, Note, View, since};
use crate::rule::{Cooldown, Rule};
use makegood_units::BusinessDate;

impl Cooldown {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let mut gentlest = Judgement::PASSES;
        let today = moment.local.day;
        let whole: &[DebtNo] = &[None];
        let debts = if self.per.debt { view.debts.as_slice() } else { whole };
        for debt in debts.iter().copied() {
            let spoken = self.last_conversation(view, moment, debt).map(|(contact, since)| (true, contact, since));
            let happened = self.last_happening(view, moment, debt).map(|(one, since)| (false, one, since));
            let Some((is_contact, place, since)) = spoken.into_iter().chain(happened).max_by_key(|(.., since)| *since)
            else {
                continue;
            };
            let Some(until) = self.last_quiet_day(since, today).filter(|until| today <= *until) else { continue };
            if let Some(place) = leaves_out_proposed(&self.excluding, view, moment, debt) {
                gentlest.note = Note::Excluded { place };
                continue;
            }
            let quiet = |day| self.last_quiet_day(since, day).is_some_and(|until| day <= until);
            let bite = moment.until_day(|day| rule.is_in_force(day) && quiet(day));
            let note = match is_contact {
                true => Note::Quiet { contact: place, since, until },
                false => Note::QuietAfter { standing: place, since, until },
            };
            return Judgement { bite, note };
        }
        gentlest
    }

    /// The last quiet day, under the number of days in force on `day`. The day of
    /// the conversation is the first.
    fn last_quiet_day(&self, since: BusinessDate, day: BusinessDate) -> Option<BusinessDate> {
        self.days.on(day).map(|days| since.plus_days(days - 1))
    }

    fn last_conversation(&self, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Option<(usize, BusinessDate)> {
        if self.after_conversation_by == Deeds::NONE {
            return None;
        }
        let longest = self.days.spans().map(|(_, _, days)| *days).max().unwrap_or(0);
        let days = &moment.place.contact_days;
        let is_one = |place: &usize| {
            view.facts.contacts.get(*place).is_some_and(|contact| {
                contact.outcome.is_conversation()
                    && self.after_conversation_by.has_channel(contact.channel)
                    && contact.is_about(debt)
            })
        };
        let place = since(days, moment.local.day.plus_days(-longest), view.seen).find(is_one)?;
        Some((place, *days.get(place)?))
    }

    fn last_happening(&self, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Option<(usize, BusinessDate)> {
        if !self.after.may_meet(view.facts.happened) {
            return None;
        }
        let begun = view.facts.standing.iter().zip(&moment.place.standing_days).enumerate().rev();
        begun
            .filter(|(_, (one, _))| one.is_seen(view.asked_at) && one.stands(moment.at, moment.local))
            .find(|(_, (one, _))| {
                one.is_one_of(&self.after)
                    && one.is_about(debt)
                    && (self.in_form.is_empty() || self.in_form.iter().any(|form| one.has(form)))
            })
            .map(|(place, (_, day))| (place, *day))
    }
}
