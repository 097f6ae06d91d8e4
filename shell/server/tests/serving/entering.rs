//! The way in and out: the first administrator, passwords, waits, sessions, looks.

use crate::site::{Site, desk, let_in};
use axum::http::{StatusCode, header};
use makegood_access::{ABSOLUTE_SECONDS, IDLE_SECONDS, Secrets};
use makegood_desk::{AddUser, Desk, Role};
use makegood_server::{Moment, ServeOptions};
use makegood_units::{Instant, StaffId};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const PASSWORD: &str = "four plain words here";
const BEGIN: i64 = 1_800_000_000;

/// A site with its file of secrets and a clock that is set by hand.
struct Entry {
    site: Site,
    clock: Arc<AtomicI64>,
    book: PathBuf,
    _folder: tempfile::TempDir,
}

fn entry(desk: Desk) -> Entry {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let clock = Arc::new(AtomicI64::new(BEGIN));
    let shown = clock.clone();
    let moment = Moment(Arc::new(move || Instant::from_second(shown.load(Ordering::SeqCst)).unwrap()));
    let options = ServeOptions { book: Some(book.clone()), moment: Some(moment), ..ServeOptions::default() };
    Entry { site: Site::with(desk, options), clock, book, _folder: folder }
}

impl Entry {
    fn secrets(&self) -> Secrets {
        Secrets::open_beside(&self.book).unwrap()
    }

    fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Logs in; the cookie.
    async fn log_in(&self, login: &str) -> String {
        let answer = self.site.post_with("/login", &[("login", login), ("password", PASSWORD)], None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        answer.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    async fn is_in(&self, cookie: &str) -> bool {
        self.site.get_with("/me", Some(cookie)).await.status == StatusCode::OK
    }
}

/// A book with an administrator and a collector who have a password.
fn with_people() -> Entry {
    let mut desk = desk(&["2007-03-02", "2007-04-02"]);
    let_in(&mut desk);
    for (login, role) in [("ada", Role::Administrator), ("ben", Role::Collector), ("eve", Role::Executive)] {
        let command = AddUser {
            staff: None,
            name: format!("Invented {login}"),
            login: login.to_owned(),
            role,
            branches: vec!["north".into()],
            team: None,
            persona: false,
        };
        desk.add_user(&command, "tests").unwrap();
    }
    let entry = entry(desk);
    let hash = makegood_access::password::hash(PASSWORD).unwrap();
    for id in ["U-1", "U-2", "U-3"] {
        entry.secrets().set_hash(&StaffId::new(id), &hash, BEGIN).unwrap();
    }
    entry
}

#[tokio::test]
async fn the_first_administrator_is_made_by_a_link_of_one_use() {
    let entry = entry(desk(&["2007-03-02", "2007-04-02"]));
    let away = entry.site.get_with("/today", None).await;
    assert_eq!((away.status, away.location()), (StatusCode::SEE_OTHER, "/login?back=%2Ftoday"));
    entry.site.get_with("/login", None).await.shows("Nobody may log in yet");
    let late = entry.secrets().setup_link(BEGIN).unwrap();
    let word = entry.secrets().setup_link(BEGIN).unwrap();
    assert_eq!(entry.site.get_with(&format!("/link/{late}"), None).await.status, StatusCode::NOT_FOUND, "a newer one");
    let path = format!("/link/{word}");
    entry.site.get_with(&path, None).await.shows("Make the first administrator");
    let form = |password: &'static str, again: &'static str| {
        [("name", "Invented Ada"), ("login", "Ada"), ("password", password), ("again", again)]
    };
    for (password, again, says) in [
        ("short", "short", "at least 12 characters"),
        ("password12345", "password12345", "tried first"),
        (PASSWORD, "four plain words There", "not the same"),
    ] {
        let refused = entry.site.post_with(&path, &form(password, again), None).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        refused.shows(says);
        assert!(!refused.text.contains(PASSWORD), "a password is never shown again");
    }
    let made = entry.site.post_with(&path, &form(PASSWORD, PASSWORD), None).await;
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/login?told=chosen"), "{}", made.text);
    assert_eq!(entry.site.get_with(&path, None).await.status, StatusCode::NOT_FOUND, "once");
    let cookie = entry.log_in("ada").await;
    entry.site.get_with("/people", Some(&cookie)).await.shows("Invented Ada");
    let other = entry.secrets().setup_link(BEGIN).unwrap();
    let second = entry.site.post_with(&format!("/link/{other}"), &form(PASSWORD, PASSWORD), None).await;
    second.shows("This book has people by now");
}

#[tokio::test]
async fn a_link_runs_out() {
    let entry = entry(desk(&[]));
    let word = entry.secrets().setup_link(BEGIN).unwrap();
    entry.pass(15 * 60 - 1);
    assert_eq!(entry.site.get_with(&format!("/link/{word}"), None).await.status, StatusCode::OK);
    entry.pass(1);
    assert_eq!(entry.site.get_with(&format!("/link/{word}"), None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_is_not_told_apart_and_too_many_tries_wait() {
    let entry = with_people();
    let wrong = |login: &'static str| [("login", login), ("password", "not the right words")];
    let (known, unknown) = (
        entry.site.post_with("/login", &wrong("ben"), None).await,
        entry.site.post_with("/login", &wrong("nobody"), None).await,
    );
    assert_eq!((known.status, unknown.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(known.text.replace("ben", ""), unknown.text.replace("nobody", ""));
    for login in ["ben", "nobody"] {
        for _ in 0..4 {
            entry.site.post_with("/login", &wrong(login), None).await;
        }
        let waits = entry.site.post_with("/login", &wrong(login), None).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "{login}");
        waits.shows("Wait a minute, then try again");
    }
    let right = [("login", "ben"), ("password", PASSWORD)];
    let early = entry.site.post_with("/login", &right, None).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS, "also with the right password");
    entry.pass(31);
    entry.log_in("ben").await;
    let again = entry.site.post_with("/login", &wrong("ben"), None).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "the right password begins anew");
}

#[tokio::test]
async fn a_session_ends_by_time_by_hand_and_with_its_person() {
    let entry = with_people();
    let answer = entry.site.post_with("/login", &[("login", "BEN"), ("password", PASSWORD)], None).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    let idle = entry.log_in("ben").await;
    entry.pass(IDLE_SECONDS - 1);
    assert!(entry.is_in(&idle).await);
    entry.pass(IDLE_SECONDS);
    assert!(!entry.is_in(&idle).await, "idle");
    let long = entry.log_in("ben").await;
    let begun = entry.clock.load(Ordering::SeqCst);
    while entry.clock.load(Ordering::SeqCst) + 1_000 < begun + ABSOLUTE_SECONDS {
        assert!(entry.is_in(&long).await);
        entry.pass(1_000);
    }
    entry.pass(1_000);
    assert!(!entry.is_in(&long).await, "a working day is over");
    let (one, two) = (entry.log_in("ben").await, entry.log_in("ben").await);
    let out = entry.site.post_with("/logout", &[], Some(&one)).await;
    assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(!entry.is_in(&one).await && entry.is_in(&two).await, "one ends, the other goes on");
    let changed =
        [("what", "password"), ("old", PASSWORD), ("password", "other plain words"), ("again", "other plain words")];
    let told = entry.site.post_with("/me", &changed, Some(&two)).await;
    assert_eq!(told.location(), "/login?told=chosen", "{}", told.text);
    assert!(!entry.is_in(&two).await, "a new password ends every session");
    let (eve, ada) = (entry.log_in("eve").await, entry.log_in("ada").await);
    let close = [("what", "close"), ("reason", "left the lender")];
    assert_eq!(entry.site.post_with("/people/U-3", &close, Some(&ada)).await.status, StatusCode::OK);
    assert!(!entry.is_in(&eve).await, "shut out at once");
    let own = entry.site.post_with("/people/U-1", &close, Some(&ada)).await;
    own.shows("Nobody changes their own rights");
    entry.site.get_with("/today", Some("makegood=0000")).await.location();
}

#[tokio::test]
async fn a_post_without_a_session_says_so_and_writes_nothing() {
    let entry = with_people();
    let answer = entry.site.post_with("/case/B-2/note", &[("what", "complaint")], None).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    answer.shows("Nothing was recorded");
}

#[tokio::test]
async fn every_look_is_on_record_and_masks_are_lifted_for_a_reason() {
    let entry = with_people();
    let (eve, ben) = (entry.log_in("eve").await, entry.log_in("ben").await);
    entry.site.get_with("/case/B-2", Some(&ben)).await.shows("+256000000002");
    let masked = entry.site.get_with("/case/B-2", Some(&eve)).await;
    assert!(!masked.text.contains("+256000000002"), "{}", masked.text);
    masked.shows("+256 ••• 002");
    masked.shows("action=\"/case/B-2/unmask\"");
    let without = entry.site.post_with("/case/B-2/unmask", &[("reason", " ")], Some(&eve)).await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
    entry.site.post_with("/case/B-2/unmask", &[("reason", "a complaint to answer")], Some(&eve)).await;
    entry.site.get_with("/case/B-2", Some(&eve)).await.shows("+256000000002");
    let other = entry.site.get_with("/case/B-1", Some(&eve)).await;
    assert!(!other.text.contains("+256000000001"), "one person's masks, not everybody's");
    assert_eq!(entry.site.get_with("/looks", Some(&ben)).await.status, StatusCode::FORBIDDEN);
    let ada = entry.log_in("ada").await;
    let log = entry.site.get_with("/looks?party=B-2", Some(&ada)).await;
    log.shows("4 looks");
    log.shows("a complaint to answer");
    log.shows("Invented ben");
    assert!(!log.text.contains("/case/B-1"));
    assert_eq!(entry.site.get_with("/case/B-2", Some(&ada)).await.status, StatusCode::FORBIDDEN);
    let csv = entry.site.get_with("/looks.csv?user=U-2", Some(&ada)).await;
    assert_eq!(csv.text.lines().count(), 2, "{}", csv.text);
}

#[tokio::test]
async fn invented_people_are_entered_on_this_machine_alone() {
    let mut desk = desk(&["2007-03-02", "2007-04-02"]);
    let_in(&mut desk);
    let public_url = Some("https://collect.example".to_owned());
    let site = Site::with(desk, ServeOptions { public_url, ..ServeOptions::default() });
    let page = site.get_with("/login", None).await;
    assert!(!page.text.contains("Grace Auma"));
    assert!(page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    let refused = site.post_with("/login/as", &[("user", "S-1")], None).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let entry = with_people();
    let real = entry.site.post_with("/login/as", &[("user", "U-1")], None).await;
    assert_eq!(real.status, StatusCode::FORBIDDEN, "nobody real is entered without a password");
}
