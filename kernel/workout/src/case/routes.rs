//! Each route of a case as entries: what flows, on which day, how likely.

mod others;
mod terms;

use super::facts::CaseFacts;
use super::values::{OfRoute, Values};
use crate::compare::{Chance, Entry, FallBack, Flow, FlowKind, Odds, PaidFrom, Probability, Route, RouteKind, Source};
use makegood_units::{Amount, BusinessDate, Cycle, CycleUnit, MonthEnd, Rounding, divide};

/// A route with the chance it rests on.
pub(super) struct Made {
    pub(super) route: Route,
    pub(super) chance: Option<Chance>,
    /// The last day of a plan.
    pub(super) ends_on: Option<BusinessDate>,
}

/// What is missing before a route can be made.
type Missing = Vec<String>;

/// A case while its routes are made.
struct Making<'a> {
    facts: &'a CaseFacts,
    owed: Amount,
    /// Due and unpaid.
    due: Amount,
    values: &'a Values,
    kind: RouteKind,
    month: Cycle,
}

/// Makes a route, or says what is missing.
pub(super) fn made(
    kind: RouteKind,
    facts: &CaseFacts,
    owed: Amount,
    due: Amount,
    values: &Values,
) -> Result<Made, Missing> {
    let month = Cycle::try_new(1, CycleUnit::Month).ok_or_else(too_large)?;
    let making = Making { facts, owed, due, values, kind, month };
    match kind {
        RouteKind::Wait => making.wait(),
        RouteKind::InstalmentPlan => making.plan(),
        RouteKind::Reschedule => making.reschedule(),
        RouteKind::ReliefLoan => making.relief(),
        RouteKind::Refinance => making.refinance(),
        RouteKind::Settlement => making.settlement(),
        RouteKind::GuarantorCall | RouteKind::Pledge | RouteKind::Mortgage => making.others(),
        RouteKind::Suit | RouteKind::WriteOff => making.late(),
        RouteKind::Sale => making.sale(),
    }
}

impl<'a> Making<'a> {
    fn values(&self) -> OfRoute<'a> {
        OfRoute::new(self.values, self.kind.word())
    }

    fn wait(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let (cures, comes) = (of.need("cure_months"), of.need("late_months"));
        let late = self.share(self.owed, of.need("late_bp"));
        let chance = chance(&mut of, "self_cure", ["cure_bp", "cure_low_bp", "cure_high_bp"]);
        let cost = self.cost(&mut of, self.owed);
        let chance = complete(of, chance)?;
        let mut flows = vec![Flow { on: self.day(cures)?, amount: self.due }];
        flows.extend(self.facts.ahead.iter().copied());
        let if_cured = Odds::default().and("self_cure", true);
        let otherwise = Odds::default().and("self_cure", false);
        let mut entries = vec![
            entry("cured by itself: the arrears, then as scheduled", PaidFrom::Surplus, flows, if_cured),
            entry("what comes late when it does not cure", PaidFrom::Surplus, self.on(comes, late)?, otherwise),
        ];
        entries.extend(cost);
        self.route(entries, Some(chance), None)
    }

    fn own(&self, of: &mut OfRoute<'_>, name: &'static str) -> Option<(Probability, Source)> {
        let bp = of.need(name);
        Probability::try_from_bp(bp).zip(of.source(name))
    }

    fn route(&self, entries: Vec<Entry>, chance: Option<Chance>, fails: Option<(&str, i64)>) -> Result<Made, Missing> {
        let fall = |(unless, months): (&str, i64)| {
            let after = u16::try_from(months).ok().and_then(|months| Cycle::try_new(months, CycleUnit::Month));
            let after = after.ok_or_else(too_large)?;
            Ok::<_, Missing>(FallBack { to: RouteKind::Wait.word().to_owned(), unless: unless.to_owned(), after })
        };
        let falls_back = fails.map(fall).transpose()?;
        let id = self.kind.word().to_owned();
        let route = Route { id, kind: self.kind, entries, falls_back, debt_service: None };
        Ok(Made { route, chance, ends_on: None })
    }

    /// The same day so many months from now.
    fn day(&self, months: i64) -> Result<BusinessDate, Missing> {
        let months = i32::try_from(months).map_err(|_| too_large())?;
        self.month.after(self.facts.as_of, months, MonthEnd::SameDay).ok_or_else(too_large)
    }

    fn on(&self, months: i64, amount: Amount) -> Result<Vec<Flow>, Missing> {
        Ok(vec![Flow { on: self.day(months)?, amount }])
    }

    fn cost(&self, of: &mut OfRoute<'_>, whole: Amount) -> Option<Entry> {
        let bp = of.need("cost_bp");
        self.cost_of(self.share(whole, bp))
    }

    fn cost_of(&self, amount: Amount) -> Option<Entry> {
        let flows = vec![Flow { on: self.facts.as_of, amount }];
        let cost = Entry { what: "cost".to_owned(), kind: FlowKind::Cost, flows, odds: Odds::default() };
        (!amount.is_zero()).then_some(cost)
    }

    /// A share in basis points, to the nearest minor unit.
    fn share(&self, whole: Amount, bp: i64) -> Amount {
        let product = i128::from(whole.minor()).saturating_mul(i128::from(bp));
        let share = divide(product, 10_000, Rounding::HalfEven).and_then(|share| i64::try_from(share).ok());
        share.map_or(Amount::ZERO, Amount::from_minor)
    }
}

fn too_large() -> Missing {
    vec!["amounts and days that can be held".to_owned()]
}

fn entry(what: &str, from: PaidFrom, flows: Vec<Flow>, odds: Odds) -> Entry {
    Entry { what: what.to_owned(), kind: FlowKind::Cash(from), flows, odds }
}

/// A named chance, with its range where both ends are assumed.
fn chance(of: &mut OfRoute<'_>, name: &str, [bp, low, high]: [&'static str; 3]) -> Option<Chance> {
    let expected = Probability::try_from_bp(of.need(bp));
    let source = of.source(bp);
    let end = |name| of.may(name).and_then(Probability::try_from_bp);
    let (expected, source) = expected.zip(source)?;
    // A range the lender assumed says nothing of a chance set outside it for this case.
    let is_of_it = |(least, most): &(Probability, Probability)| {
        let own = of.is_set(bp) && !of.is_set(low) && !of.is_set(high);
        least < most && (!own || (*least..=*most).contains(&expected))
    };
    let range = end(low).zip(end(high)).filter(is_of_it);
    Some(Chance { name: name.to_owned(), expected, range, source })
}

/// What was found, unless something was missing.
fn complete<T>(of: OfRoute<'_>, found: Option<T>) -> Result<T, Missing> {
    match found {
        Some(found) if of.missing.is_empty() => Ok(found),
        _ => Err(of.missing),
    }
}
