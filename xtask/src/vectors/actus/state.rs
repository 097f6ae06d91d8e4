//! What a contract stands at, what an event pays and what it leaves (sections 7.1,
//! 7.2, 7.4 and 7.5 of the technical specification). Amounts carry the sign of the
//! contract's role.

use super::events::{Event, Kind};
use super::lifetime::Lifetime;
use super::market::Market;
use super::terms::{Terms, Time};
use anyhow::{Context, Result};
use makegood_book::schedule::level_payment;
use makegood_units::{BusinessDate, Decimal, Rate};

/// The state of a contract at a time.
#[derive(Clone, Debug)]
pub struct State<'a> {
    terms: &'a Terms,
    life: &'a Lifetime,
    market: &'a Market,
    sign: Decimal,
    as_of: BusinessDate,
    pub notional: Decimal,
    pub rate: Decimal,
    pub accrued: Decimal,
    fees: Decimal,
    base: Decimal,
    /// The next redemption (linear) or payment (annuity).
    payment: Decimal,
    notional_scale: Decimal,
    interest_scale: Decimal,
}

impl<'a> State<'a> {
    /// The state on the status date.
    pub fn at_status(terms: &'a Terms, life: &'a Lifetime, market: &'a Market) -> Result<Self> {
        let as_of = terms.status_date.midnight();
        let mut state = Self {
            terms,
            life,
            market,
            sign: terms.sign()?,
            as_of,
            notional: Decimal::ZERO,
            rate: Decimal::ZERO,
            accrued: Decimal::ZERO,
            fees: Decimal::ZERO,
            base: Decimal::ZERO,
            payment: Decimal::ZERO,
            notional_scale: terms.notional_scaling_multiplier.unwrap_or(Decimal::ONE),
            interest_scale: terms.interest_scaling_multiplier.unwrap_or(Decimal::ONE),
        };
        if terms.initial_exchange_date <= terms.status_date {
            state.begin(as_of)?;
        }
        Ok(state)
    }

    /// What the contract starts with, on the initial exchange or a later status date.
    fn begin(&mut self, on: BusinessDate) -> Result<()> {
        let terms = self.terms;
        self.notional = self.sign * terms.notional_principal;
        self.rate = terms.nominal_interest_rate;
        let stated = terms.interest_calculation_base_amount.filter(|_| terms.has_lagged_base());
        self.base = self.sign * stated.unwrap_or(terms.notional_principal);
        self.as_of = on;
        self.accrued = match (terms.accrued_interest, terms.cycle_anchor_date_of_interest_payment) {
            (Some(stated), _) => self.sign * stated,
            (None, Some(anchor)) if anchor.day < on => {
                let issued = terms.initial_exchange_date.midnight();
                let cycle = terms.cycle_of_interest_payment.as_deref();
                let paid = super::times::times(Some(anchor), cycle, terms, Time::at(on))?;
                let since = if issued == on { Some(anchor.day) } else { paid.last().copied() };
                since.map_or(Ok(Decimal::ZERO), |since| self.interest(since, on))?
            }
            _ => Decimal::ZERO,
        };
        self.fees = self.sign * terms.fee_accrued.unwrap_or_default();
        self.payment = self.first_payment(on)?;
        Ok(())
    }

    /// The stated payment, or the one that repays the notional: over the redemptions
    /// that are still to come, which on the initial exchange begin with that day.
    fn first_payment(&self, on: BusinessDate) -> Result<Decimal> {
        let from = if self.terms.initial_exchange_date.midnight() == on { on } else { on.plus_days(1) };
        match self.terms.next_principal_redemption_payment {
            Some(stated) => Ok(self.sign * stated),
            None if self.terms.is_annuity() => self.annuity(from, self.accrued),
            None => {
                let left = self.life.redemptions.iter().filter(|&&day| day >= from).count() + 1;
                self.notional.checked_div(Decimal::from(left)).context("no redemptions")
            }
        }
    }

    fn interest(&self, from: BusinessDate, to: BusinessDate) -> Result<Decimal> {
        let over = self.terms.day_count()?.fraction(from, to);
        let rate = Rate::a_year(self.rate * Decimal::ONE_HUNDRED);
        rate.interest(self.base, over).context("interest does not fit")
    }

    /// The payment that repays notional and accrued interest over the times not before `from`,
    /// each of which is discounted to the first of them (section 3.8).
    fn annuity(&self, from: BusinessDate, accrued: Decimal) -> Result<Decimal> {
        let times: Vec<_> = self.life.annuity.iter().copied().filter(|&day| day >= from).collect();
        let first = *times.first().context("an annuity without payments")?;
        let due = self.notional + accrued + self.interest(self.as_of, first)?;
        let day_count = self.terms.day_count()?;
        let rate = Rate::a_year(self.rate * Decimal::ONE_HUNDRED);
        let later = times.windows(2).map(|two| rate.interest(Decimal::ONE, day_count.fraction(two[0], two[1])));
        let growth: Option<Vec<_>> = std::iter::once(Some(Decimal::ZERO)).chain(later).collect();
        level_payment(due, Decimal::ZERO, growth.context("growth does not fit")?).context("no level payment")
    }

