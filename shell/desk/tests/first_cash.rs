//! Days from the close that hands a case to a leader until money comes, by branch; and
//! views of another shape are made anew. Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::import;
use jiff::tz::TimeZone;
use makegood_desk::{Clock, Desk, PolicyTexts, TakeStep, TakenHow};
use makegood_units::BusinessDate;
use makegood_views::{Reach, first_cash};
use std::path::Path;

const STRATEGY: &str = "name = \"small\"\nversion = 1\npacks = [\"house\"]\n\
    [[rung]]\nid = \"plan\"\naction = \"plan_conversation\"\nsituations = [\"S2\"]\nfrom_days_past_due = 1\n\
    minutes = 20\ncost_minor = 1\nharm_minor = 1\nalways = true\n\
    [[rung]]\nid = \"look\"\naction = \"trace\"\nfrom_days_past_due = 1\nminutes = 5\ncost_minor = 1\n\
    harm_minor = 1\nalways = true\n\
    [[rung]]\nid = \"leader\"\naction = \"leader_review\"\nafter_steps = [\"look\"]\nfrom_days_past_due = 20\n\
    minutes = 5\ncost_minor = 1\nharm_minor = 1\nalways = true\n";
const PARTIES: &str = "party_id,kind,country\nB-1,person,KE\nB-2,person,KE\nB-3,person,KE\n";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n\
    L-1,B-1,north,USD,200.00,2026-01-02\nL-2,B-2,north,USD,200.00,2026-01-02\nL-3,B-3,south,USD,200.00,2026-01-02\n";
const DUE: &str =
    "loan_id,no,due_on,principal\nL-1,1,2026-02-02,200.00\nL-2,1,2026-02-02,200.00\nL-3,1,2026-02-20,200.00\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn close(desk: &mut Desk, on: &str) {
    desk.set_clock(Clock::standing(day(on), 13, TimeZone::UTC));
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
}

/// The step that comes before the leader.
fn look(desk: &mut Desk, party: &str) {
    let command = TakeStep {
        party: party.into(),
        step: "look".to_owned(),
        by: "invented".into(),
        note: "Found in the register".to_owned(),
        how: TakenHow::Done,
    };
    desk.take_step(&command).unwrap();
}

fn desk(path: &Path, folder: &Path) -> Desk {
    let mut desk = Desk::open(path, Clock::standing(day("2026-02-10"), 13, TimeZone::UTC)).unwrap();
    import(&mut desk, folder, &[("parties.csv", PARTIES), ("loans.csv", LOANS), ("instalments.csv", DUE)]);
    let house = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/house.md")).unwrap();
    let packs = vec![("house".to_owned(), house)];
    desk.adopt(&PolicyTexts { strategy: ("small.toml".into(), STRATEGY.into()), packs }, "tests").unwrap();
    close(&mut desk, "2026-02-10");
    for party in ["B-1", "B-2"] {
        look(&mut desk, party);
    }
    close(&mut desk, "2026-03-02");
    look(&mut desk, "B-3");
    // Money for B-1 eight days after the flag, and the rest of it later; for B-3 before its own.
    let paid = "payment_id,loan_id,value_on,amount\nP-1,L-1,2026-03-10,50.00\nP-2,L-1,2026-03-12,150.00\nP-3,L-3,2026-03-01,10.00\n";
    import(&mut desk, folder, &[("payments.csv", paid)]);
    close(&mut desk, "2026-03-15");
    desk
}

#[test]
fn row_8_days_from_the_flag_to_the_first_cash_by_branch() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(&folder.path().join("book.sqlite"), folder.path());
    let (as_of, branches) = first_cash(desk.book(), &Reach::whole()).unwrap().unwrap();
    assert_eq!(as_of, day("2026-03-15"));
    let told: Vec<_> = branches
        .iter()
        .map(|one| {
            let cases = one.cases.iter().map(|case| (case.party.as_str(), case.flagged_on.to_string(), case.days));
            (one.branch.as_str(), one.median_days, one.waiting, cases.collect::<Vec<_>>())
        })
        .collect();
    let north = vec![("B-1", "2026-03-02".to_owned(), Some(8)), ("B-2", "2026-03-02".to_owned(), None)];
    let south = vec![("B-3", "2026-03-15".to_owned(), None)];
    assert_eq!(told, [("north", Some(8), 1, north), ("south", None, 1, south)], "money before the flag is not counted");
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn views_an_earlier_version_made_are_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.sqlite");
    let desk = desk(&path, folder.path());
    let before = first_cash(desk.book(), &Reach::whole()).unwrap();
    desk.book().execute_batch("DELETE FROM view_flag; DELETE FROM view_state WHERE name = 'shape'").unwrap();
    assert!(first_cash(desk.book(), &Reach::whole()).unwrap().unwrap().1.is_empty());
    drop(desk);
    let mut again = Desk::open(&path, Clock::standing(day("2026-03-15"), 13, TimeZone::UTC)).unwrap();
    assert_eq!(first_cash(again.book(), &Reach::whole()).unwrap(), before);
    assert!(again.verify(|_, _| {}).unwrap().holds());
}
