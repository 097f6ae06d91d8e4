//! When a case is hard: each criterion at its figure and just above it.
#![allow(clippy::unwrap_used)]

use makegood_case::{Channel, Contact, Outcome, PromiseState};
use makegood_diagnosis::{ContactRecord, PromiseRecord};
use makegood_strategy::{CaseFacts, HardFacts, HardRule, NotedWord, Strategy, hard};
use makegood_units::{Amount, BusinessDate, Currency, FactId};

const LADDER: &str = "name = \"small\"\nversion = 1\npacks = []\n[[rung]]\nid = \"plan\"\n\
    action = \"plan_conversation\"\nsituations = [\"S2\"]\nfrom_days_past_due = 1\nminutes = 20\ncost_minor = 1\nharm_minor = 1\nalways = true\n";
const CRITERIA: &str = "[[hard]]\nwhen = \"days_late_over\"\nover = 60\n\
    [[hard]]\nwhen = \"attempts_without_contact_over\"\nover = 2\n\
    [[hard]]\nwhen = \"broken_promises_over\"\nover = 1\n\
    [[hard]]\nwhen = \"arrears_over\"\nover = 50000\n\
    [[hard]]\nwhen = \"cause_unknown_over\"\nover = 30\n\
    [[hard]]\nwhen = \"appeal_open\"\n\
    [[hard]]\nwhen = \"clock_within\"\ndays = 90\n\
    [[hard]]\nwhen = \"noted\"\nwords = [\"disappeared\", \"bankrupt\"]\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn read(criteria: &str) -> Result<Vec<HardRule>, String> {
    let told = Strategy::parse("small.toml", &format!("{LADDER}{criteria}"));
    told.map(|strategy| strategy.hard)
        .map_err(|problems| problems.iter().map(|one| one.to_string()).collect::<Vec<_>>().join("\n"))
}

fn case() -> CaseFacts {
    CaseFacts {
        arrears: Amount::from_minor(50_000),
        currency: Currency::USD,
        days_past_due: 30,
        pauses: Vec::new(),
        rests_on: Some(FactId::new("instalment", "L1/3")),
        last_paid_on: None,
        earlier_spells: 0,
        has_telephone: true,
        contacts: Vec::new(),
        promises: Vec::new(),
        holds: Vec::new(),
        last_reviewed_on: None,
        products: Vec::new(),
        securities: Vec::new(),
        noted: Vec::new(),
        done: Vec::new(),
        approved: Vec::new(),
        declined: Vec::new(),
        skipped_to: Vec::new(),
        plan_made: None,
    }
}

fn contact(seq: i64, channel: Channel, outcome: Outcome) -> ContactRecord {
    let contact = Contact {
        at: "2026-03-20T10:00:00Z".parse().unwrap(),
        channel,
        contact_point: None,
        by: "S-1".into(),
        outcome,
        note: String::new(),
        clearance: "cleared".to_owned(),
        judged: None,
    };
    ContactRecord { fact: FactId::new("event", seq), contact, on: day("2026-03-20") }
}

fn broken(seq: i64, due_on: &str) -> PromiseRecord {
    PromiseRecord {
        fact: FactId::new("event", seq),
        made_on: day(due_on).plus_days(-7),
        due_on: day(due_on),
        amount: Amount::from_minor(100),
        kept: PromiseState::Broken,
        parts: Vec::new(),
    }
}

/// The codes of the criteria that hold on 1 April 2026, with how many records each rests on.
fn holds(case: &CaseFacts, beside: &HardFacts) -> Vec<(String, usize)> {
    let found = hard(&read(CRITERIA).unwrap(), case, beside, day("2026-04-01"));
    found.into_iter().map(|why| (why.code, why.facts.len())).collect()
}

#[test]
fn row_6_a_case_at_each_figure_is_not_hard_and_above_it_says_why() {
    let none = HardFacts::default();
    let mut at = case();
    at.days_past_due = 60;
    at.contacts = vec![contact(1, Channel::Call, Outcome::NoAnswer), contact(2, Channel::Visit, Outcome::NoAnswer)];
    at.promises = vec![broken(3, "2026-03-01"), broken(4, "2024-03-01")];
    assert_eq!(holds(&at, &none), [], "at the figure nothing holds, and an old promise is no longer counted");
    at.days_past_due = 61;
    at.arrears = Amount::from_minor(50_001);
    at.contacts.push(contact(5, Channel::Call, Outcome::NotConnected));
    at.promises.push(broken(6, "2026-03-15"));
    let told =
        [("days_late_over", 1), ("attempts_without_contact_over", 3), ("broken_promises_over", 2), ("arrears_over", 0)];
    assert_eq!(holds(&at, &none), told.map(|(code, facts)| (code.to_owned(), facts)));
}

#[test]
fn row_6_what_the_figures_do_not_show_makes_a_case_hard_too() {
    let mut gone = case();
    gone.noted =
        vec![NotedWord { what: "disappeared".to_owned(), on: day("2026-03-20"), fact: FactId::new("event", 9) }];
    let beside = HardFacts {
        appeal: Some((day("2026-03-25"), FactId::new("event", 8))),
        nearest_clock: Some((90, "cn.civil.188".to_owned())),
        is_cause_unknown: true,
    };
    let told = [("appeal_open", 1), ("clock_within", 0), ("noted", 1)];
    assert_eq!(holds(&gone, &beside), told.map(|(code, facts)| (code.to_owned(), facts)));
    let far = HardFacts { nearest_clock: Some((91, "cn.civil.188".to_owned())), ..HardFacts::default() };
    assert_eq!(holds(&case(), &far), []);
}

#[test]
fn an_answer_ends_the_count_of_attempts_and_letters_are_none() {
    let mut spoken = case();
    let missed = |seq| contact(seq, Channel::Call, Outcome::NoAnswer);
    spoken.contacts = vec![missed(1), missed(2), missed(3), contact(4, Channel::InboundCall, Outcome::RightParty)];
    spoken.contacts.extend([missed(5), contact(6, Channel::Letter, Outcome::Sent), missed(7)]);
    assert_eq!(holds(&spoken, &HardFacts::default()), []);
}

#[test]
fn row_6_nobody_who_owes_nothing_today_is_hard() {
    let mut paid = case();
    paid.days_past_due = 0;
    let beside = HardFacts { appeal: Some((day("2026-03-25"), FactId::new("event", 8))), ..HardFacts::default() };
    assert_eq!(holds(&paid, &beside), []);
}

#[test]
fn a_criterion_that_cannot_be_read_is_told_at_its_line() {
    for (criteria, told) in [
        ("[[hard]]\nwhen = \"feeling\"\n", "when is one of days_late_over"),
        ("[[hard]]\nwhen = \"days_late_over\"\n", "days_late_over needs over"),
        ("[[hard]]\nwhen = \"appeal_open\"\nover = 3\n", "appeal_open has no over"),
        ("[[hard]]\nwhen = \"noted\"\nwords = \"gone\"\n", "words is a list of words"),
        ("[[hard]]\nwhen = \"appeal_open\"\n[[hard]]\nwhen = \"appeal_open\"\n", "two criteria are the same"),
    ] {
        let refused = read(criteria).unwrap_err();
        assert!(refused.contains(told), "{criteria}: {refused}");
    }
}
