//! Where a period ends once everything that holds it up is counted in.

use super::claim::Claim;
use super::reading::{ClockStep, plain};
use super::rule::{ClockRule, Model, Suspension};
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
    pub steps: Vec<ClockStep>,
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

/// A period being held up: days counted lead to `counted`, and it does not end before `floor`.
struct HoldUp<'a> {
    claim: &'a Claim<'a>,
    rule: &'a ClockRule,
    period: Period,
    counted: BusinessDate,
    floor: Option<BusinessDate>,
    credited_to: Option<BusinessDate>,
    says: String,
    accepted: bool,
}

/// Counts the stays, oldest first, into the period. None beyond the calendar.
pub(super) fn ends(
    claim: &Claim<'_>,
    rule: &ClockRule,
    stays: &[Stay<'_>],
    (from, period, anchor): (BusinessDate, Period, BusinessDate),
    at: BusinessDate,
) -> Option<Ends> {
    let counted = period.last;
    let (says, accepted) = (String::new(), false);
    let mut holdup = HoldUp { claim, rule, period, counted, floor: None, credited_to: None, says, accepted };
    let (mut steps, mut is_held) = (Vec::new(), false);
    for stay in stays.iter().filter(|stay| stay.happening.on <= at) {
        let lasts = stay.lasts(anchor, at)?;
        holdup.add(stay.suspension, &lasts)?;
        is_held |= holdup.accepted && lasts.is_open && stay.suspension.model != Model::Extension;
        let (what, on) = (stay.happening.what.clone(), stay.happening.on);
        let span = match lasts.is_open {
            true => format!("{} since {on}, still standing on {at}", plain(&what)),
            false => format!("{} from {on} to {}", plain(&what), lasts.over),
        };
        steps.push(ClockStep {
            fact: stay.happening.fact.clone(),
            what,
            on,
            accepted: holdup.accepted,
            lent_by: stay.lent_by.map(str::to_owned),
            says: format!("{span}: {}", holdup.says),
        });
    }
    let raw = holdup.end();
    Some(Ends { from, period, raw, rolled: claim.rolled(rule.last_day, raw), is_held, steps })
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
        self.floor.map_or(self.counted, |floor| floor.max(self.counted))
    }

    /// The last day on which something can still hold it up.
    fn last_chance(&self) -> BusinessDate {
        self.claim.rolled(self.rule.last_day, self.end())
    }

    fn add(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<()> {
        self.accepted = false;
        let last_chance = self.last_chance();
        if lasts.on > last_chance {
            self.says = format!("began after the period ended on {last_chance}");
            return Some(());
        }
        match suspension.model {
            Model::Pause => self.pause(suspension, lasts),
            Model::Gate => self.gate(suspension, lasts),
            Model::Floor => self.not_before(suspension.floor, lasts.over),
            Model::Extension => self.extend(suspension, lasts),
        }
    }

    /// Days of a pause are not counted, the first and the last among them. Days
    /// that another pause already took out are taken out once.
    fn pause(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<()> {
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
        self.says = match days {
            0 => "no day of it falls into the days that are counted".to_owned(),
            1 => "1 day not counted".to_owned(),
            days => format!("{days} days not counted"),
        };
        if !suspension.floor.is_zero() {
            let counted = std::mem::take(&mut self.says);
            self.not_before(suspension.floor, lasts.over)?;
            self.says = format!("{counted}, {}", self.says);
        }
        Some(())
    }

    fn credit(&mut self, from: BusinessDate, to: BusinessDate, days: i32) -> Option<()> {
        match self.floor.filter(|floor| *floor >= from) {
            _ if from <= self.counted => self.counted = shifted(self.counted, days)?,
            Some(floor) => self.floor = Some(shifted(floor, days)?),
            // It began on a rest day after the last day, so the right still stood.
            None => self.counted = shifted(self.counted, days)?.max(to),
        }
        Some(())
    }

    fn gate(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<()> {
        let end = self.end();
        let last_part = suspension.last.before(end)?;
        if lasts.to <= last_part {
            self.says =
                format!("over before the last {} of the period, which begin after {last_part}", suspension.last);
            return Some(());
        }
        self.not_before(suspension.floor, lasts.to)?;
        self.says = format!("stands in the last {} before {end}: {}", suspension.last, self.says);
        Some(())
    }

    fn extend(&mut self, suspension: &Suspension, lasts: &Lasts) -> Option<()> {
        let end = self.end();
        if end < lasts.on || end > lasts.to {
            self.says = format!("the period ends on {end}, not within it");
            return Some(());
        }
        self.not_before(suspension.floor, lasts.to)
    }

    fn not_before(&mut self, floor: Length, over: BusinessDate) -> Option<()> {
        let floor_on = floor.after(over)?;
        self.accepted |= floor_on > self.end();
        self.floor = Some(self.floor.map_or(floor_on, |known| known.max(floor_on)));
        self.says = format!("not over before {floor_on}, {floor} after it");
        Some(())
    }
}
