//! What has to hold between the rules of a scheme.

use super::condition::Lists;
use super::error::SchemeProblem;
use super::parse::Problems;
use super::raw::{RawClass, RawRule};
use super::scheme::Rule;

/// Every class can be reached from the first one, where every loan begins.
pub(super) fn reached(classes: &[RawClass], rules: &[Rule], problems: &mut Problems<'_>) {
    let Some(first) = classes.first() else {
        problems.add(0, SchemeProblem::Figure("a scheme has one [[class]] or more".to_owned()));
        return;
    };
    let mut reached = vec![0];
    let mut next = 0;
    while let Some(class) = reached.get(next).copied() {
        next += 1;
        for rule in rules.iter().filter(|rule| rule.from.contains(&class)) {
            if !reached.contains(&rule.to) {
                reached.push(rule.to);
            }
        }
    }
    for (_, class) in classes.iter().enumerate().filter(|(place, _)| !reached.contains(place)) {
        let (first, name) = (first.name.get_ref().clone(), class.name.get_ref().clone());
        problems.add(class.name.span().start, SchemeProblem::Unreachable { first, class: name });
    }
}

/// No two rules from one class ask for the same. Otherwise the order is settled: the
/// worse class wins, and of two ways to one class the one that stands first gives the
/// reason.
pub(super) fn ordered(raw: &[RawRule], rules: &[Rule], lists: &Lists, problems: &mut Problems<'_>) {
    for (at, two) in rules.iter().enumerate() {
        let same = |one: &&Rule| {
            one.when == two.when && one.unless == two.unless && one.from.iter().any(|from| two.from.contains(from))
        };
        let Some(one) = rules.iter().take(at).find(same) else { continue };
        let shared = one.from.iter().find(|from| two.from.contains(from)).and_then(|from| lists.classes.get(*from));
        let line = raw.iter().find(|raw| *raw.id.get_ref() == two.id).map_or(0, |raw| raw.id.span().start);
        let from = shared.cloned().unwrap_or_default();
        problems.add(line, SchemeProblem::NoOrder { one: one.id.clone(), two: two.id.clone(), from });
    }
}
