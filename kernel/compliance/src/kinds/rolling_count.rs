//! So many contacts in so many consecutive local days, or minutes.

use super::exclusion::{leaves_out_logged, leaves_out_proposed};
use crate::debt_set::DebtNo;
use crate::facts::Logged;
use crate::judge::{Bite, Judgement, Moment, Note, View, since};
use crate::rule::{RollingCount, Rule, Span, Which};
use jiff::SignedDuration;
use makegood_units::{BusinessDate, ContactPointId};

/// What is counted apart: a debt, and a number or address.
#[derive(Clone, Copy)]
pub(crate) struct Key<'v> {
    debt: DebtNo,
    point: Option<&'v ContactPointId>,
}

/// A local day on which nothing within so many minutes of a day can lie before.
pub(crate) fn first_day_of(day: BusinessDate, minutes: i32) -> BusinessDate {
    day.plus_days(-(minutes / 1_440) - 2)
}

impl RollingCount {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let mut fullest = Judgement::PASSES;
        let mut most = -1;
        for key in self.keys(view) {
            if let Some(place) = leaves_out_proposed(&self.excluding, view, moment, key.debt) {
                if fullest == Judgement::PASSES {
                    fullest.note = Note::Excluded { place };
                }
                continue;
            }
            let Some((judged, number)) = self.judge_key(rule, view, moment, key) else { continue };
            if judged.bite != Bite::Passes {
                return judged;
            }
            if number > most {
                (fullest, most) = (judged, number);
            }
        }
        fullest
    }

    fn judge_key(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>, key: Key<'_>) -> Option<(Judgement, i32)> {
        match &self.span {
            Span::Days(_) => {
                let (number, at_most, first) = self.number_on(rule, view, moment, key, moment.local.day)?;
                let note = Note::Count { number, at_most, first, last: moment.local.day, debt: key.debt };
                let full = |day| rule.is_in_force(day) && self.is_full(rule, view, moment, day);
                let bite = if number > at_most { moment.until_day(full) } else { Bite::Passes };
                Some((Judgement { bite, note }, number))
            }
            Span::Minutes(minutes) => {
                let (minutes, at_most) = (*minutes.on(moment.local.day)?, *self.at_most.on(moment.local.day)?);
                let length = SignedDuration::from_mins(i64::from(minutes));
                let since = moment.at.saturating_sub(length).ok()?;
                let counted = |place: &usize| view.facts.contacts.get(*place).filter(|contact| contact.at > since);
                let times: Vec<_> = self
                    .counted(rule, view, moment, key, first_day_of(moment.local.day, minutes))
                    .map_while(|place| counted(&place))
                    .collect();
                let number = i32::try_from(times.len()).unwrap_or(i32::MAX).saturating_add(1);
                let note = Note::CountMinutes { number, at_most, minutes };
                if number <= at_most {
                    return Some((Judgement::passes(note), number));
                }
                // Latest first: when this one falls out, one place is free.
                let oldest = usize::try_from(at_most - 1).ok().and_then(|place| times.get(place));
                let opens = oldest.and_then(|contact| contact.at.checked_add(length).ok());
                Some((Judgement { bite: opens.map_or(Bite::Closed, Bite::Until), note }, number))
            }
        }
    }

    /// What is counted apart. Where each number is, and none is named, every number on file is asked.
    fn keys<'v>(&self, view: &'v View<'_>) -> impl Iterator<Item = Key<'v>> + use<'v> {
        let whole: &[DebtNo] = &[None];
        let debts = if self.per.debt { view.debts.as_slice() } else { whole };
        let is_each = self.per.contact_point && view.contact_point.is_none();
        let own = view.contact_point.filter(|_| self.per.contact_point);
        let points = move || {
            let each = view.facts.points.iter().filter(move |_| is_each).map(|point| Some(&point.id));
            each.chain((!is_each).then_some(own))
        };
        debts.iter().flat_map(move |debt| points().map(|point| Key { debt: *debt, point }))
    }

    fn is_full(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>, day: BusinessDate) -> bool {
        self.keys(view).any(|key| {
            self.number_on(rule, view, moment, key, day).is_some_and(|(number, at_most, _)| number > at_most)
        })
    }

    /// Which number the proposed contact would have on a day, how many may be,
    /// and the first day counted.
    fn number_on(
        &self,
        rule: &Rule,
        view: &View<'_>,
        moment: &Moment<'_>,
        key: Key<'_>,
        day: BusinessDate,
    ) -> Option<(i32, i32, BusinessDate)> {
        let Span::Days(window_days) = &self.span else { return None };
        let (window_days, at_most) = (*window_days.on(day)?, *self.at_most.on(day)?);
        let first = day.plus_days(1 - window_days);
        let counted = self.counted(rule, view, moment, key, first).count();
        Some((i32::try_from(counted).unwrap_or(i32::MAX).saturating_add(1), at_most, first))
    }

    /// The places of the contacts that count, from a local day on, latest first.
    fn counted<'v>(
        &'v self,
        rule: &'v Rule,
        view: &'v View<'_>,
        moment: &'v Moment<'_>,
        key: Key<'v>,
        first: BusinessDate,
    ) -> impl Iterator<Item = usize> + 'v {
        let contact = |place: usize| view.facts.contacts.get(place);
        since(&moment.place.contact_days, first, view.seen)
            .filter(move |place| contact(*place).is_some_and(|contact| self.counts(rule, contact, key)))
            .filter(move |place| !leaves_out_logged(&self.excluding, view, moment, *place, key.debt))
    }

    /// The places of what stands behind a note of this rule, oldest first.
    pub(crate) fn behind(
        &self,
        rule: &Rule,
        view: &View<'_>,
        moment: &Moment<'_>,
        debt: DebtNo,
        first: BusinessDate,
    ) -> Vec<usize> {
        let mut places: Vec<usize> = self
            .keys(view)
            .filter(|key| !self.per.debt || key.debt == debt)
            .flat_map(|key| self.counted(rule, view, moment, key, first).collect::<Vec<_>>())
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn counts(&self, rule: &Rule, contact: &Logged, key: Key<'_>) -> bool {
        let outcome = match self.outcome {
            Which::Any => true,
            Which::Answered => contact.outcome.is_conversation(),
            Which::Unanswered => !contact.outcome.is_conversation(),
        };
        outcome
            && self.counts.has_channel(contact.channel)
            && contact.is_about(key.debt)
            && key.point.is_none_or(|point| contact.point.as_ref() == Some(point))
            && rule.reach.covers_logged(contact)
    }
}
