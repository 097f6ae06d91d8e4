//! Which rules cannot bite a person whatever is done and whenever: nothing of the
//! sort they speak of is on file. They need not be judged before an act is cleared.

use crate::facts::Facts;
use crate::judge::{Moment, View, reaching_back};
use crate::kinds::rolling_count::first_day_of;
use crate::rule::{Cooldown, Kind, Recipient, RollingCount, Span};

impl Kind {
    /// Whether nothing on file can make it bite. To say no costs time and no more.
    pub(crate) fn is_idle(&self, facts: &Facts) -> bool {
        // Without a known zone, whatever goes by the clock is unknown.
        let has_zone = facts.zone_missing.is_none();
        match self {
            Self::Window(window) => has_zone && window.hours.is_none() && facts.time_requests.is_empty(),
            Self::RollingCount(count) => has_zone && count.is_idle(facts),
            Self::Cooldown(cooldown) => has_zone && cooldown.is_idle(facts),
            Self::Hold(hold) | Self::Interval(hold) => !hold.on.may_meet(facts.happened),
            Self::Precondition(needs) => !needs.when.is_empty() && !needs.when.may_meet(facts.happened),
            Self::Recipient(recipient) => recipient.is_idle(facts),
            // What the others ask is asked of the act.
            _ => false,
        }
    }

    /// Whether so little happened lately that it cannot bite this act now.
    pub(crate) fn is_idle_now(&self, view: &View<'_>, moment: &Moment<'_>) -> bool {
        match self {
            Self::RollingCount(count) => view.facts.zone_missing.is_none() && count.has_room(view, moment),
            _ => false,
        }
    }
}

impl RollingCount {
    /// All contacts that could ever count, and the one proposed, are few enough.
    fn is_idle(&self, facts: &Facts) -> bool {
        let counted = facts.contacts_by.iter().filter(|(channel, _)| self.counts.has_channel(*channel));
        let most: usize = counted.map(|(_, number)| number).sum();
        let least_allowed = self.at_most.spans().map(|(.., at_most)| *at_most).min();
        least_allowed.and_then(|allowed| usize::try_from(allowed).ok()).is_some_and(|allowed| most < allowed)
    }
}

impl RollingCount {
    /// Even if everything in its time counted, there would be room for one more.
    fn has_room(&self, view: &View<'_>, moment: &Moment<'_>) -> bool {
        let today = moment.local.day;
        let first = match &self.span {
            Span::Days(days) => days.on(today).map(|days| today.plus_days(1 - days)),
            Span::Minutes(minutes) => minutes.on(today).map(|minutes| first_day_of(today, *minutes)),
        };
        let allowed = self.at_most.on(today).and_then(|allowed| usize::try_from(*allowed).ok());
        let (Some(first), Some(allowed)) = (first, allowed) else { return false };
        reaching_back(&moment.place.contact_days, first, view.seen).len() < allowed
    }
}

impl Cooldown {
    /// Nobody was spoken with, and nothing happened, that would begin it.
    fn is_idle(&self, facts: &Facts) -> bool {
        let nobody_spoken = self.after_conversation_by.only(facts.spoken_by).is_empty();
        nobody_spoken && !self.after.may_meet(facts.happened)
    }
}

impl Recipient {
    /// The person is to every debt somebody who may be contacted.
    fn is_idle(&self, facts: &Facts) -> bool {
        facts.roles.iter().any(|(debt, role, _)| debt.is_none() && self.only.contains(role))
    }
}
