//! What the borrower pays on other terms: a plan, new terms, new money.

use super::super::values::OfRoute;
use super::{Made, Making, Missing, chance, complete, entry, too_large};
use crate::compare::{Entry, Flow, FlowKind, NewTerms, Odds, PaidFrom};
use crate::plan::{PlanAsk, RouteKind as PlanKind, instalment_plan};
use makegood_units::{Amount, Decimal, Rate, Rounding, divide};

/// Basis points that make a whole.
const WHOLE_BP: i64 = 10_000;
/// A plan of the arrears runs over a year at the most.
const MOST_PLAN_MONTHS: i64 = 12;

impl Making<'_> {
    pub(super) fn plan(&self) -> Result<Made, Missing> {
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

    /// The shortest spread of the arrears that the lender's limits leave room for, else the
    /// longest allowed, which the limit on debt service then blocks by name.
    fn parts(&self, months: i64) -> Result<Vec<Flow>, Missing> {
        let facts = self.facts;
        let ask = PlanAsk {
            as_of: facts.as_of,
            arrears: self.due,
            currency: facts.currency,
            regular_instalment: facts.debt_service.unwrap_or_default(),
            verified_surplus: self.room(),
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

    /// The most a month that the lender's limits leave to this debt: a share of the verified
    /// surplus, what the least coverage allows, a share of income, less other debts.
    fn room(&self) -> Option<Amount> {
        let (surplus, others) = self.facts.surplus.zip(self.facts.other_debt_service)?;
        let all = OfRoute::new(self.values, "all");
        let share = self.share_down(surplus.amount, all.may("surplus_share_bp").unwrap_or(WHOLE_BP), WHOLE_BP);
        let floor = all.may("dscr_floor_bp").filter(|bp| *bp > 0);
        let covered = floor.map_or(surplus.amount, |bp| self.share_down(surplus.amount, WHOLE_BP, bp));
        let income = self.facts.income.zip(all.may("income_share_bp"));
        let of_income = income.map_or(surplus.amount, |(income, bp)| self.share_down(income.amount, bp, WHOLE_BP));
        Some(share.min(covered).min(of_income).less(others))
    }

    /// `whole × numerator / denominator`, down: the most that may be asked.
    fn share_down(&self, whole: Amount, numerator: i64, denominator: i64) -> Amount {
        let product = i128::from(whole.minor()).saturating_mul(i128::from(numerator));
        let share =
            divide(product, i128::from(denominator), Rounding::Down).and_then(|share| i64::try_from(share).ok());
        share.map_or(Amount::ZERO, Amount::from_minor)
    }

    pub(super) fn reschedule(&self) -> Result<Made, Missing> {
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

    pub(super) fn relief(&self) -> Result<Made, Missing> {
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
}
