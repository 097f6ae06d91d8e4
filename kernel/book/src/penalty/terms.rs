//! Penalty terms as data, resolved for one contract.

use super::{Cap, DatedRate, LateFee, PenaltyError};
use crate::{Component, Span};
use makegood_units::{Amount, Currency, DayCount, Rate, Rounding};
use serde::Deserialize;

/// What accrues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accruing {
    /// Interest on overdue amounts, by the day.
    PenaltyInterest,
    /// A fee for an instalment that is late, once.
    LateFee,
}

/// Which of a loan's amounts a base takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Portion {
    /// What is due and unpaid.
    Overdue,
    /// All that is outstanding, on days on which something is overdue.
    Outstanding,
}

/// What penalty interest runs on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Overdue or outstanding.
    pub of: Portion,
    /// The components of it.
    pub components: Vec<Component>,
}

impl Base {
    /// The amount in one span; nothing while nothing is overdue.
    pub(super) fn amount(&self, span: &Span) -> Result<Amount, PenaltyError> {
        if span.arrears.since.is_none() {
            return Ok(Amount::ZERO);
        }
        let split = match self.of {
            Portion::Overdue => &span.arrears.owed,
            Portion::Outstanding => &span.outstanding,
        };
        parts(split, &self.components)
    }
}

/// The sum of some components, none below zero.
pub(super) fn parts(split: &crate::Split, components: &[Component]) -> Result<Amount, PenaltyError> {
    let amounts = components.iter().map(|component| split.part(*component).max(Amount::ZERO));
    let sum = Amount::checked_sum(amounts).filter(|sum| *sum <= Amount::LIMIT);
    sum.ok_or_else(|| PenaltyError::too_large("the overdue amount"))
}

/// Whether unpaid interest bears penalty interest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compounding {
    /// The base says all there is to say.
    #[default]
    AsBase,
    /// Contract interest that is due and unpaid bears it too, on lines of its own.
    UnpaidInterest,
    /// Contract interest and penalty interest posted to the book bear it too.
    UnpaidInterestAndPenalty,
    /// Forbidden: a base that holds interest, penalties or fees is refused.
    Never,
}

/// From where penalty interest runs once grace is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraceRuns {
    /// From the due date: grace only waits and sees.
    FromDueDate,
    /// From the end of grace: those days are free for good.
    #[default]
    FromEndOfGrace,
}

/// Days past due that pass before penalty interest runs. It never changes days past
/// due. It is measured on the oldest unpaid instalment, as *arrears since* is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grace {
    /// How many.
    pub days: u16,
    /// From where it runs then.
    pub runs: GraceRuns,
}

/// When an exact amount is posted in whole minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostAt {
    /// Each day alone.
    EachDay,
    /// Each line alone: unbroken days with one base and one rate.
    EachLine,
    /// At the end; what a line shows is the growth of the rounded total.
    #[default]
    End,
}

/// Where and how is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Posting {
    /// Where.
    pub at: PostAt,
    /// How.
    pub mode: Rounding,
}

impl Default for Posting {
    /// Half up, at the end.
    fn default() -> Self {
        Self { at: PostAt::End, mode: Rounding::HalfUp }
    }
}

/// The penalty terms of one contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyTerms {
    /// The convention's name.
    pub id: String,
    /// Its law or contract.
    pub citation: String,
    /// The currency of the loan.
    pub currency: Currency,
    /// The rate through time; none when the contract has no penalty interest.
    pub rate: Option<DatedRate>,
    /// What it runs on.
    pub base: Base,
    /// Whether unpaid interest bears it.
    pub compounding: Compounding,
    /// How days are counted into a year.
    pub day_count: DayCount,
    /// Whether the day of a payment counts.
    pub counts_day_of_payment: bool,
    /// Grace before it runs.
    pub grace: Grace,
    /// Where and how is rounded.
    pub posting: Posting,
    /// The fee for a late instalment.
    pub late_fee: Option<LateFee>,
    /// What bounds it all.
    pub caps: Vec<Cap>,
    /// What else runs on the same money and counts against caps on a rate.
    pub alongside: Rate,
    /// Late fees levied before.
    pub late_fees_before: Amount,
}

impl PenaltyTerms {
    /// Simple interest on overdue principal over actual/365, without grace, fee or
    /// cap: a start for contracts that no convention describes.
    pub fn simple(id: &str, currency: Currency, rate: DatedRate) -> Self {
        Self {
            id: id.to_owned(),
            citation: "contract".to_owned(),
            currency,
            rate: Some(rate),
            base: Base { of: Portion::Overdue, components: vec![Component::Principal] },
            compounding: Compounding::AsBase,
            day_count: DayCount::Actual365,
            counts_day_of_payment: true,
            grace: Grace::default(),
            posting: Posting::default(),
            late_fee: None,
            caps: Vec::new(),
            alongside: Rate::ZERO,
            late_fees_before: Amount::ZERO,
        }
    }
}

/// The bases that bear interest, each with lines of its own.
pub(super) fn bases(id: &str, base: &Base, compounding: Compounding) -> Result<Vec<Base>, PenaltyError> {
    use Component::{Fee, Interest, Penalty};
    let forbidden = |part: &&Component| compounding == Compounding::Never && [Interest, Penalty, Fee].contains(*part);
    if let Some(part) = base.components.iter().find(forbidden) {
        let says = format!("{} may bear no penalty interest, yet is in the base", part.word());
        return Err(PenaltyError::terms(id, says));
    }
    let compounds: &[Component] = match compounding {
        Compounding::AsBase | Compounding::Never => &[],
        Compounding::UnpaidInterest => &[Interest],
        Compounding::UnpaidInterestAndPenalty => &[Interest, Penalty],
    };
    let all = || base.components.iter().chain(compounds);
    if let Some((_, part)) = all().enumerate().find(|(at, part)| all().take(*at).any(|earlier| earlier == *part)) {
        return Err(PenaltyError::terms(id, format!("{} would bear penalty interest twice", part.word())));
    }
    let own = compounds.iter().map(|part| Base { of: Portion::Overdue, components: vec![*part] });
    Ok(std::iter::once(base.clone()).chain(own).collect())
}
