//! The floor of a settlement: what the best other route is worth.

use super::error::CompareError;
use super::value::{Chances, PricedRoute, Worth};
use makegood_units::{Amount, Currency, Decimal, Money, Rounding, divide};
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// A settlement against the best other route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementFloor {
    /// The settlement.
    pub route: String,
    /// The best route that is no settlement.
    pub best_other: String,
    /// What that is worth: below it, settling gives money away.
    pub floor: Amount,
    /// Whether the settlement as described is worth at least that.
    pub clears: bool,
    /// The least offer that does, on the same days with the same odds, rounded up. None
    /// when no amount of cash on those odds does.
    pub least_offer: Option<Amount>,
    /// That offer in basis points of all that is owed, rounded up.
    pub least_offer_bp: Option<i64>,
    /// A second person has to agree, always.
    pub four_eyes: bool,
    /// The floor in a sentence.
    pub says: String,
}

/// The floor for a settlement. All of its cash is scaled alike; costs, and what happens
/// when it is not paid, stay.
pub(super) fn floor(
    settlement: (&PricedRoute<'_>, &Worth),
    other: (&str, &Worth),
    owed: Amount,
    chances: &Chances<'_>,
    currency: Currency,
) -> Result<SettlementFloor, CompareError> {
    let ((priced, worth), (best_other, best)) = (settlement, other);
    let (cash, nominal) = priced.own_cash(chances)?;
    let out_of_range = || CompareError::OutOfRange(priced.route.id.clone());
    let rest = worth.exact.checked_sub(cash).ok_or_else(out_of_range)?;
    let wanted = best.exact.checked_sub(rest).ok_or_else(out_of_range)?.max(Decimal::ZERO);
    let least_offer = match cash.is_zero() {
        true => None,
        false => {
            let scaled = wanted.checked_mul(Decimal::from(nominal.minor())).and_then(|it| it.checked_div(cash));
            let up = scaled.and_then(|it| it.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero).to_i64());
            Some(Amount::from_minor(up.ok_or_else(out_of_range)?))
        }
    };
    let least_offer_bp = least_offer.and_then(|offer| {
        let share = divide(i128::from(offer.minor()) * 10_000, i128::from(owed.minor()), Rounding::Up)?;
        i64::try_from(share).ok()
    });
    let clears = worth.exact >= best.exact;
    let money = |amount| Money::new(amount, currency);
    let verdict = if clears { "it clears the floor" } else { "it lies below the floor" };
    let offer = match least_offer {
        None => "no cash is expected of it, so no offer reaches that".to_owned(),
        Some(offer) if offer > owed => {
            format!("on the same days and odds it would take {}, more than the {} owed", money(offer), money(owed))
        }
        Some(offer) => format!("on the same days and odds the least offer is {}", money(offer)),
    };
    let says = format!(
        "worth {}; the floor is {} ({best_other}): {verdict}; {offer}; a second person has to agree",
        money(worth.npv),
        money(best.npv)
    );
    let (route, best_other) = (priced.route.id.clone(), best_other.to_owned());
    Ok(SettlementFloor {
        route,
        best_other,
        floor: best.npv,
        clears,
        least_offer,
        least_offer_bp,
        four_eyes: true,
        says,
    })
}
