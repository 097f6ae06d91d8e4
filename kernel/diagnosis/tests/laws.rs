//! Laws of the weighing, on random dossiers.
#![allow(clippy::unwrap_used)]

use makegood_case::Confidence;
use makegood_diagnosis::{Dossier, EvidenceTable, Finding, Item, Method, Questions, Situation, diagnose};
use makegood_units::{BusinessDate, FactId};
use proptest::prelude::*;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

fn ids() -> Vec<String> {
    EvidenceTable::shipped().unwrap().iter().map(|kind| kind.id.clone()).collect()
}

prop_compose! {
    fn any_item()(id in prop::sample::select(ids()), age in 0..700_i32, stated in any::<bool>(), no in 0..5_u32) -> Item {
        let confidence = if stated { Confidence::Stated } else { Confidence::Verified };
        Item { evidence: id, observed_on: day(-age), confidence, says: format!("note {no}"), facts: vec![FactId::new("event", no)] }
    }
}

fn found(items: Vec<Item>) -> Finding {
    diagnose(&Dossier { items, matters: Vec::new() }, day(0), &Method::shipped().unwrap())
}

fn of_axis(finding: &Finding) -> [i32; 3] {
    let all = finding.evidence_for.iter().chain(&finding.evidence_against);
    all.fold([0; 3], |[now, durably, willing], one| {
        [now + one.able_now_cdb, durably + one.able_durably_cdb, willing + one.willing_cdb]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_items_never_matters(
        (one, two) in prop::collection::vec(any_item(), 0..9).prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle()))
    ) {
        prop_assert_eq!(found(one), found(two));
    }

    #[test]
    fn what_has_faded_changes_nothing(items in prop::collection::vec(any_item(), 0..7), id in prop::sample::select(ids())) {
        let method = Method::shipped().unwrap();
        let Some(half_life) = method.table.get(&id).unwrap().half_life_days else { return Ok(()) };
        let observed_on = day(-(4 * half_life + 1));
        let old = Item { evidence: id, observed_on, confidence: Confidence::Verified, says: "old".into(), facts: vec![] };
        let (before, mut after) = (found(items.clone()), found([items, vec![old]].concat()));
        after.set_aside = before.set_aside.clone();
        prop_assert_eq!(before, after);
    }

    /// 20 dB on an axis, and what is shown adds up to what moved it (rounding of each part aside).
    #[test]
    fn no_axis_goes_past_its_cap(items in prop::collection::vec(any_item(), 0..40)) {
        let finding = found(items);
        for moved in of_axis(&finding) {
            prop_assert!(moved.abs() <= 2_020, "{moved}");
        }
        let axes = finding.axes;
        for (belief, (low, high)) in [
            (axes.able_now_bp, (66, 9_853)), (axes.able_durably_bp, (182, 9_947)), (axes.willing_bp, (536, 9_983)),
        ] {
            prop_assert!((low..=high).contains(&belief), "{belief}");
        }
    }

    #[test]
    fn a_finding_holds_until_the_day_it_expires(items in prop::collection::vec(any_item(), 0..7)) {
        let dossier = Dossier { items, matters: Vec::new() };
        let method = Method::shipped().unwrap();
        let today = diagnose(&dossier, day(0), &method);
        let until = today.expires_on.unwrap_or(day(400));
        prop_assert_eq!(diagnose(&dossier, until.plus_days(-1), &method).situation, today.situation);
        if let Some(on) = today.expires_on {
            prop_assert_ne!(diagnose(&dossier, on, &method).situation, today.situation);
        }
    }

    #[test]
    fn what_would_change_it_does(items in prop::collection::vec(any_item(), 1..6)) {
        let finding = found(items.clone());
        for change in &finding.what_would_change_it {
            let seen = Item {
                evidence: change.evidence.clone(), observed_on: day(0), confidence: Confidence::Verified,
                says: String::new(), facts: vec![],
            };
            prop_assert_eq!(found([items.clone(), vec![seen]].concat()).situation, change.becomes);
        }
    }

    /// Silence alone, with whatever is known of means, never becomes intent.
    #[test]
    fn silence_is_never_intent(items in prop::collection::vec(any_item(), 0..8)) {
        let quiet = |item: &Item| !["promise", "contact", "rail", "bureau", "assets"].contains(
            &Method::shipped().unwrap().table.get(&item.evidence).unwrap().family.word());
        let mut items: Vec<Item> = items.into_iter().filter(quiet).collect();
        for id in ["C06", "P03"] {
            let says = String::new();
            items.push(Item { evidence: id.into(), observed_on: day(0), confidence: Confidence::Verified, says, facts: vec![] });
        }
        prop_assert!(!matches!(found(items).situation, Situation::Unwilling | Situation::Evasive));
    }
}

