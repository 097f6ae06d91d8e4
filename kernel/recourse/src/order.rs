//! In which order to turn to whom: what the law puts first comes first, then what brings
//! more. Each way alone, on today's figures: probability times what it brings, less
//! what it costs. Nothing is discounted; how long it takes stands beside it.

mod sort;

use crate::assets::SaleAnswer;
use crate::demand::Demand;
use crate::facts::Facts;
use crate::facts::route::{Route, RouteKind};
use crate::group::GroupAnswer;
use crate::refusal::Refusal;
use crate::security::SecurityAnswer;
use crate::sums::part;
use makegood_units::{Amount, FactId, LoanId, Money, Rounding, Why};
use serde::Serialize;

/// The ways in their order, and those that are not open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// One after the other.
    pub steps: Vec<Step>,
    /// Not open now, each with the reasons.
    pub blocked: Vec<RouteAnswer>,
}

/// A way in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its place, from 1.
    pub place: usize,
    /// The way.
    pub route: RouteAnswer,
    /// The ways that come before it, and the rule that says so.
    pub after: Vec<After>,
    /// Why it stands here.
    pub why: Why,
}

/// Something that comes before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct After {
    /// The way that comes before.
    pub route: String,
    /// The rule that says so.
    pub rule: String,
    /// Where it stands.
    pub citation: String,
}

/// One way, with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteAnswer {
    /// The way.
    pub route: String,
    /// Of which kind.
    pub kind: RouteKind,
    /// For which debt.
    pub debt: LoanId,
    /// Of which guarantee, group, security or asset.
    pub of: Option<String>,
    /// What it brings to the debt when it works.
    pub brings: Amount,
    /// How likely that is, in basis points.
    pub probability_bp: u32,
    /// Where the probability comes from.
    pub source: String,
    /// What it costs.
    pub cost: Amount,
    /// Days until the money is there.
    pub days: u32,
    /// Probability times what it brings, less the cost; below zero when it costs more.
    pub expected_net: Amount,
    /// The same as a sum to follow.
    pub arithmetic: String,
    /// What somebody still has to agree to, though nothing blocks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// What blocks it.
    pub blocked: Vec<Refusal>,
    /// What it rests on.
    pub facts: Vec<FactId>,
}

/// What was worked out before, that ways are made of.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The demands.
    pub demands: &'a [Demand],
    /// The groups.
    pub groups: &'a [GroupAnswer],
    /// The securities.
    pub securities: &'a [SecurityAnswer],
    /// The sales.
    pub sales: &'a [SaleAnswer],
}

/// Puts the ways in their order.
pub fn order(facts: &Facts, known: Known<'_>) -> Order {
    let ways: Vec<RouteAnswer> = facts.routes.iter().map(|route| way(facts, known, route)).collect();
    sort::sort(facts, ways)
}

/// What a route brings, what blocks it, and what it rests on.
type Found = (Amount, Vec<Refusal>, Vec<FactId>);

fn way(facts: &Facts, known: Known<'_>, route: &Route) -> RouteAnswer {
    let of = route.of.as_deref().unwrap_or_default();
    let found = match route.kind {
        RouteKind::Plan | RouteKind::Suit => said(facts, route),
        RouteKind::Guarantor => known
            .demands
            .iter()
            .find(|demand| demand.guarantee == of)
            .map(|it| (it.amount, it.blocked.clone(), it.why.facts.clone())),
        RouteKind::Group => {
            let group = known.groups.iter().find(|group| group.group == of);
            let failing = group.and_then(|it| it.failing.iter().find(|failing| failing.debt == route.debt));
            failing.map(|it| (it.would_bring, it.blocked.clone(), vec![FactId::new("group", of)]))
        }
        RouteKind::Pledge | RouteKind::Mortgage => {
            known.securities.iter().find(|it| it.security == of).map(|it| by_security(it, route))
        }
        RouteKind::VoluntarySale => {
            let sale = known.sales.iter().find(|sale| sale.asset == of);
            sale.map(|it| (it.to_debt, it.blocked.clone(), it.why.facts.clone()))
        }
    };
    let (brings, blocked, mut used) = found.unwrap_or_else(|| nothing_to_bring(route));
    used.insert(0, route.fact());
    let expected = part(brings, route.probability_bp, Rounding::HalfEven);
    let expected_net = Amount::from_minor(expected.minor().saturating_sub(route.cost.minor()));
    let number = |amount| Money::new(amount, facts.currency).number(",");
    let arithmetic = format!(
        "{}.{:02}% of {} = {}, less {} = {}",
        route.probability_bp / 100,
        route.probability_bp % 100,
        number(brings),
        number(expected),
        number(route.cost),
        number(expected_net)
    );
    RouteAnswer {
        route: route.id.clone(),
        kind: route.kind,
        debt: route.debt.clone(),
        of: route.of.clone(),
        brings,
        probability_bp: route.probability_bp,
        source: route.source.clone(),
        cost: route.cost,
        days: route.days,
        expected_net,
        arithmetic,
        needs: needs(known, route),
        blocked,
        facts: used,
    }
}

/// An owner sells, nobody sells for them.
fn needs(known: Known<'_>, route: &Route) -> Option<String> {
    let of_route = |sale: &&SaleAnswer| Some(sale.asset.as_str()) == route.of.as_deref();
    let sale = known.sales.iter().filter(|_| route.kind == RouteKind::VoluntarySale).find(of_route)?;
    (!sale.is_agreed).then(|| format!("{} has to agree to sell", sale.owner))
}

/// A plan or a suit brings what was said, and never more than is owed.
fn said(facts: &Facts, route: &Route) -> Option<Found> {
    let debt = facts.debt(&route.debt)?;
    let brings = route.brings.unwrap_or(Amount::ZERO).min(debt.total());
    let nothing = Refusal::new("nothing_due", format!("nothing of {} is due", debt.id), "wait for the due day");
    let blocked = if debt.due.is_zero() { vec![nothing.about(debt.fact())] } else { Vec::new() };
    Some((brings, blocked, vec![debt.fact()]))
}

fn by_security(it: &SecurityAnswer, route: &Route) -> Found {
    let mut blocked = it.blocked.clone();
    let is_over =
        matches!(it.enforcement.stage, crate::Stage::Sold | crate::Stage::Distributed | crate::Stage::Redeemed);
    if is_over {
        let says = format!("{} is sold or back with its owner", it.security);
        let way_out = "book what it brought; nothing more comes of it";
        blocked.push(Refusal::new("already_realised", says, way_out).about(FactId::new("security", &it.security)));
    }
    let paid = it.distribution.as_ref().and_then(|dealt| dealt.debts.iter().find(|paid| paid.debt == route.debt));
    let brings = paid.and_then(|paid| paid.paid.total().ok()).unwrap_or(Amount::ZERO);
    (brings, blocked, it.why.facts.clone())
}

fn nothing_to_bring(route: &Route) -> Found {
    let says = format!("{} has nothing on file that it could bring", route.id);
    let way_out = "see whether anything is due, and whether the route names the right debt";
    (Amount::ZERO, vec![Refusal::new("nothing_due", says, way_out).about(route.fact())], Vec::new())
}