    /// Works one event: what it pays, leaving the state after it.
    pub fn work(&mut self, event: &Event) -> Result<Decimal> {
        let on = event.calculated;
        if event.kind == Kind::InitialExchange {
            self.begin(on)?;
            return Ok(-self.sign * (self.terms.notional_principal + self.terms.premium_discount));
        }
        self.accrued += self.interest(self.as_of, on)?;
        self.fees += self.fee(on)?;
        self.as_of = on;
        let payoff = self.payoff(event.kind);
        self.leave(event, on)?;
        Ok(payoff)
    }

    /// The fee that has run since the last event: a rate on the notional, where it is
    /// not an amount.
    fn fee(&self, on: BusinessDate) -> Result<Decimal> {
        if self.terms.fee_basis.as_deref() != Some("N") {
            return Ok(Decimal::ZERO);
        }
        let rate = Rate::a_year(self.terms.fee_rate.unwrap_or_default() * Decimal::ONE_HUNDRED);
        let over = self.terms.day_count()?.fraction(self.as_of, on);
        rate.interest(self.notional, over).context("a fee does not fit")
    }

    /// What is redeemed: never more than there is.
    fn redeemed(&self) -> Decimal {
        let planned = if self.terms.is_annuity() { self.payment - self.accrued } else { self.payment };
        if (planned * self.sign) > (self.notional * self.sign) { self.notional } else { planned }
    }

    fn payoff(&self, kind: Kind) -> Decimal {
        let price = |stated: Option<Decimal>| stated.unwrap_or_default() + self.accrued;
        match kind {
            Kind::Fee if self.terms.fee_basis.as_deref() == Some("A") => {
                self.sign * self.terms.fee_rate.unwrap_or_default()
            }
            Kind::Fee => self.fees,
            Kind::Redemption => self.notional_scale * self.redeemed(),
            Kind::Interest => self.interest_scale * self.accrued,
            Kind::Maturity => self.notional_scale * self.notional + self.interest_scale * self.accrued + self.fees,
            Kind::Purchase => -self.sign * price(self.terms.price_at_purchase_date),
            Kind::Termination => self.sign * price(self.terms.price_at_termination_date),
            _ => Decimal::ZERO,
        }
    }

    fn leave(&mut self, event: &Event, on: BusinessDate) -> Result<()> {
        match event.kind {
            Kind::Redemption => {
                self.notional -= self.redeemed();
                self.follow();
            }
            Kind::Fee => self.fees = Decimal::ZERO,
            Kind::Interest => self.accrued = Decimal::ZERO,
            Kind::Capitalisation => {
                self.notional += self.accrued;
                self.accrued = Decimal::ZERO;
                self.follow();
            }
            Kind::FixedReset => self.rate = self.terms.next_reset_rate.unwrap_or(self.rate),
            Kind::RateReset => self.rate = self.observed_rate(event.on)?,
            Kind::FirstPaymentFixing | Kind::PaymentFixing => {
                self.payment = self.annuity(on.plus_days(1), self.accrued)?
            }
            Kind::Scaling => self.scale(event.on)?,
            Kind::BaseFixing => self.base = self.notional,
            Kind::Termination | Kind::Maturity => {
                self.notional = Decimal::ZERO;
                self.accrued = Decimal::ZERO;
                self.fees = Decimal::ZERO;
                self.base = Decimal::ZERO;
            }
            Kind::InitialExchange | Kind::Purchase => {}
        }
        Ok(())
    }

    /// The base of interest follows the notional unless it has events of its own. The
    /// published contract with base NTIED has it follow as well.
    fn follow(&mut self) {
        if !self.terms.has_lagged_base() {
            self.base = self.notional;
        }
    }

    /// The observed rate times its multiplier plus its spread, within what one reset and
    /// the whole life allow.
    fn observed_rate(&self, on: Time) -> Result<Decimal> {
        let terms = self.terms;
        let observed = self.market.at(terms.market_object_code_of_rate_reset.as_deref(), on)?;
        let rate = observed * terms.rate_multiplier.unwrap_or(Decimal::ONE) + terms.rate_spread.unwrap_or_default();
        let within = |value: Decimal, floor: Option<Decimal>, cap: Option<Decimal>| {
            let raised = floor.map_or(value, |floor| value.max(floor));
            cap.map_or(raised, |cap| raised.min(cap))
        };
        let change = within(rate - self.rate, terms.period_floor, terms.period_cap);
        Ok(within(self.rate + change, terms.life_floor, terms.life_cap))
    }

    /// The index against what it stood at on the deal date, for the amounts that
    /// follow it.
    fn scale(&mut self, on: Time) -> Result<()> {
        let index = self.market.at(self.terms.market_object_code_of_scaling_index.as_deref(), on)?;
        let then = self.terms.scaling_index_at_contract_deal_date.context("no index on the deal date")?;
        let ratio = index.checked_div(then).context("an index of zero")?;
        let effect = self.terms.scaling_effect.as_deref().unwrap_or_default();
        if effect.contains('I') {
            self.interest_scale = ratio;
        }
        if effect.contains('N') {
            self.notional_scale = ratio;
        }
        Ok(())
    }
}
