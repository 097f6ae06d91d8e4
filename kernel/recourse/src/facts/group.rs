//! A joint-liability group and what was noted about it.

use crate::facts::people::Proof;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, PartyId};
use serde::Serialize;

/// A group whose members answer for each other's loans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The id of this fact.
    pub id: String,
    /// How they answer.
    pub liability: GroupLiability,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// The loans they answer for.
    pub debts: Vec<LoanId>,
    /// The members.
    pub members: Vec<Member>,
}

impl Group {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("group", &self.id)
    }

    /// The member of this name.
    pub fn member(&self, party: &PartyId) -> Option<&Member> {
        self.members.iter().find(|member| member.party == *party)
    }
}

/// How the members answer for a debt that is not their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupLiability {
    /// Each for the whole, up to their limit.
    JointAndSeveral,
    /// Each for their share.
    Several,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub party: PartyId,
    /// The share, in basis points of a debt.
    pub share_bp: u32,
    /// The most they answer for on one debt.
    pub limit: Option<Amount>,
    /// The paper they signed.
    pub proof: Option<Proof>,
}

/// What somebody liable paid for somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The id of this fact.
    pub id: String,
    /// Who paid.
    pub by: PartyId,
    /// On which debt.
    pub debt: LoanId,
    /// Toward which instalment.
    pub instalment: u32,
    /// The day.
    pub on: BusinessDate,
    /// How much.
    pub amount: Amount,
}

impl Contribution {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("contribution", &self.id)
    }
}

/// What the borrower paid back to those who had paid for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repayment {
    /// The id of this fact.
    pub id: String,
    /// For which debt they had paid.
    pub debt: LoanId,
    /// The day.
    pub on: BusinessDate,
    /// How much, to be shared among them in proportion.
    pub amount: Amount,
}

impl Repayment {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("repayment", &self.id)
    }
}

/// A notice of liability that was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The id of this fact.
    pub id: String,
    /// On whom.
    pub party: PartyId,
    /// About which debt.
    pub debt: LoanId,
    /// The day it was served.
    pub on: BusinessDate,
    /// The paper that proves service.
    pub proof: String,
}

/// The failing member was spoken to, or was not and somebody says why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The id of this fact.
    pub id: String,
    /// About which debt.
    pub debt: LoanId,
    /// The day.
    pub on: BusinessDate,
    /// The reason they were not spoken to first; none when they were.
    pub not_first_because: Option<String>,
    /// Who noted it.
    pub by: String,
}

/// How a member takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CooperationStatus {
    /// Will not help.
    Refused,
    /// Helps with a part.
    Partial,
    /// Helps.
    Agreed,
}

/// A member's answer on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooperation {
    /// The id of this fact.
    pub id: String,
    /// In which group.
    pub group: String,
    /// Who.
    pub party: PartyId,
    /// The day.
    pub on: BusinessDate,
    /// The answer.
    pub status: CooperationStatus,
}

/// A meeting of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// The id of this fact.
    pub id: String,
    /// Which group.
    pub group: String,
    /// The day.
    pub on: BusinessDate,
    /// Who came.
    pub attendees: Vec<PartyId>,
    /// The document with the minutes.
    pub minutes: String,
    /// What came out of it.
    pub outcome: String,
}

/// Something that struck all members: a flood, a closed market. While it lasts nobody
/// is asked to pay for anybody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shock {
    /// The id of this fact.
    pub id: String,
    /// Which group.
    pub group: String,
    /// The first day.
    pub begins_on: BusinessDate,
    /// The last day; none while nobody knows.
    pub ends_on: Option<BusinessDate>,
    /// What it was.
    pub reason: String,
    /// Who switched it on.
    pub by: String,
}

impl Shock {
    /// Whether it lasts on a day.
    pub fn is_on(&self, day: BusinessDate) -> bool {
        self.begins_on <= day && self.ends_on.is_none_or(|last| day <= last)
    }

    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("shock", &self.id)
    }
}
