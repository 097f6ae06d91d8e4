//! The ways to money that are weighed against each other.

use makegood_units::{Amount, FactId, LoanId};
use serde::Serialize;

/// A way to money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteKind {
    /// The debtor's own plan.
    Plan,
    /// The owner sells something.
    VoluntarySale,
    /// A pledge is realised.
    Pledge,
    /// A mortgage is enforced.
    Mortgage,
    /// A guarantor is called.
    Guarantor,
    /// The other members of the group are called.
    Group,
    /// A suit against the debtor.
    Suit,
}

impl RouteKind {
    /// Each beside its word.
    pub(crate) const WORDS: [(&'static str, Self); 7] = [
        ("plan", Self::Plan),
        ("voluntary_sale", Self::VoluntarySale),
        ("pledge", Self::Pledge),
        ("mortgage", Self::Mortgage),
        ("guarantor", Self::Guarantor),
        ("group", Self::Group),
        ("suit", Self::Suit),
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether what it brings is said by hand: nothing else on file says it.
    pub fn brings_what_is_said(self) -> bool {
        matches!(self, Self::Plan | Self::Suit)
    }
}

/// A way to money with what it costs and how likely it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The id of this fact.
    pub id: String,
    /// Which way.
    pub kind: RouteKind,
    /// For which debt.
    pub debt: LoanId,
    /// The id of the guarantee, group, security or asset; none for a plan and a suit.
    pub of: Option<String>,
    /// What a plan or a suit would bring.
    pub brings: Option<Amount>,
    /// What taking this way costs.
    pub cost: Amount,
    /// How many days until the money is there.
    pub days: u32,
    /// How likely it brings that, in basis points.
    pub probability_bp: u32,
    /// Where the probability comes from.
    pub source: String,
}

impl Route {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("route", &self.id)
    }
}
