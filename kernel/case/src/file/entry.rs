//! One fact of the borrower's file.

use super::Month;
use crate::Confidence;
use makegood_units::{Amount, BusinessDate, Currency};
use serde::{Deserialize, Serialize};

/// The income line that a business cash flow takes the place of, once it is known.
pub const OWN_BUSINESS: &str = "own_business";

/// What kind of arrears these are, in the lender's taxonomy of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// The money is late, and will come.
    TemporaryLack,
    /// What is earned does not carry the instalment.
    InsufficientAbility,
    /// Much of what the borrower owned is lost.
    HeavyAssetLoss,
    /// Too much is owed, to too many.
    ExcessiveDebt,
    /// The borrower says the debt is wrong.
    Dispute,
    /// Somebody deceived the lender or the borrower.
    Fraud,
    /// The lender made the mistake.
    LenderError,
}

impl ReasonCode {
    /// Every code with its word.
    pub const ALL: [(&str, Self); 7] = [
        ("temporary_lack", Self::TemporaryLack),
        ("insufficient_ability", Self::InsufficientAbility),
        ("heavy_asset_loss", Self::HeavyAssetLoss),
        ("excessive_debt", Self::ExcessiveDebt),
        ("dispute", Self::Dispute),
        ("fraud", Self::Fraud),
        ("lender_error", Self::LenderError),
    ];

    /// The word it is written with.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, code)| *code == self).map_or("", |(word, _)| word)
    }
}

/// Whether a cost could be lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// Rent, school, food: the same every month.
    Fixed,
    /// What a household can spend less on for a while.
    Flexible,
}

/// A line of a business, for one month. Stock, receivables and payables are what there
/// was at its end; the others are what moved in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusinessLine {
    /// Sold.
    Sales,
    /// Goods and materials bought.
    Purchases,
    /// Wages, rent, transport and the like.
    RunningCosts,
    /// Goods in hand at the end of the month, at cost.
    Stock,
    /// Owed by customers at the end of the month.
    Receivables,
    /// Owed to suppliers at the end of the month.
    Payables,
    /// Paid on debts of the business to others than this lender.
    DebtService,
}

impl BusinessLine {
    /// Every line with its word.
    pub const ALL: [(&str, Self); 7] = [
        ("sales", Self::Sales),
        ("purchases", Self::Purchases),
        ("running_costs", Self::RunningCosts),
        ("stock", Self::Stock),
        ("receivables", Self::Receivables),
        ("payables", Self::Payables),
        ("debt_service", Self::DebtService),
    ];

    /// The word it is written with.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, line)| *line == self).map_or("", |(word, _)| word)
    }
}

/// What a fact says. Amounts are in the currency of the fact and never below zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileEntry {
    /// Where they live or work; verified when somebody was there.
    Address {
        /// In words.
        says: String,
    },
    /// What they live from.
    Occupation {
        /// In words.
        says: String,
    },
    /// Who lives of it.
    Household {
        /// Who lives in the household.
        members: u32,
        /// Who of them is provided for.
        dependants: u32,
    },
    /// Why the loan is not paid.
    Reason {
        /// By the taxonomy.
        code: ReasonCode,
        /// In words.
        says: String,
    },
    /// How the business runs: when not normally, why, by how much less, whether that
    /// can be turned, and what would turn it.
    Operations {
        /// Whether it runs as it should.
        normal: bool,
        /// In words.
        says: String,
        /// How far it is down, from 1 to 100; none when normal.
        down_percent: Option<u32>,
        /// Whether that can be turned, when known.
        reversible: Option<bool>,
        /// What would turn it; may be empty.
        rescue: String,
    },
    /// Something owned: its value, what others have on it, whether it is little used,
    /// and whether it may be sold (the household's necessities and tools may not).
    Asset {
        /// What it is.
        name: String,
        /// What it is worth.
        value: Amount,
        /// What others have on it.
        encumbered: Amount,
        /// Whether it is little used.
        low_use: bool,
        /// Whether it may be sold.
        saleable: bool,
    },
    /// Owed to somebody else than this lender, and what it takes a month.
    Liability {
        /// To whom.
        creditor: String,
        /// How much.
        owed: Amount,
        /// How much a month.
        monthly: Amount,
    },
    /// What comes in, a month.
    Income {
        /// Which line.
        line: String,
        /// How much a month.
        monthly: Amount,
        /// On which day of the month it comes, from 1 to 31, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay_day: Option<u8>,
    },
    /// What the household spends, a month.
    Cost {
        /// Which line.
        line: String,
        /// Whether it could be lowered.
        cost: CostKind,
        /// How much a month.
        monthly: Amount,
    },
    /// Tax, a month.
    Tax {
        /// How much a month.
        monthly: Amount,
    },
    /// A line of the business, for a month.
    Business {
        /// Which line.
        line: BusinessLine,
        /// Of which month.
        month: Month,
        /// How much.
        amount: Amount,
    },
    /// What came into the account in a month.
    Inflow {
        /// Of which month.
        month: Month,
        /// How much.
        amount: Amount,
    },
    /// Health, told with consent: it protects and never scores.
    Health {
        /// In words.
        says: String,
        /// The day they agreed to it being kept.
        consented_on: BusinessDate,
    },
}

impl FileEntry {
    /// The word of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Address { .. } => "address",
            Self::Occupation { .. } => "occupation",
            Self::Household { .. } => "household",
            Self::Reason { .. } => "reason",
            Self::Operations { .. } => "operations",
            Self::Asset { .. } => "asset",
            Self::Liability { .. } => "liability",
            Self::Income { .. } => "income",
            Self::Cost { cost: CostKind::Fixed, .. } => "fixed_cost",
            Self::Cost { cost: CostKind::Flexible, .. } => "flexible_cost",
            Self::Tax { .. } => "tax",
            Self::Business { line, .. } => line.word(),
            Self::Inflow { .. } => "inflow",
            Self::Health { .. } => "health",
        }
    }

    /// Two facts with one key speak of the same thing, and the later one counts.
    pub fn key(&self) -> String {
        let kind = self.kind();
        match self {
            Self::Asset { name, .. } => format!("{kind}/{name}"),
            Self::Liability { creditor, .. } => format!("{kind}/{creditor}"),
            // A cost that turns out to be flexible is the same cost.
            Self::Cost { line, .. } => format!("cost/{line}"),
            Self::Income { line, .. } => format!("{kind}/{line}"),
            Self::Business { month, .. } | Self::Inflow { month, .. } => format!("{kind}/{month}"),
            _ => kind.to_owned(),
        }
    }

    /// Its amounts, in the order written.
    pub fn amounts(&self) -> Vec<Amount> {
        match self {
            Self::Asset { value, encumbered, .. } => vec![*value, *encumbered],
            Self::Liability { owed, monthly, .. } => vec![*owed, *monthly],
            Self::Income { monthly, .. } | Self::Cost { monthly, .. } | Self::Tax { monthly } => vec![*monthly],
            Self::Business { amount, .. } | Self::Inflow { amount, .. } => vec![*amount],
            _ => Vec::new(),
        }
    }
}

/// A fact with its dates, its source and who may see it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileFact {
    /// What it says.
    pub entry: FileEntry,
    /// Of its amounts; none when it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// The day somebody saw or heard it, on or after `as_of`.
    pub observed_on: BusinessDate,
    /// Where it comes from: a document, a visit, the borrower's word.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Whether only those who protect the borrower may see it. Health always is.
    pub restricted: bool,
}
