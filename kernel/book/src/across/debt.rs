//! What is owed on several debts, and one payment with what was said about it.

use makegood_units::{Amount, BusinessDate, LoanId, Rate};

/// One debt. A loan of which a part is due and a part is not is two debts with two
/// due dates; so are two instalments where the law looks at each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The loan, card balance or claim. Together with the due date it names the debt.
    pub loan: LoanId,
    /// The due date.
    pub due_on: BusinessDate,
    /// The day the debt arose, when known; else its due date tells its age.
    pub arose_on: Option<BusinessDate>,
    /// What is owed on it, in minor units.
    pub owed: Amount,
    /// What security for it is worth, in minor units; zero without any. A guarantee
    /// counts by the sum it covers.
    pub security: Amount,
    /// The interest it bears now: the burden on the debtor.
    pub rate: Rate,
    /// Whether the debtor disputes it.
    pub disputed: bool,
    /// Whether a deferred-interest programme on it is in its last two billing cycles.
    pub deferral_ends: bool,
}

impl Debt {
    /// Whether it is due on a day: from its due date on.
    pub fn is_due(&self, on: BusinessDate) -> bool {
        self.due_on <= on
    }
}

/// "So much of it to that loan."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// The loan named; its debts are met oldest due first.
    pub loan: LoanId,
    /// No more than this, in minor units; as much as is owed when nothing was said.
    pub at_most: Option<Amount>,
}

/// One payment of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnePayment {
    /// How much, in minor units.
    pub amount: Amount,
    /// The day from which it counts.
    pub on: BusinessDate,
    /// What was agreed in the contract, in its order.
    pub agreed: Vec<Direction>,
    /// What the debtor named when paying, in their order.
    pub designated: Vec<Direction>,
    /// What the creditor chose, in their order.
    pub chosen: Vec<Direction>,
    /// The required minimum periodic payment of a card, in minor units.
    pub minimum: Option<Amount>,
}

impl OnePayment {
    /// A payment about which nothing was said.
    pub fn new(amount: Amount, on: BusinessDate) -> Self {
        Self { amount, on, agreed: Vec::new(), designated: Vec::new(), chosen: Vec::new(), minimum: None }
    }
}
