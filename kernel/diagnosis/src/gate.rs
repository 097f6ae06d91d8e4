//! Whether the evidence is enough to say what the beliefs point to.

use crate::weigh::{Live, axes, beliefs, weigh};
use crate::{Axes, EvidenceKind, Situation};
use makegood_units::{FactId, Why};

/// A strength of at least this on able now or durably able is substantive: it
/// doubles or halves the odds.
const SUBSTANTIVE_DB: i32 = 3;
/// A fact speaks of an act against paying from here; what weighs less goes along with it.
const ACT_DB: i32 = -5;
/// Evidence of unwillingness is strong from here: it makes the odds five times worse.
/// No single lesser sign, such as a cancelled mandate or one refusal to talk, gets there.
const STRONG_UNWILLING_DB: f64 = -7.0;
/// Evidence that only says that nobody was reached. Silence has many causes.
const SILENCE: [&str; 2] = ["P03", "C06"];

/// What the evidence says, after the guards.
pub(crate) struct Verdict {
    pub(crate) situation: Situation,
    pub(crate) axes: Axes,
    pub(crate) missing: Vec<Why>,
}

/// The situation the facts support. Fewer facts never support more.
pub(crate) fn verdict(facts: &[Live<'_>]) -> Verdict {
    let axes = axes(beliefs(weigh(facts).of_axis));
    let points_to = axes.points_to();
    let missing = missing(facts, points_to);
    let situation = if missing.is_empty() { points_to } else { Situation::Undetermined };
    Verdict { situation, axes, missing }
}

/// Whether there are sources enough to say anything at all.
pub(crate) fn has_sources(facts: &[Live<'_>]) -> bool {
    sources(facts, |_| true) >= 2 && facts.iter().any(|fact| is_substantive(fact))
}

/// About the borrower's means, strong on ability, recent and sure enough.
pub(crate) fn is_substantive(fact: &Live<'_>) -> bool {
    let [now, durably, _] = fact.kind.decibans;
    fact.is_fresh() && fact.kind.family.speaks_of_means() && now.abs().max(durably.abs()) >= SUBSTANTIVE_DB
}

/// A verified source that ability is reduced.
fn shows_reduced_ability(fact: &Live<'_>) -> bool {
    is_substantive(fact) && fact.is_verified() && speaks_of_reduced_ability(fact.kind)
}

/// Evidence that ability is reduced, were it verified and recent.
fn speaks_of_reduced_ability(kind: &EvidenceKind) -> bool {
    let [now, durably, _] = kind.decibans;
    kind.family.speaks_of_means() && now.min(durably) <= -SUBSTANTIVE_DB && now.max(durably) <= 0
}

/// Evidence of an act against paying, were it verified and recent.
fn speaks_of_an_act(kind: &EvidenceKind) -> bool {
    kind.decibans[2] <= ACT_DB && !SILENCE.contains(&kind.id.as_str())
}

/// Whether a verified fact of this kind carries such a finding: the acts of one of intent,
/// the sources of one of reduced ability. Other findings are carried by nothing that
/// somebody would have to agree to.
pub(crate) fn carries(kind: &EvidenceKind, situation: Situation) -> bool {
    match situation {
        Situation::ReducedAbility => speaks_of_reduced_ability(kind),
        other => other.is_of_intent() && speaks_of_an_act(kind),
    }
}

/// Whether verified acts alone are strong evidence against willingness. Silence is not
/// an act, and what somebody merely said of somebody else is not verified.
fn shows_unwillingness(facts: &[Live<'_>]) -> bool {
    let is_act = |fact: &&Live<'_>| speaks_of_an_act(fact.kind) && fact.is_fresh() && fact.is_verified();
    let acts: Vec<Live<'_>> = facts.iter().filter(is_act).cloned().collect();
    weigh(&acts).of_axis[2] <= STRONG_UNWILLING_DB
}

/// How many independent sources there are, up to two: facts of two families that rest
/// on no record in common. One household budget may show a deficit and a heavy debt
/// service at once, and is still one source.
fn sources(facts: &[Live<'_>], which: impl Fn(&Live<'_>) -> bool) -> usize {
    let found: Vec<&Live<'_>> = facts.iter().filter(|fact| fact.is_fresh() && which(fact)).collect();
    let apart = |one: &Live<'_>, other: &Live<'_>| {
        let shared = one.rests_on.iter().filter(|fact| is_source(fact)).any(|fact| other.rests_on.contains(fact));
        one.kind.family != other.kind.family && !shared
    };
    if found.iter().any(|one| found.iter().any(|other| apart(one, other))) {
        return 2;
    }
    usize::from(!found.is_empty())
}

/// What fell due is what facts are held against, not where they come from.
pub(crate) fn is_source(fact: &FactId) -> bool {
    !fact.as_str().starts_with("instalment:")
}

fn missing(facts: &[Live<'_>], points_to: Situation) -> Vec<Why> {
    let mut missing = Vec::new();
    let found = sources(facts, |_| true);
    if found < 2 {
        let says = format!("Recent evidence from two kinds of source is needed; there is {found}.");
        missing.push(Why::new("second_source", says));
    }
    if !facts.iter().any(is_substantive) {
        let says = "Nothing shows the borrower's means: income, budget, business, an event of life, debts elsewhere.";
        missing.push(Why::new("substantive_ability", says));
    }
    if points_to == Situation::ReducedAbility && sources(facts, shows_reduced_ability) < 2 {
        let says = "Durably reduced ability is said only when two independent verified sources show it.";
        missing.push(Why::new("second_source_of_reduced_ability", says));
    }
    if points_to.is_of_intent() && !shows_unwillingness(facts) {
        let says = "Intent is said only on strong evidence of verified acts; silence is not an act.";
        missing.push(Why::new("strong_act_of_unwillingness", says));
    }
    if missing.is_empty() && points_to == Situation::Undetermined {
        let says = "The evidence pulls both ways or is too weak to tell the situations apart.";
        missing.push(Why::new("too_close_to_call", says));
    }
    missing
}
