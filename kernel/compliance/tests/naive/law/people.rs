//! Who may be approached, and on which number or at which address.

use super::{Asked, value};
use makegood_case::{Channel, ContactPoint, ContactPointKind, Outcome};
use makegood_compliance::{Act, Recipient, Role};
use makegood_units::BusinessDate;

impl<A: Act> Asked<'_, A> {
    pub(super) fn may_be_approached(&self, rule: &Recipient) -> Option<bool> {
        let mut answers = Vec::new();
        for debt in self.debts() {
            let all = &self.question.sheet.roles;
            let roles: Vec<Role> =
                all.iter().filter(|one| one.debt.is_none() || one.debt == debt).map(|one| one.role).collect();
            answers.push(match () {
                () if roles.is_empty() => None,
                () if roles.iter().any(|role| rule.only.contains(role)) => Some(true),
                () if roles.iter().any(|role| rule.limited.contains(role)) => Some(self.is_proven(rule)),
                () => Some(false),
            });
        }
        // The first debt that does not let it pass decides.
        answers.into_iter().find(|answer| *answer != Some(true)).unwrap_or(Some(true))
    }

    fn is_proven(&self, rule: &Recipient) -> bool {
        let asks_proof = !rule.opened_by.is_empty() || rule.opened_after_unanswered.is_some();
        rule.limited_for.contains(&self.question.act.purpose())
            && (!asks_proof || self.stands_for_all(|one| rule.opened_by.contains(&one.what)) || self.is_lost(rule))
    }

    /// So many attempts on earlier days failed, none that did not after the first of them, nor today.
    fn is_lost(&self, rule: &Recipient) -> bool {
        let Some(wanted) = rule.opened_after_unanswered.as_ref().and_then(|days| value(days, self.today)) else {
            return false;
        };
        let spoken_by = |channel| matches!(channel, Channel::Call | Channel::InboundCall | Channel::Visit);
        let heard = self.question.sheet.borrower_contacts.iter().filter(|one| one.at <= self.question.heard);
        let attempts: Vec<(BusinessDate, &_)> = heard.map(|one| (self.clock.day(one.at), one)).collect();
        let spoken = attempts.iter().filter(|(day, one)| *day <= self.today && one.outcome.is_conversation());
        let last_spoken = spoken.map(|(_, one)| (one.at, one.fact.as_str())).max();
        let spoken_today = attempts.iter().any(|(day, one)| *day == self.today && one.outcome.is_conversation());
        let failed = attempts.iter().filter(|(day, one)| {
            *day < self.today
                && spoken_by(one.channel)
                && last_spoken.is_none_or(|last| (one.at, one.fact.as_str()) > last)
        });
        !spoken_today && failed.count() >= usize::try_from(wanted).unwrap()
    }

    pub(super) fn has_usable_point(&self) -> Option<bool> {
        let Some(channel) = self.question.act.deed().channel() else { return Some(true) };
        let points = &self.question.sheet.contact_points;
        match self.question.act.contact_point() {
            None if points.iter().any(|point| self.is_usable(point, channel)) => Some(true),
            None => None,
            Some(id) => points.iter().find(|point| point.id == *id).map(|point| self.is_usable(point, channel)),
        }
    }

    pub(super) fn is_usable(&self, point: &ContactPoint, channel: Channel) -> bool {
        let sheet = self.question.sheet;
        let kind = match channel {
            Channel::Call | Channel::InboundCall | Channel::Message => ContactPointKind::Phone,
            Channel::Email => ContactPointKind::Email,
            Channel::Letter | Channel::Visit => ContactPointKind::Address,
        };
        let closed = sheet.closed.iter().any(|closed| closed.contact_point == point.id && closed.on <= self.today);
        let wrong = sheet
            .contacts
            .iter()
            .any(|one| one.outcome == Outcome::WrongNumber && one.contact_point.as_ref() == Some(&point.id));
        let strange = wrong || sheet.misdirected.contains(&point.id) || point.party != sheet.person;
        point.kind == kind && !closed && !strange
    }
}
