//! The pages in a real browser: they arrive, their script runs, nothing is blank.
//! Without a browser on the machine, leave these out: `cargo test -- --skip browser_`.

use crate::site;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The browser named by `MAKEGOOD_BROWSER`, or the first on the path.
fn browser() -> String {
    let named = std::env::var("MAKEGOOD_BROWSER").ok().filter(|name| !name.is_empty());
    let known = ["chromium", "chromium-browser", "google-chrome"];
    let there = |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    named
        .or_else(|| known.iter().find(there).map(|name| (*name).to_owned()))
        .expect("no browser: install chromium, name one in MAKEGOOD_BROWSER, or leave out with --skip browser_")
}

fn run(browser: &str, profile: &Path, more: &[&str]) -> String {
    let quiet = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--virtual-time-budget=3000",
    ];
    let profile = format!("--user-data-dir={}", profile.display());
    let output = Command::new(browser).args(quiet).arg(profile).args(more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The browser of the command line cannot press a button: its requests are logged in on the way.
async fn logged_in(State(cookie): State<HeaderValue>, mut request: Request, next: Next) -> Response {
    request.headers_mut().insert(header::COOKIE, cookie);
    next.run(request).await
}

#[test]
fn browser_shows_every_page() {
    let browser = browser();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (tell, told) = std::sync::mpsc::channel::<SocketAddr>();
    let desk = site::desk(&["2007-03-02", "2007-04-02"]);
    runtime.spawn(async move {
        let site = site::Site::over(desk);
        let cookie = HeaderValue::from_str(&site.session().await).unwrap();
        let router = site.router().layer(from_fn_with_state(cookie, logged_in));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        tell.send(listener.local_addr().unwrap()).unwrap();
        axum::serve(listener, router).await.unwrap();
    });
    let address = told.recv().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let pages = [
        ("today", "Monday 2 April 2007"),
        ("case/B-2", "Esther Akello"),
        ("loan/L-2?as_of=2007-03-02&known_on=2007-02-19", "Learnt since"),
        ("case/B-2/security", "Nobody else is on file"),
        ("book", "Roll and cure"),
        ("book/rows", "Borrower"),
        ("review", "Morning review"),
        ("nowhere", "not"),
    ];
    for (page, words) in pages {
        let url = format!("http://{address}/{page}");
        let seen = run(&browser, folder.path(), &["--dump-dom", &url]);
        assert!(seen.contains(words), "{page} does not show {words:?}:\n{seen}");
        for (width, height) in [(1440, 1000), (500, 900)] {
            let picture = folder.path().join("page.png");
            let size = format!("--window-size={width},{height}");
            let shot = format!("--screenshot={}", picture.display());
            run(&browser, folder.path(), &[&size, &shot, &url]);
            // A blank page of this size packs to less than a fifth of this.
            let bytes = std::fs::metadata(&picture).unwrap().len();
            assert!(bytes > 15_000, "{page} at {width} looks blank: {bytes} bytes");
        }
    }
}

/// A browser that waits some seconds of real time before it is done with a page: at its end
/// stands a picture that comes late.
async fn held_open(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let (mut parts, body) = next.run(request).await.into_parts();
    let is_page = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Response::from_parts(parts, body);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut page = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    page.extend(b"<img src=\"/late.svg\" alt=\"\">");
    Response::from_parts(parts, Body::from(page))
}

#[test]
fn browser_of_a_second_person_sees_what_the_first_recorded() {
    let browser = browser();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let desk = crate::live::desk_on(&folder.path().join("book.sqlite"));
    let mut first = site::Site::over(desk);
    first.cookie = Some("S-L".to_owned());
    let cookie = HeaderValue::from_str(&runtime.block_on(first.session())).unwrap();
    let router = first.router().layer(from_fn_with_state(cookie, logged_in));
    let (tell, is_open) = std::sync::mpsc::channel();
    let late = move || async move {
        // Once for the page; what is fetched later has it as well.
        let _ = tell.send(());
        tokio::time::sleep(Duration::from_secs(10)).await;
    };
    let held = Router::new().route("/late.svg", get(late)).merge(router).layer(from_fn(held_open));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move { axum::serve(listener, held).await });
    let url = format!("http://{address}/case/B-2");
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"];
    let second = std::thread::spawn(move || Command::new(browser).args(quiet).arg(profile).arg(url).output().unwrap());
    is_open.recv_timeout(Duration::from_secs(60)).expect("the browser asks for the page");
    std::thread::sleep(Duration::from_secs(2));
    let head = runtime.block_on(first.head("B-2"));
    let note = [("note", "Ask her about the market days."), ("head", &head)];
    let saved = runtime.block_on(first.post("/case/B-2/remark", &note));
    assert_eq!(saved.status, axum::http::StatusCode::SEE_OTHER, "{}", saved.text);
    let seen = String::from_utf8_lossy(&second.join().unwrap().stdout).into_owned();
    assert!(seen.contains("Ask her about the market days."), "the open page does not show it:\n{seen}");
    assert!(seen.contains("Ruth Namara wrote a note at "), "nobody is told:\n{seen}");
}
