//! Interest of one period.

use super::periods::{Period, nominal_part};
use super::{LevelBasis, Terms};
use makegood_units::{Decimal, Rate, YearFraction};

/// Interest of a period on `principal`, exact: the rate of each day for as many days
/// as it holds. Nothing in an interest-free period. `None` when it does not fit.
pub fn interest(terms: &Terms, period: &Period, principal: Decimal) -> Option<Decimal> {
    if period.no <= terms.interest_free {
        return Some(Decimal::ZERO);
    }
    let Some(day_count) = terms.day_count else {
        return terms.rate_on(period.from).interest(principal, period.part);
    };
    let inside = terms.rate_changes.iter().map(|change| change.from);
    let inside = inside.filter(|&day| period.from < day && day < period.to);
    let (mut from, mut sum) = (period.from, Decimal::ZERO);
    for to in inside.chain([period.to]) {
        let span = terms.rate_on(from).interest(principal, day_count.fraction(from, to))?;
        sum = sum.checked_add(span)?;
        from = to;
    }
    Some(sum)
}

/// Interest of a period at one rate on one unit of money, as a level instalment is
/// reckoned with it.
pub fn growth(terms: &Terms, period: &Period, rate: Rate) -> Option<Decimal> {
    if period.no <= terms.interest_free {
        return Some(Decimal::ZERO);
    }
    rate.interest(Decimal::ONE, level_part(terms, period))
}

fn level_part(terms: &Terms, period: &Period) -> YearFraction {
    match (terms.day_count, terms.level_basis) {
        (None, _) => period.part,
        (Some(day_count), LevelBasis::PresentValue) => day_count.fraction(period.from, period.to),
        (Some(day_count), LevelBasis::NominalPeriod) => nominal_part(terms, day_count),
    }
}
