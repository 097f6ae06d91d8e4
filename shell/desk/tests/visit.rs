//! A visit through the desk: prepared whole or not at all, at a lawful hour at which they
//! are there, and the law asked once more at the door. Everybody here is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{import, ladder};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use makegood_case::{Company, VisitPlace, VisitTarget};
use makegood_desk::{Clock, Desk, DeskError, PrepareVisit, prepared};
use makegood_journal::head;
use makegood_units::{Amount, BusinessDate, Instant, PartyId, StaffId};
use makegood_views::case_view;
use std::path::Path;

const FILES: [(&str, &str); 5] = [
    ("parties.csv", "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\nB-2,person,KE,Africa/Nairobi\n"),
    (
        "loans.csv",
        "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,300.00,2026-08-10\nL-2,B-2,north,USD,300.00,2026-08-10\n",
    ),
    ("instalments.csv", "loan_id,no,due_on,principal\nL-1,1,2026-10-10,300.00\nL-2,1,2026-10-10,300.00\n"),
    (
        "contact_points.csv",
        "contact_point_id,party_id,kind,value,place,time_zone,provenance,consent\nC-1,B-1,address,Stall 1,Kisumu,Africa/Nairobi,application,true\n",
    ),
    (
        "staff.csv",
        "staff_id,name,branch,role,minutes_per_day,skills\ns-1,Invented A,north,officer,240,call visit\ns-2,Invented B,north,leader,240,call\n",
    ),
];

/// The desk on a day at an hour in UTC; Nairobi is three hours ahead.
fn desk(folder: &Path, day: &str, hour: i8) -> Desk {
    let day: BusinessDate = day.parse().unwrap();
    let mut desk = Desk::in_memory(Clock::standing(day, hour, TimeZone::UTC)).unwrap();
    import(&mut desk, folder, &FILES);
    desk.adopt(&ladder(), "tests").unwrap();
    desk.close(day, "tests", |_, _, _| {}).unwrap();
    desk
}

fn visit(change: impl FnOnce(&mut PrepareVisit)) -> PrepareVisit {
    let mut visit = PrepareVisit {
        party: PartyId::from("B-1"),
        by: StaffId::from("s-1"),
        purpose: "See the stall and agree on a day".to_owned(),
        target: Some(VisitTarget::Amount(Amount::from_minor(12_000))),
        place: VisitPlace::Business,
        contact_point: None,
        company: Some(Company::With(StaffId::from("s-2"))),
        safety: "By daylight; the street is known".to_owned(),
        opens: Some(Time::constant(9, 30, 0, 0)),
        at: None,
    };
    change(&mut visit);
    visit
}

fn refused(outcome: Result<i64, DeskError>) -> &'static str {
    match outcome.unwrap_err() {
        DeskError::Refused(refusal) => refusal.code(),
        other => panic!("{other}"),
    }
}

#[test]
fn row_15_a_visit_says_what_for_how_with_whom_and_how_safe_or_is_not_prepared() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-11-20", 6);
    let before = head(desk.book()).unwrap();
    let table: [(&str, PrepareVisit); 10] = [
        ("visit_says_nothing", visit(|it| it.purpose = " ".to_owned())),
        ("visit_says_nothing", visit(|it| it.safety = String::new())),
        ("visit_without_company", visit(|it| it.company = None)),
        ("visit_without_company", visit(|it| it.company = Some(Company::Alone(" ".to_owned())))),
        ("visit_without_company", visit(|it| it.company = Some(Company::With(StaffId::from("s-1"))))),
        ("unknown_colleague", visit(|it| it.company = Some(Company::With(StaffId::from("s-9"))))),
        ("visit_asks_too_much", visit(|it| it.target = Some(VisitTarget::Amount(Amount::from_minor(30_001))))),
        ("unknown_contact_point", visit(|it| it.contact_point = Some("C-9".into()))),
        ("no_address", visit(|it| it.party = PartyId::from("B-2"))),
        ("unknown_party", visit(|it| it.party = PartyId::from("B-9"))),
    ];
    for (expected, command) in table {
        assert_eq!(refused(desk.prepare_visit(&command)), expected, "{command:?}");
    }
    assert_eq!(head(desk.book()).unwrap(), before, "nothing was written");
    desk.prepare_visit(&visit(|_| {})).unwrap();
}

