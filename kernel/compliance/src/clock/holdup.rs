//! Where a period ends once everything that holds it up is counted in.

use super::claim::Rests;
use super::held_words::{Did, FloorSet};
use super::rule::{LastDay, Model, Suspension};
use super::span::{Length, Period, shifted};
use crate::happening::Happening;
use makegood_units::BusinessDate;

/// A happening that suspends by an entry of a rule.
#[derive(Clone, Copy)]
pub(super) struct Stay<'a> {
    pub happening: &'a Happening,
    pub suspension: &'a Suspension,
    pub lent_by: Option<&'a str>,
    /// The first day of a happening that ends it by name.
    pub named_end: Option<BusinessDate>,
}

/// Where a period ends, as known on a day.
pub(super) struct Ends {
    /// The day the period is counted from.
    pub from: BusinessDate,
    pub period: Period,
    pub raw: BusinessDate,
    pub rolled: BusinessDate,
    /// Something stands on the day itself.
    pub is_held: bool,
    /// What each stay that had begun did, in their order.
    pub effects: Vec<StayEffect>,
}

/// What one stay did to the period.
pub(super) struct StayEffect {
    pub over: BusinessDate,
    pub is_open: bool,
    pub accepted: bool,
    pub did: Did,
}

/// The days a stay lasts, as known on a day.
struct Lasts {
    on: BusinessDate,
    /// Its last day; the day itself when it stands without a known end.
    over: BusinessDate,
    /// The last day that counts for it, with what the law adds.
    to: BusinessDate,
    is_open: bool,
}

/// A day before which the period does not end.
#[derive(Clone, Copy)]
struct Floor {
    on: BusinessDate,
    /// The last day of what it is counted from.
    after: BusinessDate,
}

/// A period being held up: days counted lead to `counted`, and it does not end before `floor`.
struct HoldUp<'a> {
    rests: &'a Rests<'a>,
    last_day: LastDay,
    period: Period,
    counted: BusinessDate,
    floor: Option<Floor>,
    credited_to: Option<BusinessDate>,
    accepted: bool,
}

/// Counts the stays, oldest first, into the period. None beyond the calendar.
pub(super) fn ends(
    rests: &Rests<'_>,
    last_day: LastDay,
    stays: &[Stay<'_>],
    (from, period, anchor): (BusinessDate, Period, BusinessDate),
    at: BusinessDate,
) -> Option<Ends> {
    let counted = period.last;
    let mut holdup = HoldUp { rests, last_day, period, counted, floor: None, credited_to: None, accepted: false };
    let (mut effects, mut is_held) = (Vec::new(), false);
    for stay in stays.iter().take_while(|stay| stay.happening.on <= at) {
        let lasts = stay.lasts(anchor, at)?;
        let did = holdup.add(stay.suspension, &lasts)?;
        let Lasts { over, is_open, .. } = lasts;
        is_held |= holdup.accepted && is_open && stay.suspension.model != Model::Extension;
        effects.push(StayEffect { over, is_open, accepted: holdup.accepted, did });
    }
    let raw = holdup.end();
    Some(Ends { from, period, raw, rolled: rests.rolled(last_day, raw), is_held, effects })
}

impl Stay<'_> {
    fn lasts(&self, anchor: BusinessDate, at: BusinessDate) -> Option<Lasts> {
        let on = self.happening.on;
        let ended = self.happening.ended.map(|(day, _)| day).filter(|day| *day <= at);
        let named = self.named_end.filter(|day| *day <= at);
        let known = ended.into_iter().chain(named).min();
        let (mut over, mut is_open) = match (known, self.happening.until) {
            (Some(over), _) => (over, false),
            // A last day said at the time holds until something else is known.
            (None, Some(until)) => (until, at <= until),
            (None, None) => (at, true),
        };
        if !self.suspension.at_most.is_zero() {
            let most = self.suspension.at_most.after(anchor)?;
            is_open &= at <= most;
            over = over.min(most);
        }
        Some(Lasts { on, over, to: self.suspension.tail.after(over)?, is_open })
    }
}

impl HoldUp<'_> {
    fn end(&self) -> BusinessDate {
        self.floor.map_or(self.counted, |floor| floor.on.max(self.counted))
    }

    fn add(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<Did> {
        self.accepted = false;
        let last_chance = self.rests.rolled(self.last_day, self.end());
        if lasts.on > last_chance {
            return Some(Did::TooLate(last_chance));
        }
        match suspension.model {
            Model::Pause => self.pause(suspension, lasts),
            Model::Gate => self.gate(suspension, lasts),
            Model::Floor => self.not_before(suspension.floor, lasts.over).map(Did::NotBefore),
            Model::Extension => self.extend(suspension, lasts),
        }
    }

    /// Days of a pause are not counted, the first and the last among them. Days
    /// that another pause already took out are taken out once.
    fn pause(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<Did> {
        let mut from = lasts.on.max(self.period.first);
        if let Some(credited_to) = self.credited_to {
            from = from.max(shifted(credited_to, 1)?);
        }
        if !suspension.last.is_zero() {
            from = from.max(shifted(suspension.last.before(self.end())?, 1)?);
        }
        let days = lasts.to.days_since(from).checked_add(1)?.max(0);
        if days > 0 {
            self.credit(from, lasts.to, days)?;
            self.credited_to = Some(lasts.to);
            self.accepted = true;
        }
        if suspension.floor.is_zero() {
            return Some(Did::NotCounted(days, None));
        }
        self.not_before(suspension.floor, lasts.over).map(|floor| Did::NotCounted(days, Some(floor)))
    }

    fn credit(&mut self, from: BusinessDate, to: BusinessDate, days: i32) -> Option<()> {
        match self.floor.filter(|floor| floor.on >= from) {
            _ if from <= self.counted => self.counted = shifted(self.counted, days)?,
            // The period is counted through and waits for its floor: what is left of that waits too.
            Some(floor) => {
                let days = to.days_since(from.max(shifted(floor.after, 1)?)).checked_add(1)?.max(0);
                self.floor = Some(Floor { on: shifted(floor.on, days)?, ..floor });
            }
            // It began on a rest day after the last day, so the right still stood.
            None => self.counted = shifted(self.counted, days)?.max(to),
        }
        Some(())
    }

    fn gate(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<Did> {
        let (end, last) = (self.end(), suspension.last);
        let before = last.before(end)?;
        if lasts.to <= before {
            return Some(Did::OverBefore { last, before });
        }
        self.not_before(suspension.floor, lasts.to).map(|floor| Did::StandsIn { last, end, floor })
    }

    fn extend(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<Did> {
        let end = self.end();
        if end < lasts.on || end > lasts.to {
            return Some(Did::NotWithin(end));
        }
        self.not_before(suspension.floor, lasts.to).map(Did::NotBefore)
    }

    fn not_before(&mut self, length: Length, over: BusinessDate) -> Option<FloorSet> {
        let on = length.after(over)?;
        self.accepted |= on > self.end();
        if self.floor.is_none_or(|known| known.on < on) {
            self.floor = Some(Floor { on, after: over });
        }
        Some(FloorSet { on, length })
    }
}
