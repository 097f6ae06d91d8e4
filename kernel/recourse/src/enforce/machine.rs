//! The stages one after the other, and which step may be taken from where.

use super::{Enforcement, Redeem, Stage, StageStep};
use crate::facts::Facts;
use crate::facts::security::{Event, EventKind, Security};
use crate::law::{Process, Way};
use crate::refusal::Refusal;
use crate::security::fresh_valuation;
use makegood_units::{Amount, BusinessDate, Money};

/// A security on its way through the steps.
pub(super) struct Machine<'a> {
    facts: &'a Facts,
    security: &'a Security,
    process: Option<&'a Process>,
    stage: Stage,
    since: Option<BusinessDate>,
    attempts: u32,
    price: Option<Amount>,
    taken: Vec<(EventKind, BusinessDate)>,
}

impl<'a> Machine<'a> {
    pub(super) fn new(facts: &'a Facts, security: &'a Security) -> Self {
        Self {
            facts,
            security,
            process: security.process.as_deref().and_then(|name| facts.law.process(name)),
            stage: Stage::NotBegun,
            since: None,
            attempts: 0,
            price: None,
            taken: Vec::new(),
        }
    }

    /// Takes a step, or says why it does not count.
    pub(super) fn take(&mut self, event: &Event) -> Result<(), Refusal> {
        let refuse = |code, says: String, way_out: &str| Err(Refusal::new(code, says, way_out).about(event.fact()));
        let Some(process) = self.process else {
            let says = format!("{} was enforced by no process on file", self.security.id);
            return refuse("no_process", says, "name the process, from the law or the lender's own");
        };
        if event.proof.is_none() {
            let says = format!("nothing proves {} on {}", event.what.word(), event.on);
            return refuse("step_without_proof", says, "record the document that proves it");
        }
        let Some((stage, earliest)) = self.may(process, event.what) else {
            let says = format!("{} on {} does not follow from where it stood", event.what.word(), event.on);
            return refuse("step_out_of_turn", says, "record the step before it, or take this one out");
        };
        if let Some(earliest) = earliest.filter(|earliest| event.on < *earliest) {
            let says = format!("{} on {} came before {earliest}", event.what.word(), event.on);
            return refuse(
                "step_too_early",
                says,
                "undo it where that is possible, ask a lawyer, and take it again in time",
            );
        }
        match event.what {
            EventKind::Redeemed => self.redeem(event)?,
            EventKind::SaleAnnounced => self.announce(process, event)?,
            EventKind::Sold => self.sell(event)?,
            _ => {}
        }
        (self.stage, self.since) = (stage, Some(event.on));
        self.taken.push((event.what, event.on));
        Ok(())
    }

    /// The stage a step leads to, and the first day it may be taken where there is one;
    /// none when it may not be taken from here.
    fn may(&self, process: &Process, what: EventKind) -> Option<(Stage, Option<BusinessDate>)> {
        let since = self.since;
        let after = |days: i32| since.map(|since| since.plus_days(days.saturating_add(1)));
        let got = matches!(self.stage, Stage::Possession | Stage::Ordered | Stage::Unsold);
        let is_over = matches!(self.stage, Stage::Distributed | Stage::Redeemed);
        match what {
            EventKind::Notice if self.stage == Stage::NotBegun => Some((Stage::CurePeriod, None)),
            EventKind::Possession if self.stage == Stage::CurePeriod && process.way == Way::Possession => {
                Some((Stage::Possession, after(process.cure_days)))
            }
            EventKind::CourtOrder if self.stage == Stage::CurePeriod && process.way == Way::Court => {
                Some((Stage::Ordered, after(process.cure_days)))
            }
            EventKind::SaleAnnounced if got => Some((Stage::Announced, since)),
            EventKind::AuctionFailed if self.stage == Stage::Announced => {
                Some((Stage::Unsold, after(process.sale_notice_days)))
            }
            EventKind::Sold if self.stage == Stage::Announced => Some((Stage::Sold, after(process.sale_notice_days))),
            EventKind::Distributed if self.stage == Stage::Sold => Some((Stage::Distributed, since)),
            EventKind::Redeemed if !is_over => Some((Stage::Redeemed, None)),
            _ => None,
        }
    }

    fn announce(&mut self, process: &Process, event: &Event) -> Result<(), Refusal> {
        if process.attempts.is_some_and(|most| self.attempts >= most) {
            let says = format!("{} sales were tried, and the process knows no more", self.attempts);
            let way_out =
                "ask the court or a lawyer what comes after the last attempt, or agree on a sale with the owner";
            return Err(Refusal::new("attempts_used", says, way_out).about(event.fact()));
        }
        fresh_valuation(self.facts, self.security, event.on)?;
        self.attempts = self.attempts.saturating_add(1);
        Ok(())
    }

