//! Interest on the balance.

use super::check::balloon;
use super::interest::{growth, interest};
use super::level::level_payment;
use super::periods::Period;
use super::round::{CENT, exact, to_amount};
use super::{OnChange, RateChange, Repayment, Row, ScheduleError, Terms};
use makegood_units::{Amount, BusinessDate, Decimal};

/// What a schedule carries from one period to the next.
struct Running {
    balance: Amount,
    /// Interest that ran while none was due.
    gathered: Amount,
    /// The level instalment or the equal part of principal, and since when it holds.
    part: Option<(Amount, BusinessDate)>,
}

/// The rows, up to the one that brings the balance to zero.
pub fn rows(terms: &Terms, periods: &[Period]) -> Result<Vec<Row>, ScheduleError> {
    let mut running = Running { balance: terms.principal, gathered: Amount::ZERO, part: None };
    let mut rows = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        let ahead = periods.get(at..).unwrap_or_default();
        rows.push(row(terms, period, ahead, &mut running)?);
        if running.balance.is_zero() {
            break;
        }
    }
    Ok(rows)
}

fn row(terms: &Terms, period: &Period, ahead: &[Period], running: &mut Running) -> Result<Row, ScheduleError> {
    let own = interest(terms, period, exact(running.balance)).ok_or(ScheduleError::Overflow)?;
    let own = to_amount(own, CENT, terms.rounding)?;
    let gathered = running.gathered.checked_add(own).ok_or(ScheduleError::Overflow)?;
    let waits = period.no <= terms.interest_payment_grace;
    let principal = if ahead.len() == 1 {
        running.balance
    } else if period.no <= terms.principal_grace {
        Amount::ZERO
    } else {
        let carried = if waits { Carried::default() } else { Carried { own, due: gathered } };
        principal(terms, period, ahead, running, carried)?.min(running.balance)
    };
    running.balance = running.balance.less(principal);
    // Nothing may be left behind when the loan is repaid within its grace.
    let interest = if waits && !running.balance.is_zero() { Amount::ZERO } else { gathered };
    running.gathered = gathered.less(interest);
    Ok(Row { no: period.no, due_on: period.due_on, principal, interest, balance_after: running.balance })
}

/// The interest an instalment carries.
#[derive(Default)]
struct Carried {
    /// Of its own period.
    own: Amount,
    /// With what was gathered before it.
    due: Amount,
}

/// The principal of an instalment that is not the last. A level instalment contains
/// the interest gathered before it; what of that goes beyond it is due on top.
fn principal(
    terms: &Terms,
    period: &Period,
    ahead: &[Period],
    running: &mut Running,
    interest: Carried,
) -> Result<Amount, ScheduleError> {
    let is_level = match terms.repayment {
        Repayment::InterestOnly => return Ok(Amount::ZERO),
        Repayment::EqualPrincipal => false,
        Repayment::EqualInstalments | Repayment::Balloon(_) => true,
    };
    let part = match running.part {
        Some((part, since)) if !(is_level && recomputes(terms, period, since)) => part,
        _ => {
            let exact_part = if is_level { level } else { equal_part };
            let step = terms.instalment_multiple.unwrap_or(CENT);
            to_amount(exact_part(terms, ahead, exact(running.balance))?, step, terms.rounding)?
        }
    };
    running.part = Some((part, period.from));
    if part.is_zero() {
        return Err(ScheduleError::InstalmentRoundsToNothing);
    }
    if !is_level {
        return Ok(part);
    }
    if part < interest.own {
        return Err(ScheduleError::NegativeAmortisation(period.no));
    }
    Ok(part.less(interest.due))
}

/// Whether a new rate that asks for it takes hold with this period, the instalment
/// having stood since the period that began on `since`.
fn recomputes(terms: &Terms, period: &Period, since: BusinessDate) -> bool {
    let taken = |change: &&RateChange| since < change.from && change.from <= period.from;
    terms.rate_changes.iter().filter(taken).any(|change| change.level == OnChange::Recompute)
}

/// The level instalment over the periods ahead.
fn level(terms: &Terms, ahead: &[Period], balance: Decimal) -> Result<Decimal, ScheduleError> {
    let rate = ahead.first().map_or(terms.rate, |period| terms.rate_on(period.from));
    let growth: Option<Vec<Decimal>> = ahead.iter().map(|period| growth(terms, period, rate)).collect();
    let level = level_payment(balance, exact(balloon(terms)?), growth.ok_or(ScheduleError::Overflow)?);
    level.ok_or(ScheduleError::Overflow)
}

/// The equal part of principal over the periods ahead.
fn equal_part(_: &Terms, ahead: &[Period], balance: Decimal) -> Result<Decimal, ScheduleError> {
    balance.checked_div(Decimal::from(ahead.len())).ok_or(ScheduleError::Overflow)
}
