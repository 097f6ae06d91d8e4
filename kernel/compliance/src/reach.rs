//! Which acts a rule is about, and what frees them of it.

use crate::facts::Logged;
use crate::judge::{Moment, View};
use crate::rule::Reach;
use crate::standing::Standing;
use makegood_case::Channel;
use makegood_units::Instant;

impl Reach {
    /// Whether the rule is about this act at all, as far as the act itself says.
    pub(crate) fn covers(&self, view: &View<'_>) -> bool {
        let at = |places: &[String]| view.place.is_some_and(|place| places.iter().any(|other| other == place));
        (self.only_for.is_empty() || self.only_for.contains(&view.purpose))
            && !self.not_for.contains(&view.purpose)
            && (self.only_with.is_empty() || view.carries_one_of(&self.only_with))
            && (self.unless_with.is_empty() || !view.carries_one_of(&self.unless_with))
            && (self.only_at.is_empty() || at(&self.only_at))
            && (self.not_at.is_empty() || !at(&self.not_at))
            && (self.only_to.is_empty() || self.is_to(view))
    }

    fn is_to(&self, view: &View<'_>) -> bool {
        view.facts.roles.iter().any(|(_, role, _)| self.only_to.contains(role))
    }

    /// Whether a contact on file is of the sort the rule is about.
    pub(crate) fn covers_logged(&self, contact: &Logged) -> bool {
        let at = |places: &[String]| contact.place.as_ref().is_some_and(|place| places.contains(place));
        (self.only_at.is_empty() || at(&self.only_at))
            && (self.not_at.is_empty() || !at(&self.not_at))
            && (self.only_with.is_empty() || self.only_with.iter().any(|word| contact.with.contains(word)))
            && !self.unless_with.iter().any(|word| contact.with.contains(word))
    }

    /// The happening that frees the act of the rule.
    pub(crate) fn freed_by(&self, view: &View<'_>, moment: &Moment<'_>) -> Option<usize> {
        if !self.unless.may_meet(view.facts.happened) {
            return None;
        }
        standing_now(view, moment, |one| one.is_one_of(&self.unless))
    }

    /// The approval of an office that stands.
    pub(crate) fn approved(&self, office: &str, view: &View<'_>, moment: &Moment<'_>) -> Option<usize> {
        standing_now(view, moment, |one| one.what == "approval" && one.by.as_deref() == Some(office))
    }

    /// Whether the act answers a contact the person began on the same medium, and
    /// not more often than the rule lets it.
    pub(crate) fn is_reply(&self, view: &View<'_>, moment: &Moment<'_>) -> bool {
        let Some(allowed) = self.replies.as_ref().and_then(|replies| replies.on(moment.local.day)) else {
            return false;
        };
        let Some(channel) = view.deed.channel() else { return false };
        let Some(since) = last_from_them(view, channel) else { return false };
        let seen = view.facts.contacts.iter().take(view.seen);
        let sent = seen.filter(|contact| contact.channel == channel && contact.at > since).count();
        i32::try_from(sent).is_ok_and(|sent| sent < *allowed)
    }
}

/// The place of the first thing that stands now, is about every debt of the act,
/// and fits.
pub(crate) fn standing_now(view: &View<'_>, moment: &Moment<'_>, fits: impl Fn(&Standing) -> bool) -> Option<usize> {
    view.facts.standing.iter().position(|one| {
        fits(one)
            && one.is_seen(view.asked_at)
            && one.stands(moment.at, moment.local)
            && view.asked_debts().iter().all(|debt| one.is_about(*debt))
    })
}

/// When the person last began a contact on a medium.
fn last_from_them(view: &View<'_>, channel: Channel) -> Option<Instant> {
    let word = match channel {
        Channel::Call | Channel::InboundCall => "calls",
        Channel::Message => "writes_message",
        Channel::Email => "writes_email",
        Channel::Letter => "writes_letter",
        Channel::Visit => "visits_us",
    };
    let wrote = view.facts.standing.iter().filter(|one| one.what == word && one.is_seen(view.asked_at));
    let phoned = view.facts.contacts.iter().take(view.seen).filter(|contact| {
        contact.channel == Channel::InboundCall && matches!(channel, Channel::Call | Channel::InboundCall)
    });
    wrote.filter_map(Standing::received_at).chain(phoned.map(|contact| contact.at)).max()
}
