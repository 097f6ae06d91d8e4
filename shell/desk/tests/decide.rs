//! Every refusal of the desk, by the command that meets it; and what the commands
//! that are carried out write down.
#![allow(clippy::unwrap_used)]

use makegood_case::{CaseEvent, Channel, ContactPoint, ContactPointKind, HoldKind, Outcome, PromisePart};
use makegood_day_close::PromiseOffer;
use makegood_desk::decide::{CaseKnown, NOTE_CHARACTERS, lift_hold, record_outcome};
use makegood_desk::promise::{PromiseKnown, UnpaidOn};
use makegood_desk::{LiftHold, PromiseGiven, RecordOutcome};
use makegood_strategy::PromiseTerms;
use makegood_units::{Amount, BusinessDate, Currency, Money};
use makegood_workout::MoneyDay;

const TODAY: &str = "2026-04-01";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn phone() -> ContactPoint {
    ContactPoint {
        id: "C-1".into(),
        party: "B-1".into(),
        kind: ContactPointKind::Phone,
        value: "+254000111222".into(),
        place: None,
        time_zone: None,
        latitude_e6: None,
        longitude_e6: None,
        provenance: "application".into(),
        consent: true,
    }
}

fn word<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(&format!("\"{text}\"")).unwrap()
}

/// `50.00 by 2026-04-05 60.00 by 2026-04-12 of L-2 beside`
fn promised(words: &[&str]) -> PromiseGiven {
    let by = |at: &usize| words[*at] == "by";
    let part = |at: usize| PromisePart {
        due_on: day(words[at + 1]),
        amount: Amount::parse(words[at - 1], Currency::USD).unwrap(),
    };
    PromiseGiven {
        parts: (0..words.len()).filter(by).map(part).collect(),
        source_of_funds: "wages".into(),
        said: "I get my wages on the 4th, then I pay.".into(),
        loan: words.iter().position(|word| *word == "of").map(|at| words[at + 1].into()),
        beside: words.contains(&"beside"),
    }
}

/// `call promise_to_pay 50.00 by 2026-04-05`, `call wrong_number on C-1`
fn command(line: &str) -> RecordOutcome {
    let words: Vec<&str> = line.split_whitespace().collect();
    let after = |word: &str| words.iter().position(|found| *found == word).and_then(|at| words.get(at + 1)).copied();
    RecordOutcome {
        party: "B-1".into(),
        at: "2026-04-01T09:00:00Z".parse().unwrap(),
        on: day(after("dated").unwrap_or(TODAY)),
        by: "S-1".into(),
        channel: word(words[0]),
        contact_point: after("on").map(Into::into),
        outcome: word(words[1]),
        note: if words.contains(&"long") { "x".repeat(NOTE_CHARACTERS + 1) } else { String::new() },
        promise: after("by").map(|_| promised(&words[2..])),
        told_us: after("told").map(str::to_owned),
        seen: after("seen").map(|seq| seq.parse().unwrap()),
    }
}

fn known<'a>(points: &'a [ContactPoint], evidence: &'a [String]) -> CaseKnown<'a> {
    CaseKnown {
        judged: None,
        today: day(TODAY),
        owed: Some(Money::new(Amount::from_minor(20_000), Currency::USD)),
        contact_points: points,
        last_event: Some((7, "a call by S-2".into())),
        evidence_ids: evidence,
        promise: PromiseKnown {
            terms: PromiseTerms::default(),
            currency: Currency::USD,
            unpaid: [("L-1", "2026-03-20", 12_000), ("L-2", "2026-03-25", 3_000), ("L-1", "2026-04-20", 5_000)]
                .map(|(loan, due_on, minor)| UnpaidOn {
                    loan: loan.into(),
                    due_on: day(due_on),
                    unpaid: Amount::from_minor(minor),
                })
                .to_vec(),
            promised: Amount::from_minor(1_000),
            offer: None,
        },
        clearance: "cleared".into(),
    }
}

