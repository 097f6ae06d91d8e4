//! Weights fitted to cases, against what was put into the cases. All of them are made here.
#![allow(clippy::unwrap_used)]

use makegood_diagnosis::fit::{Basis, Labelled, Labels, LabelsError, fit, fit_report};
use makegood_diagnosis::{EvidenceTable, Method};
use makegood_units::BusinessDate;
use proptest::prelude::*;

fn expert() -> EvidenceTable {
    let text = "id\tfamily\table_now_db\table_durably_db\twilling_db\thalf_life_days\tevidence\n\
        A01\tassets\t6\t3\t0\t180\tmay sell something\n\
        C01\tcontact\t0\t0\t-6\t90\trefused\n\
        F01\tcash\t-5\t0\t0\tnone\ta short month\n";
    EvidenceTable::parse("expert.tsv", text).unwrap()
}

/// So many cases with and without `id`, of which the axis was true or not.
fn cases(id: &str, axis: usize, counts: [usize; 4]) -> Vec<Labelled> {
    let kinds = [(true, true), (true, false), (false, true), (false, false)];
    let mut cases = Vec::new();
    for ((is_true, with), count) in kinds.into_iter().zip(counts) {
        for _ in 0..count {
            let mut truth = [None; 3];
            truth[axis] = Some(is_true);
            let evidence = with.then(|| id.to_owned()).into_iter().collect();
            cases.push(Labelled { case: format!("invented-{}", cases.len()), evidence, truth });
        }
    }
    cases
}

fn weight(cases: &[Labelled], prior: u32, id: &str, axis: usize) -> (i32, Basis) {
    let fit = fit(&expert(), cases, prior);
    let kind = fit.kinds.iter().find(|one| one.kind.id == id).unwrap();
    (kind.weights[axis].fitted_cdb, kind.weights[axis].basis)
}

#[test]
fn without_cases_the_expert_stands_to_the_hundredth() {
    let none = fit(&expert(), &[], 30);
    assert!(none.kinds.iter().all(|kind| kind.weights.iter().all(|one| one.fitted_cdb == one.expert_cdb)));
    assert_eq!(none.table(), expert());
    // Nine of a kind are too few, whatever they say.
    assert_eq!(weight(&cases("A01", 0, [9, 0, 0, 90]), 30, "A01", 0), (600, Basis::Expert));
}

#[test]
fn many_cases_are_believed_more_than_the_expert_and_few_less() {
    // 40 % against 20 %: a ratio of two, 3.01 decibans. By hand, with a prior of 60, thirty on
    // either side, at the expert's 3.981 and the overall share of 601 / 2001: p0 = 0.12059,
    // p1 = 0.48009, ((400 + 14.403) / 1030) / ((200 + 3.618) / 1030) = 2.0352: 3.086 decibans.
    assert_eq!(weight(&cases("A01", 0, [400, 600, 200, 800]), 60, "A01", 0).0, 309);
    let few = weight(&cases("A01", 0, [8, 12, 4, 16]), 60, "A01", 0).0;
    assert!((400..600).contains(&few), "{few}");
    let many = weight(&cases("A01", 0, [4_000, 6_000, 2_000, 8_000]), 60, "A01", 0).0;
    assert!((301..=302).contains(&many), "{many}");
}

#[test]
fn what_was_never_seen_keeps_its_weight_however_unlike_the_kinds_are_in_number() {
    let unlike = cases("A01", 2, [40, 276, 0, 84]);
    let fit = fit(&expert(), &unlike, 60);
    let refused = fit.kinds.iter().find(|one| one.kind.id == "C01").unwrap().weights[2];
    assert_eq!((refused.seen.with_true, refused.seen.with_false), (0, 0));
    assert!((refused.fitted_cdb - refused.expert_cdb).abs() <= 1, "{refused:?}");
}

