//! What can still save a claim: the acts a pack names for it, with the evidence
//! that makes them count and the day by which they must be done.

use super::claim::ClockRules;
use super::reading::{ClockReading, ClockState, plain};
use super::rule::{Anew, ClockRule, Model, in_force};
use super::span::Starts;
use super::trigger::{Trigger, evidence};
use makegood_units::BusinessDate;

/// An act that would save a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedAct {
    /// The word of the happening to bring about.
    pub act: String,
    /// By whom, where the law asks for somebody.
    pub by: Vec<String>,
    /// To whom, where the law asks for somebody.
    pub to: Vec<String>,
    /// Any of these sets of evidence, each complete; none: it needs none.
    pub evidence: Vec<Vec<String>>,
    /// The last safe day; none when no day ends the chance.
    pub no_later_than: Option<BusinessDate>,
    /// Where the new period would end, were it done on the day asked.
    pub gives_until: Option<BusinessDate>,
    /// All of it in one sentence.
    pub says: String,
}

/// The acts that could still save the claim on a day, in the order of the packs:
/// the clock's own first, then those of the rules that lend to it.
///
/// Nothing for a clock that is unknown, saved, or followed by a right that is
/// gone. After the end only what revives is left.
pub fn rescue(rule: &ClockRule, rules: &dyn ClockRules, reading: &ClockReading, on: BusinessDate) -> Vec<ProposedAct> {
    let is_over = match reading.state {
        ClockState::Running { .. } | ClockState::NotBegun => reading.rolled_end.is_some_and(|end| on > end),
        ClockState::Expired => true,
        _ => return Vec::new(),
    };
    // The earlier of the two ends, as long as it has not passed.
    let last = reading.raw_end.filter(|raw| on <= *raw).or(reading.rolled_end).filter(|_| !is_over);
    let mut acts = Vec::new();
    for word in &rule.rescues {
        let saves = in_force(&rule.saved_by, on).iter().filter(|_| !is_over);
        let saves = saves.map(|trigger| Offer { trigger, anew: None, does: "ends the clock" });
        let offers = saves.chain(bends(rule, on, is_over)).filter(|offer| offer.trigger.on.contains(word));
        acts.extend(offers.map(|offer| proposed(rule, word, &offer, on, last)));
    }
    for lender in rule.also.iter().filter_map(|name| rules.clock_rule(name)) {
        for word in &lender.rescues {
            let offers = bends(lender, on, is_over).into_iter().filter(|offer| offer.trigger.on.contains(word));
            acts.extend(offers.map(|offer| proposed(rule, word, &offer, on, last)));
        }
    }
    acts
}

struct Offer<'r> {
    trigger: &'r Trigger,
    anew: Option<Anew>,
    does: &'static str,
}

/// What restarts, revives or stops a clock. A rigid one was read without such entries.
fn bends(rule: &ClockRule, on: BusinessDate, is_over: bool) -> Vec<Offer<'_>> {
    let does = if is_over { "revives the claim" } else { "starts the clock anew" };
    let revives = in_force(&rule.revives, on).iter();
    let mut offers: Vec<Offer<'_>> =
        revives.map(|entry| Offer { trigger: &entry.trigger, anew: Some(entry.anew), does }).collect();
    if !is_over {
        let restarts = in_force(&rule.restarts, on).iter();
        offers.extend(restarts.map(|entry| Offer { trigger: &entry.trigger, anew: Some(entry.anew), does }));
        let pauses = in_force(&rule.suspensions, on).iter().filter(|entry| entry.model == Model::Pause);
        offers.extend(pauses.map(|entry| Offer { trigger: &entry.trigger, anew: None, does: "stops the clock" }));
    }
    offers
}

fn proposed(
    rule: &ClockRule,
    word: &str,
    offer: &Offer<'_>,
    on: BusinessDate,
    last: Option<BusinessDate>,
) -> ProposedAct {
    let trigger = offer.trigger;
    let starts = match (offer.anew, rule.starts) {
        (Some(Anew::ThatDay), Starts::DayCounted) => Some(Starts::DayCounted),
        (Some(Anew::ThatDay), _) => Some(Starts::DayNotCounted),
        (Some(Anew::NextDay), _) => Some(Starts::NextDay),
        // Nobody knows how long proceedings last.
        (Some(Anew::ItsEnd) | None, _) => None,
    };
    let gives_until = starts.and_then(|starts| starts.period(on, rule.length.on(on)?)).map(|period| period.last);
    let mut says = plain(word);
    for (before, people) in [("by", &trigger.by), ("to", &trigger.to)] {
        if !people.is_empty() {
            says = format!("{says} {before} {}", people.join(" or "));
        }
    }
    if !trigger.with.is_empty() {
        says = format!("{says} with {}", evidence(&trigger.with));
    }
    says = format!("{says} {}", offer.does);
    if let Some(until) = gives_until {
        says = format!("{says}, done on {on} up to {until}");
    }
    if let Some(last) = last {
        says = format!("{says}; do it by {last}");
    }
    ProposedAct {
        act: word.to_owned(),
        by: trigger.by.clone(),
        to: trigger.to.clone(),
        evidence: trigger.with.clone(),
        no_later_than: last,
        gives_until,
        says,
    }
}
