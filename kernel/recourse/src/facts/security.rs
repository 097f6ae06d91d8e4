//! Pledges and mortgages, their value, their ranks and what was done with them.

use crate::facts::people::Proof;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, PartyId};
use serde::Serialize;

/// What kind of security it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecurityKind {
    /// A thing handed over, or a right.
    Pledge,
    /// Land, a house, or a thing that stays with its owner.
    Mortgage,
}

impl SecurityKind {
    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::Mortgage => "mortgage",
        }
    }
}

/// A pledge or a mortgage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// The id of this fact.
    pub id: String,
    /// Its kind.
    pub kind: SecurityKind,
    /// Whose it is.
    pub owner: PartyId,
    /// What it is, in words.
    pub what: String,
    /// The debts it secures; the ones due longest are met first.
    pub debts: Vec<LoanId>,
    /// The paper that proves it.
    pub proof: Option<Proof>,
    /// The most it secures in all.
    pub limit: Option<Amount>,
    /// What a forced sale is taken to lose against the value, in basis points.
    pub haircut_bp: u32,
    /// The last day it is insured; none when nobody knows.
    pub insured_until: Option<BusinessDate>,
    /// Our rank; 1 is met first.
    pub rank: u32,
    /// Others with a right to it.
    pub ranks: Vec<Rank>,
    /// What it is worth, by whom and when.
    pub valuations: Vec<Valuation>,
    /// What enforcement costs, stage by stage.
    pub costs: Vec<StageCost>,
    /// Whether it is entered in a register; none when nobody said.
    pub registered: Option<bool>,
    /// The process by which it is enforced, by the name of a law's process.
    pub process: Option<String>,
    /// Whether what is left of the debt after the sale may be claimed, where the law does not say.
    pub deficiency_claimable: Option<bool>,
}

impl Security {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("security", &self.id)
    }

    /// The newest valuation of a day or before it.
    pub fn valuation_on(&self, day: BusinessDate) -> Option<&Valuation> {
        let then = self.valuations.iter().filter(|valuation| valuation.on <= day);
        then.max_by_key(|valuation| (valuation.on, &valuation.id))
    }

    /// All costs.
    pub fn all_costs(&self) -> Amount {
        self.costs.iter().map(|cost| cost.amount).sum()
    }
}

/// Somebody else with a right to the security.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// Who.
    pub holder: String,
    /// Their rank; lower is met first, the same shares in proportion.
    pub rank: u32,
    /// What they are owed.
    pub amount: Amount,
}

/// A valuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valuation {
    /// The id of this fact.
    pub id: String,
    /// The day it speaks of.
    pub on: BusinessDate,
    /// The market value.
    pub amount: Amount,
    /// Who valued.
    pub by: String,
}

impl Valuation {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("valuation", &self.id)
    }
}

/// What one stage of enforcement costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageCost {
    /// Which stage, in words.
    pub stage: String,
    /// How much.
    pub amount: Amount,
}

/// A step of enforcement that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id of this fact.
    pub id: String,
    /// Of which security.
    pub security: String,
    /// What was done.
    pub what: EventKind,
    /// The day.
    pub on: BusinessDate,
    /// The price of a sale, or what was paid to redeem.
    pub amount: Option<Amount>,
    /// The paper that proves it.
    pub proof: Option<String>,
}

impl Event {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("enforcement", &self.id)
    }
}

/// The steps there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The owner was given notice, and a time to pay.
    Notice,
    /// The lender took possession.
    Possession,
    /// A court ordered or allowed the sale.
    CourtOrder,
    /// A sale or auction was announced.
    SaleAnnounced,
    /// Nobody bought.
    AuctionFailed,
    /// Sold.
    Sold,
    /// The money was given to whom it belongs.
    Distributed,
    /// The owner or debtor paid and has it back.
    Redeemed,
}

impl EventKind {
    /// Each beside its word.
    pub(crate) const WORDS: [(&'static str, Self); 8] = [
        ("notice", Self::Notice),
        ("possession", Self::Possession),
        ("court_order", Self::CourtOrder),
        ("sale_announced", Self::SaleAnnounced),
        ("auction_failed", Self::AuctionFailed),
        ("sold", Self::Sold),
        ("distributed", Self::Distributed),
        ("redeemed", Self::Redeemed),
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, what)| *what == self).map_or("", |(word, _)| word)
    }
}
