//! What a loan owes, row by row, as a letter shows it. Every figure is the book's.

use crate::LetterRefusal;
use makegood_book::{BookRules, LoanFacts, Split, history, position};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, Money};
use makegood_views::Debt;

/// One thing owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceRow {
    /// What it is.
    pub debt: Debt,
    /// The due date.
    pub due_on: BusinessDate,
    /// What was owed on it, by component, in the loan's currency.
    pub due: Split,
    /// What payments met of it.
    pub met: Split,
    /// Whether it is past due and not fully paid.
    pub is_late: bool,
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidRow {
    /// The day from which it counts.
    pub value_on: BusinessDate,
    /// How much came in.
    pub amount: Amount,
    /// What it met.
    pub met: Split,
}

/// What one loan owes on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanBalance {
    /// Which.
    pub loan: LoanId,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The amount lent.
    pub principal: Amount,
    /// The day it was paid out, where known.
    pub disbursed_on: Option<BusinessDate>,
    /// The product, in the lender's words.
    pub product: Option<String>,
    /// Days past due by the lender's convention.
    pub days_past_due: i32,
    /// All that was ever owed, in due order.
    pub rows: Vec<BalanceRow>,
    /// All payments, in value order.
    pub payments: Vec<PaidRow>,
    /// Past due and unpaid, by component.
    pub arrears: Split,
    /// Everything scheduled and unpaid, arrears included.
    pub outstanding: Split,
    /// Received and not owed yet.
    pub over: Amount,
}

impl LoanBalance {
    /// The balance of a loan on a day, its sums held against the position.
    ///
    /// # Errors
    /// [`LetterRefusal::FiguresDisagree`] when the rows do not add up to what the position
    /// says, [`LetterRefusal::Overflow`] when a sum does not fit.
    pub fn of(facts: &LoanFacts, as_of: BusinessDate, rules: &BookRules) -> Result<Self, LetterRefusal> {
        let loan = &facts.loan;
        let overflow = |_| LetterRefusal::Overflow(loan.id.clone());
        let told = history(facts, as_of, rules).map_err(overflow)?;
        let stands = position(facts, as_of, rules).map_err(overflow)?;
        let is_late = |due_on| rules.convention.first_day_past_due(due_on) <= as_of;
        let mut arrears = Split::default();
        let mut rows = Vec::new();
        for row in &told.instalments {
            let unpaid = row.due.minus(&row.met);
            let is_late = is_late(row.due_on) && !unpaid.is_zero();
            if is_late {
                arrears = arrears.plus(&unpaid).map_err(overflow)?;
            }
            let debt = Debt::of(row, &told.events);
            rows.push(BalanceRow { debt, due_on: row.due_on, due: row.due, met: row.met, is_late });
        }
        let in_rows = arrears.total().map_err(overflow)?;
        if in_rows != stands.arrears.total() {
            return Err(LetterRefusal::FiguresDisagree {
                loan: loan.id.clone(),
                rows: Money::new(in_rows, loan.currency),
                position: Money::new(stands.arrears.total(), loan.currency),
            });
        }
        let paid = told.payments.iter().zip(&told.met);
        let paid = paid.map(|(payment, met)| PaidRow { value_on: payment.value_on, amount: payment.amount, met: *met });
        Ok(Self {
            loan: loan.id.clone(),
            currency: loan.currency,
            principal: loan.principal,
            disbursed_on: loan.disbursed_on,
            product: loan.product.clone(),
            days_past_due: stands.days_past_due(as_of),
            rows,
            payments: paid.collect(),
            arrears,
            outstanding: stands.outstanding_parts,
            over: told.over,
        })
    }

    /// The due date of the oldest row past due.
    pub fn since(&self) -> Option<BusinessDate> {
        self.rows.iter().find(|row| row.is_late).map(|row| row.due_on)
    }
}
