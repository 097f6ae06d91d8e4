//! A convention meets the facts of a contract and becomes terms.

use super::convention::{CapFile, FeeRule, LimitRule, RateRule, ReadAt};
use super::fees::share;
use super::{
    Cap, Contract, Convention, DatedRate, LateFee, Limit, PenaltyError, PenaltyTerms, RateStep, ReferenceRates, Share,
};
use makegood_units::{Decimal, Rate, Rounding};

impl Convention {
    /// The terms of one contract.
    ///
    /// # Errors
    /// [`PenaltyError::MissingFact`] when the contract lacks what the terms rest on,
    /// [`PenaltyError::NoRate`] when a published rate is not known on the day it is
    /// read, [`PenaltyError::OtherCurrency`], [`PenaltyError::Terms`].
    pub fn terms(&self, contract: &Contract, rates: &ReferenceRates) -> Result<PenaltyTerms, PenaltyError> {
        if let Some(found) = self.currency.filter(|found| *found != contract.currency) {
            let terms = self.id.clone();
            return Err(PenaltyError::OtherCurrency { terms, found, expected: contract.currency });
        }
        let rate = match &self.rate {
            Some(rule) => self.resolve(&self.id, rule, contract, rates)?,
            None => None,
        };
        let caps = self.cap.iter().map(|cap| self.cap(cap, contract, rates)).collect::<Result<_, _>>()?;
        Ok(PenaltyTerms {
            id: self.id.clone(),
            citation: self.source.citation.clone(),
            currency: contract.currency,
            rate,
            base: self.base.clone(),
            compounding: self.compounding,
            day_count: self.day_count,
            counts_day_of_payment: self.counts_day_of_payment,
            grace: self.grace,
            posting: self.posting,
            late_fee: self.fee(contract)?,
            caps,
            alongside: contract.alongside,
            late_fees_before: contract.late_fees_before,
        })
    }

    fn resolve(
        &self,
        name: &str,
        rule: &RateRule,
        contract: &Contract,
        rates: &ReferenceRates,
    ) -> Result<Option<DatedRate>, PenaltyError> {
        let missing = |fact| PenaltyError::MissingFact { needed_by: name.to_owned(), fact };
        let start = self.in_force_from;
        let always = |rate: Rate, because: String| DatedRate::from(name, start, rate, because);
        let found = match rule {
            RateRule::Fixed { rate } => always(*rate, format!("{name} {rate}")),
            RateRule::Contract { times, plus } => {
                let rate = contract.rate.ok_or_else(|| missing("the contract rate"))?;
                let (rate, because) = raised(name, rate, &format!("contract rate {rate}"), *times, *plus)?;
                always(rate, because)
            }
            RateRule::Series { series, at: ReadAt::Day, times, plus } => {
                rates.series(series)?.map(name, start, |step| {
                    let (rate, because) = raised(name, step.rate, &step.because, *times, *plus)?;
                    Ok(RateStep { from: step.from, rate, because })
                })?
            }
            RateRule::Series { series, at: ReadAt::Contract, times, plus } => {
                let made_on = contract.made_on.ok_or_else(|| missing("the day the contract was made"))?;
                let step = rates.series(series)?.on(made_on)?;
                let read = format!("{} on {made_on}", step.because);
                let (rate, because) = raised(name, step.rate, &read, *times, *plus)?;
                always(rate, because)
            }
            RateRule::Agreed { optional, otherwise } => match (contract.penalty_rate, otherwise) {
                (Some(rate), _) => always(rate, format!("agreed for overdue amounts {rate}")),
                (None, Some(series)) => rates.series(series)?.map(name, start, |step| Ok(step.clone()))?,
                (None, None) if *optional => return Ok(None),
                (None, None) => return Err(missing("the rate agreed for overdue amounts")),
            },
        };
        Ok(Some(found))
    }

    fn fee(&self, contract: &Contract) -> Result<Option<LateFee>, PenaltyError> {
        let Some(file) = &self.late_fee else { return Ok(None) };
        let amount = match (self.fee_amount(&file.amount)?, contract.late_fee, &file.amount) {
            (Some(amount), _, _) | (None, Some(amount), _) => amount,
            (None, None, FeeRule::Agreed { optional: true }) => return Ok(None),
            (None, None, _) => {
                return Err(PenaltyError::MissingFact { needed_by: self.id.clone(), fact: "the late fee agreed" });
            }
        };
        let no_pyramiding = file.no_pyramiding.then(|| self.source.citation.clone());
        Ok(Some(LateFee { amount, grace_days: file.grace_days, no_pyramiding }))
    }

    fn cap(&self, file: &CapFile, contract: &Contract, rates: &ReferenceRates) -> Result<Cap, PenaltyError> {
        let missing = |fact| PenaltyError::MissingFact { needed_by: file.id.clone(), fact };
        let limit = match &file.limit {
            LimitRule::Rate { at_most, on } => {
                let at_most = self.resolve(&file.id, at_most, contract, rates)?;
                Limit::Rate { at_most: at_most.ok_or_else(|| missing("a rate"))?, on: *on }
            }
            LimitRule::Unpaid { counts, share: part } => {
                let principal = contract.principal_when_non_performing;
                let within = principal.map(|principal| share(principal, part.percent, Rounding::Down)).transpose()?;
                if within.is_none() && *part != Share::WHOLE {
                    return Err(missing("the principal when the loan became non-performing"));
                }
                Limit::Unpaid { counts: counts.clone(), within }
            }
            LimitRule::Cost { share: part } => {
                let lent = contract.amount_lent.ok_or_else(|| missing("the amount lent"))?;
                let before = contract.other_cost.ok_or_else(|| missing("the cost charged outside this calculation"))?;
                Limit::Total { before, within: share(lent, part.percent, Rounding::Down)? }
            }
            LimitRule::Fees { amount } => {
                Limit::Total { before: contract.late_fees_before, within: self.amount(amount)? }
            }
            LimitRule::Event { amount } => Limit::Event { at_most: self.amount(amount)? },
        };
        Ok(Cap { id: file.id.clone(), source: file.source.clone(), over: file.over.clone(), limit })
    }
}

/// A rate times a share plus a rate for the same period, and how that reads. A
/// negative published rate can take away from what is added, never below zero.
fn raised(
    name: &str,
    rate: Rate,
    reads: &str,
    times: Share,
    plus: Option<Rate>,
) -> Result<(Rate, String), PenaltyError> {
    let unfit = || PenaltyError::too_large("a rate");
    let mut percent = rate.percent;
    let mut because = reads.to_owned();
    if times != Share::WHOLE {
        let product = percent.checked_mul(times.percent).ok_or_else(unfit)?;
        percent = product.checked_div(Decimal::ONE_HUNDRED).ok_or_else(unfit)?;
        because = format!("{because} x {}%", times.percent.normalize());
    }
    if let Some(plus) = plus {
        if plus.per != rate.per {
            return Err(PenaltyError::terms(name, format!("{rate} and {plus} are for different periods")));
        }
        percent = percent.checked_add(plus.percent).ok_or_else(unfit)?;
        because = format!("{because} + {plus}");
    }
    Ok((Rate { percent: percent.max(Decimal::ZERO), per: rate.per }, because))
}
