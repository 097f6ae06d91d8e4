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
    /// A level instalment, or the principal of an instalment.
    part: Amount,
}

/// The rows, up to the one that brings the balance to zero; that one takes the rest of
/// the interest as well.
pub fn rows(terms: &Terms, periods: &[Period]) -> Result<Vec<Row>, ScheduleError> {
    let parts = parts(terms, periods)?;
    let (mut balance, mut unearned, mut gathered) = (terms.principal, parts.total, Amount::ZERO);
    let mut rows = Vec::new();
    for period in periods {
        let share = parts.interest.min(unearned);
        let principal = principal(terms, period, &parts, share)?.map_or(balance, |part| part.min(balance));
        balance = balance.less(principal);
        let own = match balance.is_zero() {
            true => unearned,
            false if runs(terms, period) => share,
            false => Amount::ZERO,
        };
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

/// The principal of an instalment: an equal part, or what a level instalment leaves
/// beside its share of the interest. None for the last one, which takes what is left.
fn principal(terms: &Terms, period: &Period, parts: &Parts, share: Amount) -> Result<Option<Amount>, ScheduleError> {
    if period.no == terms.instalments {
        return Ok(None);
    }
    let carries = period.no > terms.principal_grace && terms.repayment != Repayment::InterestOnly;
    if !carries || !is_level(terms) {
        return Ok(Some(if carries { parts.part } else { Amount::ZERO }));
    }
    let left = parts.part.checked_sub(share).filter(|left| *left >= Amount::ZERO);
    left.map(Some).ok_or(ScheduleError::NegativeAmortisation(period.no))
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
        return Ok(Parts { total, interest, part: Amount::ZERO });
    }
    let repaid = lent.checked_sub(exact(balloon(terms)?)).ok_or(overflow)?;
    let part = repaid.checked_div(Decimal::from(paying)).ok_or(overflow)?;
    let part = if is_level(terms) { part.checked_add(share).ok_or(overflow)? } else { part };
    let part = to_amount(part, terms.instalment_multiple.unwrap_or(CENT), terms.rounding)?;
    if part.is_zero() {
        return Err(ScheduleError::InstalmentRoundsToNothing);
    }
    Ok(Parts { total, interest, part })
}
