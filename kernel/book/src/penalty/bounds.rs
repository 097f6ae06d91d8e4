//! What the caps still leave on a day.

use super::caps::{Limit, Measure};
use super::day::Days;
use super::exact::{Scale, add};
use super::layers::{By, Level, less};
use super::terms::{Accruing, parts};
use super::{Cap, PenaltyError};
use makegood_units::{Amount, BusinessDate, Rate, Rounding};

/// What a cap has let through.
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    /// Charged and deferred, exactly.
    exact: i128,
    /// Charged and deferred, in cents.
    posted: Amount,
    /// What a cap on a rate left unused so far: a late fee under the same cap may
    /// use it, so that interest and fees together stay below the rate.
    spare: i128,
    /// What a cap on the outstanding principal still leaves to other bases today.
    today: Option<i128>,
}

/// What a cap on a sum leaves.
struct Room {
    exact: i128,
    cents: Amount,
}

/// A day's interest on one base, before it is cut.
pub(super) struct Asked {
    pub base: Amount,
    pub rate: Rate,
    pub exact: i128,
    pub part: i64,
}

/// The caps and what they have let through.
pub(super) struct Bounds<'a> {
    caps: &'a [Cap],
    alongside: Rate,
    scale: Scale,
    used: Vec<Used>,
}

impl<'a> Bounds<'a> {
    pub(super) fn new(caps: &'a [Cap], alongside: Rate, scale: Scale) -> Self {
        Self { caps, alongside, scale, used: vec![Used::default(); caps.len()] }
    }

    /// The caps over what accrues, each with its place.
    fn over(&self, what: Accruing) -> impl Iterator<Item = (usize, &'a Cap, Used)> {
        let pairs = self.caps.iter().zip(self.used.iter().copied()).enumerate();
        let all: Vec<_> = pairs.map(|(at, (cap, used))| (at, cap, used)).collect();
        all.into_iter().filter(move |(_, cap, _)| cap.over.contains(&what))
    }

    /// What a rate gives on a base, less what runs alongside.
    pub(super) fn rate_level(&self, base: Amount, rate: Rate, part: i64) -> Result<Level, PenaltyError> {
        let whole = self.scale.interest(base, &rate, part)?;
        let alongside = self.scale.interest(base, &self.alongside, part)?;
        let own = if alongside == 0 { Some(rate) } else { less(rate, self.alongside) };
        Ok(Level { exact: (whole - alongside).max(0), rate: own, by: None })
    }

    /// The lowest level the caps leave to a day's interest on one base. Takes it out
    /// of what a cap leaves to other bases and to fees.
    pub(super) fn interest(
        &mut self,
        day: BusinessDate,
        asked: &Asked,
        days: &Days<'_>,
    ) -> Result<Option<Level>, PenaltyError> {
        let mut lowest: Option<Level> = None;
        let mut rooms = Vec::new();
        for (at, cap, used) in self.over(Accruing::PenaltyInterest) {
            let level = match &cap.limit {
                Limit::Rate { at_most, on: Measure::Base } => {
                    let level = self.rate_level(asked.base, at_most.on(day)?.rate, asked.part)?;
                    rooms.push((at, level.exact, false));
                    level
                }
                Limit::Rate { at_most, on: Measure::OutstandingPrincipal } => {
                    let (principal, _) = days.larger(day, |span| Ok(span.outstanding.principal.max(Amount::ZERO)))?;
                    let whole = self.rate_level(principal, at_most.on(day)?.rate, asked.part)?;
                    let exact = used.today.unwrap_or(whole.exact);
                    rooms.push((at, exact, true));
                    let rate = whole.rate.filter(|_| principal == asked.base && used.today.is_none());
                    Level { exact, rate, by: None }
                }
                Limit::Unpaid { .. } | Limit::Total { .. } => {
                    let room = self.room(cap, used, day, days)?.map_or(asked.exact, |room| room.exact);
                    Level { exact: room, rate: None, by: None }
                }
                Limit::Event { .. } => continue,
            };
            let level = Level { by: Some(By::Cap(at)), ..level };
            lowest = Some(lowest.map_or(level, |lowest| lowest.lower(level)));
        }
        let allowed = lowest.map_or(asked.exact, |level| level.exact.min(asked.exact));
        for (at, room, is_shared) in rooms {
            let Some(used) = self.used.get_mut(at) else { continue };
            let left = (room - allowed).max(0);
            if is_shared {
                used.today = Some(left);
            } else {
                used.spare = add(used.spare, left)?;
            }
        }
        Ok(lowest)
    }

