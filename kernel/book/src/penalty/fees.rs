//! Late fees: once for an instalment, and no fee caused by a fee.

use super::day::Days;
use super::{PenaltyError, PenaltyTerms};
use crate::{Component, Due};
use makegood_units::{Amount, BusinessDate, Decimal, Rounding, divide};
use serde::Deserialize;

/// What a fee in per cent is taken of. Principal and interest alone: there is no
/// fee on a fee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeBase {
    /// The instalment as scheduled.
    #[default]
    Instalment,
    /// What is unpaid of it when the fee falls.
    Unpaid,
}

/// How much a late fee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeeAmount {
    /// One amount.
    Fixed(Amount),
    /// A share, with a least and a most.
    Share {
        /// Per cent.
        percent: Decimal,
        /// Of what.
        of: FeeBase,
        /// No less.
        least: Amount,
        /// No more.
        most: Option<Amount>,
    },
}

/// The terms of a late fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateFee {
    /// How much.
    pub amount: FeeAmount,
    /// The fee falls on the first day past due beyond these.
    pub grace_days: u16,
    /// The law against a late fee that only an earlier late fee caused, where there
    /// is one.
    pub no_pyramiding: Option<String>,
}

impl LateFee {
    /// The day the fee falls on.
    pub(super) fn falls_on(&self, due_on: BusinessDate) -> BusinessDate {
        due_on.plus_days(i32::from(self.grace_days)).plus_days(1)
    }

    /// Principal and interest still unpaid of the row when its grace has run out.
    ///
    /// Payments meet the oldest first, so what is overdue in all is what the
    /// youngest rows lack.
    pub(super) fn short(&self, row: &Due, rows: &[Due], days: &Days<'_>) -> Result<Amount, PenaltyError> {
        let seen_on = row.due_on.plus_days(i32::from(self.grace_days.max(1)));
        let Some(span) = days.span(seen_on) else { return Ok(Amount::ZERO) };
        let overdue = super::terms::parts(&span.arrears.owed, &[Component::Principal, Component::Interest])?;
        let later = rows.iter().filter(|other| other.due_on > row.due_on && other.due_on < seen_on);
        let younger = Amount::checked_sum(later.map(scheduled).collect::<Result<Vec<_>, _>>()?);
        let younger = younger.ok_or_else(|| PenaltyError::too_large("the schedule"))?;
        Ok(overdue.less(younger).min(scheduled(row)?))
    }

    /// The fee before any cap, and what it was taken of.
    pub(super) fn on(&self, row: &Due, short: Amount, terms: &PenaltyTerms) -> Result<(Amount, Amount), PenaltyError> {
        match self.amount {
            FeeAmount::Fixed(fee) => Ok((fee.max(Amount::ZERO), short)),
            FeeAmount::Share { percent, of, least, most } => {
                let base = match of {
                    FeeBase::Instalment => scheduled(row)?,
                    FeeBase::Unpaid => short,
                };
                let fee = share(base, percent, terms.posting.mode)?.max(least);
                Ok((most.map_or(fee, |most| fee.min(most)), base))
            }
        }
    }
}

/// Principal and interest of a row.
fn scheduled(row: &Due) -> Result<Amount, PenaltyError> {
    super::terms::parts(&row.split(), &[Component::Principal, Component::Interest])
}

/// A share of an amount, in whole minor units.
pub(super) fn share(of: Amount, percent: Decimal, mode: Rounding) -> Result<Amount, PenaltyError> {
    let percent = percent.normalize();
    let whole = 10_i128.checked_pow(percent.scale()).and_then(|whole| whole.checked_mul(100));
    let product = i128::from(of.minor()).checked_mul(percent.mantissa());
    let minor = product.zip(whole).and_then(|(product, whole)| divide(product, whole, mode));
    let amount = minor.and_then(|minor| i64::try_from(minor).ok()).map(Amount::from_minor);
    amount.filter(|amount| *amount <= Amount::LIMIT).ok_or_else(|| PenaltyError::too_large("a share of an amount"))
}
