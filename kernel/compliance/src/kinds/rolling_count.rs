//! So many contacts in so many consecutive local days.

use super::exclusion::{leaves_out_logged, leaves_out_proposed};
use crate::facts::DebtNo;
use crate::judge::{Judgement, Moment, Note, View};
use crate::rule::{Per, RollingCount, Rule};
use makegood_units::BusinessDate;

impl RollingCount {
    pub(crate) fn judge(&self, rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let today = moment.local.day;
        let mut fullest = Judgement::PASSES;
        for debt in self.keys(view) {
            if let Some(place) = leaves_out_proposed(&self.excluding, view, moment, debt) {
                if fullest == Judgement::PASSES {
                    fullest.note = Note::Excluded { place };
                }
                continue;
            }
            let Some((number, at_most, first)) = self.number_on(view, moment, debt, today) else { continue };
            let note = Note::Count { number, at_most, first, last: today, debt };
            if number > at_most {
                let bite = moment.until_day(|day| rule.is_in_force(day) && self.is_full(view, moment, day));
                return Judgement { bite, note };
            }
            let fuller = !matches!(fullest.note, Note::Count { number: other, .. } if other >= number);
            if fuller {
                fullest = Judgement::passes(note);
            }
        }
        fullest
    }

    /// The debts to be counted apart.
    fn keys<'v>(&self, view: &'v View<'_>) -> impl Iterator<Item = DebtNo> + 'v {
        let whole: &[DebtNo] = &[None];
        let keys = if self.per == Per::Person { whole } else { view.debts.as_slice() };
        keys.iter().copied()
    }

    fn is_full(&self, view: &View<'_>, moment: &Moment<'_>, day: BusinessDate) -> bool {
        self.keys(view)
            .any(|debt| self.number_on(view, moment, debt, day).is_some_and(|(number, at_most, _)| number > at_most))
    }

    /// Which number the proposed contact would have on a day, how many may be,
    /// and the first day counted.
    fn number_on(
        &self,
        view: &View<'_>,
        moment: &Moment<'_>,
        debt: DebtNo,
        day: BusinessDate,
    ) -> Option<(i32, i32, BusinessDate)> {
        let (window_days, at_most) = (*self.window_days.on(day)?, *self.at_most.on(day)?);
        let first = day.plus_days(1 - window_days);
        let counted = self.counted(view, moment, debt, first).count();
        Some((i32::try_from(counted).unwrap_or(i32::MAX).saturating_add(1), at_most, first))
    }

    /// The places of the contacts that count, from a local day on, latest first.
    pub(crate) fn counted<'v>(
        &'v self,
        view: &'v View<'_>,
        moment: &'v Moment<'_>,
        debt: DebtNo,
        first: BusinessDate,
    ) -> impl Iterator<Item = usize> + 'v {
        let oldest = moment.earliest_instant_of(first);
        let seen = view.facts.contacts.iter().zip(&moment.place.contact_days).enumerate().take(view.seen).rev();
        seen.take_while(move |(_, (contact, _))| contact.at >= oldest)
            .filter(move |(_, (contact, day))| {
                **day >= first && self.counts.has(contact.channel) && contact.is_about(debt)
            })
            .map(|(place, _)| place)
            .filter(move |place| !leaves_out_logged(&self.excluding, view, moment, *place, debt))
    }
}
