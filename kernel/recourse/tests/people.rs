//! Who is liable and who may be called: each rule by a case that could fail.
#![allow(clippy::unwrap_used)]

mod common;

use common::{DEBT, GUARANTOR, HEAD, PLEDGE, answer, codes, facts, head, liable, minor};
use makegood_recourse::{GuaranteeKind, Period, Recourse, recourse};

fn blocked(answer: &Recourse) -> Vec<&'static str> {
    codes(&answer.demands[0].blocked)
}

#[test]
fn limits_and_what_was_paid_already() {
    let limited = GUARANTOR.replace("no_period", "limit_minor = 30_000\nno_period");
    assert_eq!(liable(&answer(&[HEAD, DEBT, GUARANTOR]), "P-2"), (40_000, 100_000));
    assert_eq!(liable(&answer(&[HEAD, DEBT, &limited]), "P-2"), (30_000, 30_000));
    let paid = "[[contribution]]\nid='C'\nby='P-2'\ndebt='L-1'\ninstalment=3\non=2026-10-01\namount_minor=18_000\n";
    let after = answer(&[HEAD, DEBT, &limited, paid]);
    assert_eq!((liable(&after, "P-2"), after.demands[0].amount), ((12_000, 12_000), minor(12_000)));
    assert!(after.liable[1].why.facts.iter().any(|fact| fact.as_str() == "contribution:C"));
    let all = answer(&[HEAD, DEBT, &limited, &paid.replace("18_000", "30_000")]);
    assert_eq!((liable(&all, "P-2"), blocked(&all)), ((0, 0), vec!["limit_used"]));
    // What became owed without the guarantor's consent is not theirs (Civil Code art. 695).
    let heavier = GUARANTOR.replace("no_period", "without_consent_minor = 15_000\nno_period");
    assert_eq!(liable(&answer(&[HEAD, DEBT, &heavier]), "P-2"), (25_000, 85_000));
}

/// The last day of the period still counts; a saved period has no end.
#[test]
fn the_guarantee_period() {
    let until = |keys: &str| answer(&[HEAD, DEBT, &GUARANTOR.replace("no_period = true", keys)]);
    assert_eq!(blocked(&until("period_ends_on = 2026-11-23")), [""; 0]);
    let free = until("period_ends_on = 2026-11-22");
    assert_eq!((blocked(&free), liable(&free, "P-2")), (vec!["guarantor_free"], (0, 0)));
    let saved = until("period_ends_on = 2026-11-22\nperiod_saved_on = 2026-11-22");
    assert_eq!((blocked(&saved), liable(&saved, "P-2")), (vec![], (40_000, 100_000)));
    assert_eq!(until("period_ends_on = 2026-11-23").demands[0].save_by, Some(common::day("2026-11-23")));
    assert_eq!((saved.demands[0].save_by, free.demands[0].save_by), (None, None));
    assert_eq!(blocked(&until("period_ends_on = 2026-11-21\nperiod_saved_on = 2026-11-22")), ["guarantor_free"]);
    assert_eq!(blocked(&until("")), ["period_unknown"]);
    let late = "period_ends_on = 2023-01-01\nperiod_saved_on = 2022-12-01\nlimitation_ends_on = 2025-12-01";
    let late = GUARANTOR.replace("no_period = true", late).replace("2026-01-01", "2022-01-01");
    assert_eq!(blocked(&answer(&[HEAD, DEBT, &late])), ["limitation_over"]);
}

