//! What a route is worth today, addend by addend, and when its cash comes.

use super::discount::Discount;
use super::error::CompareError;
use super::odds::{Chance, Odds, Probability};
use super::route::{Entry, Flow, FlowKind, Route};
use makegood_units::{Amount, BusinessDate, Currency, Decimal, Money};
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The chances with the value each has in one reckoning.
pub(super) type Chances<'a> = BTreeMap<&'a str, Decimal>;

/// The expected value of every chance.
pub(super) fn expected(chances: &[Chance]) -> Chances<'_> {
    chances.iter().map(|chance| (chance.name.as_str(), chance.expected.share())).collect()
}

/// Whole minor units: to the nearest, a half to the even neighbour. The one place where
/// the value of a route is rounded.
pub(super) fn whole_minor(exact: Decimal) -> Option<Amount> {
    exact.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven).to_i64().map(Amount::from_minor)
}

/// One addend of an NPV: an entry of the route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addend {
    /// What it is.
    pub what: String,
    /// Which way it flows.
    pub kind: FlowKind,
    /// The amounts by day, as given.
    pub flows: Vec<Flow>,
    /// Their sum, in minor units, without sign.
    pub nominal: Amount,
    /// What they are worth today if they come, in minor units, costs and new money below zero; not rounded.
    pub discounted: Decimal,
    /// How likely, as a part of one.
    pub weight: Decimal,
    /// `discounted × weight`, not rounded.
    pub worth: Decimal,
    /// What it adds to the rounded value, so that all of them add up to the NPV.
    pub adds: Amount,
    /// The odds, where each is from, and the arithmetic in a line.
    pub says: String,
}

/// Lowest and highest over the ranges of the chances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The lowest.
    pub low: Amount,
    /// The highest.
    pub high: Amount,
}

/// What a route is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worth {
    /// The expected net present value, rounded once.
    pub npv: Amount,
    /// The same before rounding, in minor units.
    pub exact: Decimal,
    /// Over the ranges of the chances, when any is given as a range.
    pub interval: Option<Interval>,
    /// What it is made of.
    pub addends: Vec<Addend>,
}

/// When the cash comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeToCash {
    /// Days from today, weighed by expected cash, to the nearest day.
    pub expected_days: i64,
    /// The first day on which cash may come.
    pub first_on: BusinessDate,
    /// The last.
    pub last_on: BusinessDate,
}

/// An entry with its present value, before its odds.
struct Priced {
    entry: Entry,
    nominal: Amount,
    discounted: Decimal,
    /// Σ amount × days from today.
    amount_days: Decimal,
    /// Not the route's own: the route it falls back to.
    fallen: bool,
}

/// A route with every entry brought to today.
pub(super) struct PricedRoute<'a> {
    pub(super) route: &'a Route,
    entries: Vec<Priced>,
}

impl<'a> PricedRoute<'a> {
    /// Prices a route, with what it falls back to already found.
    pub(super) fn try_new(route: &'a Route, back: Option<&Route>, basis: &Discount) -> Result<Self, CompareError> {
        let mut entries = Vec::with_capacity(route.entries.len());
        for entry in &route.entries {
            entries.push(priced(route, entry.clone(), false, basis)?);
        }
        if let (Some(rule), Some(back)) = (&route.falls_back, back) {
            let out_of_range = || CompareError::OutOfRange(route.id.clone());
            for entry in &back.entries {
                let later = |flow: &Flow| {
                    Some(Flow { on: rule.after.after(flow.on, 1, makegood_units::MonthEnd::SameDay)?, ..*flow })
                };
                let flows: Option<Vec<Flow>> = entry.flows.iter().map(later).collect();
                let entry = Entry {
                    what: format!("{}, {} later as {}", entry.what, rule.after, rule.to),
                    kind: entry.kind,
                    flows: flows.ok_or_else(out_of_range)?,
                    odds: entry.odds.clone().and(&rule.unless, false),
                };
                entries.push(priced(route, entry, true, basis)?);
            }
        }
        let priced = Self { route, entries };
        priced.linear()?;
        Ok(priced)
    }

