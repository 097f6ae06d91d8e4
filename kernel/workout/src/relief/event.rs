//! Why something about a relief loan is refused.

use makegood_units::{BusinessDate, Money};
use serde::{Deserialize, Serialize};

/// Why a relief loan, or something done with it, is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ReliefRefused {
    /// No tranche.
    #[error("a relief loan has at least one tranche")]
    NoTranche,
    /// Numbers with gaps.
    #[error("tranches are numbered 1, 2, 3 in the order in which they are drawn; found {0} out of place")]
    Numbering(u32),
    /// Nothing to draw, or nothing it is for.
    #[error("tranche {0} needs an amount above zero and a purpose")]
    NoPurpose(u32),
    /// More for old instalments than there is.
    #[error("tranche {0}: the part for old instalments lies between zero and the tranche")]
    OldInstalments(u32),
    /// Nothing to be shown for it.
    #[error("tranche {0} has no check; money that nobody looks after is not supervised")]
    NoCheck(u32),
    /// Two checks of one name.
    #[error("two checks are called {0:?}; ids are unique")]
    SameCheck(String),
    /// A tranche nobody agreed on.
    #[error("there is no tranche {0}")]
    UnknownTranche(u32),
    /// A check nobody agreed on.
    #[error("there is no check {0:?}")]
    UnknownCheck(String),
    /// Events out of order.
    #[error("{later} comes after {earlier} in the list; events stand in the order of their days")]
    OutOfOrder {
        /// The day that stands first.
        earlier: BusinessDate,
        /// The earlier day that stands after it.
        later: BusinessDate,
    },
    /// An event of the future.
    #[error("{0} lies after the day this is asked for")]
    FutureDay(BusinessDate),
    /// Approved twice.
    #[error("tranche {0} was approved before")]
    ApprovedBefore(u32),
    /// Drawn twice.
    #[error("tranche {0} was drawn before")]
    DrawnBefore(u32),
    /// Something that was blocked on that day.
    #[error("tranche {no} could not be {what} on {on}: {because}")]
    Blocked {
        /// The tranche.
        no: u32,
        /// Approved, or drawn.
        what: String,
        /// The day.
        on: BusinessDate,
        /// Why it was blocked.
        because: String,
    },
    /// More than the tranche, or nothing.
    #[error("tranche {no} is {most}; {asked} cannot be drawn")]
    Amount {
        /// The tranche.
        no: u32,
        /// The tranche's amount.
        most: Money,
        /// What was asked.
        asked: Money,
    },
    /// Another purpose than agreed.
    #[error("tranche {no} is for {agreed:?}, not for {found:?}")]
    Purpose {
        /// The tranche.
        no: u32,
        /// The purpose agreed.
        agreed: String,
        /// The purpose named.
        found: String,
    },
    /// A check of a tranche that was not drawn.
    #[error("check {0:?} belongs to a tranche that is not drawn")]
    NotDrawn(String),
    /// Stopped twice, or anything after the stop but evidence.
    #[error("the relief loan was stopped on {0}")]
    Stopped(BusinessDate),
    /// Sums beyond what can be held.
    #[error("the amounts of this relief loan add up beyond what can be held")]
    Overflow,
}
