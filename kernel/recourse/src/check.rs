//! Facts that contradict each other are refused by name before anything is worked out.

mod groups;
mod people;
mod sizes;
mod things;

use crate::cycle::circle;
use crate::facts::Facts;
use crate::facts::route::RouteKind;
use crate::law::RuleKind;
use crate::refusal::Refusal;
use makegood_units::{BusinessDate, FactId};
use std::collections::{BTreeMap, BTreeSet};

/// Every contradiction in the facts.
pub fn check(facts: &Facts) -> Vec<Refusal> {
    let mut found = Vec::new();
    sizes::check(facts, &mut found);
    ids(facts, &mut found);
    people::check(facts, &mut found);
    groups::check(facts, &mut found);
    things::check(facts, &mut found);
    order_in_a_circle(facts, &mut found);
    found
}

/// Something named is not on file.
fn unknown(what: &str, name: impl std::fmt::Display, fact: FactId) -> Refusal {
    let says = format!("there is no {what} {name:} on file");
    Refusal::new("unknown_reference", says, "name one that is there, or add it").about(fact)
}

/// A day that lies after the day of the answer.
fn ahead(facts: &Facts, on: BusinessDate, fact: FactId) -> Option<Refusal> {
    let says = format!("{on} lies after {}, the day of the answer", facts.as_of);
    let refusal = Refusal::new("date_ahead", says, "correct the day, or ask for a later one with as_of");
    (on > facts.as_of).then(|| refusal.about(fact))
}

/// Two facts of a kind with one id.
fn ids(facts: &Facts, found: &mut Vec<Refusal>) {
    let fact = FactId::new;
    let mut all: Vec<FactId> = facts.debts.iter().map(|it| it.fact()).collect();
    all.extend(facts.liable.iter().map(|it| it.fact()));
    all.extend(facts.happenings.iter().map(|it| it.fact()));
    all.extend(facts.groups.iter().map(|it| it.fact()));
    all.extend(facts.contributions.iter().map(|it| it.fact()));
    all.extend(facts.repayments.iter().map(|it| it.fact()));
    all.extend(facts.notices.iter().map(|it| fact("notice", &it.id)));
    all.extend(facts.contacts.iter().map(|it| fact("contact", &it.id)));
    all.extend(facts.cooperation.iter().map(|it| fact("cooperation", &it.id)));
    all.extend(facts.meetings.iter().map(|it| fact("meeting", &it.id)));
    all.extend(facts.shocks.iter().map(|it| it.fact()));
    all.extend(facts.securities.iter().map(|it| it.fact()));
    all.extend(facts.securities.iter().flat_map(|it| it.valuations.iter().map(|it| it.fact())));
    all.extend(facts.events.iter().map(|it| it.fact()));
    all.extend(facts.assets.iter().map(|it| it.fact()));
    all.extend(facts.exempt.iter().map(|it| fact("exempt", &it.kind)));
    all.extend(facts.added.iter().map(|it| it.fact()));
    all.extend(facts.routes.iter().map(|it| it.fact()));
    all.extend(facts.law.rules.iter().map(|it| fact("rule", &it.cited.rule)));
    all.extend(facts.law.processes.iter().map(|it| fact("process", &it.cited.rule)));
    all.sort();
    let mut before: Option<FactId> = None;
    for id in all {
        if before.as_ref() == Some(&id) {
            let says = format!("{id} stands there twice");
            found.push(Refusal::new("id_twice", says, "give each its own id, or take one out").about(id.clone()));
        }
        before = Some(id);
    }
}

/// Rules that put ways before each other in a circle.
fn order_in_a_circle(facts: &Facts, found: &mut Vec<Refusal>) {
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut last = None;
    for rule in &facts.law.rules {
        let (first, then): (&[RouteKind], &[RouteKind]) = match &rule.kind {
            RuleKind::Before(order) => (&order.first, &order.then),
            RuleKind::OwnSecurityFirst => (&[RouteKind::Pledge, RouteKind::Mortgage], &[RouteKind::Guarantor]),
            _ => continue,
        };
        for one in first {
            edges.entry(one.word()).or_default().extend(then.iter().map(|kind| kind.word()));
        }
        last = Some(&rule.cited.rule);
    }
    if let (Some(circle), Some(last)) = (circle(&edges), last) {
        let says = format!("the rules put {} in a circle", circle.join(" before "));
        let way_out = "take one of the lender's own rules out; the law's stay";
        found.push(Refusal::new("order_in_a_circle", says, way_out).about(FactId::new("rule", last)));
    }
}