    /// Every product holds a chance once at the most, so the value is linear in each.
    fn linear(&self) -> Result<(), CompareError> {
        for priced in &self.entries {
            let conditions = &priced.entry.odds.conditions;
            for (place, one) in conditions.iter().enumerate() {
                if conditions.iter().skip(place + 1).any(|other| other.chance == one.chance) {
                    let (route, chance) = (self.route.id.clone(), one.chance.clone());
                    return Err(CompareError::NotLinear { route, chance });
                }
            }
        }
        Ok(())
    }

    /// Whether the chance moves the value.
    pub(super) fn depends_on(&self, chance: &str) -> bool {
        self.entries.iter().any(|priced| priced.entry.odds.conditions.iter().any(|one| one.chance == chance))
    }

    fn out_of_range(&self) -> CompareError {
        CompareError::OutOfRange(self.route.id.clone())
    }

    fn weight(&self, odds: &Odds, chances: &Chances<'_>) -> Result<Decimal, CompareError> {
        let own = odds.own.as_ref().map_or(Decimal::ONE, |(own, _)| own.share());
        odds.conditions.iter().try_fold(own, |weight, condition| {
            let unknown =
                || CompareError::UnknownChance { route: self.route.id.clone(), chance: condition.chance.clone() };
            let chance = chances.get(condition.chance.as_str()).copied().ok_or_else(unknown)?;
            let factor = if condition.holds { chance } else { Decimal::ONE - chance };
            weight.checked_mul(factor).ok_or_else(|| self.out_of_range())
        })
    }

    /// The sum of `discounted × weight` over the entries that are asked for.
    fn sum(&self, chances: &Chances<'_>, which: impl Fn(&Priced) -> bool) -> Result<Decimal, CompareError> {
        self.entries.iter().filter(|priced| which(priced)).try_fold(Decimal::ZERO, |sum, priced| {
            let worth = priced.discounted.checked_mul(self.weight(&priced.entry.odds, chances)?);
            worth.and_then(|worth| sum.checked_add(worth)).ok_or_else(|| self.out_of_range())
        })
    }

    /// The value with the chances as given, not rounded.
    pub(super) fn exact(&self, chances: &Chances<'_>) -> Result<Decimal, CompareError> {
        self.sum(chances, |_| true)
    }

    /// The value of the route's own cash alone, and its amount in nominal terms.
    pub(super) fn own_cash(&self, chances: &Chances<'_>) -> Result<(Decimal, Amount), CompareError> {
        let own = |priced: &Priced| !priced.fallen && matches!(priced.entry.kind, FlowKind::Cash(_));
        let nominal =
            Amount::checked_sum(self.entries.iter().filter(|priced| own(priced)).map(|priced| priced.nominal));
        Ok((self.sum(chances, own)?, nominal.ok_or_else(|| self.out_of_range())?))
    }

    /// The value, with its addends.
    pub(super) fn worth(
        &self,
        chances: &Chances<'_>,
        declared: &[Chance],
        currency: Currency,
    ) -> Result<Worth, CompareError> {
        let (mut exact, mut shown) = (Decimal::ZERO, Amount::ZERO);
        let mut addends = Vec::with_capacity(self.entries.len());
        for priced in &self.entries {
            let weight = self.weight(&priced.entry.odds, chances)?;
            let worth = priced.discounted.checked_mul(weight).ok_or_else(|| self.out_of_range())?;
            exact = exact.checked_add(worth).ok_or_else(|| self.out_of_range())?;
            // Each addend is shown as what it moves the rounded sum by, so the page adds up.
            let so_far = whole_minor(exact).ok_or_else(|| self.out_of_range())?;
            let adds = so_far.checked_sub(shown).ok_or_else(|| self.out_of_range())?;
            shown = so_far;
            let discounted = whole_minor(priced.discounted).ok_or_else(|| self.out_of_range())?;
            let money = |amount| Money::new(amount, currency);
            let says = format!(
                "{}: {}, worth {} today, × {} = {}",
                priced.entry.what,
                days_of(&priced.entry.flows, money(priced.nominal)),
                money(discounted),
                odds_in_words(&priced.entry.odds, declared),
                money(adds),
            );
            let Priced { entry: Entry { what, kind, flows, .. }, nominal, discounted, .. } = priced;
            let (what, kind, flows) = (what.clone(), *kind, flows.clone());
            let (nominal, discounted) = (*nominal, *discounted);
            addends.push(Addend { what, kind, flows, nominal, discounted, weight, worth, adds, says });
        }
        Ok(Worth { npv: shown, exact, interval: None, addends })
    }

