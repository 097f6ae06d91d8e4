//! One amount cut into what is barred, frozen, forgiven, deferred and charged.

use super::Treatment;
use makegood_units::Rate;

/// What cut an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The cap at this place.
    Cap(usize),
    /// The stop at this place.
    Stop(usize),
    /// The law against a fee on a fee.
    NoPyramiding,
}

/// A height up to which something may accrue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    /// How much.
    pub exact: i128,
    /// The rate that gives it on the base, where one does.
    pub rate: Option<Rate>,
    /// What set it.
    pub by: Option<By>,
}

impl Level {
    /// Nothing at all.
    pub(super) const fn nothing(by: By) -> Self {
        Self { exact: 0, rate: None, by: Some(by) }
    }

    /// The lower of two; the first when they are level.
    #[must_use]
    pub(super) fn lower(self, other: Self) -> Self {
        if other.exact < self.exact { other } else { self }
    }
}

/// A part of an amount with one treatment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub treatment: Treatment,
    pub exact: i128,
    pub rate: Option<Rate>,
    pub by: Option<By>,
}

/// Cuts what the terms ask for at each level in turn, law before promise. The pieces
/// add up to what was asked.
pub(super) fn cut(asked: Level, levels: &[(Treatment, Option<Level>)]) -> Vec<Piece> {
    let mut left = asked;
    let mut pieces = Vec::new();
    for (treatment, level) in levels {
        let Some(level) = level.filter(|level| level.exact < left.exact) else { continue };
        let exact = left.exact - level.exact;
        pieces.push(Piece { treatment: *treatment, exact, rate: between(&left, &level), by: level.by });
        left = level;
    }
    if left.exact > 0 {
        pieces.push(Piece { treatment: Treatment::Charged, exact: left.exact, rate: left.rate, by: left.by });
    }
    pieces
}

/// The rate of what lies between two levels, where both are given by rates.
fn between(upper: &Level, lower: &Level) -> Option<Rate> {
    if lower.exact == 0 {
        return upper.rate;
    }
    less(upper.rate?, lower.rate?)
}

/// One rate less another, when they are for the same period.
pub(super) fn less(upper: Rate, lower: Rate) -> Option<Rate> {
    let percent = upper.percent.checked_sub(lower.percent).filter(|_| upper.per == lower.per)?;
    Some(Rate { percent, per: upper.per })
}
