//! From what happened to where a clock stands: acts are taken one after the
//! other, each judged by what the clock showed on its day.

use super::acts::step;
use super::begin::{Anchored, anchored};
use super::claim::{Claim, Rests};
use super::conclude::{conclude, unread};
use super::follow::follow;
use super::holdup::{Ends, Stay, ends};
use super::reading::{ClockMissing, ClockReading, ClockStep};
use super::rule::{Anew, Begins, ClockRule, Suspension, in_force};
use super::span::{Length, Period, Starts};
use super::trigger::Judged;
use crate::happening::Happening;
use makegood_units::{BusinessDate, FactId};

/// Reads a clock for a claim, with what had happened by the day `known_on`.
///
/// What came later is left out, but for the days the clock is counted from,
/// which may lie ahead. Nothing is rounded up: what stands without a known end
/// is taken to end on `known_on`, so the true end is never earlier than shown.
pub fn read_clock(rule: &ClockRule, claim: &Claim<'_>, known_on: BusinessDate) -> ClockReading {
    read_nested(rule, claim, known_on, &[])
}

/// The same, below the clocks of `above` that wait for it.
pub(super) fn read_nested(rule: &ClockRule, claim: &Claim<'_>, known_on: BusinessDate, above: &[&str]) -> ClockReading {
    if let Begins::Follows(names) = &rule.begins {
        return follow(rule, names, claim, known_on, above);
    }
    match anchored(rule, claim, known_on, above) {
        Err(why) => unread(rule, known_on, why),
        Ok(anchor) => match Fold::new(rule, claim, known_on, anchor).run() {
            Ok(reading) => reading,
            Err(missing) => unread(rule, known_on, super::begin::NotAnchored::Missing(missing)),
        },
    }
}

/// What the running period is counted from.
#[derive(Clone, Debug)]
pub(super) enum Base {
    Anchor(BusinessDate),
    Restarted { on: BusinessDate, anew: Anew, ended: Option<BusinessDate>, what: String },
}

/// A clock on its way through what happened.
pub(super) struct Fold<'a> {
    pub rule: &'a ClockRule,
    pub claim: &'a Claim<'a>,
    pub known_on: BusinessDate,
    pub anchor: Anchored,
    pub base: Base,
    pub agreed: Option<BusinessDate>,
    pub cap: Option<BusinessDate>,
    lenders: Vec<(&'a str, &'a ClockRule)>,
    known: Vec<&'a Happening>,
    rests: Rests<'a>,
    pub stays: Vec<Stay<'a>>,
    pub steps: Vec<ClockStep>,
    /// Suspensions whose evidence was too weak.
    pub weak_stays: Vec<ClockStep>,
    pub facts: Vec<FactId>,
    pub lapsed: Option<(BusinessDate, BusinessDate)>,
    pub revived_on: Option<BusinessDate>,
    pub saved_on: Option<BusinessDate>,
}

impl<'a> Fold<'a> {
    fn new(rule: &'a ClockRule, claim: &'a Claim<'a>, known_on: BusinessDate, anchor: Anchored) -> Self {
        let lenders =
            rule.also.iter().filter_map(|name| Some((name.as_str(), claim.rules.clock_rule(name)?))).collect();
        let known = claim.sorted().into_iter().filter(|happening| happening.on <= known_on).collect();
        let mut fold = Self {
            rule,
            claim,
            known_on,
            base: Base::Anchor(anchor.on),
            agreed: None,
            cap: rule.cap.as_ref().and_then(|cap| cap.last_day(claim, anchor.on)),
            facts: anchor.fact.clone().into_iter().collect(),
            anchor,
            lenders,
            known,
            rests: claim.rests(),
            stays: Vec::new(),
            steps: Vec::new(),
            weak_stays: Vec::new(),
            lapsed: None,
            revived_on: None,
            saved_on: None,
        };
        fold.agree();
        fold.gather_stays();
        fold
    }

    fn run(mut self) -> Result<ClockReading, ClockMissing> {
        for happening in std::mem::take(&mut self.known) {
            self.take(happening)?;
            if self.saved_on.is_some() {
                break;
            }
        }
        let at = self.saved_on.unwrap_or(self.known_on);
        let ends = self.ends_on(at)?;
        self.note_lapse(&ends, at);
        Ok(conclude(self, ends))
    }

    /// The own rule and the ones it borrows from.
    pub(super) fn rules(&self) -> impl Iterator<Item = (Option<&'a str>, &'a ClockRule)> {
        let lent: Vec<_> = self.lenders.iter().map(|(name, rule)| (Some(*name), *rule)).collect();
        std::iter::once((None, self.rule)).chain(lent)
    }