/// A general guarantor comes after the debtor, until something on record ends that.
#[test]
fn a_general_guarantor_waits_for_execution() {
    let general = GUARANTOR.replace("joint_and_several", "general");
    let with = |law: &str, what: &str, party: &str, proof: &str| {
        let happening =
            format!("[[happening]]\nid='H'\ndebt='L-1'\nwhat='{what}'\nparty='{party}'\non=2026-10-01\n{proof}\n");
        blocked(&answer(&[&head(law), DEBT, &general, &happening]))
    };
    assert_eq!(blocked(&answer(&[HEAD, DEBT, &general])), ["execution_first"]);
    assert_eq!(with("[]", "execution_failed", "P-1", "proof='D'"), [""; 0]);
    assert_eq!(with("[]", "execution_failed", "P-1", ""), ["execution_first"]);
    // Somebody else's execution ends nothing.
    assert_eq!(with("[]", "execution_failed", "P-9", "proof='D'"), ["execution_first"]);
    // Each law has its own list: Civil Code art. 687, BGB section 773.
    assert_eq!(with("['cn']", "assets_insufficient", "P-1", "proof='D'"), [""; 0]);
    assert_eq!(with("['de']", "assets_insufficient", "P-1", "proof='D'"), ["execution_first"]);
    assert_eq!(with("['de']", "debtor_moved_away", "P-1", "proof='D'"), [""; 0]);
    assert_eq!(with("['cn']", "debtor_moved_away", "P-1", "proof='D'"), ["execution_first"]);
    // The guarantor waives for themself, nobody else for them.
    assert_eq!(with("['cn']", "guarantor_waived", "P-2", "proof='D'"), [""; 0]);
    assert_eq!(with("['cn']", "guarantor_waived", "P-1", "proof='D'"), ["execution_first"]);
    let told = answer(&[&head("['cn']"), DEBT, &general]);
    let refusal = &told.demands[0].blocked[0];
    assert_eq!(refusal.cited.as_ref().unwrap().citation, "Civil Code art. 687");
    assert!(refusal.way_out.contains("assets_insufficient"), "{}", refusal.way_out);
}

/// What silence means depends on the law and on the day of the contract.
#[test]
fn an_unclear_guarantee_is_what_its_law_says() {
    let unclear = |law: &str, signed: &str| {
        let text = GUARANTOR.replace("joint_and_several", "unclear").replace("2026-01-01", signed);
        let it = answer(&[&head(law), DEBT, &text]).demands.remove(0);
        (it.kind, codes(&it.blocked))
    };
    assert_eq!(unclear("['cn']", "2021-01-01"), (GuaranteeKind::General, vec!["execution_first"]));
    assert_eq!(unclear("['cn']", "2020-12-31"), (GuaranteeKind::JointAndSeveral, vec![]));
    assert_eq!(unclear("['de']", "2025-01-01"), (GuaranteeKind::Unclear, vec!["kind_unclear"]));
}

/// Civil Code art. 392, and an agreement that leaves it aside (CN-T23).
#[test]
fn the_debtors_own_security_comes_first() {
    let head = head("['cn', 'house']");
    let contact = "[[contact]]\nid='K'\ndebt='L-1'\non=2026-09-02\nby='S'\n";
    let mixed = |debt: &str, pledge: &str| blocked(&answer(&[&head, debt, GUARANTOR, contact, pledge]));
    assert_eq!(mixed(DEBT, PLEDGE), ["own_security_first"]);
    assert_eq!(mixed(DEBT, ""), [""; 0]);
    assert_eq!(mixed(DEBT, &PLEDGE.replace("owner = \"P-1\"", "owner = \"P-9\"")), [""; 0]);
    let agreed = DEBT.replace("due_minor", "order_agreed = \"D-9\"\ndue_minor");
    assert_eq!(mixed(&agreed, PLEDGE), [""; 0]);
    // The house speaks with the borrower before it calls a guarantor, and about these arrears.
    assert_eq!(blocked(&answer(&[&head, DEBT, GUARANTOR])), ["primary_first"]);
    let earlier = contact.replace("2026-09-02", "2026-08-31");
    assert_eq!(blocked(&answer(&[&head, DEBT, GUARANTOR, &earlier])), ["primary_first"]);
    let gone = format!("{earlier}not_first_because='nobody finds them'\n").replace("2026-08-31", "2026-09-01");
    assert_eq!(blocked(&answer(&[&head, DEBT, GUARANTOR, &gone])), [""; 0]);
}

