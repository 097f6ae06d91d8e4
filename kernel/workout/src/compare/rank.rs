//! All routes of a case, best first.

use super::ask::CompareAsk;
use super::break_even::{BreakEven, break_even};
use super::budget::{BudgetEffect, MissingFact, ServiceVerdict, effect, own_service};
use super::discount::Discount;
use super::error::CompareError;
use super::odds::{Basis, Chance};
use super::relief_test::{self, ReliefTest};
use super::route::{Route, RouteKind};
use super::settlement::{self, SettlementFloor};
use super::value::{Chances, Interval, PricedRoute, TimeToCash, Worth, expected, whole_minor};
use super::write_off::{self, WriteOffReading};
use makegood_units::{Amount, Currency, Decimal, Money, Why};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most chances given as a range: every corner of their ranges is reckoned.
const MOST_RANGES: usize = 10;

/// Whether a route may be offered or taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// It may.
    May,
    /// Something has to be there first.
    Needs(Vec<String>),
    /// It may not.
    Blocked(Vec<Why>),
}

/// A route with what it is worth and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued {
    /// Its name within the case.
    pub id: String,
    /// Which of the catalogue.
    pub kind: RouteKind,
    /// The value and its addends.
    pub worth: Worth,
    /// The value less what waiting is worth: what the lender's act adds.
    pub over_waiting: Amount,
    /// The same over the ranges of the chances.
    pub over_waiting_interval: Option<Interval>,
    /// When cash comes; none when none does.
    pub time: Option<TimeToCash>,
    /// The borrower's month.
    pub budget: BudgetEffect,
    /// Whether it may be offered.
    pub offer: Offer,
    /// Whether the debt becomes forborne by it.
    pub forborne: bool,
    /// Whether a second person has to agree.
    pub four_eyes: bool,
}

/// Every route beside every other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The basis of discount.
    pub basis: Discount,
    /// The currency of every amount.
    pub currency: Currency,
    /// The basis in words, with the rounding.
    pub basis_says: String,
    /// The routes, best first; what is blocked comes last.
    pub routes: Vec<Valued>,
    /// Where routes are worth the same.
    pub break_evens: Vec<BreakEven>,
    /// Settlements against their floor.
    pub settlements: Vec<SettlementFloor>,
    /// Relief loans with and without.
    pub relief_tests: Vec<ReliefTest>,
    /// Write-offs and what they still need.
    pub write_offs: Vec<WriteOffReading>,
}

/// Lays all routes of a case beside each other.
///
/// # Errors
/// A [`CompareError`] for what cannot be reckoned or does not hang together.
pub fn compare(ask: &CompareAsk) -> Result<Comparison, CompareError> {
    hangs_together(ask)?;
    let basis = Discount::try_new(ask.discount, ask.day_count, ask.as_of)?;
    let mut table = Table { ask, chances: expected(&ask.chances), priced: Vec::new() };
    for route in &ask.routes {
        let back = route.falls_back.as_ref().and_then(|rule| ask.routes.iter().find(|other| other.id == rule.to));
        table.priced.push(PricedRoute::try_new(route, back, &basis)?);
    }
    let mut routes = table.valued()?;
    routes.sort_by_key(|one| (matches!(one.offer, Offer::Blocked(_)), std::cmp::Reverse(one.worth.npv)));
    let settlements = table.settlements(&mut routes)?;
    let write_offs = table.write_offs(&mut routes);
    let relief_tests = table.relief_tests(&routes)?;
    let break_evens = table.break_evens(&routes)?;
    let basis_says = basis.says();
    let currency = ask.currency;
    Ok(Comparison { basis, currency, basis_says, routes, break_evens, settlements, relief_tests, write_offs })
}