    /// An agreed last day counts when it lies after the anchor; the last agreement decides.
    fn agree(&mut self) {
        let Some(word) = &self.rule.agreed_end else { return };
        let of_obligor =
            |happening: &&&Happening| match (happening.to.as_deref().or(happening.by.as_deref()), self.claim.obligor) {
                (Some(named), Some(obligor)) => named == obligor,
                _ => true,
            };
        let mut agreements = self.known.iter().filter(|happening| happening.what == *word);
        let Some(agreement) = agreements.rfind(of_obligor) else { return };
        let (what, on, fact) = (word.clone(), agreement.on, agreement.fact.clone());
        let (accepted, says) = match agreement.until {
            Some(until) if until > self.anchor.on => (true, format!("a last day of {until} was agreed")),
            Some(until) => {
                let says =
                    format!("the agreed last day {until} is not after {}: as if none were agreed", self.anchor.on);
                (false, says)
            }
            None => (false, "the agreed period names no day: as if none were agreed".to_owned()),
        };
        self.agreed = agreement.until.filter(|_| accepted);
        self.facts.extend(accepted.then(|| fact.clone()));
        self.steps.push(ClockStep { fact, what, on, accepted, lent_by: None, says });
    }

    fn gather_stays(&mut self) {
        if self.rule.rigid {
            return;
        }
        let rules: Vec<_> = self.rules().collect();
        for happening in self.known.clone() {
            let mut weak = None;
            let before = self.stays.len();
            for (lent_by, rule) in rules.iter().copied() {
                for suspension in in_force(&rule.suspensions, happening.on) {
                    match suspension.trigger.judge(happening, self.claim.obligor) {
                        Judged::Counts => {
                            let named_end = self.named_end(suspension, happening);
                            self.stays.push(Stay { happening, suspension, lent_by, named_end });
                        }
                        Judged::Weak(why) => weak = weak.or(Some(step(happening, lent_by, why))),
                        Judged::Other => {}
                    }
                }
            }
            if self.stays.len() == before {
                self.weak_stays.extend(weak);
            }
        }
    }

    fn named_end(&self, suspension: &Suspension, happening: &Happening) -> Option<BusinessDate> {
        let mut after = self.known.iter().filter(|other| other.on >= happening.on);
        after.find(|other| suspension.until.contains(&other.what)).map(|other| other.on)
    }

    /// The length by the law of a day.
    pub(super) fn length(&self, day: BusinessDate) -> Result<Length, ClockMissing> {
        self.rule.length.on(day).ok_or(ClockMissing::Length(day))
    }

    /// The day the running period is counted from, as known on a day.
    pub(super) fn from(&self, at: BusinessDate) -> BusinessDate {
        match &self.base {
            Base::Anchor(on) => *on,
            Base::Restarted { on, anew: Anew::ItsEnd, ended, .. } => {
                ended.filter(|ended| *ended <= at).unwrap_or(at).max(*on)
            }
            Base::Restarted { on, .. } => *on,
        }
    }

    pub(super) fn is_pending(&self, at: BusinessDate) -> bool {
        matches!(&self.base, Base::Restarted { anew: Anew::ItsEnd, ended, .. } if ended.is_none_or(|ended| ended > at))
    }

    pub(super) fn period(&self, at: BusinessDate) -> Result<Period, ClockMissing> {
        let from = self.from(at);
        let starts = match &self.base {
            Base::Anchor(_) => self.rule.starts,
            Base::Restarted { anew: Anew::NextDay, .. } => Starts::NextDay,
            Base::Restarted { .. } if self.rule.starts == Starts::DayCounted => Starts::DayCounted,
            Base::Restarted { .. } => Starts::DayNotCounted,
        };
        let is_first = matches!(self.base, Base::Anchor(_));
        let agreed = self.agreed.filter(|last| is_first && *last > from);
        // An agreed last day needs no length; the days before it count all the same.
        let length = agreed.map_or_else(
            || self.length(from),
            |last| Ok(Length { days: last.days_since(from), ..Length::default() }),
        )?;
        let mut period = starts.period(from, length).ok_or(ClockMissing::Calendar)?;
        period.last = agreed.unwrap_or(period.last);
        if let Some(cap) = self.cap.filter(|_| is_first && self.caps_first_only()) {
            period.last = period.last.min(cap);
        }
        Ok(period)
    }

    fn caps_first_only(&self) -> bool {
        self.rule.cap.as_ref().is_some_and(|cap| cap.first_period_only)
    }

    pub(super) fn ends_on(&self, at: BusinessDate) -> Result<Ends, ClockMissing> {
        let period = self.period(at)?;
        let found = ends(&self.rests, self.rule.last_day, &self.stays, (self.from(at), period, self.anchor.on), at);
        let mut found = found.ok_or(ClockMissing::Calendar)?;
        if let Some(cap) = self.cap.filter(|cap| !self.caps_first_only() && *cap < found.raw) {
            (found.raw, found.rolled) = (cap, self.rests.rolled(self.rule.last_day, cap));
        }
        found.is_held |= self.is_pending(at);
        Ok(found)
    }

    pub(super) fn note_lapse(&mut self, ends: &Ends, at: BusinessDate) {
        if at > ends.rolled && self.lapsed.is_none() {
            self.lapsed = Some((ends.raw, ends.rolled));
        }
    }
}