/// Nobody answers for a debtor who died but the estate, up to what was inherited (CN-T26).
#[test]
fn the_estate_answers_up_to_what_was_inherited() {
    let died = DEBT.replace("role = \"borrower\"", "role = \"borrower\"\ndied_on = 2026-08-01");
    let estate = "[[liable]]\nid='E-1'\nparty='P-5'\ndebt='L-1'\nrole='estate'\nlimit_minor=20_000\nproof='D'\nsigned_on=2026-09-01\n";
    let it = answer(&[&head("['cn']"), &died, estate]);
    assert_eq!((liable(&it, "P-1"), liable(&it, "P-5")), ((0, 0), (20_000, 20_000)));
    let estate = it.liable.iter().find(|it| it.party.as_str() == "P-5").unwrap();
    assert_eq!(estate.cited.as_ref().unwrap().rule, "cn.estate");
    assert_eq!(it.liable[0].why.code, "borrower_died");
}

/// A guarantor of a guarantor answers for no more than the guarantor does.
#[test]
fn a_guarantor_of_a_guarantor() {
    let first = GUARANTOR.replace("no_period", "limit_minor = 30_000\nno_period");
    let second =
        GUARANTOR.replace("G-1", "G-2").replace("P-2", "P-3").replace("no_period", "stands_for = \"P-2\"\nno_period");
    let it = answer(&[HEAD, DEBT, &first, &second]);
    assert_eq!((liable(&it, "P-2"), liable(&it, "P-3")), ((30_000, 30_000), (30_000, 30_000)));
    assert_eq!(it.demands[1].stands_for.as_ref().unwrap().as_str(), "P-2");
}

/// Somebody who pledged for another answers with the thing alone, and nobody answers
/// without a paper.
#[test]
fn third_parties_and_missing_papers() {
    let third =
        PLEDGE.replace("owner = \"P-1\"", "owner = \"P-9\"").replace("haircut_bp", "limit_minor = 25_000\nhaircut_bp");
    let it = answer(&[&head("['house']"), DEBT, &third]);
    assert_eq!(liable(&it, "P-9"), (25_000, 25_000));
    assert_eq!(it.securities[0].notes[1], "P-9 owes nothing beyond the thing itself");
    let bare = GUARANTOR.replace("proof = \"D-2\"\nsigned_on = 2026-01-01\n", "");
    assert_eq!(blocked(&answer(&[HEAD, DEBT, &bare])), ["proof_missing"]);
    let not_due = DEBT.replace("due_minor = 40_000\ndue_since = 2026-09-01", "due_minor = 0");
    assert_eq!(blocked(&answer(&[HEAD, &not_due, GUARANTOR])), ["nothing_due"]);
}

/// The period of a contract can be taken from the clock of the compliance room.
#[test]
fn the_period_as_the_clock_shows_it() {
    use makegood_compliance::{ClockReading, ClockState};
    let mut facts = facts(&[HEAD, DEBT, GUARANTOR]);
    let mut reading = ClockReading {
        known_on: facts.as_of,
        began_on: None,
        raw_end: Some(common::day("2026-11-22")),
        rolled_end: Some(common::day("2026-11-23")),
        expired_on: None,
        lapsed: None,
        effect: None,
        restarts: Vec::new(),
        suspensions: Vec::new(),
        is_held: false,
        revived_on: None,
        saved_on: None,
        state: ClockState::Running { alarm: None },
        facts: Vec::new(),
        says: String::new(),
    };
    facts.liable[1].period = Period::of_clock(&reading);
    assert_eq!(blocked(&recourse(&facts).unwrap()), ["guarantor_free"]);
    reading.saved_on = Some(common::day("2026-11-20"));
    facts.liable[1].period = Period::of_clock(&reading);
    assert_eq!(blocked(&recourse(&facts).unwrap()), [""; 0]);
    reading.state = ClockState::Unknown(makegood_compliance::ClockMissing::Calendar);
    assert_eq!(Period::of_clock(&reading), Period::Unknown);
}
