//! From a dossier to a finding.

use crate::gate::{Verdict, has_sources, verdict};
use crate::weigh::{self, Live, live, on_day};
use crate::{Change, Dossier, EvidenceKind, Finding, Item, MatterKind, Method, Need, Situation, Weighed};
use makegood_case::Confidence;
use makegood_units::{BusinessDate, FactId, Why};

/// How far ahead a finding is followed while its evidence fades.
const HORIZON_DAYS: i32 = 400;

/// The situation the dossier supports on `as_of`, with its evidence, its gaps and
/// the next best question.
///
/// An open dispute or an admitted error of the lender decides before any weighing.
/// Source of the scoring: naive Bayes in decibans with expert strengths; the
/// guards on intent and on reduced ability are rules, not weights.
pub fn diagnose(dossier: &Dossier, as_of: BusinessDate, method: &Method) -> Finding {
    let facts = live(&dossier.items, &method.table, as_of);
    let found = verdict(&facts);
    let mut matters: Vec<_> = dossier.matters.iter().filter(|matter| matter.on <= as_of).collect();
    matters.sort();
    let situation = if matters.is_empty() { found.situation } else { Situation::LenderMatter };
    let (evidence_for, evidence_against) = sides(weighed(&facts), situation);
    let mut finding = Finding {
        as_of,
        situation,
        axes: found.axes,
        set_aside: set_aside(&dossier.items, &facts, as_of, method),
        needs: needs(situation),
        next_question: None,
        other_questions: Vec::new(),
        what_would_change_it: Vec::new(),
        expires_on: None,
        why: why(&found, &evidence_for, &evidence_against),
        missing: found.missing,
        evidence_for,
        evidence_against,
    };
    if let Some(matter) = matters.first() {
        let says = match matter.kind {
            MatterKind::Dispute => format!("The debt is disputed since {}; the lender answers first.", matter.on),
            MatterKind::LenderError => format!("The lender may be wrong since {}; it settles that first.", matter.on),
        };
        finding.why = Why::new("lender_matter_first", says);
        finding.why.facts = matters.iter().map(|matter| matter.fact.clone()).collect();
        finding.missing = Vec::new();
        return finding;
    }
    let mut questions = method.questions.ranked(weigh::beliefs(weigh::weigh(&facts).of_axis), &facts).into_iter();
    finding.next_question = questions.next();
    finding.other_questions = questions.collect();
    finding.what_would_change_it = changes(&facts, situation, as_of, method);
    finding.expires_on = expires_on(&facts, situation, as_of);
    finding
}

fn needs(situation: Situation) -> Vec<Need> {
    match situation {
        Situation::Unwilling | Situation::Evasive => vec![Need::SecondReviewer],
        Situation::ReducedAbility => vec![Need::LeaderSignOff],
        _ => Vec::new(),
    }
}

