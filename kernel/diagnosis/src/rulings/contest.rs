//! A finding of intent contested by the borrower: what holds until it is decided, and what
//! no longer counts when it was set aside.

use super::OpenAppeal;
use crate::diagnose::sides;
use crate::gate::is_source;
use crate::{Dossier, Finding, Item, Situation};
use makegood_case::{AppealDecided, CarriedBy, FindingEvent, Noted};
use makegood_units::{FactId, Why};

/// The last appeal, while nobody has decided it.
pub(super) fn open_appeal(decisions: &[Noted<FindingEvent>]) -> Option<OpenAppeal> {
    let decided = |seq: i64| decisions.iter().any(|one| ruling(one).is_some_and(|ruling| ruling.appeal == seq));
    decisions.iter().rev().find_map(|one| match &one.what {
        FindingEvent::FindingAppealed(appealed) if !decided(one.seq) => Some(OpenAppeal {
            on: one.on,
            seq: one.seq,
            situation: appealed.basis.situation.clone(),
            words: appealed.words.clone(),
        }),
        _ => None,
    })
}

fn ruling(one: &Noted<FindingEvent>) -> Option<&AppealDecided> {
    match &one.what {
        FindingEvent::AppealDecided(decided) => Some(decided),
        _ => None,
    }
}

/// So many new records show again what rests on older ones as well.
const NEW_RECORDS: usize = 2;

/// The dossier without evidence set aside on an appeal, and a word on each piece left out.
pub(super) fn left_aside(dossier: &Dossier, decisions: &[Noted<FindingEvent>]) -> (Dossier, Vec<Why>) {
    let rulings: Vec<(&Noted<FindingEvent>, &AppealDecided)> =
        decisions.iter().filter_map(|one| Some((one, ruling(one)?))).collect();
    let why = |item: &Item| {
        let names = |one: &CarriedBy| one.evidence == item.evidence && !is_new(item, &one.facts);
        let (event, _) = rulings.iter().find(|(_, ruling)| ruling.set_aside.iter().any(names))?;
        let says =
            format!("{} was set aside on appeal on {}; it counts again when there is new.", item.evidence, event.on);
        let why = Why::new("set_aside_on_appeal", says).with(FactId::new("event", event.seq));
        Some(item.facts.iter().cloned().fold(why, Why::with))
    };
    let (mut counted, mut aside) = (dossier.clone(), Vec::new());
    counted.items.retain(|item| {
        let left_out = why(item);
        let counts = left_out.is_none();
        aside.extend(left_out);
        counts
    });
    (counted, aside)
}

/// Whether an item is more than what was set aside: it rests on none of that, or on two
/// records beside it. One new refusal beside one that was set aside is not two refusals.
fn is_new(item: &Item, set_aside: &[FactId]) -> bool {
    let sources: Vec<&FactId> = item.facts.iter().filter(|fact| is_source(fact)).collect();
    let own = sources.iter().filter(|fact| !set_aside.contains(fact)).count();
    own == sources.len() || own >= NEW_RECORDS
}

/// The finding while it is contested: nothing is said of intent, and so nothing rests on it.
pub(super) fn contested(found: &Finding, appeal: &OpenAppeal) -> Finding {
    let says = format!(
        "They contest it since {}. Until somebody who neither found nor agreed has decided, no step rests on intent.",
        appeal.on
    );
    let why = Why::new("finding_contested", says).with(FactId::new("event", appeal.seq));
    let (evidence_for, evidence_against) = sides(found.weighed().cloned().collect(), Situation::Undetermined);
    Finding {
        situation: Situation::Undetermined,
        evidence_for,
        evidence_against,
        missing: vec![why.clone()],
        needs: Vec::new(),
        what_would_change_it: Vec::new(),
        expires_on: None,
        why,
        ..found.clone()
    }
}
