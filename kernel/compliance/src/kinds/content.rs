//! What an act must carry, and what it must not.

use crate::deed::Deeds;
use crate::judge::{Bite, Judgement, Note, View};
use crate::rule::{Content, Occasion};

impl Content {
    pub(crate) fn judge(&self, view: &View<'_>) -> Judgement {
        if view.carries_one_of(&self.must_not_carry)
            && let Some(word) = self.must_not_carry.iter().position(|word| view.carries.contains(word))
        {
            return Judgement::closed(Note::Carries { word });
        }
        let is_asked = self.occasion == Occasion::Every || !self.is_later(view);
        match self.must_carry.iter().position(|word| !view.carries.contains(word)) {
            Some(word) if is_asked => Judgement { bite: Bite::Document, note: Note::Lacks { word } },
            _ => Judgement::PASSES,
        }
    }

    /// Whether a contact the rule is about was made before.
    fn is_later(&self, view: &View<'_>) -> bool {
        let made = self.acts.only(Deeds::CONTACTS);
        let debts = view.asked_debts();
        view.facts
            .contacts
            .iter()
            .take(view.seen)
            .any(|contact| made.has_channel(contact.channel) && debts.iter().all(|debt| contact.is_about(*debt)))
    }
}
