//! Who is liable, and what may be asked of guarantors.

use super::{Obstacle, Opened, Someone};
use makegood_units::{BusinessDate, Money};

/// What one party answers for on one loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiableLine {
    /// Who.
    pub who: Someone,
    /// As what: `borrower`, `guarantor`.
    pub role: String,
    /// On which loan.
    pub loan: String,
    /// For how much of what is due today.
    pub today: Money,
    /// For how much of all that is owed.
    pub in_all: Money,
    /// How `today` is worked out.
    pub opened: Opened,
    /// What is missing before it may be claimed.
    pub missing: Vec<Obstacle>,
}

/// A guarantor who may be called, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandCard {
    /// The guarantor.
    pub who: Someone,
    /// For whom they stand in; none where nobody is on file.
    pub stands_for: Option<Someone>,
    /// On which loan.
    pub loan: String,
    /// `General guarantee`, `Joint and several guarantee`.
    pub kind: String,
    /// How much may be demanded.
    pub amount: Money,
    /// Where the contract says so. May be empty.
    pub clause: String,
    /// The signed paper and its day. May be empty.
    pub paper: String,
    /// The last day on which the guarantee can be saved.
    pub period_ends_on: Option<BusinessDate>,
    /// The day by which an act has to save it, and days until then.
    pub save_by: Option<SaveBy>,
    /// What blocks it; nothing when it may go out.
    pub because: Vec<Obstacle>,
    /// What it rests on.
    pub opened: Opened,
}

/// By when an act has to save a guarantee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaveBy {
    /// The last day.
    pub by: BusinessDate,
    /// Days until then.
    pub days: i32,
}
