//! The diagnosis over time: which days are told, and what moved a line.
#![allow(clippy::unwrap_used)]

use makegood_case::Confidence;
use makegood_diagnosis::{
    Axis, BeliefHistory, Crossing, DayRead, Dossier, EvidenceTable, Item, Method, MoverKind, belief_history, diagnose,
    read_day,
};
use makegood_units::{BusinessDate, FactId};
use proptest::prelude::*;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

fn item(evidence: &str, on: i32) -> Item {
    let facts = vec![FactId::new("event", format_args!("{evidence}{on}"))];
    Item {
        evidence: evidence.to_owned(),
        observed_on: day(on),
        confidence: Confidence::Verified,
        says: String::new(),
        facts,
    }
}

fn read(items: &[Item], until: i32) -> Vec<DayRead> {
    let dossier = Dossier { items: items.to_vec(), matters: Vec::new() };
    let method = Method::shipped().unwrap();
    (0..=until).map(|offset| read_day(&dossier, &[], day(offset), &method)).collect()
}

/// The day, the line crossed, and what moved it up or down.
type Crossed<'a> = (i32, i32, Vec<(&'a str, bool)>);

fn willing(history: &BeliefHistory) -> Vec<Crossed<'_>> {
    let of = |point: &makegood_diagnosis::ChangePoint| match point.crossed {
        Crossing::Belief { axis: Axis::Willing, line_bp, .. } => Some(line_bp),
        _ => None,
    };
    let crossed = history.changes.iter().filter_map(|point| Some((point, of(point)?)));
    crossed
        .map(|(point, line)| {
            let movers = point.moved_by.iter().map(|one| (one.evidence.as_str(), one.willing_cdb > 0)).collect();
            (point.on.days_since(day(0)), line, movers)
        })
        .collect()
}

/// Two acts take 85 % below a half and below 35 %; a call of their own a month later takes it back.
#[test]
fn row_13_a_change_of_willingness_names_the_evidence_that_moved_it() {
    let items = [item("F01", 0), item("C08", 10), item("A02", 11), item("C04", 40)];
    let history = belief_history(&read(&items, 60));
    let crossed = willing(&history);
    assert_eq!(crossed.first(), Some(&(10, 5_000, vec![("C08", false)])), "{crossed:?}");
    assert_eq!(crossed.get(1), Some(&(11, 3_500, vec![("A02", false)])), "{crossed:?}");
    assert!(crossed.iter().any(|(on, _, movers)| *on == 40 && movers.contains(&("C04", true))), "{crossed:?}");
    let came: Vec<_> = history.days.iter().filter(|day| !day.came.is_empty()).map(|day| day.came.join(" ")).collect();
    assert_eq!(came, ["F01", "C08", "A02", "C04"]);
}

/// Nothing new is seen: the line is crossed because evidence fades, and the movement is
/// counted from the last day that changed something.
#[test]
fn row_13_fading_alone_crosses_a_line_and_says_since_when() {
    let history = belief_history(&read(&[item("C08", 0)], 200));
    let back = history
        .changes
        .iter()
        .find(|point| matches!(point.crossed, Crossing::Belief { to_bp, from_bp, .. } if to_bp > from_bp))
        .unwrap();
    assert_eq!(back.since, day(0));
    let mover = &back.moved_by[0];
    assert_eq!((mover.evidence.as_str(), mover.kind), ("C08", MoverKind::Shifted));
    assert!(mover.willing_cdb >= 10, "{mover:?}");
}

#[test]
fn a_case_without_evidence_has_no_history() {
    assert_eq!(belief_history(&read(&[], 30)), BeliefHistory::default());
}

prop_compose! {
    fn any_item()(id in prop::sample::select(EvidenceTable::shipped().unwrap().iter().map(|kind| kind.id.clone()).collect::<Vec<_>>()), on in 0..60_i32) -> Item {
        item(&id, on)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every change of situation is a change point and none is invented; the days told end
    /// with today, and read as the diagnosis of that day does.
    #[test]
    fn the_history_says_what_each_day_said(items in prop::collection::vec(any_item(), 1..6)) {
        let days = read(&items, 120);
        let history = belief_history(&days);
        let turned = days.windows(2).filter(|pair| pair[0].situation != pair[1].situation && !(pair[0].weighed.is_empty() && history.days[0].on > pair[0].on));
        let told = history.changes.iter().filter(|point| matches!(point.crossed, Crossing::Situation { .. }));
        prop_assert_eq!(turned.map(|pair| pair[1].on).collect::<Vec<_>>(), told.map(|point| point.on).collect::<Vec<_>>());
        let last = history.days.last().unwrap();
        let dossier = Dossier { items, matters: Vec::new() };
        let today = diagnose(&dossier, day(120), &Method::shipped().unwrap());
        prop_assert_eq!((last.on, last.situation, last.axes), (day(120), today.situation, today.axes));
        prop_assert!(history.days.windows(2).all(|pair| pair[0].on < pair[1].on));
    }
}
