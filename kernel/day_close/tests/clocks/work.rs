//! A clock about to end is work.

use crate::told::{Tell, case, day, lender};
use makegood_book::Census;
use makegood_capacity::Officer;
use makegood_day_close::{BranchDay, CaseInput, DayInput, Plan, close};

/// The day's plan for one case, with two people in its branch, or with nobody.
fn plan(case: &CaseInput, on: &str, has_people: bool) -> Plan {
    let india = lender(&["house", "in-clocks"], &["lender.collects_in_india"]);
    let officer = |id: &str, minutes| Officer { id: id.into(), minutes, can_call: true, can_visit: true };
    let officers = if has_people { vec![officer("s-1", 60), officer("s-2", 200)] } else { Vec::new() };
    let branches = vec![BranchDay { branch: "north".into(), officers }];
    let day =
        DayInput { as_of: day(on), cases: vec![case.clone()], branches, due_soon: Vec::new(), rules: india.rules() };
    close(&day, Census::default(), |_| {}).unwrap()
}

/// The reasons of the lines that are somebody's own work.
fn lines(case: &CaseInput, on: &str) -> Vec<String> {
    let plan = plan(case, on, true);
    plan.worklists.iter().flat_map(|list| &list.own).map(|work| work.why.says.clone()).collect()
}

#[test]
fn one_line_stands_from_the_first_alarm_and_says_what_can_save_the_claim() {
    let one = case("IN", &["2023-04-10"]);
    assert!(lines(&one, "2025-10-11").is_empty(), "181 days before");
    for on in ["2025-10-12", "2026-01-10", "2026-03-11", "2026-04-03", "2026-04-10"] {
        assert_eq!(lines(&one, on).len(), 1, "{on}");
    }
    let says = lines(&one, "2026-04-03").remove(0);
    assert!(
        says.starts_with("in.lim ends on 2026-04-10, 7 days left; after it the claim can no longer be enforced"),
        "{says}"
    );
    assert!(says.contains("suit filed ends the clock; do it by 2026-04-10"), "{says}");
    assert!(lines(&one, "2026-04-11").is_empty(), "over");
}

#[test]
fn a_reading_takes_the_line_away_until_the_next_alarm() {
    let read = case("IN", &["2023-04-10"]).read_by_leader("2026-01-20");
    let shown = |on: &str| lines(&read, on).len();
    assert_eq!(["2026-01-19", "2026-01-20", "2026-03-10", "2026-03-11"].map(shown), [1, 0, 0, 1]);
}

#[test]
fn a_weak_act_leaves_it_and_one_that_counts_takes_it_away() {
    let weak = case("IN", &["2023-04-10"]).note("2026-04-01", None, "acknowledgment with oral");
    assert_eq!(lines(&weak, "2026-04-02").len(), 1);
    let signed = weak.note("2026-04-03", None, "acknowledgment with written signed");
    assert!(lines(&signed, "2026-04-03").is_empty());
}

#[test]
fn it_goes_to_the_person_with_most_minutes_left_and_is_left_where_nobody_works() {
    let one = case("IN", &["2023-04-10"]);
    let staffed = plan(&one, "2026-04-03", true);
    let owners: Vec<_> = staffed.worklists.iter().map(|list| (list.officer.as_str(), list.own.len())).collect();
    assert_eq!(owners, [("s-1", 0), ("s-2", 1)]);
    let empty = plan(&one, "2026-04-03", false);
    assert_eq!(empty.left.iter().filter(|left| left.why.code == "nobody_to_do_it").count(), 1);
}

#[test]
fn the_last_thirty_days_come_before_what_is_only_worth_doing() {
    let one = case("IN", &["2023-04-10"]);
    let next = |on: &str| {
        let plan = plan(&one, on, true);
        let case = &plan.cases[0];
        case.recommended.map(|at| case.considered[at].proposal.rung.clone())
    };
    assert_ne!(next("2026-03-10"), Some("in.lim".to_owned()));
    assert_eq!(next("2026-03-11"), Some("in.lim".to_owned()));
}
