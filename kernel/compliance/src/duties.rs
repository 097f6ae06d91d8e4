//! What the law requires to be done, by which day, and how long records are kept.

use crate::act::PlannedDeed;
use crate::condition::{FactValue, Holds};
use crate::debt_set::DebtNo;
use crate::deed::Deed;
use crate::docket::{Binds, Docket};
use crate::facts::Facts;
use crate::judge::{Moment, View};
use crate::packs::Packs;
use crate::rule::{DayOne, Kind, Obligation, Period, Rule, Unit};
use crate::words::{Force, Purpose, Status};
use makegood_case::Channel;
use makegood_units::{BusinessDate, FactId, Instant, LoanId};
use serde::{Deserialize, Serialize};

/// Something that must be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The rule that requires it.
    pub rule: String,
    /// Where the law says so.
    pub citation: String,
    /// How binding the source is.
    pub force: Force,
    /// How well it was compared with the source.
    pub status: Status,
    /// What must be done.
    pub task: String,
    /// What a contact made to do it is for.
    pub purpose: Purpose,
    /// Through which channel it is done; none when it is no contact.
    pub channel: Option<Channel>,
    /// The last day.
    pub due_on: BusinessDate,
    /// Whether that day has passed.
    pub is_late: bool,
    /// One plain sentence.
    pub says: String,
    /// The facts used.
    pub facts: Vec<FactId>,
}

/// Everything the packs require to be done about these debts, as known at an
/// instant: soonest first. None named means every debt on file. What is done, or
/// excused, is left out.
pub fn duties(facts: &Facts, packs: &Packs, debts: &[LoanId], at: Instant) -> Vec<Duty> {
    let act = PlannedDeed {
        person: facts.person().clone(),
        deed: Deed::Letter,
        debts: debts.to_vec(),
        contact_point: None,
        purpose: Purpose::GiveRequiredNotice,
        place: None,
        carries: Vec::new(),
    };
    let view = View::new(&act, facts, at);
    let Some(place) = facts.zones.first() else { return Vec::new() };
    let moment = Moment::new(at, place);
    let docket = Docket::new(facts, packs, view.asked_debts(), moment.local.day);
    let mut found = Vec::new();
    for (number, pack) in packs.iter().enumerate() {
        if docket.binds(number) != Binds::Yes {
            continue;
        }
        for rule in &pack.rules {
            if let Kind::Obligation(obligation) = &rule.kind
                && rule.is_in_force(moment.local.day)
            {
                let due = view.asked_debts().iter().filter_map(|debt| obligation.due(rule, &view, &moment, *debt));
                found.extend(due.min_by_key(|duty| duty.due_on));
            }
        }
    }
    found.sort_by(|one, other| (one.due_on, &one.rule).cmp(&(other.due_on, &other.rule)));
    found
}

/// The day until which a record of a kind is kept when its period begins on a
/// day: the longest any pack asks for. None when no pack asks.
pub fn kept_until(packs: &Packs, record: &str, from: BusinessDate) -> Option<BusinessDate> {
    let rules = packs.iter().flat_map(|pack| &pack.rules).filter(|rule| rule.is_in_force(from));
    let ends = rules.filter_map(|rule| match &rule.kind {
        Kind::Retention(retention) if retention.of.iter().any(|of| of == record) => retention.keep.after(from),
        _ => None,
    });
    ends.max()
}

impl Period {
    /// The day a period ends that begins on a day.
    pub fn after(&self, from: BusinessDate) -> Option<BusinessDate> {
        let length = *self.length.on(from)?;
        let span = match self.unit {
            Unit::Days => return Some(from.plus_days(length)),
            Unit::Months => jiff::Span::new().try_months(length),
            Unit::Years => jiff::Span::new().try_years(length),
        };
        from.civil().checked_add(span.ok()?).ok().map(BusinessDate::from_civil)
    }
}

impl Obligation {
    fn due(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Option<Duty> {
        let holds = |asked: &crate::Condition| asked.holds(view.facts, &[debt], moment.local.day) == Holds::Yes;
        if !rule.reach.only_if.iter().all(holds) {
            return None;
        }
        let (since, mut facts) = self.arose(view, moment, debt)?;
        if self.last(&self.excused_by, view, moment, debt).is_some() {
            return None;
        }
        let within = *self.within_days.on(moment.local.day)?;
        let counted = |since: BusinessDate, days: i32| match self.day_one {
            DayOne::TheDay => since.plus_days(days - 1),
            DayOne::TheNextDay => since.plus_days(days),
        };
        let mut due_on = counted(since, within);
        if let Some((done_on, fact)) = self.done(view, moment, debt, since) {
            let again = self.again_after_days.as_ref().and_then(|days| days.on(moment.local.day))?;
            due_on = done_on.plus_days(*again);
            facts = vec![fact];
        }
        let says = format!("{} by {due_on}: it follows from {since}", self.task);
        Some(Duty {
            rule: rule.id.clone(),
            citation: rule.citation.clone(),
            force: rule.force,
            status: rule.status,
            task: self.task.clone(),
            purpose: self.purpose,
            channel: [Channel::Call, Channel::Letter, Channel::Email, Channel::Message, Channel::Visit]
                .into_iter()
                .find(|channel| self.done_by.has_channel(*channel)),
            due_on,
            is_late: due_on < moment.local.day,
            says,
            facts,
        })
    }

    /// The day it follows from: the last happening, else a fact that is a day.
    fn arose(&self, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Option<(BusinessDate, Vec<FactId>)> {
        if let Some((day, fact)) = self.last(&self.after, view, moment, debt) {
            return Some((day, vec![fact]));
        }
        self.after.iter().find_map(|name| match view.facts.value(name, debt) {
            Some(FactValue::Day(day)) if *day <= moment.local.day => {
                Some((*day, view.facts.source(name, debt).cloned().into_iter().collect()))
            }
            _ => None,
        })
    }

    fn last(
        &self,
        words: &[String],
        view: &View<'_>,
        moment: &Moment<'_>,
        debt: DebtNo,
    ) -> Option<(BusinessDate, FactId)> {
        let all = view.facts.standing.iter().zip(&moment.place.standing_days).rev();
        all.filter(|(one, _)| one.is_seen(view.asked_at) && one.stands(moment.at, moment.local))
            .find(|(one, _)| words.contains(&one.what) && one.is_about(debt))
            .map(|(one, day)| (*day, one.fact.clone()))
    }

    /// The last time it was done since it arose.
    fn done(
        &self,
        view: &View<'_>,
        moment: &Moment<'_>,
        debt: DebtNo,
        since: BusinessDate,
    ) -> Option<(BusinessDate, FactId)> {
        let by_word = self.last(&self.satisfied_by, view, moment, debt).filter(|(day, _)| *day >= since);
        let contacts = view.facts.contacts.iter().zip(&moment.place.contact_days).take(view.seen).rev();
        let by_act = contacts
            .filter(|(contact, day)| **day >= since && contact.is_about(debt))
            // Live contact is a conversation; a letter is done when it is sent.
            .find(|(contact, _)| self.done_by.has_channel(contact.channel) && is_made(contact.channel, contact.outcome))
            .map(|(contact, day)| (*day, contact.fact.clone()));
        by_word.into_iter().chain(by_act).max_by_key(|(day, _)| *day)
    }
}

fn is_made(channel: makegood_case::Channel, outcome: makegood_case::Outcome) -> bool {
    use makegood_case::Channel::{Email, Letter, Message};
    outcome.is_conversation() || matches!(channel, Email | Letter | Message)
}
