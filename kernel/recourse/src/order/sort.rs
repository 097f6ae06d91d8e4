//! The order itself: of all ways before which nothing else stands, the one that brings
//! most comes next.

use super::{After, Order, RouteAnswer, Step};
use crate::facts::Facts;
use crate::law::RuleKind;
use makegood_units::{FactId, Money, Why};

pub(super) fn sort(facts: &Facts, ways: Vec<RouteAnswer>) -> Order {
    let (mut waiting, mut blocked): (Vec<RouteAnswer>, Vec<RouteAnswer>) =
        ways.into_iter().partition(|way| way.blocked.iter().all(|refusal| !refusal.waits_for.is_empty()));
    // A way waits only for what some open way deals with; else it is simply blocked.
    loop {
        let open: Vec<FactId> = waiting.iter().filter_map(dealt_with).collect();
        let can = |way: &RouteAnswer| way.blocked.iter().flat_map(|it| &it.waits_for).all(|fact| open.contains(fact));
        let (still, not): (Vec<_>, Vec<_>) = waiting.into_iter().partition(can);
        waiting = still;
        let is_settled = not.is_empty();
        blocked.extend(not);
        if is_settled {
            break;
        }
    }
    let befores: Vec<Vec<After>> = waiting.iter().map(|way| before(facts, &waiting, way)).collect();
    let mut left: Vec<(RouteAnswer, Vec<After>)> = waiting.into_iter().zip(befores).collect();
    let mut steps: Vec<Step> = Vec::new();
    while !left.is_empty() {
        let is_placed = |after: &After| steps.iter().any(|step| step.route.route == after.route);
        let free = left.iter().enumerate().filter(|(_, (_, after))| after.iter().all(is_placed));
        let best = free.min_by(|(_, (one, _)), (_, (other, _))| rank(one).cmp(&rank(other))).map(|(at, _)| at);
        // Rules that put ways before each other in a circle were refused when they were read.
        let (route, after) = left.remove(best.unwrap_or(0));
        steps.push(step(facts, steps.len().saturating_add(1), route, after));
    }
    blocked.sort_by(|one, other| one.route.cmp(&other.route));
    Order { steps, blocked }
}

/// More expected net first, then sooner, then by name.
fn rank(way: &RouteAnswer) -> (std::cmp::Reverse<makegood_units::Amount>, u32, &str) {
    (std::cmp::Reverse(way.expected_net), way.days, &way.route)
}

/// The security a way realises.
fn dealt_with(way: &RouteAnswer) -> Option<FactId> {
    let is_security = matches!(way.kind, crate::RouteKind::Pledge | crate::RouteKind::Mortgage);
    way.of.as_ref().filter(|_| is_security).map(|of| FactId::new("security", of))
}

/// What stands before a way: what its refusals wait for, and what the rules put first.
fn before(facts: &Facts, all: &[RouteAnswer], way: &RouteAnswer) -> Vec<After> {
    let mut befores = Vec::new();
    for other in all.iter().filter(|other| other.route != way.route) {
        let by_refusal =
            way.blocked.iter().find(|refusal| dealt_with(other).is_some_and(|fact| refusal.waits_for.contains(&fact)));
        let by_law = by_refusal.and_then(|refusal| refusal.cited.as_deref());
        let by_rule = facts.law.rules.iter().find_map(|rule| match &rule.kind {
            RuleKind::Before(order) if other.debt == way.debt => {
                (order.first.contains(&other.kind) && order.then.contains(&way.kind)).then_some(&rule.cited)
            }
            _ => None,
        });
        if let Some(cited) = by_law.or(by_rule) {
            let (rule, citation) = (cited.rule.clone(), cited.citation.clone());
            befores.push(After { route: other.route.clone(), rule, citation });
        }
    }
    befores
}

fn step(facts: &Facts, place: usize, route: RouteAnswer, after: Vec<After>) -> Step {
    let net = Money::new(route.expected_net, facts.currency);
    let worth = if route.expected_net.minor() <= 0 { "; it costs as much as it brings or more" } else { "" };
    let first = match after.as_slice() {
        [] => "nothing stands before it".to_owned(),
        after => {
            let told = after.iter().map(|it| format!("{} ({})", it.route, it.rule));
            format!("after {}", told.collect::<Vec<_>>().join(", "))
        }
    };
    let says = format!("{first}; expected net {net} in {} days{worth}", route.days);
    let why = route.facts.iter().cloned().fold(Why::new("place_in_order", says), Why::with);
    let rules = after.iter().map(|it| FactId::new("rule", &it.rule));
    let mut why = rules.fold(why, Why::with);
    let mut seen = Vec::new();
    why.facts.retain(|fact| {
        let is_new = !seen.contains(fact);
        seen.push(fact.clone());
        is_new
    });
    Step { place, route, after, why }
}
