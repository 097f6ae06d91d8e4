//! What a route does to the borrower's month, and whether the lender's limit holds.
//!
//! The surplus is what is left of income after business costs, household and tax, before
//! any debt service. DSCR is that surplus over the debt service of all debts (net
//! business and other income less household and tax, over all debt service).

use super::route::{FlowKind, PaidFrom, Route, RouteKind};
use makegood_units::{Amount, BusinessDate, Currency, Decimal, Money, Rounding, Why, divide};
use rust_decimal::RoundingStrategy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Basis points that make a whole.
const WHOLE_BP: u32 = 10_000;

/// An amount a month, with the day it was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// How much a month.
    pub amount: Amount,
    /// Verified on this day.
    pub on: BusinessDate,
}

/// What the borrower has and owes a month; none is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Means {
    /// Income.
    pub income: Option<Verified>,
    /// What is left of it before any debt service.
    pub surplus: Option<Verified>,
    /// What is paid on this debt as agreed today.
    pub debt_service: Option<Amount>,
    /// What is paid on all other debts.
    pub other_debt_service: Option<Amount>,
}

/// What the lender allows. A debt service above the surplus is never allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The most of verified income that debt service may take, in basis points.
    pub income_share_bp: Option<u32>,
    /// The most of the verified surplus; the whole of it when not said.
    pub surplus_share_bp: Option<u32>,
    /// The least DSCR.
    pub dscr_floor: Option<Decimal>,
    /// How many days a verified fact may be old; without end when not said.
    pub facts_valid_days: Option<u32>,
}

/// A fact that has to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingFact {
    /// What is left a month before debt service, verified.
    VerifiedSurplus,
    /// Income a month, verified.
    VerifiedIncome,
    /// The surplus was verified too long ago, on this day.
    FreshSurplus(BusinessDate),
    /// The income was verified too long ago, on this day.
    FreshIncome(BusinessDate),
    /// What is paid on this debt a month today.
    DebtServiceNow,
    /// What is paid on other debts a month.
    OtherDebtService,
    /// What would be paid a month afterwards.
    DebtServiceAfter,
}

impl fmt::Display for MissingFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VerifiedSurplus => f.write_str("the verified surplus a month"),
            Self::VerifiedIncome => f.write_str("the verified income a month"),
            Self::FreshSurplus(on) => write!(f, "the surplus verified anew (last on {on})"),
            Self::FreshIncome(on) => write!(f, "the income verified anew (last on {on})"),
            Self::DebtServiceNow => f.write_str("the debt service a month today"),
            Self::OtherDebtService => f.write_str("the debt service a month on other debts"),
            Self::DebtServiceAfter => f.write_str("the debt service a month afterwards"),
        }
    }
}

/// Whether the limit on debt service holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceVerdict {
    /// It does.
    Within {
        /// By how much.
        why: Why,
    },
    /// It does not.
    Blocked {
        /// Each limit broken.
        because: Vec<Why>,
    },
    /// It cannot be told, which is not allowed either.
    Unknown {
        /// What has to be asked for.
        missing: Vec<MissingFact>,
    },
}

/// Debt service on all debts before and after, against verified means and the lender's limits.
///
/// A limit that is broken blocks even where other facts are missing. Debt service that
/// falls and is still above a limit is blocked too; the sentence says that it falls.
pub fn debt_service_check(
    before: Option<Amount>,
    after: Option<Amount>,
    means: &Means,
    limits: &Limits,
    (as_of, currency): (BusinessDate, Currency),
) -> ServiceVerdict {
    let mut missing = Vec::new();
    if before.is_none() {
        missing.push(MissingFact::DebtServiceNow);
    }
    let stale = |fact: Verified| {
        limits.facts_valid_days.is_some_and(|days| i64::from(as_of.days_since(fact.on)) > i64::from(days))
    };
    match means.surplus {
        None => missing.push(MissingFact::VerifiedSurplus),
        Some(surplus) if stale(surplus) => missing.push(MissingFact::FreshSurplus(surplus.on)),
        Some(_) => {}
    }
    match means.income.filter(|_| limits.income_share_bp.is_some()) {
        None if limits.income_share_bp.is_some() => missing.push(MissingFact::VerifiedIncome),
        Some(income) if stale(income) => missing.push(MissingFact::FreshIncome(income.on)),
        _ => {}
    }
    let Some(after) = after else {
        missing.push(MissingFact::DebtServiceAfter);
        return ServiceVerdict::Unknown { missing };
    };
    let because = broken(before, after, means, limits, currency);
    if !because.is_empty() {
        return ServiceVerdict::Blocked { because };
    }
    if !missing.is_empty() {
        return ServiceVerdict::Unknown { missing };
    }
    let left = means.surplus.map_or(Amount::ZERO, |surplus| surplus.amount.less(after));
    let says = format!(
        "{} a month on all debts stays within the limits; {} of the surplus is left",
        Money::new(after, currency),
        Money::new(left, currency)
    );
    ServiceVerdict::Within { why: Why::new("debt_service_within_limits", says) }
}

