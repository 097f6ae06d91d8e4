//! A case with every route brought to today, and what is read from that.

use super::ask::CompareAsk;
use super::break_even::{BreakEven, break_even};
use super::budget::{MissingFact, ServiceVerdict, effect, own_service};
use super::discount::Discount;
use super::error::CompareError;
use super::odds::Chance;
use super::rank::{Offer, Valued};
use super::relief_test::{self, Adds, ReliefTest};
use super::route::{Route, RouteKind};
use super::settlement::{self, SettlementFloor};
use super::value::{Chances, Interval, PricedRoute, expected, whole_minor};
use super::write_off::{self, WriteOffReading};
use makegood_units::{Amount, Decimal, Money};

/// The most chances given as a range: every corner of their ranges is reckoned.
const MOST_RANGES: usize = 10;

/// The case while it is reckoned.
pub(super) struct Table<'a> {
    ask: &'a CompareAsk,
    chances: Chances<'a>,
    priced: Vec<PricedRoute<'a>>,
}

impl<'a> Table<'a> {
    /// Prices every route of the case.
    pub(super) fn try_new(ask: &'a CompareAsk, basis: &Discount) -> Result<Self, CompareError> {
        let mut priced = Vec::with_capacity(ask.routes.len());
        for route in &ask.routes {
            let back = route.falls_back.as_ref().and_then(|rule| ask.routes.iter().find(|other| other.id == rule.to));
            priced.push(PricedRoute::try_new(route, back, basis)?);
        }
        Ok(Self { ask, chances: expected(&ask.chances), priced })
    }