/// What has to hold before anything is reckoned.
fn hangs_together(ask: &CompareAsk) -> Result<(), CompareError> {
    let waits = ask.routes.iter().filter(|route| route.kind == RouteKind::Wait).count();
    if waits != 1 {
        return Err(CompareError::Waits(waits));
    }
    let mut names = BTreeSet::new();
    for chance in &ask.chances {
        if !names.insert(&chance.name) {
            return Err(CompareError::SameChance(chance.name.clone()));
        }
        if chance.range.is_some_and(|(low, high)| low > chance.expected || chance.expected > high) {
            return Err(CompareError::Range(chance.name.clone()));
        }
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = ask.routes.iter().find(|route| !ids.insert(&route.id)) {
        return Err(CompareError::SameRoute(twice.id.clone()));
    }
    for route in &ask.routes {
        falls_back_well(route, ask)?;
    }
    let sources = ask.chances.iter().map(|chance| (&chance.name, &chance.source));
    let own = ask.routes.iter().flat_map(|route| route.entries.iter().map(move |entry| (&route.id, entry)));
    let own = own.filter_map(|(id, entry)| entry.odds.own.as_ref().map(|(_, source)| (id, source)));
    for (place, source) in sources.chain(own) {
        if let Basis::OwnData { on, .. } = source.basis
            && on > ask.as_of
        {
            return Err(CompareError::FutureData { place: place.clone(), on });
        }
    }
    for asked in &ask.break_evens {
        if !names.contains(&asked.chance) {
            return Err(CompareError::UnknownAsked(asked.chance.clone()));
        }
        if let Some(route) = [&asked.between.0, &asked.between.1].into_iter().find(|id| !ids.contains(id)) {
            return Err(CompareError::UnknownRouteAsked { chance: asked.chance.clone(), route: route.clone() });
        }
    }
    Ok(())
}

fn falls_back_well(route: &Route, ask: &CompareAsk) -> Result<(), CompareError> {
    let Some(rule) = &route.falls_back else { return Ok(()) };
    let named = || (route.id.clone(), rule.to.clone());
    if !ask.chances.iter().any(|chance| chance.name == rule.unless) {
        return Err(CompareError::UnknownChance { route: route.id.clone(), chance: rule.unless.clone() });
    }
    match ask.routes.iter().find(|other| other.id == rule.to) {
        None => {
            let (route, to) = named();
            Err(CompareError::UnknownFallBack { route, to })
        }
        Some(back) if back.id == route.id || back.falls_back.is_some() => {
            let (route, to) = named();
            Err(CompareError::FallBackChain { route, to })
        }
        Some(_) => Ok(()),
    }
}

/// The case while it is reckoned.
struct Table<'a> {
    ask: &'a CompareAsk,
    chances: Chances<'a>,
    priced: Vec<PricedRoute<'a>>,
}

impl<'a> Table<'a> {
    fn of(&self, id: &str) -> Result<&PricedRoute<'a>, CompareError> {
        let found = self.priced.iter().find(|priced| priced.route.id == id);
        found.ok_or_else(|| CompareError::OutOfRange(id.to_owned()))
    }

    fn valued(&self) -> Result<Vec<Valued>, CompareError> {
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
    fn settlements(&self, routes: &mut [Valued]) -> Result<Vec<SettlementFloor>, CompareError> {
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

    fn write_offs(&self, routes: &mut [Valued]) -> Vec<WriteOffReading> {
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

    fn relief_tests(&self, routes: &[Valued]) -> Result<Vec<ReliefTest>, CompareError> {
        let Some(without) = best(routes, |one| one.kind != RouteKind::ReliefLoan) else { return Ok(Vec::new()) };
        let other = self.of(&without.id)?;
        let mut tests = Vec::new();
        for one in routes.iter().filter(|one| one.kind == RouteKind::ReliefLoan) {
            let priced = self.of(&one.id)?;
            let mut even = Vec::new();
            for chance in self.ask.chances.iter().filter(|chance| priced.depends_on(&chance.name)) {
                even.push(break_even(&chance.name, priced, other, &self.chances)?);
            }
            let adds = one.worth.npv.checked_sub(without.worth.npv);
            let adds = adds.ok_or_else(|| CompareError::OutOfRange(one.id.clone()))?;
            let (with, without) = ((one.id.as_str(), one.worth.npv), (without.id.as_str(), without.worth.npv));
            let interval = self.gap(priced, other)?;
            tests.push(relief_test::test(with, without, (adds, interval), even, self.ask.currency));
        }
        Ok(tests)
    }

    /// Those asked for; else for each chance every route it moves against the best of the others.
    fn break_evens(&self, routes: &[Valued]) -> Result<Vec<BreakEven>, CompareError> {
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
