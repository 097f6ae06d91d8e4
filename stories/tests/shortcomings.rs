//! Each shortcoming of method by itself: a life in which it is found, and one a step apart in
//! which it is not. What is found in contacts the law was asked about stands in the tests of the
//! desk (`attention.rs`). Everybody is invented.
#![allow(clippy::unwrap_used)]

use makegood_stories::{retell, shipped_policy};
use makegood_views::Policy;

const HEAD: &str = "# One.\nloan L-1 400.00 USD paid out 2026-01-12\ninstalments 4 of 100.00 monthly from 2026-02-12\n\
    lives Africa/Nairobi\nphone +254 700 000 001\nhome Kisumu\n";
const INDIA: &str = "# One.\nloan L-1 100.00 INR paid out 2023-01-10\ninstalments 1 of 100.00 monthly from 2023-04-10\n\
    lives Asia/Kolkata\npacks house in-clocks\nlender lender.collects_in_india\nfact debtor.place = in\n";
const CAUSE: &str = "2026-02-20 learn F08 verified \"sales book, same month last year\"\n\
    2026-02-20 learn C04 verified \"came to the branch herself\"\n\
    2026-02-20 learn P04 verified \"twelve clean instalments on the loan before\"\n";

/// What is found at the end of a life.
fn found(policy: &Policy, head: &str, lines: &str, on: &str) -> String {
    let told = retell(&format!("{head}\n{lines}{on} shortcomings?\n"), policy).unwrap();
    let asked = told.lines().find(|line| line.contains("shortcomings?")).unwrap();
    asked.split_once("=>").unwrap().1.trim().to_owned()
}

#[track_caller]
fn fires_in_one_and_not_in_the_other(title: &str, head: &str, one: (&str, &str), other: (&str, &str)) {
    let policy = shipped_policy().unwrap();
    let fires = found(&policy, head, one.0, one.1);
    assert!(fires.contains(&format!("{title}, ")), "not found: {fires}");
    let quiet = found(&policy, head, other.0, other.1);
    assert!(!quiet.contains(&format!("{title}, ")), "found: {quiet}");
}

#[test]
fn a_first_contact_that_comes_too_late_is_found() {
    let in_time = "2026-02-19 call: no answer\n";
    fires_in_one_and_not_in_the_other("Late first contact", HEAD, ("", "2026-03-10"), (in_time, "2026-03-10"));
}

#[test]
fn the_same_number_once_more_after_it_failed_so_often_is_found() {
    let calls = |days: &[&str]| days.iter().map(|day| format!("2026-{day} call: no answer\n")).collect::<String>();
    let (once_more, enough) = (calls(&["02-19", "02-23", "02-26", "03-02"]), calls(&["02-19", "02-23", "02-26"]));
    let title = "Same number again and again";
    fires_in_one_and_not_in_the_other(title, HEAD, (&once_more, "2026-03-03"), (&enough, "2026-03-03"));
}

#[test]
fn a_missed_promise_nobody_asked_about_is_found() {
    let promise = "2026-02-19 call: promises 100.00 by 2026-02-24 from \"the market\"\n";
    let asked = format!("{promise}2026-02-26 call: no answer\n");
    let title = "Promise not followed up";
    fires_in_one_and_not_in_the_other(title, HEAD, (promise, "2026-03-12"), (&asked, "2026-03-12"));
}

#[test]
fn a_guarantor_nobody_asked_when_the_ladder_has_it_is_found() {
    let head = format!("{HEAD}person rex guarantor +254 700 000 009\n");
    let lines = "2026-02-19 recourse liable id=U-1 party=rex debt=L-1 role=guarantor kind=joint_and_several proof=D-1 \
        signed_on=2026-01-12 no_period=true\n2026-02-23 call: no answer\n2026-02-26 call: no answer\n\
        2026-02-26 recourse contact id=C-1 debt=L-1 on=2026-02-26 by=s-1 not_first_because=\"she does not answer\"\n";
    let title = "Guarantor not asked";
    fires_in_one_and_not_in_the_other(title, &head, (lines, "2026-04-10"), (lines, "2026-03-15"));
}

#[test]
fn a_claim_with_thirty_days_left_and_nobody_acting_is_found() {
    let title = "Clock about to run out";
    fires_in_one_and_not_in_the_other(title, INDIA, ("", "2026-03-20"), ("", "2026-03-01"));
}

#[test]
fn row_14_a_plan_for_another_cause_is_found() {
    let plan = format!("{CAUSE}2026-02-21 plan \"Half now, half later\" by 2026-04-12, so that \"Both are paid\"\n");
    let turned = format!(
        "{plan}2026-03-16 learn L02 verified \"hospital letter\"\n2026-03-16 learn F03 verified \"nothing left\"\n\
         2026-03-16 learn B03 verified \"bureau\"\n"
    );
    fires_in_one_and_not_in_the_other("Plan void", HEAD, (&turned, "2026-03-17"), (&plan, "2026-03-17"));
}

#[test]
fn row_1_a_cause_without_a_plan_is_found() {
    let mut bare = shipped_policy().unwrap();
    assert!(!found(&bare, HEAD, CAUSE, "2026-02-24").contains("No plan, "), "the ladder has one");
    bare.strategy.plans.retain(|plan| !plan.situations.iter().any(|one| one.code() == "S2"));
    let found = found(&bare, HEAD, CAUSE, "2026-02-24");
    assert!(found.contains("No plan, 2026-02-24: There is no plan for"), "{found}");
}

#[test]
fn row_1_a_plan_past_its_day_is_found_with_the_result_it_lacks() {
    let plan = format!("{CAUSE}2026-02-21 plan \"Half now, half later\" by 2026-03-20, so that \"Both are paid\"\n");
    fires_in_one_and_not_in_the_other("Plan past its day", HEAD, (&plan, "2026-03-21"), (&plan, "2026-03-20"));
}
