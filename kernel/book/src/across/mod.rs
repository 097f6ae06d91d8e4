//! One payment over several debts of one person.
//!
//! Who decides comes first: what was agreed, what the debtor names when paying, what
//! the creditor chooses, each where the law lets them. What is left follows the law's
//! own sequence: its keys one after another, and debts equal under all of them in
//! proportion. What can go nowhere is left unapplied, and the answer says why.
//!
//! The laws are files in `conventions/across`; see [`NamedAcross`]. How the part of one
//! debt meets its components is the [`Waterfall`](crate::Waterfall)'s to say.

mod debt;
mod in_order;
mod reason;
mod rule;
mod share;
mod spread;
#[cfg(test)]
mod tests;

pub use debt::{Debt, Direction, OnePayment};
pub use rule::{Across, Decides, DisputedDebts, FirstKey, NamedAcross, NotDue};
pub use spread::{AcrossError, DebtPart, Spread, Unapplied, spread};
