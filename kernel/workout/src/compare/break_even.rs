//! The chance at which two routes are worth the same.
//!
//! In one chance the value of a route is a straight line, `a + b × chance`: no product
//! holds the chance twice. Two values at 0 and at 1 give the line, and
//! `(a₂ − a₁) / (b₁ − b₂)` is where two lines meet.

use super::error::CompareError;
use super::value::{Chances, PricedRoute};
use makegood_units::Decimal;
use rust_decimal::RoundingStrategy;
use serde::{Deserialize, Serialize};

/// Where two routes are worth the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// At this chance, as a part of one, exact to 28 digits.
    At {
        /// The chance.
        chance: Decimal,
        /// The route that is worth more above it.
        above: String,
        /// The route that is worth more below it.
        below: String,
    },
    /// Nowhere from 0 to 1: one is worth more throughout.
    Nowhere {
        /// That route.
        better: String,
    },
    /// At every chance.
    Everywhere,
}

/// The answer for two routes and one chance; all other chances as expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakEven {
    /// The chance that was varied.
    pub chance: String,
    /// What is expected of it.
    pub expected: Decimal,
    /// The two routes.
    pub between: (String, String),
    /// Where they meet.
    pub crossing: Crossing,
    /// The answer in a sentence.
    pub says: String,
}

/// Solves for the chance at which the two are worth the same.
pub(super) fn break_even(
    chance: &str,
    one: &PricedRoute<'_>,
    other: &PricedRoute<'_>,
    chances: &Chances<'_>,
) -> Result<BreakEven, CompareError> {
    let expected = chances.get(chance).copied().ok_or_else(|| CompareError::UnknownAsked(chance.to_owned()))?;
    let gap = |value: Decimal| -> Result<Decimal, CompareError> {
        let mut varied = chances.clone();
        if let Some(stands) = varied.get_mut(chance) {
            *stands = value;
        }
        let out_of_range = || CompareError::OutOfRange(one.route.id.clone());
        one.exact(&varied)?.checked_sub(other.exact(&varied)?).ok_or_else(out_of_range)
    };
    // By how much the first is worth more at 0 and at 1.
    let (at_zero, at_one) = (gap(Decimal::ZERO)?, gap(Decimal::ONE)?);
    let (first, second) = (one.route.id.clone(), other.route.id.clone());
    let crossing = if at_zero.is_zero() && at_one.is_zero() {
        Crossing::Everywhere
    } else if (at_zero > Decimal::ZERO && at_one > Decimal::ZERO) || (at_zero < Decimal::ZERO && at_one < Decimal::ZERO)
    {
        let better = if at_zero > Decimal::ZERO { first.clone() } else { second.clone() };
        Crossing::Nowhere { better }
    } else {
        let out_of_range = || CompareError::OutOfRange(one.route.id.clone());
        let slope = at_one.checked_sub(at_zero).ok_or_else(out_of_range)?;
        let met = (-at_zero).checked_div(slope).ok_or_else(out_of_range)?;
        let (above, below) = if slope > Decimal::ZERO { (&first, &second) } else { (&second, &first) };
        Crossing::At { chance: met, above: above.clone(), below: below.clone() }
    };
    let says = says(chance, expected, (&first, &second), &crossing);
    Ok(BreakEven { chance: chance.to_owned(), expected, between: (first, second), crossing, says })
}

/// A part of one in per cent with two decimals, for reading.
pub(super) fn percent(share: Decimal) -> String {
    let percent = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
    format!("{}%", percent.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven).normalize())
}

fn says(chance: &str, expected: Decimal, between: (&str, &str), crossing: &Crossing) -> String {
    let (first, second) = between;
    match crossing {
        Crossing::At { chance: met, above, below } => {
            let at = percent(*met);
            let stands = percent(expected);
            let now = match expected.cmp(met) {
                std::cmp::Ordering::Greater => format!("{above} is worth more as expected, at {stands}"),
                std::cmp::Ordering::Less => format!("{below} is worth more as expected, at {stands}"),
                std::cmp::Ordering::Equal => format!("at {stands}, as expected, both are worth the same"),
            };
            format!("{above} beats {below} only where {chance} is above {at}; {now}.")
        }
        Crossing::Nowhere { better } => {
            let other = if better == first { second } else { first };
            format!("no {chance} from 0% to 100% makes them equal: {better} is worth more than {other} throughout.")
        }
        Crossing::Everywhere => format!("{first} and {second} are worth the same whatever {chance} is."),
    }
}
