//! The rows a lender delivers. Append-only: a correction is a new row.

use crate::LoanEvent;
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanEventId, LoanId, PartyId, PaymentId};
use serde::{Deserialize, Serialize};

/// A loan and its terms as delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// The lender's number of the loan.
    pub id: LoanId,
    /// Who borrowed.
    pub borrower: PartyId,
    /// The branch or field partner that owns the loan.
    pub branch: BranchId,
    /// The currency of every amount of the loan.
    pub currency: Currency,
    /// The amount lent.
    pub principal: Amount,
    /// The day the money was paid out, when known.
    pub disbursed_on: Option<BusinessDate>,
    /// The product, in the lender's words.
    pub product: Option<String>,
    /// What the money was for, in the lender's words.
    pub purpose: Option<String>,
}

/// An amount scheduled to fall due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// The loan it belongs to.
    pub loan: LoanId,
    /// Its number within the loan, from 1.
    pub no: u32,
    /// The due date.
    pub due_on: BusinessDate,
    /// Principal due.
    pub principal: Amount,
    /// Interest due.
    pub interest: Amount,
    /// Fees due.
    pub fee: Amount,
    /// The restructuring that made it; none for the schedule the loan began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restructuring: Option<LoanEventId>,
}

/// Money received for a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The lender's number of the payment.
    pub id: PaymentId,
    /// The loan it was received for.
    pub loan: LoanId,
    /// The day from which it counts.
    pub value_on: BusinessDate,
    /// How much.
    pub amount: Amount,
    /// The day the lender's books learnt of it, when it was not the value date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_on: Option<BusinessDate>,
    /// The kind of payment in the lender's words, where the waterfall tells kinds apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

impl Payment {
    /// The day the lender's books learnt of it.
    pub fn known_from(&self) -> BusinessDate {
        self.entered_on.unwrap_or(self.value_on)
    }
}

/// All that is known of one loan. Lists are in the order of entry where days are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanFacts {
    /// The loan.
    pub loan: Loan,
    /// Its schedule, and the instalments that restructurings put in its place.
    pub instalments: Vec<Instalment>,
    /// Everything received, whenever it is valued.
    pub payments: Vec<Payment>,
    /// What else happened to it.
    pub events: Vec<LoanEvent>,
}

impl LoanFacts {
    /// A loan with nothing but its schedule and its payments.
    pub fn plain(loan: Loan, instalments: Vec<Instalment>, payments: Vec<Payment>) -> Self {
        Self { loan, instalments, payments, events: Vec::new() }
    }

    /// What the lender's books knew at the end of `day`: payments and events entered
    /// by then. The schedule the loan began with was known from the start.
    #[must_use]
    pub fn known_on(&self, day: BusinessDate) -> Self {
        Self {
            loan: self.loan.clone(),
            instalments: self.instalments.clone(),
            payments: self.payments.iter().filter(|payment| payment.known_from() <= day).cloned().collect(),
            events: self.events.iter().filter(|event| event.entered_on <= day).cloned().collect(),
        }
    }

    /// Whether the loan has only its schedule and its payments to tell of.
    pub fn is_plain(&self) -> bool {
        self.events.is_empty() && self.instalments.iter().all(|row| row.restructuring.is_none())
    }
}

/// A thing pledged or mortgaged for a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collateral {
    /// The lender's number of the item.
    pub id: String,
    /// The loan it secures.
    pub loan: LoanId,
    /// `pledge`, `mortgage` or `lien`.
    pub kind: String,
    /// What it is, in the lender's words.
    pub description: String,
    /// What it was last valued at.
    pub value: Option<Amount>,
    /// When it was valued.
    pub valued_on: Option<BusinessDate>,
}

/// What a lender's own tape says of a loan at a month's end. Kept beside our own
/// figure, never instead of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The loan spoken of.
    pub loan: LoanId,
    /// The day the statement is true for.
    pub as_of: BusinessDate,
    /// The lender's own days past due.
    pub days_past_due: Option<i32>,
    /// Balance outstanding at the end of the period.
    pub balance: Option<Amount>,
    /// The scheduled payment of one period.
    pub scheduled_payment: Option<Amount>,
    /// The amount due in the next period, arrears included.
    pub next_amount_due: Option<Amount>,
    /// The first due date of the loan, from which its due day is read. Many tapes
    /// state the month only and write its first day.
    pub first_due_on: Option<BusinessDate>,
    /// The day through which interest is paid.
    pub interest_paid_through: Option<BusinessDate>,
    /// The lender's code for a zero balance: 1 paid, 4 charged off.
    pub zero_balance_code: Option<String>,
    /// Whether the lender has taken the collateral, where the tape says.
    pub repossessed: Option<bool>,
}