    /// Ends the day for interest: what shared caps left may go to later fees.
    pub(super) fn close_day(&mut self) -> Result<(), PenaltyError> {
        for used in &mut self.used {
            used.spare = add(used.spare, used.today.take().unwrap_or(0))?;
        }
        Ok(())
    }

    /// The lowest level the caps leave to a late fee, in whole cents.
    pub(super) fn fee(&self, day: BusinessDate, asked: i128, days: &Days<'_>) -> Result<Option<Level>, PenaltyError> {
        let mut lowest: Option<Level> = None;
        for (at, cap, used) in self.over(Accruing::LateFee) {
            let room = match &cap.limit {
                Limit::Event { at_most } => self.scale.of(*at_most)?,
                Limit::Rate { .. } => used.spare,
                Limit::Unpaid { .. } | Limit::Total { .. } => {
                    self.room(cap, used, day, days)?.map_or(asked, |room| room.exact)
                }
            };
            let cents = self.scale.cents(room.min(asked), Rounding::Down)?;
            let level = Level { exact: self.scale.of(cents)?, rate: None, by: Some(By::Cap(at)) };
            lowest = Some(lowest.map_or(level, |lowest| lowest.lower(level)));
        }
        Ok(lowest)
    }

    /// How many cents the caps on sums leave. Two treatments of one day can each be
    /// rounded up, so the cents are bounded apart from the exact amounts.
    pub(super) fn cents(
        &self,
        what: Accruing,
        day: BusinessDate,
        days: &Days<'_>,
    ) -> Result<Option<Amount>, PenaltyError> {
        let mut least: Option<Amount> = None;
        for (_, cap, used) in self.over(what) {
            if let Some(room) = self.room(cap, used, day, days)? {
                least = Some(least.map_or(room.cents, |least| least.min(room.cents)));
            }
        }
        Ok(least)
    }

    /// What a cap on a sum leaves on a day.
    fn room(&self, cap: &Cap, used: Used, day: BusinessDate, days: &Days<'_>) -> Result<Option<Room>, PenaltyError> {
        let (within, counted) = match &cap.limit {
            Limit::Total { before, within } => (*within, *before),
            Limit::Unpaid { counts, within } => {
                let (unpaid, span) = days.larger(day, |span| parts(&span.arrears.owed, counts))?;
                let principal = span.map_or(Amount::ZERO, |span| span.outstanding.principal);
                (within.unwrap_or(principal), unpaid)
            }
            Limit::Rate { .. } | Limit::Event { .. } => return Ok(None),
        };
        let left = within.less(counted);
        // From the larger of the two: once the cents reach the cap, the rest is barred.
        let exact = self.scale.of(left)? - used.exact.max(self.scale.of(used.posted)?);
        Ok(Some(Room { exact: exact.max(0), cents: left.less(used.posted) }))
    }

    /// Takes what is owed out of the caps over it.
    pub(super) fn take(&mut self, what: Accruing, exact: i128, posted: Amount) -> Result<(), PenaltyError> {
        for (cap, used) in self.caps.iter().zip(&mut self.used) {
            if !cap.over.contains(&what) {
                continue;
            }
            used.exact = add(used.exact, exact)?;
            let sum = used.posted.checked_add(posted);
            used.posted = sum.ok_or_else(|| PenaltyError::too_large("the sum under a cap"))?;
            if what == Accruing::LateFee {
                used.spare = (used.spare - exact).max(0);
            }
        }
        Ok(())
    }
}
