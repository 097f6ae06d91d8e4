//! Programs at the served book, and the page of who hears of events.

use crate::site::{Site, between, desk, let_in, policy, sources};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::tz::TimeZone;
use makegood_api::store::{Delivery, DeliveryState, NewToken, NewWebhook, Webhook, WebhookState};
use makegood_api::{Scope, Store};
use makegood_desk::{AddUser, BoardOptions, Clock, Desk, DeskError, Role, WriteNote, board};
use makegood_server::ServeOptions;
use makegood_tongues::{Tongue, page, shipped};
use makegood_units::Instant;
use std::path::Path;
use std::time::Duration;
use tower::ServiceExt;

fn hook(store: &Store, url: &str) -> Webhook {
    let new = NewWebhook {
        url: url.to_owned(),
        kinds: vec!["case.promise_made".to_owned()],
        details: false,
        allow_private: false,
        branch: None,
        after: 0,
        by: "S-1".to_owned(),
        request: None,
    };
    store.add_webhook(&new, Instant::UNIX_EPOCH).unwrap()
}

/// A subscription whose first message nobody took for five days.
fn stopped(store: &Store) -> Webhook {
    let made = hook(store, "https://hooks.example.org/in");
    store.advance(&made, 7, Some("{}"), Instant::UNIX_EPOCH).unwrap();
    let message = store.first_pending(made.id).unwrap().unwrap();
    let dead = Delivery { attempts: 21, said: "status 503".to_owned(), state: DeliveryState::Dead, ..message };
    store.attempted(&dead, Instant::UNIX_EPOCH).unwrap();
    made
}

/// The book in memory under the shipped rights with somebody of each of three roles.
fn site(book: &Path) -> Site {
    let mut desk = desk(&["2007-03-02", "2007-04-02"]);
    let_in(&mut desk);
    for (login, role) in [("root", Role::Administrator), ("boss", Role::Executive)] {
        let add = AddUser {
            staff: None,
            name: format!("Invented {login}"),
            login: login.to_owned(),
            role,
            branches: vec!["north".into()],
            team: None,
            persona: true,
        };
        desk.add_user(&add, "tests").unwrap();
    }
    Site::with(desk, ServeOptions { book: Some(book.to_owned()), ..ServeOptions::default() })
}

