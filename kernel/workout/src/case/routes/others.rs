//! What somebody else pays, or the borrower in one sum, or late: another lender, a buyer,
//! who else is liable, a security, a judgment.

use super::{Made, Making, Missing, chance, complete, entry};
use crate::compare::{Flow, Odds, PaidFrom, Probability, RouteKind};
use makegood_strategy::Security;
use makegood_units::Amount;

impl Making<'_> {
    pub(super) fn refinance(&self) -> Result<Made, Missing> {
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

    pub(super) fn settlement(&self) -> Result<Made, Missing> {
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
    pub(super) fn others(&self) -> Result<Made, Missing> {
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
    pub(super) fn late(&self) -> Result<Made, Missing> {
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

    pub(super) fn sale(&self) -> Result<Made, Missing> {
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
}
