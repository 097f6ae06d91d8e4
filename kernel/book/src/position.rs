//! Where one loan stands on a day.

use crate::{Arrears, BookError, Due, Instalment, Loan, Payment, Waterfall, age};
use makegood_units::{Amount, BusinessDate, FactId, Why};
use serde::{Deserialize, Serialize};

/// Whether the loan is on the book that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The money is paid out after the day.
    NotYetDisbursed,
    /// No schedule was delivered, so nothing can be said about lateness.
    Unscheduled,
    /// Owing.
    Open,
    /// All that was scheduled is paid.
    Closed,
}

/// Where one loan stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Whether it counts on that day.
    pub standing: Standing,
    /// Due and unpaid.
    pub arrears: Arrears,
    /// Everything scheduled and not yet paid, arrears included.
    pub outstanding: Amount,
    /// Principal scheduled and not yet paid.
    pub outstanding_principal: Amount,
    /// Received by the day.
    pub paid: Amount,
    /// The next instalment that falls due on or after the day and is not yet met,
    /// with what is unpaid of it.
    pub next_due: Option<(BusinessDate, Amount)>,
    /// The next day on which this position changes with no new fact.
    pub next_change_on: Option<BusinessDate>,
    /// Which instalment the lateness runs from.
    pub why: Why,
}

/// The position of `loan` on `as_of`, from every instalment and payment delivered.
///
/// # Errors
/// [`BookError::Overflow`] when the amounts do not fit.
pub fn position(
    loan: &Loan,
    instalments: &[Instalment],
    payments: &[Payment],
    as_of: BusinessDate,
    waterfall: &Waterfall,
) -> Result<Position, BookError> {
    let mut rows: Vec<&Instalment> = instalments.iter().collect();
    rows.sort_by_key(|row| (row.due_on, row.no));
    let received = payments.iter().filter(|payment| payment.value_on <= as_of).map(|payment| payment.amount);
    let paid = Amount::checked_sum(received).ok_or(BookError::Overflow)?;
    let ahead = read_ahead(&rows, paid, as_of, waterfall)?;

    let standing = match loan.disbursed_on {
        Some(day) if day > as_of => Standing::NotYetDisbursed,
        _ if rows.is_empty() => Standing::Unscheduled,
        _ if ahead.outstanding.is_zero() => Standing::Closed,
        _ => Standing::Open,
    };
    let arrears = match standing {
        Standing::Open => age(rows.iter().map(|row| Due::from(*row)), paid, as_of, &waterfall.due)?,
        _ => Arrears::default(),
    };
    Ok(Position {
        standing,
        why: why(loan, &rows, &arrears, standing),
        arrears,
        outstanding: ahead.outstanding,
        outstanding_principal: ahead.principal,
        paid,
        next_change_on: next_change(loan, payments, as_of, ahead.next_due),
        next_due: ahead.next_due,
    })
}

struct Ahead {
    outstanding: Amount,
    principal: Amount,
    next_due: Option<(BusinessDate, Amount)>,
}

fn read_ahead(
    rows: &[&Instalment],
    paid: Amount,
    as_of: BusinessDate,
    waterfall: &Waterfall,
) -> Result<Ahead, BookError> {
    let mut left = paid;
    let mut ahead = Ahead { outstanding: Amount::ZERO, principal: Amount::ZERO, next_due: None };
    for row in rows {
        let due = Due::from(*row);
        due.split().total()?;
        let unmet = due.split().minus(&waterfall.due.meet(&due.split(), &mut left));
        let unpaid = unmet.total()?;
        ahead.outstanding = ahead.outstanding.checked_add(unpaid).ok_or(BookError::Overflow)?;
        ahead.principal = ahead.principal.checked_add(unmet.principal).ok_or(BookError::Overflow)?;
        if ahead.next_due.is_none() && row.due_on >= as_of && !unpaid.is_zero() {
            ahead.next_due = Some((row.due_on, unpaid));
        }
    }
    Ok(ahead)
}

/// The day after the next unmet due date, or an earlier day that a delivered fact
/// is dated for: a payment valued later, the disbursement.
fn next_change(
    loan: &Loan,
    payments: &[Payment],
    as_of: BusinessDate,
    next_due: Option<(BusinessDate, Amount)>,
) -> Option<BusinessDate> {
    let falls_due = next_due.map(|(due_on, _)| due_on.plus_days(1));
    let valued = payments.iter().map(|payment| payment.value_on);
    valued.chain(loan.disbursed_on).filter(|day| *day > as_of).chain(falls_due).min()
}

fn why(loan: &Loan, rows: &[&Instalment], arrears: &Arrears, standing: Standing) -> Why {
    match (standing, arrears.since) {
        (Standing::NotYetDisbursed, _) => Why::new("not_yet_disbursed", "The money had not been paid out yet."),
        (Standing::Unscheduled, _) => Why::new("unscheduled", "No schedule was delivered for this loan."),
        (Standing::Closed, _) => Why::new("paid_in_full", "Everything scheduled is paid."),
        (Standing::Open, None) => Why::new("nothing_past_due", "Every instalment that fell due is paid."),
        (Standing::Open, Some(since)) => {
            let oldest = rows.iter().find(|row| row.due_on == since);
            let no = oldest.map_or(0, |row| row.no);
            Why::new("oldest_unpaid_instalment", format!("Instalment {no}, due {since}, is the oldest not fully paid."))
                .with(FactId::new("instalment", format_args!("{}/{no}", loan.id)))
        }
    }
}
