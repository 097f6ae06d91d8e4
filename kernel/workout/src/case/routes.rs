//! Each route of a case as entries: what flows, on which day, how likely.

use super::facts::CaseFacts;
use super::values::{OfRoute, Values};
use crate::compare::{
    Chance, Entry, FallBack, Flow, FlowKind, NewTerms, Odds, PaidFrom, Probability, Route, RouteKind, Source,
};
use crate::plan::{PlanAsk, RouteKind as PlanKind, instalment_plan};
use makegood_strategy::Security;
use makegood_units::{Amount, BusinessDate, Cycle, CycleUnit, Decimal, MonthEnd, Rate, Rounding, divide};

/// A plan of the arrears runs over a year at the most.
const MOST_PLAN_MONTHS: i64 = 12;

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

    fn plan(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let months = of.need("months").min(MOST_PLAN_MONTHS);
        let fails = of.need("fails_months");
        let chance = chance(&mut of, "keeps_plan", ["keep_bp", "keep_low_bp", "keep_high_bp"]);
        let cost = self.cost(&mut of, self.owed);
        let chance = complete(of, chance)?;
        let parts = self.parts(months)?;
        let ends_on = parts.last().map(|part| part.on);
        let if_kept = || Odds::default().and("keeps_plan", true);
        let what = format!("the arrears in {} monthly parts", parts.len());
        let mut entries = vec![entry(&what, PaidFrom::Surplus, parts, if_kept())];
        if !self.facts.ahead.is_empty() {
            entries.push(entry("as scheduled", PaidFrom::Surplus, self.facts.ahead.clone(), if_kept()));
        }
        entries.extend(cost);
        let made = self.route(entries, Some(chance), Some(("keeps_plan", fails)))?;
        Ok(Made { ends_on, ..made })
    }

    /// The shortest spread of the arrears that the verified surplus carries, else the
    /// longest allowed, which the limit on debt service then blocks by name.
    fn parts(&self, months: i64) -> Result<Vec<Flow>, Missing> {
        let facts = self.facts;
        let surplus = facts.surplus.zip(facts.other_debt_service);
        let ask = PlanAsk {
            as_of: facts.as_of,
            arrears: self.due,
            currency: facts.currency,
            regular_instalment: facts.debt_service.unwrap_or_default(),
            verified_surplus: surplus.map(|(surplus, others)| surplus.amount.less(others)),
            promise_on: None,
            first_part_on: self.day(1)?,
            up_to_months: u8::try_from(months).unwrap_or(1),
        };
        let spread = |ask: &PlanAsk, longest: bool| {
            let routes = instalment_plan(ask).map_err(|refused| vec![refused.to_string()])?;
            let mut spreads = routes.offered.into_iter().filter(|one| matches!(one.kind, PlanKind::Spread(_)));
            Ok::<_, Missing>(if longest { spreads.next_back() } else { spreads.next() })
        };
        let carried = if ask.verified_surplus.is_some() { spread(&ask, false)? } else { None };
        let found = match carried {
            Some(route) => Some(route),
            None => spread(&PlanAsk { verified_surplus: None, ..ask }, true)?,
        };
        let found = found.ok_or_else(|| vec!["parts the arrears can be cut into".to_owned()])?;
        Ok(found.parts.iter().map(|part| Flow { on: part.due_on, amount: part.amount }).collect())
    }

    fn reschedule(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let terms = (of.need("instalments"), of.need("rate_bp"));
        let fails = of.need("fails_months");
        let chance = chance(&mut of, "keeps_new_terms", ["keep_bp", "keep_low_bp", "keep_high_bp"]);
        let cost = self.cost(&mut of, self.owed);
        let chance = complete(of, chance)?;
        let mut entries = self.old_debt(terms, "keeps_new_terms")?;
        entries.extend(cost);
        self.route(entries, Some(chance), Some(("keeps_new_terms", fails)))
    }

    fn relief(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let new_money = Amount::from_minor(of.need("amount_minor"));
        let terms = (of.need("instalments"), of.need("rate_bp"));
        let fails = of.need("fails_months");
        let chance = chance(&mut of, "keeps_with_relief", ["keep_bp", "keep_low_bp", "keep_high_bp"]);
        let cost = self.cost(&mut of, self.owed);
        let chance = complete(of, chance)?;
        if new_money.is_zero() {
            return Err(vec!["how much new money (relief_loan.amount_minor)".to_owned()]);
        }
        let mut entries = self.old_debt(terms, "keeps_with_relief")?;
        let new = self.terms("the relief loan", (new_money, Amount::ZERO, Amount::ZERO), terms, "keeps_with_relief");
        entries.extend(new.entries().map_err(|error| vec![error.to_string()])?);
        entries.push(Entry {
            what: "new money".to_owned(),
            kind: FlowKind::Advance,
            flows: vec![Flow { on: self.facts.as_of, amount: new_money }],
            odds: Odds::default(),
        });
        entries.extend(cost);
        self.route(entries, Some(chance), Some(("keeps_with_relief", fails)))
    }

    /// The debt as it stands on new terms: level instalments a month apart. Fees stay beside.
    fn old_debt(&self, terms: (i64, i64), chance: &str) -> Result<Vec<Entry>, Missing> {
        let arrears = &self.facts.arrears;
        let fees = Amount::checked_sum([arrears.cost, arrears.fee, arrears.penalty]);
        let amounts = (self.facts.principal, arrears.interest, fees.ok_or_else(too_large)?);
        let terms = self.terms("the debt", amounts, terms, chance);
        terms.entries().map_err(|error| vec![error.to_string()])
    }

    fn terms(
        &self,
        what: &str,
        (principal, interest, fees): (Amount, Amount, Amount),
        (instalments, rate_bp): (i64, i64),
        chance: &str,
    ) -> NewTerms {
        NewTerms {
            what: what.to_owned(),
            principal,
            interest,
            fees,
            capitalise_fees: None,
            rate: Rate::a_year(Decimal::new(rate_bp, 2)),
            instalments: u32::try_from(instalments).unwrap_or(1),
            cycle: self.month,
            start_on: self.facts.as_of,
            first_due_on: None,
            paid_from: PaidFrom::Surplus,
            odds: Odds::default().and(chance, true),
        }
    }

    fn refinance(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let service = Amount::from_minor(of.need("debt_service_minor"));
        let (payout, months) = (of.need("payout_bp"), of.need("months"));
        let chance = chance(&mut of, "other_lender_agrees", ["agree_bp", "agree_bp", "agree_bp"]);
        let cost = self.cost(&mut of, self.owed);
        let chance = complete(of, chance)?;
        let flows = self.on(months, self.share(self.owed, payout))?;
        let if_agreed = Odds::default().and("other_lender_agrees", true);
        let mut entries = vec![entry("the other lender pays", PaidFrom::Buyer, flows, if_agreed)];
        entries.extend(cost);
        let mut made = self.route(entries, Some(chance), Some(("other_lender_agrees", months.max(1))))?;
        made.route.debt_service = Some(service);
        Ok(made)
    }

    fn settlement(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let (offer, months, fails) = (of.need("offer_bp"), of.need("months"), of.need("fails_months"));
        let chance = chance(&mut of, "pays_settlement", ["pay_bp", "pay_low_bp", "pay_high_bp"]);
        let cost = self.cost(&mut of, self.owed);
        let chance = complete(of, chance)?;
        let flows = self.on(months, self.share(self.owed, offer))?;
        let if_paid = Odds::default().and("pays_settlement", true);
        let mut entries = vec![entry("the settlement, in one sum", PaidFrom::Lump, flows, if_paid)];
        entries.extend(cost);
        self.route(entries, Some(chance), Some(("pays_settlement", fails)))
    }

    /// Guarantor, pledge, mortgage: what recourse reckons, or what is set for this case.
    fn others(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let word = self.kind.word();
        let known: Vec<_> = self.facts.brought.iter().filter(|one| one.route == word).collect();
        let brought: Vec<_> = known.iter().filter(|one| one.blocked.is_empty()).collect();
        if of.may("amount_minor").is_none() && brought.is_empty() {
            let blocked: Vec<String> = known.iter().flat_map(|one| one.blocked.iter().cloned()).collect();
            return Err(if blocked.is_empty() { vec![self.nothing_behind().to_owned()] } else { blocked });
        }
        let own = self.own(&mut of, "pay_bp");
        let (months, cost_bp) = (of.need("months"), of.need("cost_bp"));
        let set = of.may("amount_minor").map(Amount::from_minor);
        let own = complete(of, own)?;
        let payer = self.kind.usual_payer();
        let odds = || Odds { own: Some(own.clone()), conditions: Vec::new() };
        let mut entries = Vec::new();
        if let Some(amount) = set {
            entries.push(entry("as set for this case", payer, self.on(months, amount)?, odds()));
            entries.extend(self.cost_of(self.share(amount, cost_bp)));
        } else {
            for one in brought {
                let on = match one.days {
                    Some(days) => self.facts.as_of.plus_days(days.max(0)),
                    None => self.day(months)?,
                };
                let own = one.chance.clone().unwrap_or_else(|| own.clone());
                let odds = Odds { own: Some(own), conditions: Vec::new() };
                entries.push(entry(&one.says, payer, vec![Flow { on, amount: one.amount }], odds));
                entries.extend(self.cost_of(one.cost.unwrap_or_else(|| self.share(one.amount, cost_bp))));
            }
        }
        self.route(entries, None, None)
    }

    fn nothing_behind(&self) -> &'static str {
        let has = |security| self.facts.securities.contains(&security);
        match self.kind {
            RouteKind::Pledge if has(Security::Pledge) => "what the thing pledged brings is missing",
            RouteKind::Pledge => "nothing pledged is known",
            RouteKind::Mortgage if has(Security::Mortgage) => "what the mortgage brings is missing",
            RouteKind::Mortgage => "no mortgage is known",
            _ if self.facts.has_guarantor => "what the guarantor is liable for is missing",
            _ => "no guarantor is known",
        }
    }

    /// The whole debt, late and with own odds: a suit, or after a write-off.
    fn late(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let name = if self.kind == RouteKind::Suit { "pay_bp" } else { "recover_bp" };
        let own = self.own(&mut of, name);
        let months = of.need("months");
        let cost = self.cost(&mut of, self.owed);
        let own = complete(of, own)?;
        let odds = Odds { own: Some(own), conditions: Vec::new() };
        let what = if self.kind == RouteKind::Suit { "judgment and execution" } else { "paid later all the same" };
        let mut entries = vec![entry(what, self.kind.usual_payer(), self.on(months, self.owed)?, odds)];
        entries.extend(cost);
        self.route(entries, None, None)
    }

    fn sale(&self) -> Result<Made, Missing> {
        let mut of = self.values();
        let (price, months) = (of.need("price_bp"), of.need("months"));
        let source = of.source("price_bp");
        let cost = self.cost(&mut of, self.owed);
        let source = complete(of, source)?;
        let odds = Odds { own: Some((Probability::CERTAIN, source)), conditions: Vec::new() };
        let flows = self.on(months, self.share(self.owed, price))?;
        let mut entries = vec![entry("the price of the claim", PaidFrom::Buyer, flows, odds)];
        entries.extend(cost);
        self.route(entries, None, None)
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