    fn of(&self, id: &str) -> Result<&PricedRoute<'a>, CompareError> {
        let found = self.priced.iter().find(|priced| priced.route.id == id);
        found.ok_or_else(|| CompareError::OutOfRange(id.to_owned()))
    }

    pub(super) fn valued(&self) -> Result<Vec<Valued>, CompareError> {
        let wait = self.priced.iter().find(|priced| priced.route.kind == RouteKind::Wait);
        let wait = wait.ok_or(CompareError::Waits(0))?;
        let waiting = wait.worth(&self.chances, &self.ask.chances, self.ask.currency)?.npv;
        let mut valued = Vec::with_capacity(self.priced.len());
        for priced in &self.priced {
            let route = priced.route;
            let mut worth = priced.worth(&self.chances, &self.ask.chances, self.ask.currency)?;
            worth.interval = self.interval(&[priced], |chances| priced.exact(chances))?;
            let over = worth.npv.checked_sub(waiting);
            let at = (self.ask.as_of, self.ask.currency);
            let budget = effect(route, &self.ask.means, &self.ask.limits, at);
            valued.push(Valued {
                id: route.id.clone(),
                kind: route.kind,
                over_waiting: over.ok_or_else(|| CompareError::OutOfRange(route.id.clone()))?,
                over_waiting_interval: self.gap(priced, wait)?,
                time: priced.time_to_cash(&self.chances)?,
                offer: self.offer(route, &budget.verdict),
                budget,
                worth,
                forborne: route.kind.is_forbearance(),
                four_eyes: route.kind.needs_four_eyes(),
            });
        }
        Ok(valued)
    }

    /// The limit on debt service binds what leaves new instalments, and a settlement
    /// that is to come out of the surplus.
    fn offer(&self, route: &Route, verdict: &ServiceVerdict) -> Offer {
        let from_surplus = own_service(route, &self.ask.means).is_some_and(|amount| !amount.is_zero());
        let binds = route.kind.has_new_instalments() || route.kind == RouteKind::Settlement && from_surplus;
        match verdict {
            ServiceVerdict::Blocked { because } if binds => Offer::Blocked(because.clone()),
            ServiceVerdict::Unknown { missing } if binds => {
                Offer::Needs(missing.iter().map(MissingFact::to_string).collect())
            }
            _ => Offer::May,
        }
    }

    /// Lowest and highest over the corners of the ranges. The value is linear in each
    /// chance, so nothing between the corners lies outside.
    fn interval(
        &self,
        involved: &[&PricedRoute<'_>],
        value: impl Fn(&Chances<'_>) -> Result<Decimal, CompareError>,
    ) -> Result<Option<Interval>, CompareError> {
        let moves = |chance: &&Chance| involved.iter().any(|priced| priced.depends_on(&chance.name));
        let ranged: Vec<(&str, Decimal, Decimal)> =
            self.ask.chances.iter().filter(moves).filter_map(range_of).collect();
        if ranged.is_empty() {
            return Ok(None);
        }
        if ranged.len() > MOST_RANGES {
            return Err(CompareError::TooManyRanges { most: MOST_RANGES, found: ranged.len() });
        }
        let (mut low, mut high) = (Decimal::MAX, Decimal::MIN);
        for corner in 0_u32..(1 << ranged.len()) {
            let mut chances = self.chances.clone();
            for (place, (name, least, most)) in ranged.iter().enumerate() {
                chances.insert(name, if corner >> place & 1 == 0 { *least } else { *most });
            }
            let found = value(&chances)?;
            (low, high) = (low.min(found), high.max(found));
        }
        Ok(whole_minor(low).zip(whole_minor(high)).map(|(low, high)| Interval { low, high }))
    }

    /// The interval of the difference of two routes, both under the same chances.
    fn gap(&self, one: &PricedRoute<'_>, other: &PricedRoute<'_>) -> Result<Option<Interval>, CompareError> {
        self.interval(&[one, other], |chances| {
            let gap = one.exact(chances)?.checked_sub(other.exact(chances)?);
            gap.ok_or_else(|| CompareError::OutOfRange(one.route.id.clone()))
        })
    }

    /// Each settlement against the best route that is none; below its floor it needs a better offer.
    pub(super) fn settlements(&self, routes: &mut [Valued]) -> Result<Vec<SettlementFloor>, CompareError> {
        let Some(best) = best(routes, |one| one.kind != RouteKind::Settlement).cloned() else { return Ok(Vec::new()) };
        let mut floors = Vec::new();
        for one in routes.iter_mut().filter(|one| one.kind == RouteKind::Settlement) {
            let (owed, currency) = (self.ask.owed, self.ask.currency);
            let other = (best.id.as_str(), &best.worth);
            let found = settlement::floor((self.of(&one.id)?, &one.worth), other, owed, &self.chances, currency)?;
            if !found.clears {
                let offer = found.least_offer.filter(|offer| *offer <= owed);
                let says = offer.map(|offer| format!("an offer of {} or more", Money::new(offer, currency)));
                need(&mut one.offer, says.unwrap_or_else(|| format!("a reason to forgo {}", best.id)));
            }
            floors.push(found);
        }
        Ok(floors)
    }

    pub(super) fn write_offs(&self, routes: &mut [Valued]) -> Vec<WriteOffReading> {
        let open = |one: &&Valued| !matches!(one.offer, Offer::Blocked(_)) && one.kind != RouteKind::WriteOff;
        let others: Vec<(String, Amount)> =
            routes.iter().filter(open).map(|one| (one.id.clone(), one.worth.npv)).collect();
        let mut readings = Vec::new();
        for one in routes.iter_mut().filter(|one| one.kind == RouteKind::WriteOff) {
            let better = others.iter().filter(|(_, npv)| *npv > one.worth.npv).cloned().collect();
            let reading = write_off::read(&one.id, &self.ask.write_off_shown, better);
            reading.missing.iter().for_each(|missing| need(&mut one.offer, missing.words().to_owned()));
            readings.push(reading);
        }
        readings
    }

    /// Each relief loan against the best route without new money; one that adds nothing for sure needs a reason.
    pub(super) fn relief_tests(&self, routes: &mut [Valued]) -> Result<Vec<ReliefTest>, CompareError> {
        let best = best(routes, |one| one.kind != RouteKind::ReliefLoan).cloned();
        let Some(without) = best else { return Ok(Vec::new()) };
        let other = self.of(&without.id)?;
        let mut tests = Vec::new();
        for one in routes.iter_mut().filter(|one| one.kind == RouteKind::ReliefLoan) {
            let priced = self.of(&one.id)?;
            let mut even = Vec::new();
            for chance in self.ask.chances.iter().filter(|chance| priced.depends_on(&chance.name)) {
                even.push(break_even(&chance.name, priced, other, &self.chances)?);
            }
            let adds = one.worth.npv.checked_sub(without.worth.npv);
            let adds = adds.ok_or_else(|| CompareError::OutOfRange(one.id.clone()))?;
            let (with, without) = ((one.id.as_str(), one.worth.npv), (without.id.as_str(), without.worth.npv));
            let interval = self.gap(priced, other)?;
            let test = relief_test::test(with, without, (adds, interval), even, self.ask.currency);
            if test.adds != Adds::Adds {
                need(&mut one.offer, "a reason: new money is not shown to add value".to_owned());
            }
            tests.push(test);
        }
        Ok(tests)
    }

    /// Those asked for; else for each chance every route it moves against the best of the others.
    pub(super) fn break_evens(&self, routes: &[Valued]) -> Result<Vec<BreakEven>, CompareError> {
        let mut pairs: Vec<(&str, &str, &str)> = Vec::new();
        for asked in &self.ask.break_evens {
            pairs.push((&asked.chance, &asked.between.0, &asked.between.1));
        }
        if self.ask.break_evens.is_empty() {
            for chance in &self.ask.chances {
                for one in routes.iter().filter(|one| !matches!(one.offer, Offer::Blocked(_))) {
                    let other = best(routes, |other| other.id != one.id)
                        .filter(|_| self.of(&one.id).is_ok_and(|priced| priced.depends_on(&chance.name)));
                    let pair = other.map(|other| (chance.name.as_str(), one.id.as_str(), other.id.as_str()));
                    pairs.extend(pair.filter(|(name, one, other)| !pairs.contains(&(*name, *other, *one))));
                }
            }
        }
        let solve = |(chance, one, other): (&str, &str, &str)| {
            break_even(chance, self.of(one)?, self.of(other)?, &self.chances)
        };
        pairs.into_iter().map(solve).collect()
    }
}

fn range_of(chance: &Chance) -> Option<(&str, Decimal, Decimal)> {
    chance.range.map(|(low, high)| (chance.name.as_str(), low.share(), high.share()))
}

/// The best of the routes that may be taken; they stand best first.
fn best(routes: &[Valued], which: impl Fn(&Valued) -> bool) -> Option<&Valued> {
    let open = |one: &&Valued| !matches!(one.offer, Offer::Blocked(_)) && which(one);
    routes.iter().find(open)
}

fn need(offer: &mut Offer, what: String) {
    match offer {
        Offer::May => *offer = Offer::Needs(vec![what]),
        Offer::Needs(needs) => needs.push(what),
        Offer::Blocked(_) => {}
    }
}
