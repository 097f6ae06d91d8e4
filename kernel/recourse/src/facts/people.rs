//! Debts, who is liable for them, and what happened about that.

use makegood_book::{Component, Split};
use makegood_compliance::{ClockReading, ClockState};
use makegood_units::{Amount, BusinessDate, FactId, LoanId, PartyId};
use serde::Serialize;

/// A debt as it stands on the day, after all that was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The loan.
    pub id: LoanId,
    /// All that is owed, due or not.
    pub owed: Split,
    /// How much of it is due and unpaid.
    pub due: Amount,
    /// Since when the oldest unpaid part is due; none when nothing is.
    pub due_since: Option<BusinessDate>,
    /// The order in which money meets the components; what it leaves out stands in front.
    pub waterfall: Vec<Component>,
    /// The document in which another order of securities than the law's was agreed.
    pub order_agreed: Option<String>,
}

impl Debt {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("debt", &self.id)
    }

    /// All that is owed. The parts were checked to be in range.
    pub fn total(&self) -> Amount {
        self.owed.total().unwrap_or(Amount::LIMIT)
    }
}

/// A signed paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The document.
    pub document: String,
    /// The day it was signed.
    pub signed_on: BusinessDate,
}

impl Proof {
    /// The reference to the document.
    pub fn fact(&self) -> FactId {
        FactId::new("document", &self.document)
    }
}

/// What a party is to a debt, at law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalRole {
    /// Borrowed.
    Borrower,
    /// Borrowed together with another.
    CoBorrower,
    /// Stands in for another by contract.
    Guarantor,
    /// Stands in for the other members of a group.
    GroupMember,
    /// What a borrower who died left behind.
    Estate,
    /// Gave a pledge for somebody else's debt; liable with it alone.
    ThirdPartyPledgor,
    /// Gave a mortgage for somebody else's debt; liable with it alone.
    ThirdPartyMortgagor,
}

/// How a guarantee works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeKind {
    /// After the debtor: the guarantor may refuse until execution against the debtor failed.
    General,
    /// At once: the creditor may choose.
    JointAndSeveral,
    /// The contract does not say, or not clearly. The law says what that means.
    Unclear,
}

/// The guarantee period, as its clock shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// Nobody knows.
    Unknown,
    /// No period runs under this contract and its law.
    None,
    /// It ends, and after it a guarantor nobody called in time is free.
    Ends {
        /// The last day on which it can be saved.
        on: BusinessDate,
        /// The day an act in time ended the clock for good.
        saved_on: Option<BusinessDate>,
        /// The last day of the limitation that runs after that, when known.
        limitation_ends_on: Option<BusinessDate>,
    },
}

impl Period {
    /// The period as a guarantee clock shows it. The day as counted ends it, not the
    /// day after rest days: whether those move it is disputed.
    pub fn of_clock(reading: &ClockReading) -> Self {
        match (&reading.state, reading.raw_end) {
            (ClockState::Unknown(_), _) | (_, None) => Self::Unknown,
            (_, Some(on)) => Self::Ends { on, saved_on: reading.saved_on, limitation_ends_on: None },
        }
    }
}

/// Somebody who is liable by borrowing, guaranteeing or inheriting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liable {
    /// The id of this fact.
    pub id: String,
    /// Who.
    pub party: PartyId,
    /// For which debt.
    pub debt: LoanId,
    /// As what: borrower, co-borrower, guarantor or estate.
    pub role: LegalRole,
    /// The paper that proves it.
    pub proof: Option<Proof>,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// The most they answer for in all. For an estate, the value inherited.
    pub limit: Option<Amount>,
    /// What became owed later without their written consent.
    pub without_consent: Amount,
    /// A borrower's day of death.
    pub died_on: Option<BusinessDate>,
    /// How a guarantee works; unclear for everybody else.
    pub kind: GuaranteeKind,
    /// For whom a guarantor stands in; the borrower when it is nobody else.
    pub stands_for: Option<PartyId>,
    /// The guarantee period; none for everybody else.
    pub period: Period,
}

impl Liable {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("liable", &self.id)
    }
}

/// Something that happened about a debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The id of this fact.
    pub id: String,
    /// What.
    pub what: Happened,
    /// About which debt.
    pub debt: LoanId,
    /// Against or by whom: the debtor it concerns, or the guarantor who waived.
    pub party: PartyId,
    /// The day.
    pub on: BusinessDate,
    /// The paper that proves it; without one it counts for nothing.
    pub proof: Option<String>,
}

impl Happening {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("happening", &self.id)
    }
}

/// What may have happened: each is what some law lets a general guarantor's refusal end with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// Execution against the debtor was tried and did not pay the debt.
    ExecutionFailed,
    /// The debtor cannot be found and left nothing to execute against.
    DebtorMissingWithoutAssets,
    /// A court opened insolvency proceedings over the debtor.
    InsolvencyOpened,
    /// The debtor's assets are proven not to suffice.
    AssetsInsufficient,
    /// The guarantor gave up in writing the right to refuse.
    GuarantorWaived,
    /// The debtor moved and suing became much harder.
    DebtorMovedAway,
    /// Execution is not to be expected to pay.
    ExecutionHopeless,
}

impl Happened {
    /// Each beside its word.
    pub(crate) const WORDS: [(&'static str, Self); 7] = [
        ("execution_failed", Self::ExecutionFailed),
        ("debtor_missing_without_assets", Self::DebtorMissingWithoutAssets),
        ("insolvency_opened", Self::InsolvencyOpened),
        ("assets_insufficient", Self::AssetsInsufficient),
        ("guarantor_waived", Self::GuarantorWaived),
        ("debtor_moved_away", Self::DebtorMovedAway),
        ("execution_hopeless", Self::ExecutionHopeless),
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, what)| *what == self).map_or("", |(word, _)| word)
    }
}
