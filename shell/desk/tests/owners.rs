//! A late case without an owner and an officer without a leader are defects. Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::import;
use jiff::tz::TimeZone;
use makegood_desk::{AddUser, AssignCase, Clock, Desk, PolicyTexts, Role};
use makegood_units::{BusinessDate, StaffId};
use makegood_views::{Ownerless, Reach, ownerless};
use std::path::Path;

const STRATEGY: &str = "name = \"small\"\nversion = 1\npacks = [\"house\"]\n\
    [[rung]]\nid = \"plan\"\naction = \"plan_conversation\"\nsituations = [\"S2\"]\nfrom_days_past_due = 1\n\
    minutes = 20\ncost_minor = 1\nharm_minor = 1\nalways = true\n\
    [[rung]]\nid = \"call\"\naction = \"call\"\nfrom_days_past_due = 1\nminutes = 10\ncost_minor = 1\n\
    harm_minor = 0\nalways = true\n";
const PARTIES: &str = "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\nB-2,person,KE,Africa/Nairobi\n\
    B-3,person,KE,Africa/Nairobi\n";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n\
    L-1,B-1,north,USD,200.00,2026-01-02\nL-2,B-2,south,USD,200.00,2026-01-02\nL-3,B-3,east,USD,200.00,2026-01-02\n";
const DUE: &str =
    "loan_id,no,due_on,principal\nL-1,1,2026-02-02,200.00\nL-2,1,2026-02-02,200.00\nL-3,1,2026-02-02,200.00\n";
const POINTS: &str = "contact_point_id,party_id,kind,value,place,provenance,consent\n\
    C-1,B-1,phone,+254000000001,,application,true\nC-2,B-2,phone,+254000000002,,application,true\n\
    C-3,B-3,phone,+254000000003,,application,true\n";
/// The north has an officer and a leader, the south an officer alone, the east nobody.
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills\n\
    S-1,Invented Amina,north,officer,240,call\nS-2,Invented Betty,north,leader,0,call\n\
    S-3,Invented Chika,south,officer,240,call\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn desk(folder: &Path) -> Desk {
    let clock = Clock::standing(day("2026-02-16"), 13, TimeZone::UTC);
    let mut desk = Desk::open(&folder.join("book.sqlite"), clock).unwrap();
    let files = [
        ("parties.csv", PARTIES),
        ("loans.csv", LOANS),
        ("instalments.csv", DUE),
        ("staff.csv", STAFF),
        ("contact_points.csv", POINTS),
    ];
    import(&mut desk, folder, &files);
    let house = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/house.md")).unwrap();
    let packs = vec![("house".to_owned(), house)];
    desk.adopt(&PolicyTexts { strategy: ("small.toml".into(), STRATEGY.into()), packs }, "tests").unwrap();
    desk.close(day("2026-02-16"), "tests", |_, _, _| {}).unwrap();
    desk
}

fn told(desk: &Desk, reach: &Reach) -> Ownerless {
    ownerless(desk.book(), 10, reach).unwrap().unwrap()
}

fn cases(found: &Ownerless) -> Vec<(&str, Option<&str>)> {
    found.first.iter().map(|one| (one.party.as_str(), one.left.as_ref().map(StaffId::as_str))).collect()
}

#[test]
fn row_1_a_case_without_an_owner_and_an_officer_without_a_leader_are_defects() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let found = told(&desk, &Reach::whole());
    assert_eq!((found.late, found.cases), (3, 1));
    assert_eq!(cases(&found), [("B-3", None)], "nobody works in the east");
    let led: Vec<_> = found.officers.iter().map(|one| (one.officer.as_str(), one.branch.as_str(), one.cases)).collect();
    assert_eq!(led, [("S-3", "south", 1)]);
    // Within the north nothing is wrong, and nothing of elsewhere is told.
    let north = told(&desk, &Reach::branches(["north".into()].into()));
    assert_eq!((north.late, north.cases, north.officers.len()), (1, 0, 0));
    // Given to somebody it has an owner; a leader for the south, and nothing is wrong any more.
    let give = |officer: &str| AssignCase {
        party: "B-3".into(),
        by: "S-2".into(),
        officer: Some(officer.into()),
        reason: "The east has nobody yet".to_owned(),
        seen: None,
    };
    let add = |login: &str, role| AddUser {
        staff: None,
        name: format!("Invented {login}"),
        login: login.to_owned(),
        role,
        branches: vec!["south".into(), "east".into()],
        team: None,
        persona: false,
    };
    desk.add_user(&add("dora", Role::TeamLeader), "tests").unwrap();
    desk.add_user(&add("esi", Role::Collector), "tests").unwrap();
    let esi = makegood_views::users(desk.book()).unwrap().into_iter().find(|user| user.login == "esi").unwrap().id;
    desk.assign(&give(esi.as_str())).unwrap();
    let found = told(&desk, &Reach::whole());
    assert_eq!((found.cases, found.officers.len()), (0, 0), "{found:?}");
    // Who is shut out owns nothing, and it is said who had it.
    desk.close_user(&esi, "has left", "tests").unwrap();
    let found = told(&desk, &Reach::whole());
    assert_eq!(cases(&found), [("B-3", Some(esi.as_str()))]);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}
