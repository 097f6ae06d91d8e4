//! A cap by figures of its own becomes caps as the book applies them.

use crate::dated::Dated;
use crate::rule::{OwnCap, ShareOf};
use makegood_book::penalty::{
    Accruing, Cap, Contract, DatedRate, Limit, Measure, PenaltyError, RateStep, ReferenceRates, Source,
};
use makegood_units::{Amount, BusinessDate, Decimal, Rate, Rounding, divide};

/// What the figures are applied to.
#[derive(Clone, Copy, Debug)]
pub struct CapFacts<'a> {
    /// The contract.
    pub contract: &'a Contract,
    /// The first day of the calculation.
    pub from: BusinessDate,
    /// The loss suffered, in minor units, where it is known.
    pub loss: Option<Amount>,
}

impl OwnCap {
    /// The caps these figures come to, each under the name and source of the rule.
    /// A figure that was not yet in force on the day it is read bounds nothing.
    ///
    /// # Errors
    /// [`PenaltyError::MissingFact`] without the day of the contract, the amount lent
    /// or the loss where a figure rests on it; [`PenaltyError::NoRate`] where a
    /// published rate is not known; [`PenaltyError::OtherCurrency`];
    /// [`PenaltyError::TooLarge`].
    pub fn caps(
        &self,
        name: &str,
        source: &Source,
        facts: CapFacts<'_>,
        rates: &ReferenceRates,
    ) -> Result<Vec<Cap>, PenaltyError> {
        let missing = |fact| PenaltyError::MissingFact { needed_by: name.to_owned(), fact };
        let day = match (self.at_contract, facts.contract.made_on) {
            (false, _) => facts.from,
            (true, Some(made_on)) => made_on,
            (true, None) => return Err(missing("the day the contract was made")),
        };
        let mut limits = Vec::new();
        if let Some(rate) = &self.rate {
            limits.extend(self.rate_limit(name, rate, day)?);
        }
        if let Some((times, series)) = &self.times
            && let Some(times) = times.on(day)
        {
            let step = rates.series(series)?.on(day)?;
            let percent = step.rate.percent.checked_mul(*times).ok_or_else(|| too_large("a rate"))?;
            let because = format!("{} x {times} on {day}", step.because);
            let at_most = DatedRate::from(name, None, Rate { percent, per: step.rate.per }, because);
            limits.push(Limit::Rate { at_most, on: Measure::OutstandingPrincipal });
        }
        let before = facts.contract.other_cost.unwrap_or(Amount::ZERO);
        if let Some((share, of)) = &self.share
            && let Some(percent) = share.on(day)
        {
            let of = match of {
                ShareOf::Lent => facts.contract.amount_lent.ok_or_else(|| missing("the amount lent"))?,
                ShareOf::Loss => facts.loss.ok_or_else(|| missing("the loss"))?,
            };
            limits.push(Limit::Total { before, within: share_of(of, *percent)? });
        }
        if let Some((amount, currency)) = &self.amount
            && let Some(within) = amount.on(day)
        {
            if *currency != facts.contract.currency {
                let (terms, expected) = (name.to_owned(), facts.contract.currency);
                return Err(PenaltyError::OtherCurrency { terms, found: *currency, expected });
            }
            limits.push(Limit::Total { before, within: *within });
        }
        let over = [Accruing::PenaltyInterest, Accruing::LateFee];
        let cap = |limit| Cap { id: name.to_owned(), source: source.clone(), over: over.to_vec(), limit };
        Ok(limits.into_iter().map(cap).collect())
    }

    /// A rate is fixed on the day of the contract, or moves with the law.
    fn rate_limit(&self, name: &str, rate: &Dated<Rate>, day: BusinessDate) -> Result<Option<Limit>, PenaltyError> {
        let at_most = if self.at_contract {
            rate.on(day).map(|rate| DatedRate::from(name, None, *rate, format!("{name} {rate} on {day}")))
        } else {
            let step = |(from, _, rate): (_, _, &Rate)| RateStep {
                from: Some(from),
                rate: *rate,
                because: format!("{name} {rate}"),
            };
            Some(DatedRate::try_new(name, rate.spans().map(step).collect(), None)?)
        };
        Ok(at_most.map(|at_most| Limit::Rate { at_most, on: Measure::OutstandingPrincipal }))
    }
}

fn too_large(what: &str) -> PenaltyError {
    PenaltyError::TooLarge { what: what.to_owned() }
}

/// A share of an amount in whole minor units; what is not a whole one may not be charged.
fn share_of(of: Amount, percent: Decimal) -> Result<Amount, PenaltyError> {
    let percent = percent.normalize();
    let whole = 10_i128.checked_pow(percent.scale()).and_then(|whole| whole.checked_mul(100));
    let product = i128::from(of.minor()).checked_mul(percent.mantissa());
    let minor = product.zip(whole).and_then(|(product, whole)| divide(product, whole, Rounding::Down));
    let amount = minor.and_then(|minor| i64::try_from(minor).ok()).map(Amount::from_minor);
    amount.filter(|amount| *amount <= Amount::LIMIT).ok_or_else(|| too_large("a share of an amount"))
}
