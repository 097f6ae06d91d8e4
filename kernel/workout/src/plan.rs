//! Paying now, promising a day, or spreading the arrears over months.

use makegood_units::{Amount, BusinessDate, Currency, Money, Why};
use serde::{Deserialize, Serialize};

/// What is known when a plan is talked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAsk {
    /// Today.
    pub as_of: BusinessDate,
    /// Due and unpaid.
    pub arrears: Amount,
    /// Of which currency.
    pub currency: Currency,
    /// The instalment that goes on falling due every month beside the plan.
    pub regular_instalment: Amount,
    /// What is left every month before any instalment, when it was verified.
    pub verified_surplus: Option<Amount>,
    /// The day to promise the whole by, when there is one.
    pub promise_on: Option<BusinessDate>,
    /// The day of the first part; the others follow month by month.
    pub first_part_on: BusinessDate,
    /// Spread over one to so many months; 12 at the most.
    pub up_to_months: u8,
}

/// A way back to current.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteKind {
    /// All of it today.
    PayNow,
    /// All of it by a day.
    Promise,
    /// In so many monthly parts beside the regular instalment.
    Spread(u8),
}

/// One part of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// By which day.
    pub due_on: BusinessDate,
    /// How much of the arrears.
    pub amount: Amount,
}

/// A route that can be offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Which.
    pub kind: RouteKind,
    /// Its parts in order; they add up to the arrears.
    pub parts: Vec<Part>,
    /// The sum of the parts. Nothing is added to the arrears.
    pub total: Amount,
    /// The most asked for in one month, regular instalment included where it goes
    /// on beside the parts.
    pub heaviest_month: Amount,
    /// The day of the last part.
    pub ends_on: BusinessDate,
    /// The route in one sentence.
    pub why: Why,
}

/// Why a route cannot be offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum PlanRefused {
    /// Nothing is in arrears.
    #[error("nothing is in arrears, so there is nothing to spread")]
    NothingInArrears,
    /// More than a year, or no month at all.
    #[error("a plan runs over 1 to 12 months; {0} were asked for")]
    Months(u8),
    /// A day before today.
    #[error("{0} lies before today")]
    PastDay(BusinessDate),
    /// A month asks for more than what is verified to be left.
    #[error("it asks for {asks} a month with the regular instalment, and {surplus} is verified to be left")]
    ExceedsSurplus {
        /// The heaviest month.
        asks: Money,
        /// What is left.
        surplus: Money,
    },
    /// Parts below the smallest coin.
    #[error("{0} cannot be cut into so many parts")]
    PartsTooSmall(Money),
    /// Sums or days beyond what can be held.
    #[error("the amounts or days of this plan lie beyond what can be held")]
    OutOfRange,
}

/// A route that is refused, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which.
    pub kind: RouteKind,
    /// Why.
    pub because: PlanRefused,
}

/// All routes side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routes {
    /// Those that can be offered, the shortest first.
    pub offered: Vec<Route>,
    /// Those that cannot.
    pub refused: Vec<Refused>,
}

/// Lays the routes beside each other.
///
/// # Errors
/// [`PlanRefused::NothingInArrears`] and [`PlanRefused::Months`] when the question
/// itself does not hold; what only one route cannot carry stands in
/// [`Routes::refused`].
pub fn instalment_plan(ask: &PlanAsk) -> Result<Routes, PlanRefused> {
    if ask.arrears <= Amount::ZERO {
        return Err(PlanRefused::NothingInArrears);
    }
    if !(1..=12).contains(&ask.up_to_months) {
        return Err(PlanRefused::Months(ask.up_to_months));
    }
    let promise = ask.promise_on.map(|_| RouteKind::Promise);
    let spreads = (1..=ask.up_to_months).map(RouteKind::Spread);
    let mut routes = Routes::default();
    for kind in [RouteKind::PayNow].into_iter().chain(promise).chain(spreads) {
        match route(ask, kind) {
            Ok(route) => routes.offered.push(route),
            Err(because) => routes.refused.push(Refused { kind, because }),
        }
    }
    Ok(routes)
}

fn route(ask: &PlanAsk, kind: RouteKind) -> Result<Route, PlanRefused> {
    let money = |amount| Money::new(amount, ask.currency);
    let parts = match kind {
        RouteKind::PayNow => vec![Part { due_on: ask.as_of, amount: ask.arrears }],
        RouteKind::Promise => vec![Part { due_on: ask.promise_on.unwrap_or(ask.as_of), amount: ask.arrears }],
        RouteKind::Spread(months) => spread(ask, months)?,
    };
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Err(PlanRefused::OutOfRange) };
    if first.due_on < ask.as_of {
        return Err(PlanRefused::PastDay(first.due_on));
    }
    let total = Amount::checked_sum(parts.iter().map(|part| part.amount)).ok_or(PlanRefused::OutOfRange)?;
    // The last part takes the remainder, so it is the largest.
    let mut heaviest_month = last.amount;
    let mut says = format!("{} by {}.", money(total), last.due_on);
    if matches!(kind, RouteKind::Spread(_)) {
        heaviest_month = last.amount.checked_add(ask.regular_instalment).ok_or(PlanRefused::OutOfRange)?;
        let surplus = ask.verified_surplus.filter(|surplus| heaviest_month > *surplus);
        if let Some(surplus) = surplus {
            return Err(PlanRefused::ExceedsSurplus { asks: money(heaviest_month), surplus: money(surplus) });
        }
        let regular = money(ask.regular_instalment);
        says = format!(
            "{} monthly parts from {} to {}, the first {}, beside {regular} as agreed.",
            parts.len(),
            first.due_on,
            last.due_on,
            money(first.amount)
        );
    }
    let code = match kind {
        RouteKind::PayNow => "pay_now",
        RouteKind::Promise => "promise",
        RouteKind::Spread(_) if ask.verified_surplus.is_some() => "spread_within_surplus",
        RouteKind::Spread(_) => "spread_surplus_unknown",
    };
    Ok(Route { kind, total, heaviest_month, ends_on: last.due_on, why: Why::new(code, says), parts })
}

/// Equal parts of whole minor units; the last takes what does not divide.
fn spread(ask: &PlanAsk, months: u8) -> Result<Vec<Part>, PlanRefused> {
    let too_small = || PlanRefused::PartsTooSmall(Money::new(ask.arrears, ask.currency));
    let each = ask.arrears.minor().checked_div(i64::from(months)).filter(|each| *each > 0).ok_or_else(too_small)?;
    let mut left = ask.arrears;
    let mut parts = Vec::new();
    for month in 1..=months {
        let due_on = months_later(ask.first_part_on, i16::from(month) - 1).ok_or(PlanRefused::OutOfRange)?;
        let amount = if month == months { left } else { Amount::from_minor(each) };
        left = left.less(amount);
        parts.push(Part { due_on, amount });
    }
    Ok(parts)
}

/// The same day of a later month, or that month's last day when it is shorter.
fn months_later(day: BusinessDate, months: i16) -> Option<BusinessDate> {
    let civil = day.civil();
    let counted = i16::from(civil.month()) - 1 + months;
    let (year, month) = (civil.year() + counted.div_euclid(12), i8::try_from(counted.rem_euclid(12) + 1).ok()?);
    (1..=civil.day()).rev().find_map(|day| BusinessDate::try_from_ymd(year, month, day))
}
