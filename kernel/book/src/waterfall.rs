//! The order in which a payment meets the components of one instalment.

use crate::{BookError, Due};
use makegood_units::Amount;
use serde::{Deserialize, Serialize};

/// A part of what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Fees.
    Fee,
    /// Contract interest.
    Interest,
    /// Principal.
    Principal,
}

/// The component order inside one instalment; instalments go oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Waterfall(pub [Component; 3]);

impl Default for Waterfall {
    /// Fee, interest, principal: costs first, as most contracts have it.
    fn default() -> Self {
        Self([Component::Fee, Component::Interest, Component::Principal])
    }
}

/// An amount by component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Fees.
    pub fee: Amount,
    /// Contract interest.
    pub interest: Amount,
    /// Principal.
    pub principal: Amount,
}

impl Split {
    /// The sum of the parts.
    ///
    /// # Errors
    /// [`BookError::Overflow`] when the sum does not fit.
    pub fn total(&self) -> Result<Amount, BookError> {
        Amount::checked_sum([self.fee, self.interest, self.principal]).ok_or(BookError::Overflow)
    }

    pub(crate) fn plus(&self, other: &Self) -> Result<Self, BookError> {
        let add = |one: Amount, two: Amount| one.checked_add(two).ok_or(BookError::Overflow);
        Ok(Self {
            fee: add(self.fee, other.fee)?,
            interest: add(self.interest, other.interest)?,
            principal: add(self.principal, other.principal)?,
        })
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self {
            fee: self.fee.less(other.fee),
            interest: self.interest.less(other.interest),
            principal: self.principal.less(other.principal),
        }
    }

    fn part(&mut self, component: Component) -> &mut Amount {
        match component {
            Component::Fee => &mut self.fee,
            Component::Interest => &mut self.interest,
            Component::Principal => &mut self.principal,
        }
    }
}

impl Waterfall {
    /// What of `due` is met when `available` is applied to it.
    pub fn meet(&self, due: &Due, available: Amount) -> Split {
        let mut owed = due.split();
        let mut met = Split::default();
        // Reversals may exceed receipts; then nothing is met, and no more is owed than fell due.
        let mut left = available.max(Amount::ZERO);
        for component in self.0 {
            let part = (*owed.part(component)).min(left);
            left = left.less(part);
            *met.part(component) = part;
        }
        met
    }
}