    /// When cash comes; `None` when none does.
    pub(super) fn time_to_cash(&self, chances: &Chances<'_>) -> Result<Option<TimeToCash>, CompareError> {
        let (mut cash, mut cash_days) = (Decimal::ZERO, Decimal::ZERO);
        let mut days: Option<(BusinessDate, BusinessDate)> = None;
        for priced in self.entries.iter().filter(|priced| matches!(priced.entry.kind, FlowKind::Cash(_))) {
            let weight = self.weight(&priced.entry.odds, chances)?;
            let times = |sum: Decimal| weight.checked_mul(sum).ok_or_else(|| self.out_of_range());
            let (more, more_days) = (times(Decimal::from(priced.nominal.minor()))?, times(priced.amount_days)?);
            if more.is_zero() {
                continue;
            }
            cash = cash.checked_add(more).ok_or_else(|| self.out_of_range())?;
            cash_days = cash_days.checked_add(more_days).ok_or_else(|| self.out_of_range())?;
            for flow in priced.entry.flows.iter().filter(|flow| !flow.amount.is_zero()) {
                days = Some(days.map_or((flow.on, flow.on), |(first, last)| (first.min(flow.on), last.max(flow.on))));
            }
        }
        let Some((first_on, last_on)) = days.filter(|_| !cash.is_zero()) else { return Ok(None) };
        let expected = cash_days.checked_div(cash).ok_or_else(|| self.out_of_range())?;
        let expected = expected.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven).to_i64();
        let expected_days = expected.ok_or_else(|| self.out_of_range())?;
        Ok(Some(TimeToCash { expected_days, first_on, last_on }))
    }
}

fn priced(route: &Route, entry: Entry, fallen: bool, basis: &Discount) -> Result<Priced, CompareError> {
    let out_of_range = || CompareError::OutOfRange(route.id.clone());
    let (mut nominal, mut discounted, mut amount_days) = (Amount::ZERO, Decimal::ZERO, Decimal::ZERO);
    for flow in &entry.flows {
        if flow.amount < Amount::ZERO {
            return Err(CompareError::BelowZero(route.id.clone()));
        }
        if flow.on < basis.as_of {
            return Err(CompareError::PastDay { route: route.id.clone(), on: flow.on });
        }
        let amount = Decimal::from(flow.amount.minor());
        let days = Decimal::from(flow.on.days_since(basis.as_of));
        let worth = basis.factor(flow.on).and_then(|factor| amount.checked_mul(factor));
        nominal = nominal.checked_add(flow.amount).ok_or_else(out_of_range)?;
        discounted = worth.and_then(|worth| discounted.checked_add(worth)).ok_or_else(out_of_range)?;
        let more = amount.checked_mul(days).and_then(|more| amount_days.checked_add(more));
        amount_days = more.ok_or_else(out_of_range)?;
    }
    if !matches!(entry.kind, FlowKind::Cash(_)) {
        discounted = -discounted;
    }
    Ok(Priced { entry, nominal, discounted, amount_days, fallen })
}

fn days_of(flows: &[Flow], nominal: Money) -> String {
    match flows {
        [] => "nothing".to_owned(),
        [one] => format!("{nominal} on {}", one.on),
        [first, .., last] => format!("{} amounts from {} to {}, together {nominal}", flows.len(), first.on, last.on),
    }
}

fn odds_in_words(odds: &Odds, declared: &[Chance]) -> String {
    let own = odds.own.iter().map(|(own, source)| match *own == Probability::CERTAIN {
        true => "100%".to_owned(),
        false => format!("{own} ({source})"),
    });
    let named = odds.conditions.iter().map(|condition| {
        let chance = declared.iter().find(|chance| chance.name == condition.chance);
        let value = chance.map_or_else(String::new, |chance| format!("{} ({})", chance.expected, chance.source));
        let name = &condition.chance;
        if condition.holds { format!("{name} {value}") } else { format!("(1 − {name} {value})") }
    });
    let words: Vec<String> = own.chain(named).collect();
    if words.is_empty() { "100%".to_owned() } else { words.join(" × ") }
}