#[tokio::test]
async fn what_does_not_arrive_is_told_and_can_be_sent_again_or_ended() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let store = Store::beside(&book).unwrap();
    let site = site(&book);
    let (root, boss, collector) = (site.beside("U-1"), site.beside("U-2"), site.beside("S-1"));
    let empty = root.get("/webhooks").await;
    empty.shows("Nobody is told");
    assert!(!boss.get("/me").await.text.contains("href=\"/webhooks\">Webhooks"), "nothing to mend, nothing in the way");
    let dead = stopped(&store);
    hook(&store, "http://127.0.0.1:9/quiet");
    // Whoever may mend it is told on every page; others are not.
    for page in [root.get("/people").await, boss.get("/today").await] {
        page.shows("<span class=\"chip bad\">1 stopped</span>");
    }
    let theirs = collector.get("/today").await;
    assert!(theirs.status.is_success() && !theirs.text.contains("/webhooks"), "{}", theirs.text);
    assert_eq!(collector.get("/webhooks").await.status, StatusCode::FORBIDDEN);
    let shown = root.get("/webhooks").await;
    for what in
        ["status 503", "given up", "msg_1_7", "<td role=\"cell\" data-th=\"Tried\">21</td>", "1 subscription stopped"]
    {
        shown.shows(what);
    }
    assert!(shown.text.find("hooks.example.org") < shown.text.find("127.0.0.1:9"), "what stands still comes first");
    assert_eq!(between(&shown.text, "<h1>", "</h1>"), "Who hears of events");
    for tongue in [Tongue::Spanish, Tongue::Chinese] {
        let catalogue = shipped::catalogue(tongue).unwrap();
        let missing = page::read(&shown.text, tongue, catalogue).missing;
        assert!(missing.is_empty(), "{tongue:?} has no entry for {missing:#?}");
    }
    let again = format!("/webhooks/{}/again", dead.id);
    assert_eq!(collector.post(&again, &[]).await.status, StatusCode::FORBIDDEN);
    let done = root.post(&again, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/webhooks"));
    let waits = store.first_pending(dead.id).unwrap().unwrap();
    assert_eq!(
        (waits.message_id().as_str(), waits.attempts),
        ("msg_1_7", 21),
        "the same message, its tries counted on"
    );
    assert!(waits.next_at <= makegood_desk::wall_now(), "at once");
    assert_eq!(store.webhook(dead.id).unwrap().unwrap().state, WebhookState::Active);
    assert!(!root.get("/people").await.text.contains("stopped</span>"));
    let end = format!("/webhooks/{}/end", dead.id);
    assert_eq!(root.post(&end, &[]).await.status, StatusCode::SEE_OTHER);
    let page = root.get("/webhooks").await;
    page.shows("It hears of nothing more.");
    assert!(!page.text.contains(&format!("action=\"{end}\"")), "what was ended is not ended again");
    assert_eq!(root.post(&again, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(root.get(&again).await.location(), "/webhooks");
}

#[tokio::test]
async fn what_the_interface_has_is_linked_from_ones_own_page() {
    let folder = tempfile::tempdir().unwrap();
    let site = site(&folder.path().join("book.sqlite"));
    site.get("/me").await.shows("href=\"/api/docs\"");
    let docs = site.get_with("/api/docs", None).await;
    docs.shows("<details id=\"recordOutcome\">");
    docs.shows("promise.parts[].due_on");
    assert!(!docs.text.contains("<script") && !docs.text.contains("https://"), "nothing from elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_read_while_somebody_holds_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let zone = || TimeZone::get("Africa/Kampala").unwrap();
    let clock = move || Clock::standing("2007-04-02".parse().unwrap(), 13, zone());
    let mut desk = Desk::open(&book, clock()).unwrap();
    board(&mut desk, &sources(), &BoardOptions { actor: "tests".to_owned(), ..BoardOptions::default() }, |_| {})
        .unwrap();
    desk.adopt(&policy(), "tests").unwrap();
    desk.close("2007-03-02".parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    let new = NewToken {
        name: "core banking".to_owned(),
        scopes: vec![Scope::CasesRead, Scope::CasesWrite],
        acts_as: Some("S-1".into()),
        branch: None,
        until: None,
        per_minute: 1000,
    };
    let token = Store::beside(&book).unwrap().add_token(&new, Instant::UNIX_EPOCH).unwrap().unwrap();
    let site = Site::with(desk, ServeOptions { book: Some(book.clone()), ..ServeOptions::default() });
    let (let_go, held) = std::sync::mpsc::channel::<()>();
    let (began, begun) = std::sync::mpsc::channel::<()>();
    // Another program on the same file, in the middle of writing.
    let other = std::thread::spawn(move || {
        let mut desk = Desk::open(&book, clock()).unwrap();
        desk.as_one(|desk| {
            let note = WriteNote { party: "B-1".into(), by: "S-1".into(), note: "Held.".to_owned(), seen: None };
            desk.write_note(&note)?;
            began.send(()).unwrap();
            let _ = held.recv();
            Ok::<(), DeskError>(())
        })
        .unwrap();
    });
    begun.recv().unwrap();
    let request = |method: &str, path: &str, body: &str| {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "k")
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    let write = tokio::spawn(site.router().oneshot(request(
        "POST",
        "/api/v1/cases/B-1/notes",
        "{\"note\": \"Written in turn.\"}",
    )));
    tokio::time::sleep(Duration::from_millis(300)).await;
    for path in ["/api/v1/cases", "/api/v1/cases/B-1", "/api/v1/loans/L-1", "/api/v1/cases/B-1/notes"] {
        let read = tokio::time::timeout(Duration::from_secs(5), site.router().oneshot(request("GET", path, ""))).await;
        let status = read.expect("answered beside the writer").unwrap().status();
        assert!(status == StatusCode::OK || path.contains("loans"), "{path}: {status}");
    }
    assert!(!write.is_finished(), "the write waits its turn");
    let_go.send(()).unwrap();
    other.join().unwrap();
    assert_eq!(write.await.unwrap().unwrap().status(), StatusCode::CREATED);
}
