//! The law of one payment over several debts, as data.
//!
//! ```toml
//! name = "germany-366"
//! rule = "alloc.de.366"
//!
//! [origin]                           # as in a waterfall's file
//!
//! [across]
//! who_decides = ["debtor"]           # "agreement", "debtor", "creditor", in this order
//! up_to_minimum = "creditor"         # cards: who decides on the required minimum
//! first = ["due", "least_secured", "highest_rate", "older"]
//! not_due = "last"                   # or "never": nothing before it is due, unless directed
//! disputed = "as_others"             # or "nothing": not even when directed
//! ```

use crate::cited::{self, ConventionError, Origin};
use serde::{Deserialize, Serialize};

/// Somebody who decides before the law's own sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    /// What the parties agreed.
    Agreement,
    /// What the debtor names when paying.
    Debtor,
    /// What the creditor chooses.
    Creditor,
}

/// A key of the law's sequence: which of two debts comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstKey {
    /// The one that is due.
    Due,
    /// The one of which the smaller share is covered by security.
    LeastSecured,
    /// The one with the higher yearly rate: more burdensome.
    HighestRate,
    /// The one with the earlier due date.
    EarlierDue,
    /// The one that arose earlier.
    Older,
    /// The one whose deferral of interest is in its last two billing cycles.
    EndingDeferral,
}

/// Whether the law's sequence reaches debts that are not due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotDue {
    /// Yes, where its keys put them.
    Last,
    /// No; only a direction of the debtor or an agreement does.
    Never,
}

/// What a disputed debt receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputedDebts {
    /// What it would receive undisputed.
    AsOthers,
    /// Nothing, not even when the debtor directs it there.
    Nothing,
}

/// The order of one payment over several debts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Across {
    /// Who decides before the law's sequence, one after another.
    pub who_decides: Vec<Decides>,
    /// Who decides on the required minimum before anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_minimum: Option<Decides>,
    /// The keys of the law's sequence. Debts equal under all share in proportion.
    pub first: Vec<FirstKey>,
    /// Whether the sequence reaches debts that are not due.
    pub not_due: NotDue,
    /// What a disputed debt receives.
    pub disputed: DisputedDebts,
}

/// A law of one payment over several debts, with its name and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedAcross {
    /// The name it is chosen by.
    pub name: String,
    /// The id reasons refer to.
    pub rule: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The order itself.
    pub across: Across,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../../conventions/across/", $name, ".toml")))),+]
    };
}

const SHIPPED: [(&str, &str); 9] = shipped!(
    "house",
    "china-560",
    "germany-366",
    "india-59-61",
    "uk-agreements",
    "uk-card",
    "uk-current-account",
    "us-card",
    "us-regulation-f",
);

impl NamedAcross {
    /// The names of the shipped laws.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// The shipped law of a name.
    ///
    /// # Errors
    /// [`ConventionError::Unknown`], with the names there are.
    pub fn named(name: &str) -> Result<Self, ConventionError> {
        Self::read(cited::shipped("order across debts", &SHIPPED, name)?)
    }

    /// Reads a law from a file.
    ///
    /// # Errors
    /// [`ConventionError::Unreadable`], with the line and what was expected there.
    pub fn read(text: &str) -> Result<Self, ConventionError> {
        cited::read(text)
    }
}
