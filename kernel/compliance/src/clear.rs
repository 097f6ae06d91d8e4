//! The gate.

use crate::act::Act;
use crate::facts::Facts;
use crate::judge::{Bite, HORIZON_DAYS, Judgement, Moment, Note, View, judge};
use crate::packs::{Binds, Packs};
use crate::rule::{Answer, Rule};
use crate::says::{document, hit, missing_fact, scope_hit};
use crate::turns::next_turn;
use crate::verdict::{Cleared, RuleHit, Verdict};
use jiff::SignedDuration;
use makegood_units::Instant;

/// Judges an action at an instant under all packs: what any rule denies is
/// denied, hours must be open in every zone the person may be in, and a missing
/// fact is unknown, never allowed. Contacts, consents and happenings later than
/// `at` are not seen.
pub fn clear<A: Act>(action: A, facts: &Facts, packs: &Packs, at: Instant) -> Verdict<A> {
    if *action.person() != facts.person {
        let missing = vec![format!("the facts about {}: these are about {}", action.person(), facts.person)];
        return Verdict::Unknown { action, missing, hits: Vec::new() };
    }
    let view = View::new(&action, facts, at);
    if pressing(&view, packs, at) == Bite::Passes {
        return Verdict::Cleared(Cleared::new(action, at));
    }
    let Weighed { worst, hits, missing, documents, offices, opens_at } = weigh(&view, packs, at);
    match (worst, opens_at) {
        (Bite::Passes, _) => Verdict::Cleared(Cleared::new(action, at)),
        (Bite::Warn, _) => Verdict::Warn { action, at, hits },
        (Bite::Approval, _) => Verdict::NeedsApproval { action, offices, hits },
        (Bite::Document, _) => Verdict::NeedsDocument { action, documents, hits },
        (Bite::Until(_) | Bite::Closed, Some(opens_at)) => Verdict::DeferUntil { action, opens_at, hits },
        (Bite::Missing, _) => Verdict::Unknown { action, missing, hits },
        (Bite::Redirect(to), _) => Verdict::Redirect { action, to, hits },
        (Bite::Until(_) | Bite::Closed, _) => {
            let says = format!("nothing opens within {HORIZON_DAYS} days");
            Verdict::Refused { action, says, hits }
        }
    }
}

/// Whether no rule stands against an action at an instant. Says neither why not
/// nor when; it is what [`clear`] says, for less.
pub fn is_open<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> bool {
    let is_theirs = *action.person() == facts.person;
    is_theirs && pressing(&View::new(action, facts, at), packs, at) == Bite::Passes
}

/// The first instant, not before `from`, at which time alone stands no longer
/// against an action: what is left then, if anything, is a reason to put on
/// record or a person's approval. None when there is none within
/// [`HORIZON_DAYS`], or something else is missing.
///
/// Each rule that bites names an instant before which it certainly bites while
/// nothing else changes; so going from one such instant, or one at which
/// something does change, to the next misses no opening.
pub fn earliest<A: Act>(action: &A, facts: &Facts, packs: &Packs, from: Instant) -> Option<Instant> {
    let is_theirs = *action.person() == facts.person;
    is_theirs.then(|| search(&View::new(action, facts, from), packs, from)).flatten()
}

/// Every rule that governs the action and binds here, biting or not, with
/// what it says: the numbers behind a clearance.
pub fn standing<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> Vec<RuleHit> {
    let view = View::new(action, facts, at);
    let moments = moments(facts, at);
    let mut said = Vec::new();
    for (number, pack, rules) in packs.against(view.deed) {
        match binds(packs, number, &view, &moments) {
            Binds::No => {}
            Binds::Unknown(asked) => said.push(scope_hit(pack, asked)),
            Binds::Yes => said.extend(rules.filter_map(|rule| {
                let (judgement, moment) = across_zones(rule, packs, &view, &moments)?;
                let is_asked = !matches!(judgement.note, Note::NotInForce | Note::OutOfReach);
                is_asked.then(|| hit(pack, rule, judgement, &view, moment))
            })),
        }
    }
    said
}

struct Weighed {
    worst: Bite,
    hits: Vec<RuleHit>,
    missing: Vec<String>,
    documents: Vec<String>,
    offices: Vec<String>,
    opens_at: Option<Instant>,
}

