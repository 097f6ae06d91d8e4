//! What obligors own besides, what they may keep, and security offered in addition.

use makegood_book::Status;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, PartyId};

/// Something an obligor owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The id of this fact.
    pub id: String,
    /// Whose it is.
    pub owner: PartyId,
    /// The debt a sale would go to.
    pub debt: LoanId,
    /// Its kind, in one word of the list of exempt goods, or another.
    pub kind: String,
    /// What it is, in words.
    pub what: String,
    /// What it would fetch when its owner sells it.
    pub value: Amount,
    /// The day of that value.
    pub valued_on: BusinessDate,
    /// Used little or not at all.
    pub low_use: bool,
    /// What others have a right to out of it.
    pub liens: Amount,
    /// What selling costs.
    pub sale_cost: Amount,
    /// The document in which the owner agreed to sell.
    pub agreed: Option<String>,
}

impl Asset {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("asset", &self.id)
    }
}

/// Goods nobody may be asked to give up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptGoods {
    /// The word of the kind.
    pub kind: String,
    /// Up to which value; none: whatever it is worth.
    pub up_to: Option<Amount>,
    /// Where that is said.
    pub citation: String,
    /// How sure it is.
    pub status: Status,
}

/// Whether there is a spouse whose consent counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaritalStatus {
    /// Married.
    Married,
    /// Not married.
    Unmarried,
    /// Nobody asked.
    Unknown,
}

/// Family property offered as security in addition. Each of the documents is named
/// when it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedSecurity {
    /// The id of this fact.
    pub id: String,
    /// Whose it is.
    pub owner: PartyId,
    /// Which debt it would secure.
    pub debt: LoanId,
    /// What it is, in words.
    pub what: String,
    /// Its kind, compared with the exempt goods.
    pub kind: String,
    /// Its value.
    pub value: Amount,
    /// The day of that value.
    pub valued_on: BusinessDate,
    /// Whether the owner is married.
    pub marital: MaritalStatus,
    /// The proof of who the owner is.
    pub owner_identity: Option<String>,
    /// The owner's consent.
    pub owner_consent: Option<String>,
    /// The spouse's consent.
    pub spouse_consent: Option<String>,
    /// That somebody independent advised them.
    pub advice: Option<String>,
}

impl AddedSecurity {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("added_security", &self.id)
    }
}
