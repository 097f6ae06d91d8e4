//! Four eyes over HTTP by two logins under the shipped rights: acceleration, settlement,
//! relief with each tranche, write-off, and a finding of intent. Everybody is invented.

use crate::eyes_desk::{AUDITOR, Desks, EXECUTIVE, Form};

const SETTLEMENT: Form = &[
    ("settlement.offer_bp", "9500"),
    ("settlement.pay_bp", "9900"),
    ("route", "settlement"),
    ("reason", "Her brother pays in one sum"),
    ("retest_on", ""),
];
const RELIEF: Form = &[
    ("relief_loan.amount_minor", "15000"),
    ("relief_loan.keep_bp", "7500"),
    ("route", "relief_loan"),
    ("reason", "The oven is what is missing"),
    ("retest_on", ""),
    ("amount", "100.00"),
    ("purpose", "the oven"),
    ("shows", "the oven with its invoice"),
    ("days", "14"),
    ("amount", "50.00"),
    ("purpose", "flour"),
    ("shows", "the till of a month"),
    ("days", "30"),
];
const DECIDE: &str = "/case/B-2/workout/decide";
const AGREE: &str = "/case/B-2/workout/agree";
const DECLINE: &str = "/case/B-2/workout/decline";
const STEP: &str = "/case/B-2/step";
const NOTE: Form = &[("note", "Read the offer and the file")];

#[tokio::test]
async fn row_41_a_settlement_is_proposed_by_one_login_and_takes_effect_by_another() {
    let mut desks = Desks::open();
    desks.refused("S-1", "B-2", DECIDE, SETTLEMENT, (403, ">no_right<")).await;
    desks.done("S-L", "B-2", DECIDE, SETTLEMENT).await;
    for who in ["S-L", "S-2", EXECUTIVE] {
        desks.spoken(who, "/approvals").await;
    }
    let mine = desks.get("S-L", "/approvals").await;
    mine.shows("somebody else; you proposed it");
    desks.get(EXECUTIVE, "/approvals").await.shows("Read and answer");
    let officer = desks.get("S-2", "/approvals").await;
    officer.shows("<li>team leader</li>");
    assert!(!officer.text.contains("Read and answer"));
    assert!(!desks.get("S-F", "/approvals").await.text.contains("B-2"), "another branch");
    desks.nobody_else("B-2", AGREE, NOTE, ("S-L", "decided by the same person")).await;
    desks.nobody_else("B-2", DECLINE, NOTE, ("S-L", "decided by the same person")).await;
    desks.lost_meanwhile("S-N", "B-2", AGREE, NOTE).await;
    let agreed = desks.done(EXECUTIVE, "B-2", AGREE, NOTE).await;
    let page = desks.get(EXECUTIVE, agreed.location()).await;
    page.shows("agreed to by Invented executive");
    page.shows("Invented Carol");
    let none = desks.get(EXECUTIVE, "/approvals").await;
    assert!(!none.text.contains("/case/B-2/workout"), "{}", none.text);
}

#[tokio::test]
async fn what_a_second_person_declines_has_no_effect_and_says_why() {
    let mut desks = Desks::open();
    desks.done("S-L", "B-2", DECIDE, SETTLEMENT).await;
    desks.refused(EXECUTIVE, "B-2", DECLINE, &[("note", " ")], (422, "decision_without_reason")).await;
    let declined = desks.done(EXECUTIVE, "B-2", DECLINE, &[("note", "She can pay the whole")]).await;
    let page = desks.get("S-L", declined.location()).await;
    page.shows("not agreed to by Invented executive");
    page.shows("She can pay the whole");
    desks.refused("S-N", "B-2", AGREE, NOTE, (422, "nothing_waits")).await;
    let none = desks.get(EXECUTIVE, "/approvals").await;
    assert!(!none.text.contains("/case/B-2/workout"), "{}", none.text);
}

#[tokio::test]
async fn row_64_relief_and_each_of_its_tranches_take_two_logins() {
    let mut desks = Desks::open();
    desks.done("S-L", "B-2", DECIDE, RELIEF).await;
    desks.nobody_else("B-2", AGREE, NOTE, ("S-L", "decided by the same person")).await;
    desks.lost_meanwhile("S-N", "B-2", AGREE, NOTE).await;
    desks.done(EXECUTIVE, "B-2", AGREE, NOTE).await;
    let path = "/case/B-2/workout/relief";
    let (approve, decline): (Form, Form) = (
        &[("what", "approve"), ("which", "1")],
        &[("what", "decline"), ("which", "1"), ("note", "No offer of the oven yet")],
    );
    desks.get("S-N", "/approvals").await.shows("Tranche of relief");
    desks.spoken("S-N", "/approvals").await;
    desks.nobody_else("B-2", path, approve, ("S-L", "decided by the same person")).await;
    desks.nobody_else("B-2", path, decline, ("S-L", "decided by the same person")).await;
    desks.lost_meanwhile("S-N", "B-2", path, approve).await;
    let declined = desks.done("S-N", "B-2", path, decline).await;
    desks.get("S-L", declined.location()).await.shows("not approved on");
    assert!(!desks.get("S-N", "/approvals").await.text.contains("Tranche of relief"));
    let draw: Form = &[("what", "draw"), ("which", "1"), ("amount", "100.00"), ("purpose", "the oven")];
    desks.refused("S-1", "B-2", path, draw, (422, "tranche 1 is not approved")).await;
    desks.done("S-N", "B-2", path, approve).await;
    desks.done("S-1", "B-2", path, draw).await;
}

