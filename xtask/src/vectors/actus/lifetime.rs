//! How long a contract lives and when principal is redeemed.

use super::terms::{Terms, Time};
use super::times::{Turn, times};
use anyhow::{Context, Result};
use makegood_units::{BusinessDate, Decimal, Rate};

/// The times a contract is built around.
#[derive(Clone, Debug)]
pub struct Lifetime {
    /// When what is left falls due.
    pub maturity: Time,
    /// The first redemption by the cycle.
    pub first_redemption: BusinessDate,
    /// Redemptions before maturity.
    pub redemptions: Vec<BusinessDate>,
    /// The times an annuity is reckoned over: redemptions up to the day it would be
    /// repaid, and that day.
    pub annuity: Vec<BusinessDate>,
}

impl Lifetime {
    pub fn of(terms: &Terms) -> Result<Self> {
        let cycle = terms.cycle_of_principal_redemption.as_deref();
        let turn = Turn::read(cycle.context("no cycle of principal redemption")?, terms)?;
        let issued = terms.initial_exchange_date.day;
        let first_redemption = match terms.cycle_anchor_date_of_principal_redemption {
            Some(anchor) => anchor.day,
            None => turn.after(issued, 1)?,
        };
        let stated = terms.maturity_date.or(terms.amortization_date.filter(|_| terms.is_annuity()));
        let maturity = match stated {
            Some(maturity) => maturity,
            None => Time::at(derived(terms, &turn, first_redemption)?),
        };
        let until = |end| times(terms.cycle_anchor_date_of_principal_redemption, cycle, terms, end);
        let repaid = terms.amortization_date.unwrap_or(maturity);
        let mut annuity = until(repaid)?;
        annuity.push(repaid.midnight());
        Ok(Self { maturity, first_redemption, redemptions: until(maturity)?, annuity })
    }
}

/// The day by which the stated redemptions repay the notional: so many cycles after
/// the last redemption before the status date, or after the start of the first period.
fn derived(terms: &Terms, turn: &Turn, first: BusinessDate) -> Result<BusinessDate> {
    let status = terms.status_date.day;
    let mut past = -1;
    while turn.after(first, past + 1)? < status {
        past += 1;
    }
    let payment = terms.next_principal_redemption_payment.context("neither maturity nor redemption is stated")?;
    let interest = if terms.is_annuity() {
        let period = terms.day_count()?.fraction(first, turn.after(first, 1)?);
        let rate = Rate::a_year(terms.nominal_interest_rate * Decimal::ONE_HUNDRED);
        rate.interest(terms.notional_principal, period).context("interest does not fit")?
    } else {
        Decimal::ZERO
    };
    let periods = terms.notional_principal.checked_div(payment - interest).context("nothing is redeemed")?.ceil();
    turn.after(first, past + i32::try_from(periods)?)
}
