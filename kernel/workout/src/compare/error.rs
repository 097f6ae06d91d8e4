//! Why routes cannot be compared.

use makegood_units::{BusinessDate, Rate};
use serde::{Deserialize, Serialize};

/// What in the input an error is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// The input as a whole.
    Whole,
    /// The rate of discount.
    Discount,
    /// A route, by its id.
    Route(&'a str),
    /// A chance, by its name.
    Chance(&'a str),
    /// A question after a break-even, by its chance.
    BreakEven(&'a str),
}

/// Why routes cannot be compared, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CompareError {
    /// A rate nobody discounts by.
    #[error("a discount rate lies between 0% and 1000%; found {0}")]
    DiscountRate(Rate),
    /// Nothing to subtract self-cure with.
    #[error("there is one route of kind \"wait\": what comes by itself is taken off every other route; found {0}")]
    Waits(usize),
    /// Two routes of one name.
    #[error("two routes are called {0:?}; give each an id of its own")]
    SameRoute(String),
    /// Two chances of one name.
    #[error("two chances are called {0:?}; names are unique")]
    SameChance(String),
    /// A range that does not hold what is expected.
    #[error("chance {0:?}: low_bp, bp and high_bp rise in this order")]
    Range(String),
    /// Data counted in the future.
    #[error("chance or probability of {place:?} rests on data of {on}, after the day of the comparison")]
    FutureData {
        /// The chance, or the route.
        place: String,
        /// The day named.
        on: BusinessDate,
    },
    /// A chance nobody declared.
    #[error("route {route:?} speaks of chance {chance:?}, which is not declared")]
    UnknownChance {
        /// The route.
        route: String,
        /// The name used.
        chance: String,
    },
    /// A chance asked about that nobody declared.
    #[error("the break-even is asked for chance {0:?}, which is not declared")]
    UnknownAsked(String),
    /// A route asked about that is not there.
    #[error("the break-even for {chance:?} names route {route:?}, which is not there")]
    UnknownRouteAsked {
        /// The chance.
        chance: String,
        /// The name used.
        route: String,
    },
    /// A fall back to a route that is not there.
    #[error("route {route:?} falls back to {to:?}, which is not there")]
    UnknownFallBack {
        /// The route.
        route: String,
        /// The name used.
        to: String,
    },
    /// A fall back to itself, or to a route that falls back again.
    #[error(
        "route {route:?} falls back to {to:?}, which is itself or falls back again; name a route that stands alone"
    )]
    FallBackChain {
        /// The route.
        route: String,
        /// Where it leads.
        to: String,
    },
    /// A day before today.
    #[error("route {route:?}: {on} lies before the day of the comparison; what is past is not compared")]
    PastDay {
        /// The route.
        route: String,
        /// The day.
        on: BusinessDate,
    },
    /// An amount below zero.
    #[error("route {0:?}: an amount is zero or above; money out is a cost or an advance")]
    BelowZero(String),
    /// One chance twice in one product.
    #[error(
        "route {route:?}: chance {chance:?} is multiplied with itself, so no break-even can be solved for it; \
             declare a second chance for the second time"
    )]
    NotLinear {
        /// The route.
        route: String,
        /// The chance.
        chance: String,
    },
    /// More ranges than can be combined.
    #[error("at most {most} chances may be given as a range; found {found}")]
    TooManyRanges {
        /// The most.
        most: usize,
        /// What was found.
        found: usize,
    },
    /// Sums or days beyond what can be held.
    #[error("route {0:?}: its amounts or days lie beyond what can be held")]
    OutOfRange(String),
}

impl CompareError {
    /// What in the input it is about.
    pub fn place(&self) -> Place<'_> {
        match self {
            Self::DiscountRate(_) => Place::Discount,
            Self::Waits(_) | Self::TooManyRanges { .. } => Place::Whole,
            Self::SameRoute(route) | Self::BelowZero(route) | Self::OutOfRange(route) => Place::Route(route),
            Self::SameChance(chance) | Self::Range(chance) => Place::Chance(chance),
            Self::FutureData { place, .. } => Place::Chance(place),
            Self::UnknownAsked(chance) | Self::UnknownRouteAsked { chance, .. } => Place::BreakEven(chance),
            Self::UnknownChance { route, .. }
            | Self::UnknownFallBack { route, .. }
            | Self::FallBackChain { route, .. }
            | Self::PastDay { route, .. }
            | Self::NotLinear { route, .. } => Place::Route(route),
        }
    }
}
