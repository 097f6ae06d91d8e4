//! A loan: where it stands on a day, what is owed row by row, what was received.

use crate::words::{Day, Money, money};
use makegood_views::{LoanRow, LoanView};
use schemars::JsonSchema;
use serde::Serialize;

/// A loan as it stood at the last close.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LoanLine {
    /// The loan.
    pub loan: String,
    /// The case it belongs to.
    pub case: String,
    /// The borrower's name; empty when none was delivered.
    pub name: String,
    /// The branch that owns it.
    pub branch: String,
    /// `open`, `closed`, `unscheduled` or `not_yet_disbursed`.
    pub standing: String,
    /// Due and unpaid.
    pub arrears: Money,
    /// Scheduled and not yet paid.
    pub outstanding: Money,
    /// Days past due.
    pub days_past_due: i32,
    /// What it was for.
    pub purpose: String,
}

/// An instalment and what has met it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Instalment {
    /// Its number.
    pub no: u32,
    /// When it falls due.
    pub due_on: Day,
    /// What is owed of it.
    pub due: Money,
    /// What is unpaid of it.
    pub unpaid: Money,
}

/// Money received.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Payment {
    /// The lender's number of it.
    pub payment: String,
    /// The day it counts from.
    pub value_on: Day,
    /// How much.
    pub amount: Money,
    /// What of it met nothing.
    pub left: Money,
    /// Whether it turned out never to have been received.
    pub is_reversed: bool,
}

/// One loan on a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Loan {
    /// The loan.
    pub loan: String,
    /// The case it belongs to.
    pub case: String,
    /// The branch that owns it.
    pub branch: String,
    /// The day it is true for.
    pub as_of: Day,
    /// By what was known at the end of this day; null for all that is known now.
    pub known_on: Option<Day>,
    /// Due and unpaid.
    pub arrears: Money,
    /// Scheduled and not yet paid.
    pub outstanding: Money,
    /// Received by the day.
    pub paid: Money,
    /// Days past due by the lender's convention.
    pub days_past_due: i32,
    /// Why the lateness is counted as it is.
    pub why_late: String,
    /// What is owed, in the order it falls due.
    pub instalments: Vec<Instalment>,
    /// What was received, in the order of value.
    pub payments: Vec<Payment>,
}

/// A loan in one line.
pub fn line(row: LoanRow) -> LoanLine {
    LoanLine {
        loan: row.loan.to_string(),
        case: row.party.to_string(),
        name: row.name,
        branch: row.branch.to_string(),
        standing: row.standing,
        arrears: money(row.arrears, row.currency),
        outstanding: money(row.outstanding, row.currency),
        days_past_due: row.days_past_due,
        purpose: row.purpose,
    }
}

/// One loan on a day.
pub fn loan(view: &LoanView, as_of: Day, known_on: Option<Day>) -> Loan {
    let (stand, facts) = (&view.stand, &view.stand.facts.loan);
    let in_its = |amount| money(amount, facts.currency);
    let instalment = |row: &makegood_views::OwedRow| Instalment {
        no: row.state.no,
        due_on: row.state.due_on.into(),
        due: in_its(row.state.due.total().unwrap_or_default()),
        unpaid: in_its(row.state.unpaid().unwrap_or_default()),
    };
    let payment = |row: &makegood_views::PaymentRow| Payment {
        payment: row.payment.id.to_string(),
        value_on: row.payment.value_on.into(),
        amount: in_its(row.payment.amount),
        left: in_its(row.left),
        is_reversed: row.reversed.is_some(),
    };
    Loan {
        loan: facts.id.to_string(),
        case: facts.borrower.to_string(),
        branch: facts.branch.to_string(),
        as_of,
        known_on,
        arrears: in_its(stand.position.arrears.total()),
        outstanding: in_its(stand.position.outstanding),
        paid: in_its(stand.position.paid),
        days_past_due: stand.days_past_due,
        why_late: stand.position.why.says.clone(),
        instalments: stand.owed.iter().map(instalment).collect(),
        payments: stand.payments.iter().map(payment).collect(),
    }
}