    fn sell(&mut self, event: &Event) -> Result<(), Refusal> {
        let Some(price) = event.amount else {
            let says = format!("the sale on {} has no price", event.on);
            return Err(Refusal::new("sale_without_price", says, "record the price").about(event.fact()));
        };
        let reserve = self.reserve(self.attempts).unwrap_or(Amount::ZERO);
        if price < reserve {
            let money = |amount| Money::new(amount, self.facts.currency);
            let says = format!("{} lies below the reserve price of {}", money(price), money(reserve));
            let way_out = "record the attempt as auction_failed and announce the next one with its lower reserve";
            return Err(Refusal::new("below_reserve", says, way_out).about(event.fact()));
        }
        self.price = Some(price);
        Ok(())
    }

    fn redeem(&self, event: &Event) -> Result<(), Refusal> {
        if let Redeem::Over(last) = self.redeemable(event.on) {
            let says = format!("it could be redeemed through {last}, and {} is later", event.on);
            return Err(Refusal::new("redeemed_too_late", says, "return the money, or agree with the buyer")
                .about(event.fact()));
        }
        Ok(())
    }

    /// The reserve of an attempt, from the valuation that stood when it was announced; of
    /// one still to come, from a valuation that may be relied on today.
    fn reserve(&self, attempt: u32) -> Option<Amount> {
        let announced = self.taken.iter().rev().find(|(what, _)| *what == EventKind::SaleAnnounced);
        let valuation = match announced.filter(|_| attempt == self.attempts) {
            Some((_, on)) => self.security.valuation_on(*on),
            None => fresh_valuation(self.facts, self.security, self.facts.as_of).ok(),
        };
        Some(self.process?.reserve(valuation?.amount, attempt))
    }

    fn redeemable(&self, on: BusinessDate) -> Redeem {
        let Some((process, until)) = self.process.and_then(|process| Some((process, process.redeem_until?))) else {
            return Redeem::Unknown;
        };
        let taken = |wanted: EventKind| self.taken.iter().rev().find(|(what, _)| *what == wanted).map(|(_, on)| *on);
        match (taken(EventKind::Redeemed), taken(until)) {
            (Some(done), _) => Redeem::Done(done),
            (None, None) => Redeem::UntilStep(until),
            (None, Some(step)) => match step.plus_days(process.redeem_days_after) {
                last if last < on => Redeem::Over(last),
                last => Redeem::Through(last),
            },
        }
    }

    pub(super) fn conclude(mut self, steps: Vec<StageStep>) -> Enforcement {
        let as_of = self.facts.as_of;
        let next = self.next();
        let redeemable = self.redeemable(as_of);
        if self.stage == Stage::CurePeriod && next.is_some_and(|(_, earliest)| earliest <= as_of) {
            self.stage = Stage::CureOver;
        }
        let is_open = !matches!(self.stage, Stage::Sold | Stage::Distributed | Stage::Redeemed);
        let attempt = if self.stage == Stage::Announced { self.attempts } else { self.attempts.saturating_add(1) };
        let begun = self.taken.first().map(|(_, on)| *on);
        Enforcement {
            process: self.process.map(|process| process.cited.clone()),
            stage: self.stage,
            since: self.since,
            days: begun.map_or(0, |on| as_of.days_since(on)),
            steps,
            next,
            attempts: self.attempts,
            reserve: if is_open { self.reserve(attempt) } else { None },
            redeemable,
            price: self.price,
        }
    }

    fn next(&self) -> Option<(EventKind, BusinessDate)> {
        let process = self.process?;
        let what = match (self.stage, process.way) {
            (Stage::NotBegun, _) => return Some((EventKind::Notice, self.facts.as_of)),
            (Stage::CurePeriod | Stage::CureOver, Way::Possession) => EventKind::Possession,
            (Stage::CurePeriod | Stage::CureOver, Way::Court) => EventKind::CourtOrder,
            (Stage::Unsold, _) if process.attempts.is_some_and(|most| self.attempts >= most) => return None,
            (Stage::Possession | Stage::Ordered | Stage::Unsold, _) => EventKind::SaleAnnounced,
            (Stage::Announced, _) => EventKind::Sold,
            (Stage::Sold, _) => EventKind::Distributed,
            (Stage::Distributed | Stage::Redeemed, _) => return None,
        };
        let (_, earliest) = self.may(process, what)?;
        Some((what, earliest.unwrap_or(self.facts.as_of)))
    }
}
