//! A convention: penalty terms of a law or a product as a file, waiting for the
//! facts of one contract.

use super::caps::Measure;
use super::fees::{FeeAmount, FeeBase};
use super::source::maybe_date;
use super::terms::{Accruing, Base, Compounding, Grace, Posting};
use super::{PenaltyError, Share, Source};
use crate::Component;
use makegood_units::{Amount, BusinessDate, Currency, DayCount, Rate};
use serde::Deserialize;

/// How a rate is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RateRule {
    /// This one.
    Fixed { rate: Rate },
    /// A published rate, times a share, plus a rate; on the day, or once for all on
    /// the day the contract was made.
    Series {
        series: String,
        #[serde(default)]
        at: ReadAt,
        #[serde(default = "whole")]
        times: Share,
        #[serde(default)]
        plus: Option<Rate>,
    },
    /// The contract rate, times a share, plus a rate.
    Contract {
        #[serde(default = "whole")]
        times: Share,
        #[serde(default)]
        plus: Option<Rate>,
    },
    /// What the contract says for overdue amounts; without that a published rate,
    /// or none where `optional`.
    Agreed {
        #[serde(default)]
        optional: bool,
        otherwise: Option<String>,
    },
}

/// When a published rate is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ReadAt {
    #[default]
    Day,
    Contract,
}

fn whole() -> Share {
    Share::WHOLE
}

fn yes() -> bool {
    true
}

/// How a late fee is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum FeeRule {
    Fixed {
        amount: String,
    },
    Share {
        share: Share,
        #[serde(default)]
        of: FeeBase,
        least: Option<String>,
        most: Option<String>,
    },
    /// What the contract says; none where it says nothing and that is `optional`.
    Agreed {
        #[serde(default)]
        optional: bool,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeeFile {
    pub amount: FeeRule,
    #[serde(default)]
    pub grace_days: u16,
    /// Whether the law of the convention bars a late fee that an earlier one caused.
    #[serde(default)]
    pub no_pyramiding: bool,
}

/// How much at most.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum LimitRule {
    Rate {
        at_most: RateRule,
        #[serde(default)]
        on: Measure,
    },
    /// Unpaid components within a share of the principal when the loan became
    /// non-performing.
    Unpaid {
        counts: Vec<Component>,
        #[serde(default = "whole")]
        share: Share,
    },
    /// All cost within a share of the amount lent.
    Cost {
        share: Share,
    },
    /// All late fees within an amount.
    Fees {
        amount: String,
    },
    Event {
        amount: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CapFile {
    pub id: String,
    pub over: Vec<Accruing>,
    pub limit: LimitRule,
    pub source: Source,
}

/// Penalty terms of a law or a product, before the facts of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convention {
    /// Its name, such as `de.default_interest.consumer`.
    pub id: String,
    /// What it is, for people.
    pub title: String,
    /// Where it was read.
    pub source: Source,
    /// The first day of its law. Nothing is known before.
    #[serde(default, deserialize_with = "maybe_date")]
    pub in_force_from: Option<BusinessDate>,
    /// The currency of the amounts in the file, where there are any.
    pub currency: Option<Currency>,
    pub(super) rate: Option<RateRule>,
    pub(super) base: Base,
    #[serde(default)]
    pub(super) compounding: Compounding,
    pub(super) day_count: DayCount,
    #[serde(default = "yes")]
    pub(super) counts_day_of_payment: bool,
    #[serde(default)]
    pub(super) grace: Grace,
    #[serde(default)]
    pub(super) posting: Posting,
    pub(super) late_fee: Option<FeeFile>,
    #[serde(default)]
    pub(super) cap: Vec<CapFile>,
}

impl Convention {
    /// Reads a file.
    ///
    /// # Errors
    /// [`PenaltyError::File`] with the place and what was expected there; also when
    /// the terms contradict the law they cite, or an amount is not one.
    pub fn parse(file: &str, text: &str) -> Result<Self, PenaltyError> {
        let refuse = |says: String| PenaltyError::File { file: file.to_owned(), says };
        let read: Self = toml::from_str(text).map_err(|error| refuse(error.to_string()))?;
        read.check().map_err(|error| refuse(error.to_string()))?;
        Ok(read)
    }

    /// What is wrong without looking at a contract.
    fn check(&self) -> Result<(), PenaltyError> {
        super::terms::bases(&self.id, &self.base, self.compounding)?;
        if self.base.components.is_empty() {
            return Err(PenaltyError::terms(&self.id, "the base has no component"));
        }
        if let Some(fee) = &self.late_fee {
            self.fee_amount(&fee.amount)?;
        }
        for cap in &self.cap {
            if cap.over.is_empty() {
                return Err(PenaltyError::terms(&cap.id, "it bounds nothing; say over what"));
            }
            match &cap.limit {
                LimitRule::Fees { amount } | LimitRule::Event { amount } => {
                    self.amount(amount)?;
                    if cap.over != [Accruing::LateFee] {
                        return Err(PenaltyError::terms(&cap.id, "a cap on fees is over [\"late_fee\"]"));
                    }
                }
                LimitRule::Rate { .. } | LimitRule::Unpaid { .. } | LimitRule::Cost { .. } => {}
            }
        }
        Ok(())
    }

    /// An amount as written in the file.
    pub(super) fn amount(&self, text: &str) -> Result<Amount, PenaltyError> {
        let currency = self.currency.ok_or_else(|| PenaltyError::terms(&self.id, "has amounts and no currency"))?;
        let amount = Amount::parse(text, currency).map_err(|error| PenaltyError::terms(&self.id, error.to_string()))?;
        if amount < Amount::ZERO {
            return Err(PenaltyError::terms(&self.id, format!("{text} is below zero")));
        }
        Ok(amount)
    }

    /// The fee of the file; none when the contract has to say.
    pub(super) fn fee_amount(&self, rule: &FeeRule) -> Result<Option<FeeAmount>, PenaltyError> {
        let amount = |text: &Option<String>| text.as_deref().map(|text| self.amount(text)).transpose();
        match rule {
            FeeRule::Fixed { amount } => Ok(Some(FeeAmount::Fixed(self.amount(amount)?))),
            FeeRule::Share { share, of, least, most } => Ok(Some(FeeAmount::Share {
                percent: share.percent,
                of: *of,
                least: amount(least)?.unwrap_or(Amount::ZERO),
                most: amount(most)?,
            })),
            FeeRule::Agreed { .. } => Ok(None),
        }
    }
}
