//! Terms that cannot be scheduled are refused before anything is reckoned.

use super::round::{CENT, exact, to_amount};
use super::{Balloon, HIGHEST_RATE_PERCENT, MOST_INSTALMENTS, MOST_RATE_CHANGES, Repayment, ScheduleError, Terms};
use makegood_units::{Amount, Decimal, Rate};

/// The first thing wrong with the terms, whatever its due dates will be.
pub fn check(terms: &Terms) -> Result<(), ScheduleError> {
    if terms.principal <= Amount::ZERO {
        return Err(ScheduleError::NoPrincipal);
    }
    if terms.principal > Amount::LIMIT {
        return Err(ScheduleError::AmountTooLarge);
    }
    if terms.instalments == 0 {
        return Err(ScheduleError::NoInstalments);
    }
    if terms.instalments > MOST_INSTALMENTS {
        return Err(ScheduleError::TooManyInstalments(terms.instalments));
    }
    let grace = terms.principal_grace.max(terms.interest_payment_grace);
    if grace >= terms.instalments {
        return Err(ScheduleError::GraceTooLong(grace));
    }
    if terms.instalment_multiple.is_some_and(|multiple| multiple <= Amount::ZERO) {
        return Err(ScheduleError::BadMultiple);
    }
    rates(terms)
}

fn rates(terms: &Terms) -> Result<(), ScheduleError> {
    rate(terms.rate)?;
    if terms.rate_changes.len() > MOST_RATE_CHANGES {
        return Err(ScheduleError::TooManyRateChanges(terms.rate_changes.len()));
    }
    let mut last = None;
    for change in &terms.rate_changes {
        rate(change.rate)?;
        if last.is_some_and(|last| change.from <= last) {
            return Err(ScheduleError::RateChangesUnordered(change.from));
        }
        last = Some(change.from);
    }
    Ok(())
}

fn rate(rate: Rate) -> Result<(), ScheduleError> {
    if rate.percent < Decimal::ZERO {
        return Err(ScheduleError::NegativeRate);
    }
    if rate.percent > Decimal::from(HIGHEST_RATE_PERCENT) {
        return Err(ScheduleError::RateTooHigh);
    }
    Ok(())
}

/// What is left to the last instalment by agreement, in minor units.
pub fn balloon(terms: &Terms) -> Result<Amount, ScheduleError> {
    let balloon = match terms.repayment {
        Repayment::Balloon(Balloon::Amount(amount)) => amount,
        Repayment::Balloon(Balloon::Percent(percent)) => {
            let part = exact(terms.principal).checked_mul(percent).ok_or(ScheduleError::Overflow)?;
            to_amount(part / Decimal::ONE_HUNDRED, CENT, terms.rounding)?
        }
        _ => return Ok(Amount::ZERO),
    };
    if balloon <= Amount::ZERO || balloon >= terms.principal {
        return Err(ScheduleError::BalloonOutOfRange);
    }
    Ok(balloon)
}
