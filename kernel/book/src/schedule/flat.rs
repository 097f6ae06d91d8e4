//! Interest on the amount lent, spread evenly.
//!
//! The total is the interest of every period on the whole principal, rounded once;
//! every instalment carries an equal part of it, the last one the rest.

use super::check::balloon;
use super::interest::interest;
use super::periods::Period;
use super::round::{CENT, exact, to_amount};
use super::{Repayment, Row, ScheduleError, Terms};
use makegood_units::{Amount, Decimal};

/// The equal parts of a flat schedule.
struct Parts {
    /// Interest of the whole loan.
    total: Amount,
    /// Interest of an instalment.
    interest: Amount,
    /// Principal of an instalment.
    principal: Amount,
}

/// The rows, up to the one that brings the balance to zero; that one takes the rest of
/// the interest as well.
pub fn rows(terms: &Terms, periods: &[Period]) -> Result<Vec<Row>, ScheduleError> {
    let parts = parts(terms, periods)?;
    let (mut balance, mut unearned, mut gathered) = (terms.principal, parts.total, Amount::ZERO);
    let mut rows = Vec::new();
    for period in periods {
        let is_last = period.no == terms.instalments;
        let principal = match period.no {
            _ if is_last => balance,
            no if no <= terms.principal_grace => Amount::ZERO,
            _ => parts.principal.min(balance),
        };
        balance = balance.less(principal);
        let own = if runs(terms, period) { parts.interest.min(unearned) } else { Amount::ZERO };
        let own = if balance.is_zero() { unearned } else { own };
        unearned = unearned.less(own);
        let met = gathered.checked_add(own).ok_or(ScheduleError::Overflow)?;
        let waits = period.no <= terms.interest_payment_grace && !balance.is_zero();
        let interest = if waits { Amount::ZERO } else { met };
        gathered = met.less(interest);
        rows.push(Row { no: period.no, due_on: period.due_on, principal, interest, balance_after: balance });
        if balance.is_zero() {
            break;
        }
    }
    Ok(rows)
}

/// Whether a part of the interest belongs to the period: not in an interest-free one,
/// and with equal instalments not in one that carries no interest either.
fn runs(terms: &Terms, period: &Period) -> bool {
    let without = if is_level(terms) { terms.interest_payment_grace } else { 0 };
    period.no > without.max(terms.interest_free)
}

fn is_level(terms: &Terms) -> bool {
    matches!(terms.repayment, Repayment::EqualInstalments | Repayment::Balloon(_))
}

fn parts(terms: &Terms, periods: &[Period]) -> Result<Parts, ScheduleError> {
    let overflow = ScheduleError::Overflow;
    let lent = exact(terms.principal);
    let of_periods = periods.iter().map(|period| interest(terms, period, lent));
    let total = of_periods.sum::<Option<Decimal>>().ok_or(overflow)?;
    let total = to_amount(total, CENT, terms.rounding)?;

    let earning = periods.iter().filter(|period| runs(terms, period)).count().max(1);
    let share = exact(total).checked_div(Decimal::from(earning)).ok_or(overflow)?;
    let interest = to_amount(share, CENT, terms.rounding)?;

    // The last instalment takes what is left; where no other pays principal that is all.
    let paying = terms.instalments.saturating_sub(terms.principal_grace);
    if paying == 1 || terms.repayment == Repayment::InterestOnly {
        return Ok(Parts { total, interest, principal: Amount::ZERO });
    }
    let principal = principal(terms, share, interest)?;
    if principal.is_zero() {
        return Err(ScheduleError::InstalmentRoundsToNothing);
    }
    Ok(Parts { total, interest, principal })
}

/// The principal of an instalment that carries any and is not the last: an equal part,
/// or what a level instalment leaves beside its `share` of interest, rounded `interest`.
fn principal(terms: &Terms, share: Decimal, interest: Amount) -> Result<Amount, ScheduleError> {
    let overflow = ScheduleError::Overflow;
    let paying = terms.instalments.saturating_sub(terms.principal_grace);
    let repaid = exact(terms.principal).checked_sub(exact(balloon(terms)?)).ok_or(overflow)?;
    let part = repaid.checked_div(Decimal::from(paying)).ok_or(overflow)?;
    let step = terms.instalment_multiple.unwrap_or(CENT);
    if !is_level(terms) {
        return to_amount(part, step, terms.rounding);
    }
    let level = to_amount(part.checked_add(share).ok_or(overflow)?, step, terms.rounding)?;
    let left = level.checked_sub(interest).filter(|left| *left >= Amount::ZERO);
    left.ok_or(ScheduleError::NegativeAmortisation(terms.principal_grace.saturating_add(1)))
}
