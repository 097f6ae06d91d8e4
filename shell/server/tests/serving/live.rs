//! Readers beside the writer, and open pages that are told what came.

use crate::site::{self, Site};
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::{Request, StatusCode, header};
use jiff::tz::TimeZone;
use makegood_desk::{AddUser, BoardOptions, Clock, Desk, Role, Source, board};
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;
use tower::ServiceExt;

/// The small book on a file, closed on 2 April 2007.
pub fn desk_on(file: &Path) -> Desk {
    let mut desk = opened(file);
    board(&mut desk, &site::sources(), &BoardOptions { actor: "tests".into(), ..Default::default() }, |_| {}).unwrap();
    desk.adopt(&site::policy(), "tests").unwrap();
    desk.close("2007-04-02".parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    desk
}

/// Another program at the same book.
pub fn opened(file: &Path) -> Desk {
    let zone = TimeZone::get("Africa/Kampala").unwrap();
    Desk::open(file, Clock::standing("2007-04-02".parse().unwrap(), 13, zone)).unwrap()
}

/// What a stream of events says until it was still for a while.
pub async fn told(router: &Router, cookie: &str, path: &str, last: Option<&str>, wait: Duration) -> String {
    let request = Request::builder().uri(path).header(header::HOST, "127.0.0.1:8080");
    let mut request = request.header(header::COOKIE, cookie);
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
    let mut body = answer.into_body();
    let mut text = String::new();
    loop {
        let frame = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context));
        match tokio::time::timeout(wait, frame).await {
            Ok(Some(Ok(frame))) => text += &String::from_utf8_lossy(frame.data_ref().unwrap()),
            _ => return text,
        }
    }
}

const SOON: Duration = Duration::from_millis(2500);

async fn head(site: &Site) -> String {
    let page = site.get("/today").await;
    site::between(&page.text, "data-head=\"", "\"").to_owned()
}

#[tokio::test]
async fn an_open_page_is_told_by_number_and_case_and_goes_on_after_a_break() {
    let folder = tempfile::tempdir().unwrap();
    let mut site = Site::over(desk_on(&folder.path().join("book.sqlite")));
    site.cookie = Some("S-L".to_owned());
    let before = head(&site).await;
    let field = [("note", "Reads the ledger with her son."), ("head", &site.head("B-2").await)];
    let saved = site.post("/case/B-2/remark", &field).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let seen = told(&site.router(), &site.session().await, &format!("/live?after={before}"), None, SOON).await;
    assert!(seen.contains("data: case B-2"), "{seen}");
    assert!(!seen.contains("ledger") && !seen.contains("Akello"), "{seen}");
    let number = site::between(&seen, "id: ", "\n");
    // A connection that broke after that event is not told of it again; one that broke before is.
    assert!(
        !told(&site.router(), &site.session().await, "/live?after=0", Some(number), SOON).await.contains("touched")
    );
    assert!(
        told(&site.router(), &site.session().await, "/live?after=0", Some(&before), SOON)
            .await
            .contains("data: case B-2")
    );
    let says = site.get(&format!("/live/{number}")).await.text;
    assert!(says.starts_with("Ruth Namara ") && !says.contains("ledger"), "{says}");
    assert_eq!(site.get("/live/99999").await.status, StatusCode::NOT_FOUND);
}

