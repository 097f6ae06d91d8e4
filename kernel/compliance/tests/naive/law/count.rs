//! Counts and quiet days: every contact on file is looked at, every time.

use super::{Asked, about, value};
use makegood_case::{Channel, Outcome};
use makegood_compliance::{Act, ContactFact, Cooldown, Excluded, Exclusion, RollingCount, Span, Which};
use makegood_units::{BusinessDate, ContactPointId, Instant, LoanId};

/// What a count comes to for one debt and one number.
pub struct Counted {
    pub number: i32,
    pub at_most: i32,
}

/// A contact of which one asks whether a consent covers it.
struct Covered<'c> {
    at: Instant,
    day: BusinessDate,
    channel: Option<Channel>,
    /// Its name on file; none for the one proposed.
    name: Option<&'c str>,
}

impl<A: Act> Asked<'_, A> {
    /// The debts counted apart: an act that names none is counted with all that is on file.
    fn apart(&self, by_debt: bool) -> Vec<Option<LoanId>> {
        let named = self.question.act.debts();
        if by_debt && !named.is_empty() { named.iter().cloned().map(Some).collect() } else { vec![None] }
    }

    /// The count for each debt and each number, without what the person agreed to.
    pub fn counts(&self, count: &RollingCount) -> Vec<Counted> {
        let points: Vec<Option<ContactPointId>> = match (count.per.contact_point, self.question.act.contact_point()) {
            (false, _) => vec![None],
            (true, Some(point)) => vec![Some(point.clone())],
            (true, None) => self.question.sheet.contact_points.iter().map(|point| Some(point.id.clone())).collect(),
        };
        let mut found = Vec::new();
        for debt in self.apart(count.per.debt) {
            if self.is_agreed(&count.excluding, &debt) {
                continue;
            }
            for point in &points {
                found.extend(self.count(count, &debt, point));
            }
        }
        found
    }

    fn count(&self, count: &RollingCount, debt: &Option<LoanId>, point: &Option<ContactPointId>) -> Option<Counted> {
        let at_most = value(&count.at_most, self.today)?;
        let mut number = 1;
        for contact in self.contacts() {
            let recent = match &count.span {
                Span::Days(days) => {
                    let ago = self.today.days_since(self.clock.day(contact.at));
                    ago < value(days, self.today)?
                }
                Span::Minutes(minutes) => {
                    let ago = self.question.at.duration_since(contact.at);
                    ago < jiff::SignedDuration::from_mins(i64::from(value(minutes, self.today)?))
                }
            };
            let outcome = match count.outcome {
                Which::Any => true,
                Which::Answered => contact.outcome.is_conversation(),
                Which::Unanswered => !contact.outcome.is_conversation(),
            };
            let there = point.is_none() || contact.contact_point == *point;
            if recent
                && outcome
                && there
                && count.counts.has_channel(contact.channel)
                && about(&contact.debts, debt)
                && self.is_covered_on_file(contact)
                && !self.is_left_out(&count.excluding, contact, debt)
            {
                number += 1;
            }
        }
        Some(Counted { number, at_most })
    }

    /// Whether a contact on file reached somebody else, whenever that was found out.
    fn is_misdirected(&self, contact: &ContactFact) -> bool {
        let sheet = self.question.sheet;
        let wrong = |point: &ContactPointId| {
            sheet.misdirected.contains(point)
                || sheet
                    .contacts
                    .iter()
                    .any(|one| one.outcome == Outcome::WrongNumber && one.contact_point.as_ref() == Some(point))
        };
        contact.outcome == Outcome::WrongNumber || contact.contact_point.as_ref().is_some_and(wrong)
    }

    fn is_left_out(&self, excluding: &[Excluded], contact: &ContactFact, debt: &Option<LoanId>) -> bool {
        let day = self.clock.day(contact.at);
        let covered =
            Covered { at: contact.at, day, channel: Some(contact.channel), name: Some(contact.fact.as_str()) };
        excluding.iter().filter(|one| value(&one.in_force, day) == Some(true)).any(|one| match &one.exclusion {
            Exclusion::NotConnected => contact.outcome == Outcome::NotConnected,
            Exclusion::Misdirected => self.is_misdirected(contact),
            Exclusion::Unanswered => !contact.outcome.is_conversation(),
            Exclusion::PriorConsent(days) => value(days, day).is_some_and(|days| self.consents(&covered, debt, days)),
        })
    }

    /// Whether the person agreed to the contact proposed.
    fn is_agreed(&self, excluding: &[Excluded], debt: &Option<LoanId>) -> bool {
        let (at, channel) = (self.question.at, self.question.act.deed().channel());
        let covered = Covered { at, day: self.today, channel, name: None };
        excluding.iter().filter(|one| value(&one.in_force, self.today) == Some(true)).any(|one| match &one.exclusion {
            Exclusion::PriorConsent(days) => {
                value(days, self.today).is_some_and(|days| self.consents(&covered, debt, days))
            }
            _ => false,
        })
    }

    fn consents(&self, covered: &Covered<'_>, debt: &Option<LoanId>, days: i32) -> bool {
        self.question.sheet.consents.iter().any(|consent| {
            let given = consent.given_at <= self.question.heard && consent.given_at <= covered.at;
            let is_for = consent.debts.is_empty() || debt.as_ref().is_some_and(|debt| consent.debts.contains(debt));
            let lasts = covered.day.days_since(self.clock.day(consent.given_at)) < days;
            let named = consent.until.is_none_or(|until| covered.day <= until);
            let taken_back = consent.revoked_at.is_some_and(|at| at <= covered.at);
            let used_up = self.contacts().iter().any(|contact| {
                let name = contact.fact.as_str();
                let before = covered.name.is_none_or(|own| (contact.at, name) < (covered.at, own));
                let telephone = matches!(contact.channel, Channel::Call | Channel::InboundCall);
                telephone
                    && contact.outcome.is_conversation()
                    && consent.given_at < contact.at
                    && before
                    && about(&contact.debts, debt)
            });
            given && Some(consent.channel) == covered.channel && is_for && lasts && named && !taken_back && !used_up
        })
    }

    /// Whether quiet days run.
    pub(super) fn is_quiet(&self, cooldown: &Cooldown) -> bool {
        let Some(days) = value(&cooldown.days, self.today) else { return false };
        let runs = |first: BusinessDate| self.today.days_since(first) < days;
        let mut quiet = false;
        for debt in self.apart(cooldown.per.debt) {
            let spoken = self.contacts().iter().any(|contact| {
                contact.outcome.is_conversation()
                    && cooldown.after_conversation_by.has_channel(contact.channel)
                    && about(&contact.debts, &debt)
                    && runs(self.clock.day(contact.at))
            });
            let happened = self.on_file().iter().any(|one| {
                cooldown.after.contains(&one.what)
                    && one.stands()
                    && one.has_form(&cooldown.in_form)
                    && about(&one.debts, &debt)
                    && runs(one.first)
            });
            quiet |= (spoken || happened) && !self.is_agreed(&cooldown.excluding, &debt);
        }
        quiet
    }
}