/// The limits broken, each with its sentence.
fn broken(before: Option<Amount>, after: Amount, means: &Means, limits: &Limits, currency: Currency) -> Vec<Why> {
    let money = |amount| Money::new(amount, currency);
    let compared = match before {
        Some(before) if after > before => format!("up from {}", money(before)),
        Some(before) if after < before => format!("down from {}, and still too much", money(before)),
        Some(_) => "as before, and already too much".to_owned(),
        None => "before it is not known".to_owned(),
    };
    let mut because = Vec::new();
    let mut say = |code: &str, limit: String| {
        because.push(Why::new(code, format!("{} a month on all debts ({compared}) is above {limit}", money(after))));
    };
    if let Some(surplus) = means.surplus {
        let share = limits.surplus_share_bp.unwrap_or(WHOLE_BP).min(WHOLE_BP);
        if above_share(after, surplus.amount, share) {
            let limit = share_of(surplus.amount, share);
            say(
                "debt_service_above_surplus",
                format!("{}, {} of the surplus verified on {}", money(limit), percent(share), surplus.on),
            );
        }
        if let Some((floor, dscr)) = below_floor(surplus.amount, after, limits.dscr_floor) {
            say("dscr_below_floor", format!("what the least DSCR of {floor} allows; it would be {dscr}"));
        }
    }
    if let (Some(income), Some(share)) = (means.income, limits.income_share_bp)
        && above_share(after, income.amount, share)
    {
        let limit = share_of(income.amount, share);
        say(
            "debt_service_above_income_share",
            format!("{}, {} of the income verified on {}", money(limit), percent(share), income.on),
        );
    }
    because
}

fn above_share(after: Amount, of: Amount, share_bp: u32) -> bool {
    i128::from(after.minor()) * i128::from(WHOLE_BP) > i128::from(of.minor()) * i128::from(share_bp)
}

/// The share in whole minor units, rounded down: the most that may be asked.
fn share_of(of: Amount, share_bp: u32) -> Amount {
    let product = i128::from(of.minor()) * i128::from(share_bp);
    let share = divide(product, i128::from(WHOLE_BP), Rounding::Down).and_then(|share| i64::try_from(share).ok());
    share.map_or(Amount::ZERO, Amount::from_minor)
}

fn percent(bp: u32) -> String {
    format!("{}%", Decimal::new(i64::from(bp), 2).normalize())
}

fn below_floor(surplus: Amount, after: Amount, floor: Option<Decimal>) -> Option<(Decimal, Decimal)> {
    let (floor, dscr) = (floor?, dscr(surplus, after)?);
    let least = floor.checked_mul(Decimal::from(after.minor()))?;
    (Decimal::from(surplus.minor()) < least).then_some((floor, dscr))
}

/// Surplus over debt service, to two decimals, downwards; `None` when nothing is to be paid.
fn dscr(surplus: Amount, after: Amount) -> Option<Decimal> {
    let exact = Decimal::from(surplus.minor()).checked_div(Decimal::from(after.minor()))?;
    Some(exact.round_dp_with_strategy(2, RoundingStrategy::ToNegativeInfinity))
}

/// The borrower's month before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetEffect {
    /// Debt service of all debts a month today.
    pub before: Option<Amount>,
    /// In the heaviest month afterwards, if the route goes as planned.
    pub after: Option<Amount>,
    /// The verified surplus less that; below zero when it does not carry it.
    pub left: Option<Amount>,
    /// Surplus over debt service afterwards.
    pub dscr_after: Option<Decimal>,
    /// Whether the lender's limits hold.
    pub verdict: ServiceVerdict,
}

/// What a route does to the month.
pub(super) fn effect(route: &Route, means: &Means, limits: &Limits, at: (BusinessDate, Currency)) -> BudgetEffect {
    let with_others = |own: Option<Amount>| own?.checked_add(means.other_debt_service?);
    let before = with_others(means.debt_service);
    let after = with_others(own_service(route, means));
    let surplus = means.surplus.map(|surplus| surplus.amount);
    let left = surplus.and_then(|surplus| surplus.checked_sub(after?));
    let dscr_after = surplus.and_then(|surplus| dscr(surplus, after?));
    let mut verdict = debt_service_check(before, after, means, limits, at);
    if let ServiceVerdict::Unknown { missing } = &mut verdict
        && means.other_debt_service.is_none()
    {
        // The totals are unknown because of the other debts; what is known of this one is not asked again.
        missing.retain(|fact| !(*fact == MissingFact::DebtServiceNow && means.debt_service.is_some()));
        missing.retain(|fact| !(*fact == MissingFact::DebtServiceAfter && own_service(route, means).is_some()));
        missing.push(MissingFact::OtherDebtService);
    }
    BudgetEffect { before, after, left, dscr_after, verdict }
}

/// What the route asks of the surplus in its heaviest calendar month.
pub(super) fn own_service(route: &Route, means: &Means) -> Option<Amount> {
    match route.kind {
        _ if route.debt_service.is_some() => route.debt_service,
        RouteKind::Wait => means.debt_service,
        RouteKind::Refinance => None,
        _ => heaviest_month(route),
    }
}

fn heaviest_month(route: &Route) -> Option<Amount> {
    let mut months: BTreeMap<(i16, i8), Amount> = BTreeMap::new();
    let planned = route.entries.iter().filter(|entry| {
        entry.kind == FlowKind::Cash(PaidFrom::Surplus) && entry.odds.conditions.iter().all(|one| one.holds)
    });
    for flow in planned.flat_map(|entry| &entry.flows) {
        let civil = flow.on.civil();
        let month = months.entry((civil.year(), civil.month())).or_default();
        *month = month.checked_add(flow.amount)?;
    }
    Some(months.into_values().max().unwrap_or(Amount::ZERO))
}