#[tokio::test]
async fn row_44_acceleration_waits_for_another_login_that_leads() {
    let mut desks = Desks::open();
    let agree: Form = &[("step", "acceleration"), ("how", "agreed"), ("note", "Read the file and both notices")];
    let done: Form = &[("step", "acceleration"), ("how", "done"), ("note", "Called due")];
    let skip: Form = &[("step", "acceleration"), ("how", "skipped"), ("note", "She is leaving the country")];
    desks.done(EXECUTIVE, "B-2", STEP, skip).await;
    let decline: Form = &[("step", "acceleration"), ("how", "declined"), ("note", "She began to pay at the stall")];
    desks.get("S-L", "/approvals").await.shows("Step of the ladder");
    desks.spoken("S-L", "/approvals").await;
    desks.refused("S-1", "B-2", STEP, done, (422, "step_closed")).await;
    for form in [agree, decline] {
        desks.refused("S-1", "B-2", STEP, form, (403, ">no_right<")).await;
        desks.refused(AUDITOR, "B-2", STEP, form, (403, ">no_right<")).await;
        desks.refused("S-F", "B-2", STEP, form, (404, ">not_found<")).await;
        desks.lost_meanwhile("S-N", "B-2", STEP, form).await;
    }
    desks.done("S-N", "B-2", STEP, decline).await;
    desks.get("S-L", "/case/B-2").await.shows("a second person did not agree to it");
    desks.refused("S-1", "B-2", STEP, done, (422, "step_closed")).await;
    desks.done("S-L", "B-2", STEP, agree).await;
    // The house asks for its leader's approval beside; nobody else puts it on record.
    let approval: Form = &[("what", " Approval"), ("by", "leader"), ("when", "2026-02-23T10:00")];
    desks.refused("S-1", "B-2", "/case/B-2/note", approval, (403, ">no_right<")).await;
    desks.refused("S-F", "B-2", "/case/B-2/note", approval, (404, ">not_found<")).await;
    desks.done("S-N", "B-2", "/case/B-2/note", approval).await;
    desks.refused("S-L", "B-2", STEP, done, (422, "same_person")).await;
    desks.done("S-1", "B-2", STEP, done).await;
}

#[tokio::test]
async fn row_41_a_write_off_waits_for_another_login_that_leads() {
    let mut desks = Desks::open();
    let skip: Form = &[("step", "write-off"), ("how", "skipped"), ("note", "The stall burnt down with all in it")];
    let agree: Form = &[("step", "write-off"), ("how", "agreed"), ("note", "Read the police report")];
    let done: Form = &[("step", "write-off"), ("how", "done"), ("note", "Written off")];
    desks.refused("S-1", "B-2", STEP, skip, (403, ">no_right<")).await;
    desks.done(EXECUTIVE, "B-2", STEP, skip).await;
    desks.refused("S-1", "B-2", STEP, done, (422, "step_closed")).await;
    desks.refused("S-1", "B-2", STEP, agree, (403, ">no_right<")).await;
    desks.refused("S-F", "B-2", STEP, agree, (404, ">not_found<")).await;
    desks.lost_meanwhile("S-N", "B-2", STEP, agree).await;
    desks.done("S-N", "B-2", STEP, agree).await;
    desks.refused("S-N", "B-2", STEP, done, (422, "same_person")).await;
    desks.done("S-1", "B-2", STEP, done).await;
}

#[tokio::test]
async fn row_71_a_finding_of_intent_is_read_by_a_login_that_had_no_part_in_it() {
    let mut desks = Desks::open();
    let path = "/case/B-1/diagnosis";
    let agree: Form = &[("decision", "agree"), ("note", "Both refusals and the budget read")];
    let decline: Form = &[("decision", "decline"), ("note", "She was in hospital that week")];
    desks.get("S-L", "/approvals").await.shows("Finding of intent");
    desks.spoken("S-L", "/approvals").await;
    // A field sent twice hides nothing behind its first value.
    let twice: Form = &[("decision", "appeal"), ("note", "read"), ("decision", "agree")];
    desks.refused("S-2", "B-1", path, twice, (403, ">no_right<")).await;
    for form in [agree, decline] {
        // Who recorded the evidence is not the second person.
        desks.nobody_else("B-1", path, form, ("S-N", "S-N")).await;
        desks.lost_meanwhile("S-L", "B-1", path, form).await;
    }
    desks.done("S-L", "B-1", path, decline).await;
    assert!(!desks.get("S-L", "/approvals").await.text.contains("Finding of intent"));
    desks.done(EXECUTIVE, "B-1", path, agree).await;
    desks.get("S-1", path).await.shows("agreed to");
}
