//! Who may be contacted: whoever carries an obligation or an authority, for
//! every debt the contact is about; and who may be asked for one thing only.

use crate::debt_set::DebtNo;
use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::reach::standing_now;
use crate::rule::Recipient;
use crate::words::Role;
use makegood_case::Channel;

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
        Judgement { bite: self.redirect_to.map_or(Bite::Closed, Bite::Redirect), note }
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
        self.failed_in_a_row(view, moment, false)
    }

    fn failed_in_a_row(&self, view: &View<'_>, moment: &Moment<'_>, and_today: bool) -> bool {
        let Some(wanted) = self.opened_after_unanswered.as_ref().and_then(|wanted| wanted.on(moment.local.day)) else {
            return false;
        };
        let attempts = view.facts.borrower_contacts.iter().zip(&moment.place.borrower_days);
        // A message that is not answered does not show that somebody cannot be reached.
        let earlier = attempts.filter(|(contact, day)| {
            let by_voice = matches!(contact.channel, Channel::Call | Channel::InboundCall | Channel::Visit);
            // What they answered counts, whatever the medium.
            (by_voice || contact.outcome.is_conversation())
                && contact.at <= view.asked_at
                && (**day < moment.local.day || (and_today && **day == moment.local.day))
        });
        let failed = earlier.rev().take_while(|(contact, _)| !contact.outcome.is_conversation()).count();
        // A conversation later than the failures ends them, whenever it was today.
        let reached_today =
            view.facts.borrower_contacts.iter().zip(&moment.place.borrower_days).any(|(contact, day)| {
                *day == moment.local.day && contact.at <= view.asked_at && contact.outcome.is_conversation()
            });
        !reached_today && i32::try_from(failed).is_ok_and(|failed| failed >= *wanted)
    }

    /// Failed attempts of today count from tomorrow on.
    fn lost_later(&self, role: Role, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let note = Note::NoProof { role };
        if self.failed_in_a_row(view, moment, true) {
            return Judgement { bite: moment.until_start_of(moment.local.day.plus_days(1)), note };
        }
        Judgement::closed(note)
    }
}
