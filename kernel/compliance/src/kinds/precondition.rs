//! What must have happened first: a notice served long enough ago, a time that
//! has passed.

use crate::condition::FactValue;
use crate::debt_set::DebtNo;
use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::rule::{DayOne, Precondition};
use crate::standing::Standing;
use makegood_units::BusinessDate;

impl Precondition {
    pub(crate) fn judge(&self, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let mut hardest = Judgement::passes(Note::NothingAgainst);
        for debt in view.asked_debts().iter().copied() {
            if !self.arises(view, moment, debt) {
                continue;
            }
            let judged = match (&self.needs, &self.since) {
                (Some(needs), _) => self.judge_document(needs, view, moment, debt),
                (None, Some(since)) => self.judge_wait(since, view, moment, debt),
                // Nothing but an approval, or a reason, is asked for.
                (None, None) => Judgement::closed(Note::ToApprove),
            };
            if judged.bite != Bite::Passes {
                return judged;
            }
            hardest = judged;
        }
        hardest
    }

    /// Whether it is asked for a debt at all.
    fn arises(&self, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> bool {
        let stands = |one: &Standing| one.is_seen(view.asked_at) && one.stands(moment.at, moment.local);
        let opens = |one: &&Standing| one.is_one_of(&self.when) && one.is_about(debt) && stands(one);
        self.when.is_empty() || view.facts.standing.iter().any(|one| opens(&one))
    }

    fn first_free(&self, since: BusinessDate, days: i32) -> BusinessDate {
        match self.day_one {
            DayOne::TheDay => since.plus_days(days),
            DayOne::TheNextDay => since.plus_days(days).plus_days(1),
        }
    }

    fn judge_document(&self, needs: &str, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Judgement {
        let all = view.facts.standing.iter().zip(&moment.place.standing_days).enumerate();
        let mut served: Vec<(usize, BusinessDate)> = all
            .filter(|(_, (one, _))| one.what == needs && one.is_about(debt))
            .filter(|(_, (one, _))| one.is_seen(view.asked_at) && one.stands(moment.at, moment.local))
            .filter(|(_, (one, _))| self.in_form.is_empty() || self.in_form.iter().any(|form| one.has(form)))
            .filter(|(_, (one, _))| !self.spoilt_with.iter().any(|word| one.has(word)))
            .map(|(place, (_, day))| (place, *day))
            .collect();
        served.sort_by_key(|(_, day)| *day);
        let wanted = self.times.as_ref().and_then(|times| times.on(moment.local.day)).copied().unwrap_or(1);
        let found = i32::try_from(served.len()).unwrap_or(i32::MAX);
        if found < wanted {
            let note = if found == 0 { Note::NotServed } else { Note::TooFew { found, wanted } };
            return Judgement { bite: Bite::Document, note };
        }
        // With several, time runs from the first of them; a stale one needs a newer.
        let days = self.days.as_ref().and_then(|days| days.on(moment.local.day));
        let mut judged = Judgement { bite: Bite::Document, note: Note::NotServed };
        for (standing, since) in served {
            judged = match days.map(|days| self.first_free(since, *days)) {
                Some(free) if moment.local.day < free => {
                    // Those served later are younger still.
                    let note = Note::Young { standing, since, last: free.plus_days(-1) };
                    return Judgement { bite: moment.until_start_of(free), note };
                }
                _ => match self.last_good(since, moment) {
                    Some(last) if last < moment.local.day => {
                        Judgement { bite: Bite::Document, note: Note::Old { standing, since, last } }
                    }
                    _ => return Judgement::passes(Note::Served { standing }),
                },
            };
        }
        judged
    }

    fn last_good(&self, since: BusinessDate, moment: &Moment<'_>) -> Option<BusinessDate> {
        let days = self.valid_days.as_ref()?.on(moment.local.day)?;
        Some(since.plus_days(*days))
    }

    fn judge_wait(&self, since: &str, view: &View<'_>, moment: &Moment<'_>, debt: DebtNo) -> Judgement {
        let happened = view.facts.standing.iter().zip(&moment.place.standing_days).rev().find(|(one, _)| {
            one.what == since && one.is_about(debt) && one.is_seen(view.asked_at) && one.stands(moment.at, moment.local)
        });
        let day = match (view.facts.value(since, debt), happened) {
            (Some(FactValue::Day(day)), _) => Some(*day),
            (_, Some((_, day))) => Some(*day),
            _ => None,
        };
        let days = self.days.as_ref().and_then(|days| days.on(moment.local.day));
        let Some((since, days)) = day.zip(days) else { return Judgement::missing(Note::NoDay) };
        let free = self.first_free(since, *days);
        let note = Note::Waiting { since, last: free.plus_days(-1), debt };
        if moment.local.day >= free {
            return Judgement::passes(note);
        }
        Judgement { bite: moment.until_start_of(free), note }
    }
}
