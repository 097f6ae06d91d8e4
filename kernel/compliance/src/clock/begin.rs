//! The day a clock is counted from at first.

use super::claim::Claim;
use super::fold::read_nested;
use super::reading::{ClockMissing, ClockReading, plain};
use super::rule::{Anchor, Begins, Cap, ClockRule, Takes};
use crate::happening::Happening;
use makegood_units::{BusinessDate, FactId};

/// The day with the fact that set it, and how people call it.
pub(super) struct Anchored {
    pub on: BusinessDate,
    pub fact: Option<FactId>,
    pub what: String,
}

/// Why a clock has no first day.
pub(super) enum NotAnchored {
    Missing(ClockMissing),
    /// The clock it waits for is not saved.
    Waits(String),
}

/// The first day of a clock that is not only following another.
pub(super) fn anchored(
    rule: &ClockRule,
    claim: &Claim<'_>,
    known_on: BusinessDate,
    above: &[&str],
) -> Result<Anchored, NotAnchored> {
    let saved = match &rule.after_saved {
        Some(name) => Some(saved(name, claim, known_on, above)?),
        None => None,
    };
    match (&rule.begins, saved) {
        (Begins::Anchor(anchor), _) => {
            let found = first_day(anchor, claim);
            found.ok_or_else(|| NotAnchored::Missing(ClockMissing::Anchor(wanted(anchor))))
        }
        (Begins::AfterSaved, Some(saved)) => Ok(saved),
        (Begins::Follows(_) | Begins::AfterSaved | Begins::Part, _) => Err(NotAnchored::Missing(ClockMissing::Part)),
    }
}

fn saved(name: &str, claim: &Claim<'_>, known_on: BusinessDate, above: &[&str]) -> Result<Anchored, NotAnchored> {
    let other = other(name, claim, known_on, above).map_err(NotAnchored::Missing)?;
    match other.saved_on {
        Some(on) => Ok(Anchored { on, fact: None, what: format!("the act that saved {name}") }),
        None => Err(NotAnchored::Waits(format!("{name} is not saved: {}", other.says))),
    }
}

/// The reading of a clock this one builds on.
pub(super) fn other(
    name: &str,
    claim: &Claim<'_>,
    known_on: BusinessDate,
    above: &[&str],
) -> Result<ClockReading, ClockMissing> {
    if above.contains(&name) {
        return Err(ClockMissing::Circle(name.to_owned()));
    }
    let rule = claim.rules.clock_rule(name).ok_or_else(|| ClockMissing::Rule(name.to_owned()))?;
    let mut above = above.to_vec();
    above.push(name);
    Ok(read_nested(rule, claim, known_on, &above))
}

fn first_day(anchor: &Anchor, claim: &Claim<'_>) -> Option<Anchored> {
    let happenings = claim.sorted();
    let mine = |happening: &&&Happening| !names_another(happening, claim.obligor);
    let named = anchor.words.iter().enumerate().flat_map(|(place, (word, at_end))| {
        let of_word = happenings.iter().filter(mine).filter(move |happening| happening.what == *word);
        of_word.filter_map(move |happening| Some((place, day(happening, *at_end)?, *happening)))
    });
    let delayed = anchor.later.iter().flat_map(|(word, length)| {
        let of_word = happenings.iter().filter(mine).filter(move |happening| happening.what == *word);
        of_word.filter_map(move |happening| {
            let on = length.on(happening.on)?.after(happening.on)?;
            Some((anchor.words.len(), on, *happening))
        })
    });
    let all = named.chain(delayed);
    let (_, on, happening) = match anchor.takes {
        Takes::Earliest => all.min_by_key(|(_, on, _)| *on),
        Takes::Latest => all.max_by_key(|(_, on, _)| *on),
        Takes::FirstNamed => all.max_by_key(|(place, on, _)| (std::cmp::Reverse(*place), *on)),
    }?;
    Some(Anchored { on, fact: Some(happening.fact.clone()), what: plain(&happening.what) })
}

fn day(happening: &Happening, at_end: bool) -> Option<BusinessDate> {
    if at_end { happening.ended.map(|(on, _)| on).or(happening.until) } else { Some(happening.on) }
}

/// Whether it was done to a named obligor who is not this one.
fn names_another(happening: &Happening, obligor: Option<&str>) -> bool {
    happening.to.as_deref().zip(obligor).is_some_and(|(to, obligor)| to != obligor)
}

fn wanted(anchor: &Anchor) -> String {
    let words = anchor.words.iter().map(|(word, _)| word.as_str());
    let all: Vec<&str> = words.chain(anchor.later.iter().map(|(word, _)| word.as_str())).collect();
    all.join(" or ")
}

impl Cap {
    /// The last day it leaves: none where the law of that day has no cap.
    pub(super) fn last_day(&self, claim: &Claim<'_>, anchor: BusinessDate) -> Option<BusinessDate> {
        let named = claim.sorted().into_iter().find(|happening| self.from.contains(&happening.what));
        let from = named.map_or(anchor, |happening| happening.on);
        let years = self.years.on(from).copied()?;
        super::span::Length { years, months: 0, days: 0 }.after(from)
    }
}