fn weigh(view: &View<'_>, packs: &Packs, at: Instant) -> Weighed {
    let moments = moments(view.facts, at);
    let (worst, none) = (Bite::Passes, Vec::new);
    let mut weighed =
        Weighed { worst, hits: Vec::new(), missing: none(), documents: none(), offices: none(), opens_at: None };
    for (number, pack, rules) in packs.against(view.deed) {
        match binds(packs, number, view, &moments) {
            Binds::No => {}
            Binds::Unknown(asked) => {
                weighed.missing.push(asked.question());
                weighed.hits.push(scope_hit(pack, asked));
                weighed.worst = harder(weighed.worst, Bite::Missing);
            }
            Binds::Yes => {
                for rule in rules {
                    let Some((judgement, moment)) = across_zones(rule, packs, view, &moments) else { continue };
                    if judgement.bite == Bite::Passes {
                        continue;
                    }
                    weighed.missing.extend(missing_fact(rule, judgement.note, view));
                    weighed.documents.extend(document(rule, judgement));
                    if judgement.bite == Bite::Approval {
                        weighed.offices.extend(offices(rule, packs, view, moment));
                    }
                    weighed.hits.push(hit(pack, rule, judgement, view, moment));
                    weighed.worst = harder(weighed.worst, judgement.bite);
                }
            }
        }
    }
    for list in [&mut weighed.missing, &mut weighed.documents, &mut weighed.offices] {
        list.sort();
        list.dedup();
    }
    if let Bite::Until(_) | Bite::Closed = weighed.worst {
        weighed.opens_at = search(view, packs, at);
    }
    weighed
}

/// Whose approval of what a rule stops is missing.
fn offices(rule: &Rule, packs: &Packs, view: &View<'_>, moment: &Moment<'_>) -> Vec<String> {
    let answers = packs.answers(rule, view.facts, view.asked_debts(), moment.local.day);
    let missing = answers.filter_map(|answer| match answer {
        Answer::Approval(office) if rule.reach.approved(office, view, moment).is_none() => Some(office.clone()),
        _ => None,
    });
    missing.collect()
}

/// Whether a pack binds. Where the person may be in several zones, the day is
/// that of the first.
fn binds<'p>(packs: &'p Packs, number: usize, view: &View<'_>, moments: &[Moment<'_>]) -> Binds<'p> {
    let Some(moment) = moments.first() else { return Binds::No };
    packs.binds(number, view.facts, view.asked_debts(), moment.local.day)
}

fn moments(facts: &Facts, at: Instant) -> Vec<Moment<'_>> {
    facts.zones.iter().map(|place| Moment::new(at, place)).collect()
}

/// A rule in every zone the person may be in; the zone where it bites hardest counts.
fn across_zones<'m, 'f>(
    rule: &Rule,
    packs: &Packs,
    view: &View<'_>,
    moments: &'m [Moment<'f>],
) -> Option<(Judgement, &'m Moment<'f>)> {
    let judged = moments.iter().map(|moment| (judge(rule, packs, view, moment), moment));
    judged.reduce(|one, other| if harder(one.0.bite, other.0.bite) == one.0.bite { one } else { other })
}

/// The harder of two: closed, redirected, unknown, without a document, later,
/// earlier, to be approved, to be reasoned, passes.
pub(crate) fn harder(one: Bite, other: Bite) -> Bite {
    let rank = |bite: Bite| match bite {
        Bite::Passes => (0, Instant::MIN),
        Bite::Warn => (1, Instant::MIN),
        Bite::Approval => (2, Instant::MIN),
        Bite::Until(at) => (3, at),
        Bite::Document => (4, Instant::MIN),
        Bite::Missing => (5, Instant::MIN),
        Bite::Redirect(_) => (6, Instant::MIN),
        Bite::Closed => (7, Instant::MIN),
    };
    if rank(other) > rank(one) { other } else { one }
}

/// The hardest bite of all rules at an instant.
fn pressing(view: &View<'_>, packs: &Packs, at: Instant) -> Bite {
    let moments = moments(view.facts, at);
    let mut worst = Bite::Passes;
    for (number, _, rules) in packs.against(view.deed) {
        match binds(packs, number, view, &moments) {
            Binds::No => {}
            Binds::Unknown(_) => worst = harder(worst, Bite::Missing),
            Binds::Yes => {
                for rule in rules {
                    for moment in &moments {
                        worst = harder(worst, judge(rule, packs, view, moment).bite);
                    }
                }
            }
        }
    }
    worst
}

fn search(view: &View<'_>, packs: &Packs, from: Instant) -> Option<Instant> {
    let horizon = SignedDuration::from_hours(24 * i64::from(HORIZON_DAYS));
    let limit = from.saturating_add(horizon).unwrap_or(Instant::MAX);
    let mut at = from;
    loop {
        match pressing(view, packs, at) {
            Bite::Passes | Bite::Warn | Bite::Approval => return Some(at),
            // Only ever forward: the search ends at the horizon at the latest.
            bite @ (Bite::Until(_) | Bite::Closed) => {
                let own = if let Bite::Until(later) = bite { Some(later) } else { None };
                let next = own.into_iter().chain(next_turn(view, packs, at)).min();
                at = next.filter(|next| *next > at && *next <= limit)?;
            }
            _ => return None,
        }
    }
}
