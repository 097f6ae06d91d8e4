//! A lender's own evidence table: adopted, read by the close and its replay, given up again.
//! Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{import, ladder};
use jiff::tz::TimeZone;
use makegood_case::{Channel, Outcome};
use makegood_desk::{Clock, Desk, RecordOutcome};
use makegood_diagnosis::EvidenceTable;
use makegood_units::BusinessDate;
use makegood_views::case_view;
use std::path::Path;

const FILES: [(&str, &str); 3] = [
    ("parties.csv", "party_id,kind,country\nB-1,person,KE\n"),
    ("loans.csv", "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,100.00,2026-03-02\n"),
    ("instalments.csv", "loan_id,no,due_on,principal\nL-1,1,2026-08-10,100.00\n"),
];

fn day() -> BusinessDate {
    "2026-08-20".parse().unwrap()
}

fn desk(folder: &Path) -> Desk {
    let mut desk = Desk::in_memory(Clock::standing(day(), 13, TimeZone::UTC)).unwrap();
    import(&mut desk, folder, &FILES);
    desk.adopt(&ladder(), "tests").unwrap();
    desk.close(day(), "tests", |_, _, _| {}).unwrap();
    let (at, on) = (desk.clock().now(), day());
    desk.record_outcome(&RecordOutcome {
        party: "B-1".into(),
        at,
        on,
        by: "invented".into(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome: Outcome::RightParty,
        note: "Lost the job in July".to_owned(),
        promise: None,
        told_us: Some("L01".to_owned()),
        seen: None,
    })
    .unwrap();
    desk
}

fn able_now(desk: &Desk) -> i32 {
    let view = case_view(desk.book(), &"B-1".into(), desk.clock().now()).unwrap().unwrap();
    view.day.finding.axes.able_now_bp
}

/// The shipped table with another weight for one piece of evidence.
fn own() -> String {
    let text = include_str!("../../../kernel/diagnosis/data/evidence.tsv");
    let line = text.lines().find(|line| line.starts_with("L01\t")).unwrap();
    text.replace(line, &line.replacen("\t-7\t", "\t-20\t", 1))
}

#[test]
fn a_lenders_own_weights_hold_from_the_day_they_are_adopted_and_any_day_replays() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    desk.close(day(), "tests", |_, _, _| {}).unwrap();
    let shipped = able_now(&desk);
    assert_ne!(EvidenceTable::parse("own.tsv", &own()).unwrap(), EvidenceTable::shipped().unwrap());

    assert!(desk.adopt_evidence(Some(("own.tsv", "no table")), "tests").is_err(), "what cannot be read is refused");
    assert!(desk.adopt_evidence(Some(("own.tsv", &own())), "tests").unwrap());
    assert!(!desk.adopt_evidence(Some(("own.tsv", &own())), "tests").unwrap(), "twice is once");
    assert!(!desk.close(day(), "tests", |_, _, _| {}).unwrap().already, "another policy is another plan");
    let fitted = able_now(&desk);
    assert!(fitted < shipped, "{fitted} {shipped}");
    assert!(desk.replay(day(), |_| {}).unwrap().same());
    assert!(!desk.adopt(&ladder(), "tests").unwrap(), "the ladder adopted again leaves the table as it is");

    assert!(desk.adopt_evidence(None, "tests").unwrap());
    desk.close(day(), "tests", |_, _, _| {}).unwrap();
    assert_eq!(able_now(&desk), shipped);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}
