//! Notices and waiting times, grounds to use a number, what an act must carry.

use super::reach::{OnFile, fact};
use super::{Asked, about, value};
use makegood_compliance::{Act, AddressBasis, Content, DayOne, Deed, Deeds, FactValue, Occasion, Precondition};
use makegood_units::{BusinessDate, ContactPointId, LoanId};

impl<A: Act> Asked<'_, A> {
    pub(super) fn is_met(&self, rule: &Precondition) -> Option<bool> {
        let mut answers = Vec::new();
        for debt in self.debts() {
            let arises = rule.when.is_empty()
                || self
                    .on_file()
                    .iter()
                    .any(|one| rule.when.contains(&one.what) && one.stands() && about(&one.debts, &debt));
            if !arises {
                continue;
            }
            answers.push(match (&rule.needs, &rule.since) {
                (Some(needs), _) => Some(self.is_served(rule, needs, &debt)),
                (None, Some(since)) => self.has_waited(rule, since, &debt),
                (None, None) => Some(false),
            });
        }
        // The first debt that does not let it pass decides.
        answers.into_iter().find(|answer| *answer != Some(true)).unwrap_or(Some(true))
    }

    /// Whether the days have passed since a day.
    fn is_old_enough(&self, rule: &Precondition, since: BusinessDate) -> bool {
        let Some(days) = rule.days.as_ref().and_then(|days| value(days, self.today)) else { return true };
        let passed = self.today.days_since(since);
        match rule.day_one {
            DayOne::TheDay => passed >= days,
            DayOne::TheNextDay => passed > days,
        }
    }

    fn is_served(&self, rule: &Precondition, needs: &str, debt: &Option<LoanId>) -> bool {
        let served: Vec<OnFile> = self
            .on_file()
            .into_iter()
            .filter(|one| one.what == needs && one.stands() && about(&one.debts, debt))
            .filter(|one| one.has_form(&rule.in_form))
            .filter(|one| !rule.spoilt_with.iter().any(|word| one.with.contains(word)))
            .collect();
        let times = rule.times.as_ref().and_then(|times| value(times, self.today)).unwrap_or(1);
        let valid = rule.valid_days.as_ref().and_then(|days| value(days, self.today));
        served.len() >= usize::try_from(times).unwrap()
            && served.iter().any(|one| {
                let is_fresh = valid.is_none_or(|days| self.today.days_since(one.first) <= days);
                self.is_old_enough(rule, one.first) && is_fresh
            })
    }

    fn has_waited(&self, rule: &Precondition, since: &str, debt: &Option<LoanId>) -> Option<bool> {
        if let Some(FactValue::Day(day)) = fact(self.question, since, debt) {
            return Some(self.is_old_enough(rule, day));
        }
        let happened: Vec<OnFile> = self.on_file();
        let last = happened
            .iter()
            .filter(|one| one.what == since && one.stands() && about(&one.debts, debt))
            .max_by_key(|one| one.order.clone())?;
        Some(self.is_old_enough(rule, last.first))
    }

    pub(super) fn has_ground(&self, rule: &AddressBasis) -> Option<bool> {
        if let Some(point) = self.question.act.contact_point() {
            return Some(self.has_ground_at(rule, point));
        }
        // Any usable one will do, if there is a ground for it.
        let channel = self.question.act.deed().channel()?;
        let points = self.question.sheet.contact_points.iter().filter(|point| self.is_usable(point, channel));
        let grounds: Vec<bool> = points.map(|point| self.has_ground_at(rule, &point.id)).collect();
        if grounds.is_empty() { None } else { Some(grounds.contains(&true)) }
    }

    fn has_ground_at(&self, rule: &AddressBasis, point: &ContactPointId) -> bool {
        let there: Vec<OnFile> = self
            .on_file()
            .into_iter()
            .filter(|one| one.stands() && one.point.as_ref().is_none_or(|other| other == point))
            .collect();
        let of = |words: &[String]| -> Vec<&OnFile> { there.iter().filter(|one| words.contains(&one.what)).collect() };
        if !of(&rule.spoilt_by).is_empty() {
            return false;
        }
        let known = self.question.sheet.contact_points.iter().find(|known| known.id == *point);
        let by_source = known.is_some_and(|known| rule.sources.contains(&known.provenance.replace(' ', "_")));
        if of(&rule.basis).is_empty() && !by_source {
            let days = rule.notice_days.as_ref().and_then(|days| value(days, self.today));
            let notice: Vec<String> = rule.notice.iter().cloned().collect();
            let last = of(&notice).into_iter().max_by_key(|one| one.order.clone());
            return last.zip(days).is_some_and(|(one, days)| self.today.days_since(one.first) > days);
        }
        let Some(days) = rule.fresh_days.as_ref().and_then(|days| value(days, self.today)) else { return true };
        let mut fresh = of(&rule.fresh);
        fresh.extend(of(&rule.basis));
        let last = fresh.into_iter().max_by_key(|one| one.order.clone());
        last.is_some_and(|one| self.today.days_since(one.first) <= days)
    }

    pub(super) fn carries_what_it_must(&self, rule: &Content) -> bool {
        let carried = self.question.act.carries();
        if rule.must_not_carry.iter().any(|word| carried.contains(word)) {
            return false;
        }
        let ours = [Deed::Call, Deed::Message, Deed::Email, Deed::Letter, Deed::Visit];
        let made: Deeds = ours.into_iter().filter(|deed| rule.acts.has(*deed)).fold(Deeds::NONE, Deeds::with);
        let debts = self.debts();
        let is_later = self
            .contacts()
            .iter()
            .any(|one| made.has_channel(one.channel) && debts.iter().all(|debt| about(&one.debts, debt)));
        let is_asked = rule.occasion == Occasion::Every || !is_later;
        !is_asked || rule.must_carry.iter().all(|word| carried.contains(word))
    }
}