fn decided(line: &str) -> Result<Vec<CaseEvent>, String> {
    let (points, evidence) = ([phone()], ["L01".to_owned()]);
    let found = record_outcome(&command(line), &known(&points, &evidence));
    found.map_err(|refusal| {
        assert!(!refusal.way_out().is_empty());
        refusal.code().to_owned()
    })
}

#[test]
fn refused_by_name() {
    let table = [
        ("call no_answer on C-9", "unknown_contact_point"),
        ("call wrong_number", "which_contact_point"),
        ("letter no_answer", "outcome_does_not_fit"),
        ("call sent", "outcome_does_not_fit"),
        ("visit not_connected", "outcome_does_not_fit"),
        ("inbound_call wrong_number on C-1", "outcome_does_not_fit"),
        ("call promise_to_pay", "promise_incomplete"),
        ("call promise_to_pay 0.00 by 2026-04-05", "promise_part_of_nothing"),
        ("call promise_to_pay 50.00 by 2026-04-05 0.00 by 2026-04-09", "promise_part_of_nothing"),
        ("call promise_to_pay 50.00 by 2026-04-05 60.00 by 2026-03-31", "promise_in_the_past"),
        ("call promise_to_pay 50.00 by 2026-04-05 60.00 by 2026-04-05", "promise_parts_out_of_order"),
        ("call promise_to_pay 50.00 by 2026-04-09 60.00 by 2026-04-05", "promise_parts_out_of_order"),
        ("call promise_to_pay 50.00 by 2026-04-05 10.00 by 2026-06-01", "promise_too_far"),
        ("call promise_to_pay 50.00 by 2026-03-31", "promise_in_the_past"),
        ("call promise_to_pay 50.00 by 2026-06-01", "promise_too_far"),
        ("call promise_to_pay 150.01 by 2026-04-19", "promise_above_owed"),
        ("call promise_to_pay 200.01 by 2026-04-20", "promise_above_owed"),
        ("call promise_to_pay 100.00 by 2026-04-05 50.01 by 2026-04-19", "promise_above_owed"),
        ("call promise_to_pay 140.01 by 2026-04-05 beside", "promise_above_owed"),
        ("call promise_to_pay 30.01 by 2026-04-05 of L-2", "promise_above_owed"),
        ("call promise_to_pay 30.00 by 2026-04-05 of L-9", "promise_of_other_loan"),
        ("call hardship told X99", "unknown_evidence"),
        ("call no_answer seen 6", "seen_is_stale"),
        ("call no_answer dated 2026-04-02", "not_yet"),
        ("call no_answer long", "note_too_long"),
    ];
    for (line, code) in table {
        assert_eq!(decided(line), Err(code.to_owned()), "{line}");
    }
    let points = [phone()];
    let nobody = CaseKnown { owed: None, ..known(&points, &[]) };
    assert_eq!(record_outcome(&command("call no_answer"), &nobody).unwrap_err().code(), "unknown_party");
}

#[test]
fn holds_are_lifted_by_who_made_them() {
    let lift = |kind, reason: &str, held: &[HoldKind]| {
        let command = LiftHold { party: "B-1".into(), by: "S-1".into(), kind, reason: reason.into() };
        lift_hold(&command, held, day(TODAY)).map_err(|refusal| refusal.code())
    };
    let all = [HoldKind::Dispute, HoldKind::CeaseRequest];
    assert!(lift(HoldKind::Dispute, "Statement sent; they agree.", &all).is_ok());
    assert_eq!(lift(HoldKind::Dispute, " ", &all), Err("lift_says_nothing"));
    assert_eq!(lift(HoldKind::Hardship, "Agreed.", &all), Err("no_such_hold"));
    assert_eq!(lift(HoldKind::CeaseRequest, "We would like to call.", &all), Err("not_ours_to_lift"));
    assert_eq!(lift(HoldKind::Dispute, &"x".repeat(NOTE_CHARACTERS + 1), &all), Err("note_too_long"));
}

