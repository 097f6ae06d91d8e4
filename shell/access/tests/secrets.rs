//! The file beside the book: looks stay, links are used once, tables of rights are whole.
#![allow(clippy::unwrap_used)]

use makegood_access::{Look, LookFilter, Right, Rights, RightsError, Role, Scope, Secrets};
use makegood_units::{PartyId, StaffId};
use makegood_views::{Reach, User};
use std::collections::BTreeSet;

fn look(secrets: &Secrets, unmasked: &str) {
    let (user, party) = (StaffId::new("S-1"), PartyId::new("B-1"));
    let on = "2026-11-20".parse().unwrap();
    let look = Look { user: &user, session: 1, party: &party, page: "/case/B-1", unmasked, on };
    secrets.looked(&look, 1_800_000_000).unwrap();
}

#[test]
fn a_look_cannot_be_changed_or_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let secrets = Secrets::open_beside(&book).unwrap();
    look(&secrets, "");
    look(&secrets, "a complaint");
    let file = makegood_journal::Connection::open(Secrets::path_of(&book)).unwrap();
    for statement in ["UPDATE look SET user = 'S-2'", "DELETE FROM look"] {
        let refused = file.execute(statement, []).unwrap_err().to_string();
        assert!(refused.contains("looks are append-only"), "{refused}");
    }
    drop(secrets);
    let again = Secrets::open_beside(&book).unwrap();
    let (found, count) = again.looks(&LookFilter::default(), 0, 10).unwrap();
    assert_eq!((found.len(), count), (2, 2), "and they are there when it is opened again");
    let none = again.looks(&LookFilter { day: "2026-11-21".to_owned(), ..LookFilter::default() }, 0, 10).unwrap();
    assert_eq!(none.1, 0);
    assert!(again.is_unmasked(1, &"B-1".into()).unwrap() && !again.is_unmasked(2, &"B-1".into()).unwrap());
}

#[cfg(unix)]
#[test]
fn the_file_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let _secrets = Secrets::open_beside(&book).unwrap();
    let mode = std::fs::metadata(Secrets::path_of(&book)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_is_kept_is_not_the_word_itself() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let secrets = Secrets::open_beside(&book).unwrap();
    let user = StaffId::new("S-1");
    let words = [
        secrets.begin_session(&user, "here", "a browser", 10).unwrap(),
        secrets.password_link(&user, 10).unwrap(),
        secrets.setup_link(10).unwrap(),
    ];
    assert!(secrets.use_link(&words[1], 11).unwrap() && !secrets.use_link(&words[1], 11).unwrap(), "once");
    drop(secrets);
    let bytes = std::fs::read(Secrets::path_of(&book)).unwrap();
    for word in words {
        assert_eq!(word.len(), 64);
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()));
    }
}

#[test]
fn a_table_names_every_right_and_nothing_else() {
    let shipped = Rights::parse(Rights::SHIPPED).unwrap();
    assert_eq!(shipped.scope(Role::Collector, Right::SeeCase), Some(Scope::Team));
    assert_eq!(shipped.scope(Role::Auditor, Right::RecordOutcome), None, "an auditor does nothing");
    assert_eq!(shipped.scope(Role::Administrator, Right::SeeCase), None, "an administrator sees no borrower");
    let without = |row: &str| -> String {
        let lines = Rights::SHIPPED.lines().filter(|line| !line.starts_with(&format!("{row} =")));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(Rights::parse(&without("search")), Err(RightsError::NoRow("search")));
    assert_eq!(Rights::parse(&without("phones")), Err(RightsError::NoRow("phones")));
    let closed = Rights::SHIPPED.replace("manage_users = { administrator = \"all\" }", "manage_users = {}");
    assert_eq!(Rights::parse(&closed), Err(RightsError::NobodyManages));
    for (known, unknown) in
        [("search =", "serch ="), ("auditor = \"all\"", "auditer = \"all\""), ("\"team\"", "\"town\"")]
    {
        let told = Rights::parse(&Rights::SHIPPED.replacen(known, unknown, 1));
        assert!(matches!(told, Err(RightsError::Unreadable(_))), "{unknown}");
    }
}

#[test]
fn nobody_who_was_shut_out_reaches_anything() {
    let shipped = Rights::parse(Rights::SHIPPED).unwrap();
    let user = |team: Option<&str>, is_open| User {
        id: StaffId::new("S-1"),
        login: "ben".to_owned(),
        name: "Invented Ben".to_owned(),
        role: Role::Collector,
        branches: BTreeSet::from(["north".into()]),
        team: team.map(str::to_owned),
        persona: false,
        is_open,
        changed_at: jiff::Timestamp::UNIX_EPOCH,
    };
    assert_eq!(shipped.reach(&user(None, false), Right::SeeCase, &[]), None);
    let branch = Reach::branches(BTreeSet::from(["north".into()]));
    assert_eq!(shipped.reach(&user(None, true), Right::SeeCase, &[]), Some(branch));
    let elsewhere =
        User { id: StaffId::new("S-9"), branches: BTreeSet::from(["south".into()]), ..user(Some("a"), true) };
    let mate = User { id: StaffId::new("S-2"), ..user(Some("a"), true) };
    let people = BTreeSet::from(["S-1".into(), "S-2".into()]);
    let team = Reach::team(BTreeSet::from(["north".into()]), people);
    assert_eq!(shipped.reach(&user(Some("a"), true), Right::SeeCase, &[mate, elsewhere]), Some(team));
}
