//! Recourse: who else is liable and what secures a loan, and joint-liability groups.
//!
//! Every amount is worked out before it comes here and can be opened to its lines.

mod entry;
mod group;
mod member;
mod order;
mod people;
mod security;
mod short;
mod things;

pub use entry::{Field, FieldKind, Pick, RowForm};
pub use group::{AskedLine, FailingCard, Group, Late, LedgerCard, LedgerLine, MeetingLine, MemberLine, ShockCard};
pub use member::{JointLine, MemberPage};
pub use order::{OrderBlock, ShutWay, WayLine};
pub use people::{DemandCard, LiableLine, SaveBy};
pub use security::{KeptRow, Security};
pub use short::Short;
pub use things::{AddedCard, DealtLine, Paper, SaleCard, SecurityCard, StageLine};

use makegood_units::Money;

/// Somebody by name, with the case they have on this book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// Their name, or their number where no name was delivered.
    pub name: String,
    /// The lender's number.
    pub id: String,
    /// Their case; none for somebody who borrowed nothing here.
    pub href: Option<String>,
}

/// One line of an arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What it is.
    pub says: String,
    /// How much.
    pub amount: Money,
}

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The fact, as its kind and id.
    pub says: String,
    /// Where it stands, when it stands on a page.
    pub href: Option<String>,
}

/// A figure opened: how it is worked out, and from what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The reason in one sentence.
    pub says: String,
    /// Line by line.
    pub sums: Vec<Sum>,
    /// The facts.
    pub grounds: Vec<Ground>,
    /// The rule with its citation and how sure it is. May be empty.
    pub law: String,
}

/// What stands in the way of something, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Its name, as the documentation lists it.
    pub code: String,
    /// What is wrong.
    pub says: String,
    /// What to do about it.
    pub way_out: String,
    /// The rule, where it is a rule. May be empty.
    pub law: String,
}