/// A collector of another branch, under the shipped rights.
#[tokio::test]
async fn nobody_is_told_of_a_case_beyond_their_reach() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("book.sqlite"));
    for (id, branch) in [("S-1", "north"), ("S-2", "south")] {
        let (name, login) = (format!("Somebody of {branch}"), id.to_lowercase());
        let branches = vec![branch.into()];
        let (role, team) = (Role::Collector, None);
        desk.add_user(&AddUser { staff: Some(id.into()), name, login, role, branches, team, persona: true }, "tests")
            .unwrap();
    }
    let mut site = Site::with(desk, makegood_server::ServeOptions::default());
    site.cookie = Some("S-1".to_owned());
    let before = head(&site).await;
    let field = [("note", "Sells on Fridays."), ("head", &site.head("B-2").await)];
    assert_eq!(site.post("/case/B-2/remark", &field).await.status, StatusCode::SEE_OTHER);
    let path = format!("/live?after={before}");
    let own = told(&site.router(), &site.session().await, &path, None, SOON).await;
    let number = site::between(&own, "id: ", "\n").to_owned();
    site.cookie = Some("S-2".to_owned());
    assert!(!told(&site.router(), &site.session().await, &path, None, SOON).await.contains("B-2"));
    assert_eq!(site.get(&format!("/live/{number}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_another_program_writes_is_seen_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.sqlite");
    let site = Site::over(desk_on(&file));
    let (router, cookie, before) = (site.router(), site.session().await, head(&site).await);
    let watching =
        tokio::spawn(async move { told(&router, &cookie, &format!("/live?after={before}"), None, SOON).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let more = "payment_id,loan_id,value_on,amount\nP-new,L-2,2007-04-02,5\n";
    let mut other = opened(&file);
    let sources = [Source::Shipped("payments.csv", more)];
    board(&mut other, &sources, &BoardOptions { actor: "clerk".into(), ..Default::default() }, |_| {}).unwrap();
    assert!(watching.await.unwrap().contains("data: batch_boarded"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_read_while_a_day_is_being_closed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.sqlite");
    let site = Site::over(desk_on(&file));
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
    let mut other = opened(&file);
    let closing = std::thread::spawn(move || {
        let mut waits = true;
        other
            .close("2007-04-03".parse().unwrap(), "tests", |_, _, _| {
                if std::mem::take(&mut waits) {
                    begun.send(()).unwrap();
                    may_go_on.recv().unwrap();
                }
            })
            .unwrap()
    });
    has_begun.recv().unwrap();
    for page in ["/today", "/case/B-2", "/book", "/book/rows", "/search?q=esther", "/clocks", "/healthz"] {
        let answer = tokio::time::timeout(Duration::from_secs(5), site.get(page)).await.unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(!answer.text.contains("3 April 2007"), "{page} shows a state that is not committed");
    }
    go_on.send(()).unwrap();
    closing.join().unwrap();
    site.get("/today").await.shows("3 April 2007");
}

#[tokio::test]
async fn who_wrote_reads_what_they_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let mut site = Site::over(desk_on(&folder.path().join("book.sqlite")));
    site.cookie = Some("S-L".to_owned());
    for turn in 1..=20 {
        let note = format!("Read for the {turn}th time.");
        let head = site.head("B-2").await;
        let saved = site.post("/case/B-2/remark", &[("note", &note), ("head", &head)]).await;
        site.get(saved.location()).await.shows(&note);
    }
}

/// Every page, from readers that cannot write.
#[tokio::test]
async fn no_page_that_is_only_read_writes() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::over(desk_on(&folder.path().join("book.sqlite")));
    let before = head(&site).await;
    for page in [
        "/today",
        "/case/B-2",
        "/case/B-2/diagnosis",
        "/case/B-2/visit",
        "/case/B-2/law",
        "/case/B-2/letters",
        "/case/B-2/security",
        "/case/B-2/file",
        "/case/B-2/workout",
        "/refused",
        "/refused.csv",
        "/packs",
        "/loan/L-2",
        "/book",
        "/book/rows",
        "/clocks",
        "/review",
        "/origination",
        "/methods",
        "/search?q=b",
        "/jobs",
    ] {
        let answer = site.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.text);
    }
    assert_eq!(head(&site).await, before);
}

#[test]
fn all_script_of_a_page_stays_small() {
    let scripts = makegood_server::assets::all().iter().filter(|asset| asset.path.ends_with(".js"));
    let bytes: usize = scripts.map(|asset| asset.text.len()).sum();
    assert!(bytes <= 100_000, "{bytes} bytes of script");
}