#[test]
fn written_down() {
    let kinds = |line: &str| -> Vec<&'static str> {
        let name = |event: &CaseEvent| match event {
            CaseEvent::ContactRecorded(_) => "contact",
            CaseEvent::PromiseMade(_) => "promise",
            CaseEvent::HoldPlaced(hold) if hold.kind == HoldKind::Dispute => "dispute hold",
            CaseEvent::HoldPlaced(_) => "hardship hold",
            CaseEvent::ContactPointClosed(_) => "number closed",
            CaseEvent::EvidenceNoted(_) => "evidence",
            _ => "other",
        };
        decided(line).unwrap().iter().map(name).collect()
    };
    let table: [(&str, &[&str]); 12] = [
        ("call no_answer seen 7", &["contact"]),
        ("call refused", &["contact"]),
        ("letter sent", &["contact"]),
        ("call promise_to_pay 150.00 by 2026-04-01", &["contact", "promise"]),
        ("call promise_to_pay 150.00 by 2026-04-05 50.00 by 2026-04-20", &["contact", "promise"]),
        ("call promise_to_pay 140.00 by 2026-04-05 beside", &["contact", "promise"]),
        ("call promise_to_pay 30.00 by 2026-04-05 of L-2", &["contact", "promise"]),
        ("call promise_to_pay 0.01 by 2026-05-31", &["contact", "promise"]),
        ("call wrong_number on C-1", &["contact", "number closed"]),
        ("visit dispute", &["contact", "dispute hold"]),
        ("inbound_call hardship told L01", &["contact", "hardship hold", "evidence"]),
        ("call right_party told L01", &["contact", "evidence"]),
    ];
    for (line, expected) in table {
        assert_eq!(kinds(line), expected, "{line}");
    }
    let CaseEvent::HoldPlaced(hold) = &decided("call hardship").unwrap()[1] else { panic!("a hold") };
    assert_eq!(hold.until, Some(day("2026-05-01")));
    let channel = command("call hardship").channel;
    assert_eq!((channel, command("call hardship").outcome), (Channel::Call, Outcome::Hardship));
}

#[test]
fn row_23_what_they_said_is_kept_word_for_word_with_the_parts_and_the_source() {
    let line = "call promise_to_pay 50.00 by 2026-04-05 60.00 by 2026-04-12";
    let CaseEvent::PromiseMade(made) = decided(line).unwrap().remove(1) else { panic!("a promise") };
    assert_eq!(made.said, "I get my wages on the 4th, then I pay.");
    assert_eq!(made.source_of_funds, "wages");
    assert_eq!((made.amount, made.due_on), (Amount::from_minor(11_000), day("2026-04-12")));
    let parts: Vec<(i64, BusinessDate)> = made.parts().iter().map(|part| (part.amount.minor(), part.due_on)).collect();
    assert_eq!(parts, [(5_000, day("2026-04-05")), (6_000, day("2026-04-12"))]);
}

#[test]
fn row_23_more_than_the_surplus_is_not_forbidden_and_is_kept_on_record() {
    let offer = PromiseOffer {
        currency: Currency::USD,
        days: vec![MoneyDay {
            comes_on: day("2026-04-04"),
            offer_on: day("2026-04-05"),
            room: Amount::from_minor(4_000),
        }],
        parts: Vec::new(),
        rest: Amount::ZERO,
        why: makegood_units::Why::new("room", ""),
    };
    let (points, evidence) = ([phone()], []);
    let mut known = known(&points, &evidence);
    known.promise.offer = Some(&offer);
    let beyond = |line: &str| {
        let CaseEvent::PromiseMade(made) = record_outcome(&command(line), &known).unwrap().remove(1) else { panic!() };
        made.beyond_surplus.map(Amount::minor)
    };
    assert_eq!(beyond("call promise_to_pay 40.00 by 2026-04-05"), None);
    assert_eq!(beyond("call promise_to_pay 55.00 by 2026-04-05"), Some(1_500));
    assert_eq!(beyond("call promise_to_pay 40.00 by 2026-04-03"), Some(4_000));
}
