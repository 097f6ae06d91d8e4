//! What people decide about a finding, and what that does to the diagnosis.
#![allow(clippy::unwrap_used)]

use makegood_case::{
    AppealDecided, AppealOutcome, Confidence, FindingAppealed, FindingBasis, FindingEvent, FindingRead, Noted,
};
use makegood_diagnosis::{Dossier, Item, Method, Need, Ruled, Situation, rule};
use makegood_units::{BusinessDate, FactId};

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

/// Verified evidence, with the events it rests on.
fn item(evidence: &str, on: i32, events: &[i64]) -> Item {
    let facts = events.iter().map(|seq| FactId::new("event", seq)).collect();
    let (evidence, confidence) = (evidence.to_owned(), Confidence::Verified);
    Item { evidence, observed_on: day(on), confidence, says: "seen".to_owned(), facts }
}

/// Able by the budget, current elsewhere, and two refusals: S1b.
fn unwilling() -> Vec<Item> {
    vec![item("F01", 0, &[1]), item("B01", 0, &[2]), item("C05", 0, &[3, 4])]
}

fn ruled(items: &[Item], decisions: &[(i64, FindingEvent)], on: i32) -> Ruled {
    let noted = |(seq, what): &(i64, FindingEvent)| Noted { seq: *seq, on: day(0), what: what.clone() };
    let decisions: Vec<_> = decisions.iter().map(noted).collect();
    let dossier = Dossier { items: items.to_vec(), matters: Vec::new() };
    rule(&dossier, &decisions, day(on), &Method::shipped().unwrap())
}

fn read(basis: &FindingBasis) -> FindingRead {
    FindingRead { basis: basis.clone(), by: "S-3".into(), note: "read".to_owned() }
}

fn appealed(basis: &FindingBasis) -> FindingEvent {
    FindingEvent::FindingAppealed(FindingAppealed { basis: basis.clone(), by: "S-1".into(), words: "no".to_owned() })
}

fn decided(appeal: i64, outcome: AppealOutcome, basis: &FindingBasis, ids: &[&str]) -> FindingEvent {
    let named = basis.carried_by.iter().filter(|one| ids.contains(&one.evidence.as_str()));
    let (by, reason, set_aside) = ("S-2".into(), "heard".to_owned(), named.cloned().collect());
    FindingEvent::AppealDecided(AppealDecided { appeal, outcome, by, reason, set_aside })
}

#[test]
fn row_71_intent_needs_a_second_reader_and_new_evidence_needs_them_anew() {
    let found = ruled(&unwilling(), &[], 0);
    assert_eq!(
        (found.found.situation, found.finding.needs.clone()),
        (Situation::Unwilling, vec![Need::SecondReviewer])
    );
    let carried: Vec<&str> = found.basis.carried_by.iter().map(|one| one.evidence.as_str()).collect();
    assert_eq!(carried, ["B01", "C05"], "the acts carry it, not the budget");
    let agreed = [(9, FindingEvent::FindingAgreed(read(&found.basis)))];
    let check = |items: &[Item], on: i32, free: bool| {
        let now = ruled(items, &agreed, on);
        assert_eq!(now.finding.situation, Situation::Unwilling);
        assert_eq!(now.finding.needs.is_empty(), free, "{on}: {:?}", now.basis);
    };
    check(&unwilling(), 0, true);
    // Fading alone voids nothing.
    check(&unwilling(), 9, true);
    let with = |more: Item| [unwilling(), vec![more]].concat();
    // A new budget carries nothing that was agreed to; a new act does.
    check(&with(item("F04", 1, &[12])), 2, true);
    check(&with(item("A02", 1, &[12])), 2, false);
    // A signature is no agreement.
    let signed = ruled(&unwilling(), &[(9, FindingEvent::FindingSigned(read(&found.basis)))], 0);
    assert_eq!(signed.finding.needs, [Need::SecondReviewer]);
}

#[test]
fn row_71_while_it_is_contested_nothing_rests_on_intent() {
    let basis = ruled(&unwilling(), &[], 0).basis;
    let agreed = (9, FindingEvent::FindingAgreed(read(&basis)));
    let open = ruled(&unwilling(), &[agreed.clone(), (10, appealed(&basis))], 0);
    assert_eq!((open.found.situation, open.finding.situation), (Situation::Unwilling, Situation::Undetermined));
    assert_eq!((open.finding.why.code.as_str(), open.finding.needs.len()), ("finding_contested", 0));
    assert!(open.finding.why.facts.contains(&FactId::new("event", 10)));
    // New evidence of intent changes nothing while it is open.
    let more = [unwilling(), vec![item("C08", 0, &[12])]].concat();
    assert_eq!(ruled(&more, &[(10, appealed(&basis))], 0).finding.situation, Situation::Undetermined);
    // Upheld, the agreement holds again.
    let upheld = decided(10, AppealOutcome::Upheld, &basis, &[]);
    let after = ruled(&unwilling(), &[agreed, (10, appealed(&basis)), (11, upheld)], 0);
    assert_eq!((after.finding.situation, after.finding.needs.len()), (Situation::Unwilling, 0));
    assert!(after.standing.appeal.is_none());
}

#[test]
fn row_71_what_was_set_aside_counts_again_only_with_new() {
    let basis = ruled(&unwilling(), &[], 0).basis;
    let aside = decided(10, AppealOutcome::SetAside, &basis, &["C05", "B01"]);
    let decisions = [(10, appealed(&basis)), (11, aside)];
    let after = ruled(&unwilling(), &decisions, 0);
    assert_ne!(after.finding.situation, Situation::Unwilling);
    let left: Vec<&str> = after.found.set_aside.iter().map(|why| why.code.as_str()).collect();
    assert_eq!(left, ["set_aside_on_appeal"; 2]);
    let counts = |more: Item| {
        let id = more.evidence.clone();
        let now = ruled(&[item("F01", 0, &[1]), more], &decisions, 1);
        now.found.weighed().any(|one| one.item.evidence == id)
    };
    assert!(!counts(item("C05", 1, &[4, 12])), "one refusal beside one set aside is not two");
    assert!(counts(item("C05", 1, &[12, 13])));
    assert!(!counts(item("B01", 1, &[2])));
    assert!(counts(item("B01", 1, &[14])));
}

#[test]
fn row_57_reduced_ability_waits_for_a_leader_and_a_new_source_is_signed_anew() {
    let items = vec![item("L02", 0, &[1]), item("F05", 0, &[2])];
    let found = ruled(&items, &[], 0);
    assert_eq!(
        (found.found.situation, found.finding.needs.clone()),
        (Situation::ReducedAbility, vec![Need::LeaderSignOff])
    );
    assert_eq!(found.basis.carried_by.len(), 2);
    let one = ruled(&items[..1], &[], 0);
    assert_eq!(one.found.situation, Situation::Undetermined, "one source is not two");
    let signed = [(9, FindingEvent::FindingSigned(read(&found.basis)))];
    assert!(ruled(&items, &signed, 20).finding.needs.is_empty());
    let more = [items, vec![item("B03", 1, &[12])]].concat();
    assert_eq!(ruled(&more, &signed, 2).finding.needs, [Need::LeaderSignOff]);
}
