//! Kinds that are arithmetic. They stand against no act: each names the convention
//! of the book that computes it, so that whoever reads the law finds the figures.

use crate::conventions::Conventions;
use crate::dated::Dated;
use makegood_units::{Amount, Currency, Decimal, Rate};

/// What is counted from day to day, and which class follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterState {
    /// A scheme of `conventions/classes`, or a way of counting days past due.
    pub by: String,
    /// The currency of amounts in its examples, for limits that are in one.
    pub currency: Option<Currency>,
}

impl CounterState {
    /// The dated facts its scheme reads, by their words.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        let scheme = Conventions::shipped().ok().and_then(|known| known.scheme(&self.by));
        scheme.into_iter().flat_map(|scheme| scheme.marks().map(|(word, _)| word))
    }
}

/// In which order money meets what is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waterfall {
    /// An order of `conventions/waterfalls` (inside one debt) or of
    /// `conventions/across` (over several).
    pub by: String,
}

/// What may be charged at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CapRule {
    /// By a convention or a stop of `conventions/penalty`.
    By(String),
    /// By figures of its own.
    Own(OwnCap),
}

/// Figures of a cap that no convention holds. All that are there bound together
/// what is charged on a debt, interest and fees alike.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OwnCap {
    /// No more than this rate gives on the outstanding principal.
    pub rate: Option<Dated<Rate>>,
    /// No more than so many times a published rate gives on it.
    pub times: Option<(Dated<Decimal>, String)>,
    /// No more than so many per cent of something, in all.
    pub share: Option<(Dated<Decimal>, ShareOf)>,
    /// No more than this, in all.
    pub amount: Option<(Dated<Amount>, Currency)>,
    /// The figures are those of the day the contract was made, whatever comes later.
    pub at_contract: bool,
}

/// Of what a cap is a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// The amount lent.
    Lent,
    /// The loss suffered.
    Loss,
}