/// Each fact with its effect, by id.
pub(crate) fn weighed(facts: &[Live<'_>]) -> Vec<Weighed> {
    let effects = weigh::weigh(facts).of_each;
    let pairs = facts.iter().zip(effects);
    let weighed = pairs.map(|(fact, effect)| {
        let [able_now_cdb, able_durably_cdb, willing_cdb] = effect.map(|decibans| weigh::whole(decibans * 100.0));
        Weighed { item: fact.item.clone(), able_now_cdb, able_durably_cdb, willing_cdb }
    });
    weighed.collect()
}

/// Facts for and against a situation, strongest first.
pub(crate) fn sides(facts: Vec<Weighed>, situation: Situation) -> (Vec<Weighed>, Vec<Weighed>) {
    let signature = situation.signature();
    let speaks = |one: &Weighed| {
        signature[0] * one.able_now_cdb + signature[1] * one.able_durably_cdb + signature[2] * one.willing_cdb
    };
    let mut rated: Vec<(i32, Weighed)> = facts.into_iter().map(|one| (speaks(&one), one)).collect();
    rated.sort_by(|one, two| two.0.abs().cmp(&one.0.abs()).then_with(|| one.1.item.cmp(&two.1.item)));
    let (speaks_for, against): (Vec<_>, Vec<_>) = rated.into_iter().partition(|(speaks, _)| *speaks >= 0);
    let alone = |side: Vec<(i32, Weighed)>| side.into_iter().map(|(_, weighed)| weighed).collect();
    (alone(speaks_for), alone(against))
}

/// Items that did not score: unknown to the table, of the future, or faded.
fn set_aside(items: &[Item], facts: &[Live<'_>], as_of: BusinessDate, method: &Method) -> Vec<Why> {
    let mut sorted: Vec<&Item> = items.iter().collect();
    sorted.sort();
    let mut aside = Vec::new();
    for item in sorted {
        let id = &item.evidence;
        let reason = if method.table.get(id).is_none() {
            Why::new("unknown_evidence", format!("{id} is not in the evidence table, so it does not score."))
        } else if item.observed_on > as_of {
            Why::new("observed_later", format!("{id} was observed on {}, after this day.", item.observed_on))
        } else if !facts.iter().any(|fact| fact.kind.id == *id) {
            Why::new("faded", format!("{id}, observed on {}, is too old to score.", item.observed_on))
        } else {
            continue;
        };
        aside.push(item.facts.iter().cloned().fold(reason, Why::with));
    }
    aside
}

fn why(found: &Verdict, evidence_for: &[Weighed], evidence_against: &[Weighed]) -> Why {
    let axes = found.axes;
    let percent = |basis_points: i32| format!("{} %", (basis_points + 50) / 100);
    let beliefs = format!(
        "able now {}, durably able {}, willing {}",
        percent(axes.able_now_bp),
        percent(axes.able_durably_bp),
        percent(axes.willing_bp)
    );
    let (code, says) = match (found.situation, found.missing.first()) {
        (Situation::Undetermined, Some(gap)) => (gap.code.as_str(), format!("Not known yet: {beliefs}. {}", gap.says)),
        (situation, _) => ("evidence_weighed", format!("The evidence says {}: {beliefs}.", situation.words())),
    };
    let used = evidence_for.iter().chain(evidence_against);
    used.map(|weighed| FactId::new("evidence", &weighed.item.evidence)).fold(Why::new(code, says), Why::with)
}

/// Every single fact that would change the finding if it were seen and verified today.
fn changes(facts: &[Live<'_>], now: Situation, as_of: BusinessDate, method: &Method) -> Vec<Change> {
    let unseen = |kind: &&EvidenceKind| !facts.iter().any(|fact| fact.is_fresh() && fact.kind.id == kind.id);
    let with = |kind: &EvidenceKind| {
        let mut facts: Vec<Live<'_>> = facts.iter().filter(|fact| fact.kind.id != kind.id).cloned().collect();
        let (evidence, says) = (kind.id.clone(), kind.says.clone());
        let item = Item { evidence, observed_on: as_of, confidence: Confidence::Verified, says, facts: Vec::new() };
        facts.push(Live { kind, item, weight: 1.0, rests_on: Vec::new() });
        facts.sort_by(|one, two| one.kind.id.cmp(&two.kind.id));
        verdict(&facts).situation
    };
    let tried = method.table.iter().filter(unseen).map(|kind| (kind, with(kind)));
    let changed = tried.filter(|(_, becomes)| *becomes != now);
    changed.map(|(kind, becomes)| Change { evidence: kind.id.clone(), says: kind.says.clone(), becomes }).collect()
}

/// The first later day on which fading alone changes the finding.
fn expires_on(facts: &[Live<'_>], now: Situation, as_of: BusinessDate) -> Option<BusinessDate> {
    // Fading takes sources away and never adds one: without enough of them today
    // there is nothing that could lapse into a finding.
    if !has_sources(facts) {
        return None;
    }
    (1..=HORIZON_DAYS).map(|days| as_of.plus_days(days)).find(|day| verdict(&on_day(facts, *day)).situation != now)
}
