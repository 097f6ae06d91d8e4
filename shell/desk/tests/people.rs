//! Letting people in and shutting them out, and what is known of it on a day.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_desk::{AddUser, Clock, Desk, DeskError, Refusal, Role, SetRights};
use makegood_units::StaffId;
use makegood_views::people::colleagues;
use makegood_views::{user, users, users_known_on};

fn on(day: &str) -> Clock {
    Clock::standing(day.parse().unwrap(), 10, TimeZone::UTC)
}

fn person(login: &str, role: Role) -> AddUser {
    AddUser {
        staff: None,
        name: format!("Invented {login}"),
        login: login.to_owned(),
        role,
        branches: vec!["north".into()],
        team: None,
        persona: false,
    }
}

fn code(refused: Result<impl Sized, DeskError>) -> &'static str {
    match refused {
        Err(DeskError::Refused(refusal)) => Refusal::code(&refusal),
        _ => "carried out",
    }
}

#[test]
fn who_could_do_what_is_known_for_any_day() {
    let mut desk = Desk::in_memory(on("2026-03-01")).unwrap();
    let ada = desk.add_user(&person("ada", Role::Administrator), "").unwrap();
    let ben = desk.add_user(&person("Ben", Role::Collector), ada.as_str()).unwrap();
    assert_eq!((ada.as_str(), ben.as_str()), ("U-1", "U-2"));
    desk.set_clock(on("2026-03-05"));
    let leads = SetRights { user: ben.clone(), role: Role::TeamLeader, branches: vec!["south".into()], team: None };
    desk.set_rights(&leads, "U-1").unwrap();
    let leader =
        |desk: &Desk| colleagues(desk.book(), i64::MAX).unwrap().into_iter().find(|one| one.id == ben).unwrap();
    assert_eq!(leader(&desk).role, "leader", "who leads by their rights, leads at the desk");
    desk.set_clock(on("2026-03-09"));
    desk.close_user(&ben, "left the lender", "U-1").unwrap();
    assert_eq!(leader(&desk).role, "officer", "and nobody is led by somebody who left");
    let role_on = |day: &str| {
        let known = users_known_on(desk.book(), day.parse().unwrap()).unwrap();
        known.into_iter().find(|one| one.id == ben).map(|one| (one.role, one.is_open))
    };
    assert_eq!(role_on("2026-02-28"), None);
    assert_eq!(role_on("2026-03-04"), Some((Role::Collector, true)));
    assert_eq!(role_on("2026-03-05"), Some((Role::TeamLeader, true)));
    assert_eq!(role_on("2026-03-09"), Some((Role::TeamLeader, false)));
    assert!(desk.verify(|_, _| {}).unwrap().holds(), "a rebuild gives the same people");
    assert_eq!(user(desk.book(), &ben).unwrap().unwrap().login, "ben", "a login is kept in small letters");
}

#[test]
fn nobody_is_left_who_cannot_be_let_in_again() {
    let mut desk = Desk::in_memory(on("2026-03-01")).unwrap();
    desk.add_user(&person("ada", Role::Administrator), "").unwrap();
    let (one, two) = (StaffId::new("U-1"), StaffId::new("U-2"));
    let rights =
        |user: &StaffId| SetRights { user: user.clone(), role: Role::Auditor, branches: Vec::new(), team: None };
    assert_eq!(code(desk.close_user(&one, "gone", "command line")), "last_administrator");
    assert_eq!(code(desk.set_rights(&rights(&one), "command line")), "last_administrator");
    assert_eq!(code(desk.close_user(&one, "gone", "U-1")), "own_rights");
    assert_eq!(code(desk.close_user(&two, "gone", "U-1")), "unknown_user");
    assert_eq!(code(desk.add_user(&person("ADA", Role::Auditor), "U-1")), "login_taken");
    desk.add_user(&person("bea", Role::Administrator), "U-1").unwrap();
    assert_eq!(code(desk.close_user(&one, " ", "U-2")), "user_without_reason");
    desk.close_user(&one, "gone", "U-2").unwrap();
    assert_eq!(
        code(desk.set_rights(&rights(&two), "command line")),
        "last_administrator",
        "a closed one does not count"
    );
    desk.reopen_user(&one, "came back", "U-2").unwrap();
    assert!(users(desk.book()).unwrap().iter().all(|user| user.is_open));
}