#[test]
fn a_malformed_table_is_refused_at_its_line() {
    let header = "id\tfamily\table_now_db\table_durably_db\twilling_db\thalf_life_days\tevidence\n";
    let cases = [
        ("", "own.tsv, line 1: the table is empty"),
        ("id\tstrength\n", "own.tsv, line 1: the header is"),
        ("X1\tpay\t1\t1\t1\t30\n", "own.tsv, line 2: 7 columns expected, found 6"),
        ("X1\tluck\t1\t1\t1\t30\twords\n", "own.tsv, line 2: the family is one of pay, rail"),
        ("X1\tpay\t1.5\t1\t1\t30\twords\n", "own.tsv, line 2: a strength is a whole number"),
        ("X1\tpay\t99\t1\t1\t30\twords\n", "own.tsv, line 2: a strength is a whole number"),
        ("# a remark\nX1\tpay\t1\t1\t1\t0\twords\n", "own.tsv, line 3: a half-life is a number of days above 0"),
        ("X1\tpay\t1\t1\t1\t30\tone\nX1\tpay\t1\t1\t1\t30\ttwo\n", "own.tsv, line 3: X1 stands twice"),
    ];
    for (rows, expected) in cases {
        let text = if rows.is_empty() || rows.starts_with("id") { rows.to_owned() } else { format!("{header}{rows}") };
        let refused = EvidenceTable::parse("own.tsv", &text).unwrap_err().to_string();
        assert!(refused.starts_with(expected), "{refused}");
    }
}

#[test]
fn malformed_questions_are_refused_at_their_line() {
    let table = EvidenceTable::shipped().unwrap();
    let header = "question\task\tchannel\tanswer\tevidence\n";
    let cases = [
        ("Q1\tWhy?\tcall\tbecause\tX9\n", "line 2: \"X9\" is not in the evidence table"),
        ("Q1\tWhy?\tdrum\tbecause\tL01\n", "line 2: the channel is one of call, message"),
        ("Q1\t\t\tbecause\tL01\n", "line 2: the first row of a question needs"),
        ("Q1\tWhy?\tcall\t\tL01\n", "line 2: an answer needs its words"),
        (
            "Q1\tWhy?\tcall\ta\tL01\nQ2\tWho?\tcall\tb\tL02\nQ1\tWhy?\tcall\tc\tL03\n",
            "line 4: the rows of Q1 stand apart",
        ),
    ];
    for (rows, expected) in cases {
        let refused = Questions::parse("own.tsv", &format!("{header}{rows}"), &table).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }
}

/// A question that tells apart what is unknown says more than one about what is known.
#[test]
fn the_next_question_is_about_what_is_not_known() {
    let noted = |id: &str| Item {
        evidence: id.into(),
        observed_on: day(0),
        confidence: Confidence::Verified,
        says: String::new(),
        facts: vec![],
    };
    let nothing = found(vec![]);
    let asked = nothing.next_question.as_ref().unwrap();
    assert_eq!(asked.ask, "Shall we go through what comes in and what goes out in a month, and see what is left?");
    let known = found(vec![noted("F01"), noted("P01"), noted("C04")]);
    assert!(known.next_question.unwrap().expected_millibits < asked.expected_millibits);
    // Answered by F01: it is not asked again.
    assert!(known.other_questions.iter().all(|question| question.id != asked.id));
}
