//! An amount by component, and the order in which components are met.

use crate::BookError;
use makegood_units::Amount;
use serde::{Deserialize, Serialize};

/// A part of what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Costs of enforcement: court, lawyer, bailiff.
    Cost,
    /// Fees.
    Fee,
    /// Penalty interest and penal charges.
    Penalty,
    /// Contract interest.
    Interest,
    /// Principal.
    Principal,
}

impl Component {
    /// All of them, in the house order: costs first, principal last.
    pub const ALL: [Self; 5] = [Self::Cost, Self::Fee, Self::Penalty, Self::Interest, Self::Principal];

    /// The word of the component in files and on pages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Fee => "fee",
            Self::Penalty => "penalty",
            Self::Interest => "interest",
            Self::Principal => "principal",
        }
    }

    /// The component of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|component| component.word() == word)
    }
}

/// An order in which all five components are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Component>", into = "Vec<Component>")]
pub struct Order([Component; 5]);

impl Default for Order {
    /// Costs first, principal last, as most contracts have it.
    fn default() -> Self {
        Self(Component::ALL)
    }
}

impl Order {
    /// The order a list names. Components it leaves out stand before it, in the
    /// house order, so that a contract silent on costs still has them met.
    /// `None` when the list names a component twice.
    pub fn try_new(named: &[Component]) -> Option<Self> {
        let twice = named.iter().enumerate().any(|(at, component)| named[..at].contains(component));
        if twice {
            return None;
        }
        let silent = Component::ALL.into_iter().filter(|component| !named.contains(component));
        let all: Vec<Component> = silent.chain(named.iter().copied()).collect();
        all.try_into().ok().map(Self)
    }

    /// The components, first to be met first.
    pub const fn components(&self) -> &[Component; 5] {
        &self.0
    }

    /// What of `owed` is met when `available` is applied to it. Takes what it uses
    /// out of `available`; never less than nothing.
    pub fn meet(&self, owed: &Split, available: &mut Amount) -> Split {
        let mut met = Split::default();
        let mut left = (*available).max(Amount::ZERO);
        for component in self.0 {
            let part = owed.part(component).min(left);
            left = left.less(part);
            *met.part_mut(component) = part;
        }
        *available = left;
        met
    }
}

impl TryFrom<Vec<Component>> for Order {
    type Error = &'static str;

    fn try_from(named: Vec<Component>) -> Result<Self, Self::Error> {
        Self::try_new(&named).ok_or("an order names each component once")
    }
}

impl From<Order> for Vec<Component> {
    fn from(order: Order) -> Self {
        order.0.to_vec()
    }
}

/// An amount by component, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Costs of enforcement.
    #[serde(default, skip_serializing_if = "Amount::is_nothing")]
    pub cost: Amount,
    /// Fees.
    pub fee: Amount,
    /// Penalty interest and penal charges.
    #[serde(default, skip_serializing_if = "Amount::is_nothing")]
    pub penalty: Amount,
    /// Contract interest.
    pub interest: Amount,
    /// Principal.
    pub principal: Amount,
}

impl Split {
    /// An amount of one component only.
    pub fn of(component: Component, amount: Amount) -> Self {
        let mut split = Self::default();
        *split.part_mut(component) = amount;
        split
    }

    /// The sum of the parts.
    ///
    /// # Errors
    /// [`BookError::Overflow`] when the sum does not fit.
    pub fn total(&self) -> Result<Amount, BookError> {
        Amount::checked_sum([self.cost, self.fee, self.penalty, self.interest, self.principal])
            .ok_or(BookError::Overflow)
    }

    /// Whether every part is zero.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// One part.
    pub const fn part(&self, component: Component) -> Amount {
        match component {
            Component::Cost => self.cost,
            Component::Fee => self.fee,
            Component::Penalty => self.penalty,
            Component::Interest => self.interest,
            Component::Principal => self.principal,
        }
    }

    /// One part, to change it.
    pub const fn part_mut(&mut self, component: Component) -> &mut Amount {
        match component {
            Component::Cost => &mut self.cost,
            Component::Fee => &mut self.fee,
            Component::Penalty => &mut self.penalty,
            Component::Interest => &mut self.interest,
            Component::Principal => &mut self.principal,
        }
    }

    /// The parts of both, added.
    ///
    /// # Errors
    /// [`BookError::Overflow`] when a part does not fit.
    pub fn plus(&self, other: &Self) -> Result<Self, BookError> {
        let add = |one: Amount, two: Amount| one.checked_add(two).ok_or(BookError::Overflow);
        Ok(Self {
            cost: add(self.cost, other.cost)?,
            fee: add(self.fee, other.fee)?,
            penalty: add(self.penalty, other.penalty)?,
            interest: add(self.interest, other.interest)?,
            principal: add(self.principal, other.principal)?,
        })
    }

    /// The parts less those of `other`, each held at zero from below.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self {
            cost: self.cost.less(other.cost),
            fee: self.fee.less(other.fee),
            penalty: self.penalty.less(other.penalty),
            interest: self.interest.less(other.interest),
            principal: self.principal.less(other.principal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Component, Order};

    #[test]
    fn an_order_is_completed_in_front() {
        let named = Order::try_new(&[Component::Interest, Component::Principal, Component::Fee]);
        let words: Vec<_> = named.iter().flat_map(|order| order.components()).map(|part| part.word()).collect();
        assert_eq!(words, ["cost", "penalty", "interest", "principal", "fee"]);
        assert_eq!(Order::try_new(&[Component::Fee, Component::Fee]), None);
    }
}
