//! Who has a case and until when it waits, through closes: the worklist follows, and a
//! rebuild gives the same. Everybody here is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{import, ladder};
use jiff::tz::TimeZone;
use makegood_desk::{AssignCase, Clock, Desk, SnoozeCase};
use makegood_units::{BusinessDate, StaffId};
use makegood_views::{QueueFilter, Reach, assigned_to, find_anything, plan_in_force, queue};

const FILES: [(&str, &str); 6] = [
    ("parties.csv", "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\nB-2,person,KE,Africa/Nairobi\n"),
    ("party_names.csv", "party_id,name\nB-1,Invented One\nB-2,Invented Two\n"),
    (
        "loans.csv",
        "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,300.00,2026-08-10\nL-2,B-2,north,USD,300.00,2026-08-10\n",
    ),
    ("instalments.csv", "loan_id,no,due_on,principal\nL-1,1,2026-10-10,300.00\nL-2,1,2026-10-10,300.00\n"),
    (
        "contact_points.csv",
        "contact_point_id,party_id,kind,value,time_zone,provenance,consent\nC-1,B-1,phone,+254 700 000 001,Africa/Nairobi,application,true\nC-2,B-2,phone,+254 700 000 002,Africa/Nairobi,application,true\n",
    ),
    (
        "staff.csv",
        "staff_id,name,branch,role,minutes_per_day,skills\ns-1,Invented A,north,officer,240,call\ns-2,Invented B,north,officer,240,call\n",
    ),
];

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn clock(on: &str) -> Clock {
    Clock::standing(day(on), 9, TimeZone::UTC)
}

fn close(desk: &mut Desk, on: &str) {
    desk.set_clock(clock(on));
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
}

/// Who has the case on the plan in force.
fn on_list(desk: &Desk, party: &str) -> Option<StaffId> {
    let plan = plan_in_force(desk.book()).unwrap().unwrap();
    let has = plan.worklists.iter().find(|list| list.items.iter().any(|item| item.party.as_str() == party));
    has.map(|list| list.officer.clone())
}

#[test]
fn the_close_gives_a_case_to_who_has_it_and_leaves_what_waits() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::in_memory(clock("2026-10-20")).unwrap();
    import(&mut desk, folder.path(), &FILES);
    desk.adopt(&ladder(), "tests").unwrap();
    close(&mut desk, "2026-10-20");
    for officer in ["s-1", "s-2"] {
        let (party, by, officer) = ("B-1".into(), "s-1".into(), Some(officer.into()));
        desk.assign(&AssignCase { party, by, officer: officer.clone(), reason: String::new(), seen: None }).unwrap();
        assert_eq!(assigned_to(desk.book(), officer.as_ref().unwrap()).unwrap().len(), 1);
        close(&mut desk, if officer == Some("s-1".into()) { "2026-10-21" } else { "2026-10-22" });
        assert_eq!(on_list(&desk, "B-1"), officer);
    }
    let (party, by, reason) = ("B-1".into(), "s-2".into(), "the buyer comes on Monday".to_owned());
    desk.snooze(&SnoozeCase { party, by, until: day("2026-10-26"), reason, seen: None }).unwrap();
    close(&mut desk, "2026-10-23");
    assert_eq!(on_list(&desk, "B-1"), None);
    let plan = plan_in_force(desk.book()).unwrap().unwrap();
    let left = plan.left.iter().find(|left| left.party.as_str() == "B-1").unwrap();
    assert_eq!((left.why.code.as_str(), left.why.says.contains("2026-10-26")), ("snoozed", true));
    let waiting = QueueFilter { waits: Some(true), officer: Some("s-2".into()), ..QueueFilter::default() };
    assert_eq!(queue(desk.book(), &waiting, 10, &Reach::whole()).unwrap().1, 1);
    close(&mut desk, "2026-10-26");
    assert_eq!(on_list(&desk, "B-1"), Some("s-2".into()), "it came back by itself, to who has it");
    assert_eq!(find_anything(desk.book(), "0001", 10, &Reach::whole()).unwrap().found.len(), 1);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}