#[test]
fn row_40_a_visit_cannot_begin_without_something_to_come_away_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-11-20", 9);
    let (party, by) = (PartyId::from("B-1"), StaffId::from("s-1"));
    for target in [
        None,
        Some(VisitTarget::Amount(Amount::ZERO)),
        Some(VisitTarget::Document(" ".to_owned())),
        Some(VisitTarget::Decision(String::new())),
    ] {
        assert_eq!(refused(desk.prepare_visit(&visit(|it| it.target = target))), "visit_without_target");
        assert_eq!(refused(desk.begin_visit(&party, &by)), "visit_not_prepared");
    }
    desk.prepare_visit(&visit(|it| it.target = Some(VisitTarget::Document("the stock book".to_owned())))).unwrap();
    desk.begin_visit(&party, &by).unwrap();
    assert_eq!(refused(desk.begin_visit(&party, &by)), "visit_not_prepared", "it has begun");
}

#[test]
fn row_16_the_time_is_when_they_open_inside_what_the_law_lets_through() {
    let folder = tempfile::tempdir().unwrap();
    // Friday, six in the evening in Nairobi: the shop's next lawful opening is not on Sunday.
    let mut desk = desk(folder.path(), "2026-11-20", 15);
    let nairobi = TimeZone::get("Africa/Nairobi").unwrap();
    let local = |at: Instant| at.to_zoned(nairobi.clone()).strftime("%a %H:%M").to_string();
    let at = |desk: &Desk, opens: Option<Time>, from: &str| {
        let found = desk.visit_time(&"B-1".into(), VisitPlace::Business, opens, from.parse().unwrap()).unwrap();
        found.map(|judgement| local(judgement.at)).unwrap()
    };
    let half_past_nine = Some(Time::constant(9, 30, 0, 0));
    assert_eq!(at(&desk, half_past_nine, "2026-11-20T15:30:00Z"), "Sat 09:30");
    assert_eq!(at(&desk, half_past_nine, "2026-11-21T15:30:00Z"), "Mon 09:30", "Sundays are theirs");
    assert_eq!(at(&desk, None, "2026-11-21T15:30:00Z"), "Mon 08:00", "nobody knows when they open");
    let early = Some(Time::constant(5, 0, 0, 0));
    assert_eq!(at(&desk, early, "2026-11-22T03:00:00Z"), "Mon 08:00", "never before our own day, nor the law's");
    desk.prepare_visit(&visit(|_| {})).unwrap();
    let view = case_view(desk.book(), &"B-1".into(), desk.clock().now()).unwrap().unwrap();
    let (_, kept) = prepared(&view, desk.clock().today()).unwrap();
    assert_eq!(local(kept.at), "Sat 09:30");
}

#[test]
fn at_the_door_the_law_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-11-20", 15);
    desk.prepare_visit(&visit(|_| {})).unwrap();
    desk.set_clock(Clock::standing("2026-11-22".parse().unwrap(), 9, TimeZone::UTC));
    let before = head(desk.book()).unwrap();
    assert_eq!(refused(desk.begin_visit(&"B-1".into(), &"s-1".into())), "visit_closed", "it is Sunday");
    assert_eq!(head(desk.book()).unwrap(), before);
    desk.set_clock(Clock::standing("2026-12-07".parse().unwrap(), 9, TimeZone::UTC));
    assert_eq!(refused(desk.begin_visit(&"B-1".into(), &"s-1".into())), "visit_not_prepared", "too long ago");
}

#[test]
fn row_37_findings_are_kept_apart_from_what_came_of_the_talk() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-11-20", 9);
    let (party, by) = (PartyId::from("B-1"), StaffId::from("s-1"));
    assert_eq!(refused(desk.record_findings(&party, &by, "Shelves full")), "visit_not_prepared");
    desk.prepare_visit(&visit(|_| {})).unwrap();
    desk.begin_visit(&party, &by).unwrap();
    assert_eq!(refused(desk.record_findings(&party, &by, "  ")), "visit_says_nothing");
    desk.record_findings(&party, &by, "Shelves half full, the oven cold").unwrap();
    assert!(desk.verify(|_, _| {}).unwrap().holds(), "views are the journal's");
}
