//! How a payment is spread over what is owed, as data.
//!
//! ```toml
//! due = ["penalty", "fee", "interest", "principal"]
//! in_advance = ["principal", "penalty", "fee", "interest"]
//! sweep = "instalment"            # finish one instalment before the next; or "component"
//! ahead = "next"                  # money before its due date: "next", "last", "even"
//! ahead_by_kind = { goodwill_credit = "last" }
//! due_charges_first = true        # a charge already due inside a later instalment
//! charges_known_from = "entry_or_due"   # or "always"
//! partial = "suspense"            # less than a full payment waits: see `gather`; or "applied"
//! ```

use crate::split::Order;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a payment moves over instalments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sweep {
    /// All components of one instalment before the next instalment: oldest first.
    #[default]
    Instalment,
    /// One component over all instalments before the next component.
    Component,
}

/// Which instalment money meets before its due date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ahead {
    /// The next to fall due.
    #[default]
    Next,
    /// The last one first, which shortens the loan.
    Last,
    /// All of them in equal parts, which lowers every instalment.
    Even,
    /// None: the money waits in suspense until something falls due.
    Suspense,
}

/// From when a charge takes part when payments are replayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargesKnown {
    /// Always: a charge entered late is met as if it had stood there from the start.
    #[default]
    Always,
    /// From the earlier of its entry and its due date. Payments before that do not
    /// see it; what was paid over before is drawn on.
    EntryOrDue,
}

/// What becomes of a payment smaller than a full periodic payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Partial {
    /// It is applied as it comes.
    #[default]
    Applied,
    /// It waits in suspense until a full periodic payment has gathered; then that much
    /// is posted, as of the day it was complete, and the rest goes on waiting. The
    /// periodic payment is what is scheduled and unpaid of the oldest instalment; a
    /// charge inside it never keeps a full payment waiting.
    Suspense,
}

/// The order in which a payment is applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Waterfall {
    /// The order of the components of what is due on the day of the payment.
    pub due: Order,
    /// The order of the components of what falls due later; as `due` when it is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_advance: Option<Order>,
    /// Instalment by instalment, or component by component.
    pub sweep: Sweep,
    /// Which instalment money in advance meets.
    pub ahead: Ahead,
    /// The same for payments of a kind, by the word of the kind.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ahead_by_kind: BTreeMap<String, Ahead>,
    /// Whether a charge due on or before the day of the payment, inside an instalment
    /// that falls due later, is met before anything in advance.
    pub due_charges_first: bool,
    /// From when charges take part.
    pub charges_known_from: ChargesKnown,
    /// What becomes of less than a full periodic payment.
    pub partial: Partial,
}

impl From<Order> for Waterfall {
    /// Oldest instalment first, the components in this order whether due or not.
    fn from(due: Order) -> Self {
        Self { due, ..Self::default() }
    }
}

impl Waterfall {
    /// The order of what falls due after the payment.
    pub fn in_advance(&self) -> &Order {
        self.in_advance.as_ref().unwrap_or(&self.due)
    }

    /// Which instalment a payment of a kind meets in advance.
    pub fn ahead(&self, kind: Option<&str>) -> Ahead {
        kind.and_then(|kind| self.ahead_by_kind.get(kind)).copied().unwrap_or(self.ahead)
    }

    /// Whether money can wait in suspense.
    pub fn uses_suspense(&self) -> bool {
        self.partial == Partial::Suspense
            || self.ahead == Ahead::Suspense
            || self.ahead_by_kind.values().any(|ahead| *ahead == Ahead::Suspense)
    }

    /// Whether the days on which payments came make no difference to what is owed:
    /// oldest instalment first, and the same order in advance.
    pub fn is_timeless(&self) -> bool {
        self.sweep == Sweep::Instalment
            && self.ahead == Ahead::Next
            && self.ahead_by_kind.is_empty()
            && self.partial == Partial::Applied
            && *self.in_advance() == self.due
    }
}
