//! What the book, the file and the finding know of a case.

use crate::compare::{Flow, Probability, Source, Verified, WriteOffNeed};
use makegood_book::Split;
use makegood_diagnosis::Situation;
use makegood_strategy::Security;
use makegood_units::{Amount, BusinessDate, Currency, PartyId};
use serde::{Deserialize, Serialize};

/// What somebody else liable, or something given as security, is reckoned to bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The route by its word: `guarantor_call`, `pledge`, `mortgage`.
    pub route: String,
    /// How much of this debt, minor units.
    pub amount: Amount,
    /// Its cost, when that is known.
    pub cost: Option<Amount>,
    /// In so many days, when that is known.
    pub days: Option<i32>,
    /// How likely, and who says so, when that is known.
    pub chance: Option<(Probability, Source)>,
    /// What keeps this way closed, one sentence each.
    pub blocked: Vec<String>,
    /// Where the amount comes from.
    pub says: String,
}

/// What is already shown for a write-off, with where it is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOffSeen {
    /// What.
    pub need: WriteOffNeed,
    /// From where.
    pub says: String,
}

/// A case on a day, in plain figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFacts {
    /// Whose.
    pub party: PartyId,
    /// The day.
    pub as_of: BusinessDate,
    /// Of all amounts; loans in another currency stand aside.
    pub currency: Currency,
    /// Why they are behind.
    pub situation: Situation,
    /// What stands behind the loans.
    pub securities: Vec<Security>,
    /// Due and unpaid, by component.
    pub arrears: Split,
    /// All unpaid principal, due or not.
    pub principal: Amount,
    /// What is scheduled and falls due after today.
    pub ahead: Vec<Flow>,
    /// Income a month, verified.
    pub income: Option<Verified>,
    /// What is left of it a month before any debt service, verified.
    pub surplus: Option<Verified>,
    /// The instalment of the month here.
    pub debt_service: Option<Amount>,
    /// What other debts take a month.
    pub other_debt_service: Option<Amount>,
    /// What a reader has to know of these figures.
    pub says: Vec<String>,
    /// What others liable and securities bring; empty where that is not known.
    pub brought: Vec<Brought>,
    /// Whether a guarantor is on the book.
    pub has_guarantor: bool,
    /// What is already shown for a write-off.
    pub write_off_shown: Vec<WriteOffSeen>,
    /// The days on which relief was given before.
    pub earlier_relief: Vec<BusinessDate>,
}
