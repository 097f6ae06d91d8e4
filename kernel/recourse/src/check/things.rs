//! Securities, belongings, and the ways made of them.

use super::sizes::limit;
use super::{ahead, unknown};
use crate::facts::Facts;
use crate::facts::route::{Route, RouteKind};
use crate::facts::security::{Security, SecurityKind};
use crate::refusal::Refusal;
use crate::sums::WHOLE_BP;

pub(super) fn check(facts: &Facts, found: &mut Vec<Refusal>) {
    for it in &facts.securities {
        security(facts, it, found);
    }
    for (security, valuation) in &facts.loose.valuations {
        found.push(unknown("security", security, valuation.fact()));
    }
    for event in &facts.events {
        found.extend(ahead(facts, event.on, event.fact()));
        if !facts.securities.iter().any(|it| it.id == event.security) {
            found.push(unknown("security", &event.security, event.fact()));
        }
    }
    for asset in &facts.assets {
        found.extend(ahead(facts, asset.valued_on, asset.fact()));
        found.extend(facts.debt(&asset.debt).is_none().then(|| unknown("debt", &asset.debt, asset.fact())));
    }
    for added in &facts.added {
        found.extend(ahead(facts, added.valued_on, added.fact()));
        found.extend(facts.debt(&added.debt).is_none().then(|| unknown("debt", &added.debt, added.fact())));
    }
    for it in &facts.routes {
        route(facts, it, found);
    }
}

fn security(facts: &Facts, security: &Security, found: &mut Vec<Refusal>) {
    found.extend(limit(security.limit, security.fact()));
    let strangers = security.debts.iter().filter(|debt| facts.debt(debt).is_none());
    found.extend(strangers.map(|debt| unknown("debt", debt, security.fact())));
    found.extend(security.proof.as_ref().and_then(|proof| ahead(facts, proof.signed_on, security.fact())));
    found.extend(security.valuations.iter().filter_map(|it| ahead(facts, it.on, it.fact())));
    let mut refuse =
        |code, says: String, way_out: &str| found.push(Refusal::new(code, says, way_out).about(security.fact()));
    if security.haircut_bp > WHOLE_BP {
        refuse(
            "haircut_above_whole",
            format!("the haircut of {} is more than the whole", security.id),
            "write haircut_bp from 0 to 10000",
        );
    }
    let twice = security.debts.iter().enumerate().any(|(at, debt)| security.debts.iter().take(at).any(|it| it == debt));
    if twice || security.debts.is_empty() {
        refuse(
            "secures_what",
            format!("{} names no debt, or one twice", security.id),
            "name each debt it secures once",
        );
    }
    let Some(name) = &security.process else { return };
    match facts.law.process(name) {
        None => found.push(unknown("process", name, security.fact())),
        Some(process) if !process.kinds.contains(&security.kind) => {
            let says = format!("{name} is not a process for a {}", security.kind.word());
            refuse("process_not_for_kind", says, "name a process that is");
        }
        Some(_) => {}
    }
}

fn route(facts: &Facts, route: &Route, found: &mut Vec<Refusal>) {
    let mut refuse =
        |code, says: String, way_out: &str| found.push(Refusal::new(code, says, way_out).about(route.fact()));
    if route.probability_bp > WHOLE_BP {
        refuse(
            "probability_above_whole",
            format!("{} is more than certain", route.id),
            "write probability_bp from 0 to 10000",
        );
    }
    if route.kind.brings_what_is_said() != route.brings.is_some() {
        let says = match route.brings {
            Some(_) => format!("what {} brings follows from the facts", route.id),
            None => format!("nobody says what {} brings", route.id),
        };
        refuse("route_incomplete", says, "write brings_minor for a plan or a suit, and leave it out for the others");
    }
    if facts.debt(&route.debt).is_none() {
        found.push(unknown("debt", &route.debt, route.fact()));
        return;
    }
    let of = route.of.as_deref().unwrap_or_default();
    let secured = |kind: SecurityKind| {
        facts.securities.iter().any(|it| it.id == of && it.kind == kind && it.debts.contains(&route.debt))
    };
    let is_there = match route.kind {
        RouteKind::Plan | RouteKind::Suit => route.of.is_none(),
        RouteKind::Guarantor => {
            let guarantees = |role| role == crate::LegalRole::Guarantor;
            facts.liable.iter().any(|it| it.id == of && it.debt == route.debt && guarantees(it.role))
        }
        RouteKind::Group => facts.groups.iter().any(|it| it.id == of && it.debts.contains(&route.debt)),
        RouteKind::Pledge => secured(SecurityKind::Pledge),
        RouteKind::Mortgage => secured(SecurityKind::Mortgage),
        RouteKind::VoluntarySale => facts.assets.iter().any(|it| it.id == of && it.debt == route.debt),
    };
    if !is_there {
        let what = format!("{} for {}", route.kind.word(), route.debt);
        found.push(unknown(&what, format!("{of:?}"), route.fact()));
    }
}
