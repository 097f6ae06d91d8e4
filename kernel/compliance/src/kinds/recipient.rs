//! Who may be contacted: whoever carries an obligation or an authority, for
//! every debt the contact is about; and who may be asked for one thing only.

use crate::debt_set::DebtNo;
use crate::facts::Logged;
use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::reach::standing_now;
use crate::rule::Recipient;
use crate::words::Role;
use makegood_case::Channel;
use makegood_units::BusinessDate;

impl Recipient {
    pub(crate) fn judge(&self, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let mut allowed = Judgement::PASSES;
        for debt in view.asked_debts().iter().copied() {
            let of_debt = |role_debt: DebtNo| role_debt.is_none() || role_debt == debt;
            let mut roles =
                view.facts.roles.iter().filter(|(role_debt, ..)| of_debt(*role_debt)).map(|(_, role, _)| *role);
            let Some(first) = roles.clone().next() else { return Judgement::missing(Note::NoRole) };
            if let Some(role) = roles.clone().find(|role| self.only.contains(role)) {
                allowed.note = Note::Role { role };
                continue;
            }
            let judged = match roles.find(|role| self.limited.contains(role)) {
                Some(role) => self.judge_limited(role, view, moment),
                None => self.away(Note::Role { role: first }),
            };
            if judged.bite != Bite::Passes {
                return judged;
            }
            allowed = judged;
        }
        allowed
    }

    fn away(&self, note: Note) -> Judgement {
        Judgement { bite: self.redirect_to.map_or(Bite::Closed, |role| Bite::Redirect(role, None)), note }
    }

    /// Somebody who may be asked for one thing, with proof that it is needed.
    fn judge_limited(&self, role: Role, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        if !self.limited_for.contains(&view.purpose) {
            return self.away(Note::LimitedPurpose { role });
        }
        let needs_proof = !self.opened_by.is_empty() || self.opened_after_unanswered.is_some();
        let is_proven = standing_now(view, moment, |one| one.is_one_of(&self.opened_by)).is_some()
            || self.borrower_is_lost(view, moment);
        if needs_proof && !is_proven {
            return self.lost_later(role, view, moment);
        }
        Judgement::passes(Note::LimitedPurpose { role })
    }

    /// The last attempts in a row to reach the borrower failed, all before today.
    fn borrower_is_lost(&self, view: &View<'_>, moment: &Moment<'_>) -> bool {
        self.failed_before(moment.local.day, view, moment)
    }

    /// Whether enough attempts in a row had failed when a day began, and nobody was reached on it.
    fn failed_before(&self, day: BusinessDate, view: &View<'_>, moment: &Moment<'_>) -> bool {
        let Some(wanted) = self.opened_after_unanswered.as_ref().and_then(|wanted| wanted.on(moment.local.day)) else {
            return false;
        };
        let attempts = view.facts.borrower_contacts.iter().zip(&moment.place.borrower_days);
        // A message that is not answered does not show that somebody cannot be reached.
        let earlier = attempts.clone().filter(|(contact, on)| {
            let by_voice = matches!(contact.channel, Channel::Call | Channel::InboundCall | Channel::Visit);
            // What they answered counts, whatever the medium.
            (by_voice || contact.outcome.is_conversation()) && contact.at <= view.asked_at && **on < day
        });
        let failed = earlier.rev().take_while(|(contact, _)| !contact.outcome.is_conversation()).count();
        // A conversation later than the failures ends them, whenever it was that day.
        let is_reached = |(contact, on): (&Logged, &BusinessDate)| {
            *on == day && contact.at <= view.asked_at && contact.outcome.is_conversation()
        };
        !attempts.into_iter().any(is_reached) && i32::try_from(failed).is_ok_and(|failed| failed >= *wanted)
    }

    /// Failed attempts of today count from tomorrow on.
    fn lost_later(&self, role: Role, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let note = Note::NoProof { role };
        let tomorrow = moment.local.day.plus_days(1);
        if self.failed_before(tomorrow, view, moment) {
            return Judgement { bite: moment.until_start_of(tomorrow), note };
        }
        Judgement::closed(note)
    }
}