#[test]
fn cases_turn_the_expert_round_only_beyond_chance() {
    // Seen a little more often among those who were not able: by chance, perhaps.
    assert_eq!(weight(&cases("A01", 0, [20, 80, 26, 74]), 1, "A01", 0), (0, Basis::Held));
    // Ten times as many of the same are no chance.
    let (cdb, basis) = weight(&cases("A01", 0, [200, 800, 300, 700]), 1, "A01", 0);
    assert_eq!(basis, Basis::Fitted);
    assert!(cdb < 0, "{cdb}");
    // What the expert gives no weight gets none by chance either.
    assert_eq!(weight(&cases("C01", 0, [20, 80, 22, 78]), 1, "C01", 0), (0, Basis::Expert));
}

#[test]
fn the_report_scores_both_on_cases_not_used_for_the_weights() {
    // The expert takes A01 for good news; in these cases it is bad news.
    let method = Method { table: expert(), ..Method::shipped().unwrap() };
    let cases = cases("A01", 0, [100, 400, 400, 100]);
    let report = fit_report(&method, &cases, 30, "2026-01-01".parse().unwrap());
    let able_now = &report.calibration[0];
    assert_eq!((able_now.true_of.numerator, able_now.true_of.denominator), (500, 1_000));
    assert!(able_now.fitted.brier < able_now.expert.brier, "{able_now:?}");
    assert!(able_now.fitted.log < able_now.expert.log);
    assert_eq!(able_now.tenths.iter().map(|one| one.true_of.denominator).sum::<u64>(), 1_000);
    assert_eq!(report.left_to_the_expert, ["able_durably", "willing"]);
    assert_eq!(report.never_seen, ["C01", "F01"]);
    assert_eq!(report.moved.first().map(|one| (one.id.as_str(), one.axis)), Some(("A01", "able_now")));
}

#[test]
fn a_fitted_table_reads_back_as_itself() {
    let fit = fit(&expert(), &cases("C01", 2, [10, 190, 90, 110]), 30);
    let read = EvidenceTable::parse("fitted.tsv", &fit.text()).unwrap();
    assert_eq!(read, fit.table());
    assert!(read.get("C01").unwrap().decibans[2] < -6);
}

#[test]
fn rows_that_cannot_be_read_are_named() {
    let table = expert();
    let mut labels = Labels::default();
    let code = |taken: Result<(), LabelsError>| taken.unwrap_err().code();
    labels.take(2, "1", "A01; c01", ["yes", "", "No"], &table).unwrap();
    assert_eq!(code(labels.take(3, "1", "", ["", "", ""], &table)), "case_twice");
    assert_eq!(code(labels.take(3, " ", "", ["", "", ""], &table)), "case_without_number");
    assert_eq!(code(labels.take(3, "2", "Z99", ["", "", ""], &table)), "unknown_evidence");
    assert_eq!(code(labels.take(3, "2", "", ["maybe", "", ""], &table)), "not_yes_or_no");
    let few = labels.cases(10).unwrap_err();
    assert_eq!(few.code(), "too_few_cases");
    assert!(few.to_string().contains("able_now: 1 yes, 0 no"), "{few}");
}

proptest! {
    #[test]
    fn the_order_of_cases_never_matters(counts in prop::array::uniform4(0_usize..40), seed in any::<u64>()) {
        let day: BusinessDate = "2026-01-01".parse().unwrap();
        let mut turned = cases("A01", 0, counts);
        let method = Method { table: expert(), ..Method::shipped().unwrap() };
        let one = fit_report(&method, &turned, 30, day);
        let by = (seed as usize) % turned.len().max(1);
        turned.rotate_left(by);
        prop_assert_eq!(fit_report(&method, &turned, 30, day), one);
    }

    #[test]
    fn a_fitted_weight_lies_between_the_expert_and_the_cases_or_is_nothing(counts in prop::array::uniform4(10_usize..400)) {
        let fit = fit(&expert(), &cases("A01", 0, counts), 30);
        let weight = fit.kinds[0].weights[0];
        let alone = weight.alone_cdb.unwrap()[1];
        // Half a case on either side moves the ends a little.
        let (low, high) = (alone.min(weight.expert_cdb) - 30, alone.max(weight.expert_cdb) + 30);
        prop_assert!(weight.fitted_cdb == 0 || (low..=high).contains(&weight.fitted_cdb), "{weight:?}");
    }
}
