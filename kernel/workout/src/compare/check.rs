//! What has to hold before routes are compared.

use super::ask::CompareAsk;
use super::error::CompareError;
use super::odds::Basis;
use super::route::{Route, RouteKind};
use std::collections::BTreeSet;

/// Whether names, days and references of a case hang together.
pub(super) fn hangs_together(ask: &CompareAsk) -> Result<(), CompareError> {
    let waits = ask.routes.iter().filter(|route| route.kind == RouteKind::Wait).count();
    if waits != 1 {
        return Err(CompareError::Waits(waits));
    }
    let mut names = BTreeSet::new();
    for chance in &ask.chances {
        if !names.insert(&chance.name) {
            return Err(CompareError::SameChance(chance.name.clone()));
        }
        if chance.range.is_some_and(|(low, high)| low > chance.expected || chance.expected > high) {
            return Err(CompareError::Range(chance.name.clone()));
        }
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = ask.routes.iter().find(|route| !ids.insert(&route.id)) {
        return Err(CompareError::SameRoute(twice.id.clone()));
    }
    for route in &ask.routes {
        falls_back_well(route, ask)?;
    }
    let sources = ask.chances.iter().map(|chance| (&chance.name, &chance.source));
    let own = ask.routes.iter().flat_map(|route| route.entries.iter().map(move |entry| (&route.id, entry)));
    let own = own.filter_map(|(id, entry)| entry.odds.own.as_ref().map(|(_, source)| (id, source)));
    for (place, source) in sources.chain(own) {
        if let Basis::OwnData { on, .. } = source.basis
            && on > ask.as_of
        {
            return Err(CompareError::FutureData { place: place.clone(), on });
        }
    }
    for asked in &ask.break_evens {
        if !names.contains(&asked.chance) {
            return Err(CompareError::UnknownAsked(asked.chance.clone()));
        }
        if let Some(route) = [&asked.between.0, &asked.between.1].into_iter().find(|id| !ids.contains(id)) {
            return Err(CompareError::UnknownRouteAsked { chance: asked.chance.clone(), route: route.clone() });
        }
    }
    Ok(())
}

fn falls_back_well(route: &Route, ask: &CompareAsk) -> Result<(), CompareError> {
    let Some(rule) = &route.falls_back else { return Ok(()) };
    let named = || (route.id.clone(), rule.to.clone());
    if !ask.chances.iter().any(|chance| chance.name == rule.unless) {
        return Err(CompareError::UnknownChance { route: route.id.clone(), chance: rule.unless.clone() });
    }
    match ask.routes.iter().find(|other| other.id == rule.to) {
        None => {
            let (route, to) = named();
            Err(CompareError::UnknownFallBack { route, to })
        }
        Some(back) if back.id == route.id || back.falls_back.is_some() => {
            let (route, to) = named();
            Err(CompareError::FallBackChain { route, to })
        }
        Some(_) => Ok(()),
    }
}
