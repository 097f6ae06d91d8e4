//! What a count or a cooldown leaves out.

use crate::debt_set::DebtNo;
use crate::facts::Consent;
use crate::judge::{Moment, View};
use crate::rule::{Excluded, Exclusion};
use makegood_case::{Channel, Outcome};
use makegood_units::{BusinessDate, Instant};

/// A contact whose place in a count is asked: one on file, or the one proposed
/// (which stands after all that had happened).
pub(crate) struct Candidate {
    pub at: Instant,
    pub day: BusinessDate,
    pub channel: Option<Channel>,
    /// How many contacts stand before it in the log.
    pub before: usize,
}

impl Candidate {
    /// The contact being judged.
    pub fn proposed(view: &View<'_>, moment: &Moment<'_>) -> Self {
        Self { at: moment.at, day: moment.local.day, channel: view.deed.channel(), before: view.seen }
    }
}

/// The place of the first exclusion that leaves the proposed contact out. What
/// is only known afterwards, such as a call that did not connect, cannot.
pub(crate) fn leaves_out_proposed(
    excluding: &[Excluded],
    view: &View<'_>,
    moment: &Moment<'_>,
    debt: DebtNo,
) -> Option<usize> {
    let candidate = Candidate::proposed(view, moment);
    excluding.iter().position(|one| one.is_consented(view, moment, &candidate, debt))
}

/// Whether a contact on file is left out.
pub(crate) fn leaves_out_logged(
    excluding: &[Excluded],
    view: &View<'_>,
    moment: &Moment<'_>,
    place: usize,
    debt: DebtNo,
) -> bool {
    let (Some(contact), Some(day)) = (view.facts.contacts.get(place), moment.place.contact_days.get(place)) else {
        return false;
    };
    let candidate = Candidate { at: contact.at, day: *day, channel: Some(contact.channel), before: place };
    excluding.iter().any(|one| match &one.exclusion {
        Exclusion::NotConnected => one.is_in_force(*day) && contact.outcome == Outcome::NotConnected,
        Exclusion::Misdirected => one.is_in_force(*day) && contact.misdirected,
        Exclusion::Unanswered => one.is_in_force(*day) && !contact.outcome.is_conversation(),
        Exclusion::PriorConsent(_) => one.is_consented(view, moment, &candidate, debt),
    })
}

impl Excluded {
    fn is_in_force(&self, day: BusinessDate) -> bool {
        self.in_force.on(day).copied().unwrap_or(false)
    }

    fn is_consented(&self, view: &View<'_>, moment: &Moment<'_>, candidate: &Candidate, debt: DebtNo) -> bool {
        let Exclusion::PriorConsent(days) = &self.exclusion else { return false };
        let Some(days) = days.on(candidate.day).filter(|_| self.is_in_force(candidate.day)) else { return false };
        let consents = view.facts.consents.iter().zip(&moment.place.consent_days);
        consents
            .filter(|(consent, _)| consent.is.given_at <= view.asked_at)
            .any(|(consent, given_on)| consent.covers(view, candidate, debt, given_on.plus_days(days - 1)))
    }
}

impl Consent {
    /// Whether a contact falls under the consent, whose last day is `last` unless
    /// it was given for a shorter time, taken back, or used up by a conversation.
    fn covers(&self, view: &View<'_>, candidate: &Candidate, debt: DebtNo, last: BusinessDate) -> bool {
        let last = self.is.until.map_or(last, |until| until.min(last));
        let since = self.is.given_at <= candidate.at && Some(self.is.channel) == candidate.channel && self.is_for(debt);
        let revoked = self.is.revoked_at.is_some_and(|revoked| revoked <= candidate.at);
        if !since || revoked || candidate.day > last {
            return false;
        }
        let earlier = view.facts.contacts.get(..candidate.before.min(view.seen)).unwrap_or_default();
        let after_consent = earlier.iter().rev().take_while(|contact| contact.at > self.is.given_at);
        !after_consent.into_iter().any(|contact| contact.is_telephone_conversation() && contact.is_about(debt))
    }
}
