//! Every address answers, and says what it is.

use crate::site::{Site, desk};
use axum::http::{StatusCode, header};
use makegood_server::{ServeError, ServeOptions, serve};

#[tokio::test]
async fn every_page_is_there() {
    let site = Site::open();
    let pages = [
        ("/today", "From the desk"),
        ("/today?by=S-2", "Peter Okello</span>, loan officer, <span translate=\"no\">south"),
        ("/case/B-1", "Makes the loan"),
        ("/case/B%2F8%20%C3%BC", "B/8 ü"),
        ("/case/B-5", "Nothing is past due"),
        ("/book", "By days past due"),
        ("/book?currency=KES", "KES"),
        ("/book/rows", "All open loans"),
        ("/review", "Morning review"),
        ("/search?q=akello", "Esther Akello"),
        ("/search", "Find a case"),
        ("/healthz", "ok"),
    ];
    for (path, shows) in pages {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.shows(shows);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
        if path != "/healthz" {
            answer.shows("Everybody in this book is invented.");
            assert!(answer.text.contains("as of") || answer.text.contains("As of"), "{path}");
        }
    }
    assert_eq!(site.get("/").await.location(), "/today");
}

#[tokio::test]
async fn assets_may_be_kept_for_good() {
    let site = Site::open();
    for asset in makegood_server::assets::all() {
        let answer = site.get(&asset.path).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, asset.text));
        assert_eq!(answer.headers[header::CONTENT_TYPE], asset.content_type);
        assert!(answer.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        site.get("/today").await.shows(&asset.path);
    }
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let site = Site::open();
    let missing = [
        ("/nope", "There is no page at this address."),
        ("/assets/makegood.css", "There is no page at this address."),
        ("/case/B-99", "There is no borrower B-99 on the book."),
        ("/book?currency=EUR", "No open loan is in EUR."),
        ("/book/rows?bucket=7-8", "There is no bucket 7-8."),
        ("/book/rows?was=never", "There is no bucket never."),
    ];
    for (path, says) in missing {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answer.shows(says);
        answer.shows("Back to today");
    }
    for path in ["/book/rows?page=x", "/book/rows?over_days=many", "/book/rows?bucket=1-29&over_days=3"] {
        assert_eq!(site.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn before_the_first_close_the_way_on_is_shown() {
    let site = Site::over(desk(&[]));
    for path in ["/today", "/book", "/book/rows", "/review", "/case/B-1"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
        answer.shows("makegood close DATE");
    }
}

#[tokio::test]
async fn a_search_answers_the_palette_too() {
    let site = Site::open();
    let hits: serde_json::Value = serde_json::from_str(&site.get_json("/search?q=L-2").await.text).unwrap();
    assert_eq!(hits[0]["title"], "Esther Akello · B-2");
    assert_eq!(hits[0]["href"], "/case/B-2");
    assert_eq!(hits[0]["detail"], "300.00 USD, 77 days past due, loan L-2");
    assert_eq!(hits.as_array().unwrap().len(), 1);
    assert_eq!(site.get_json("/search?q=%25").await.text, "[]");
    assert_eq!(site.get_json("/search?q=").await.text, "[]");
}

#[tokio::test]
async fn acting_as_a_colleague_is_kept() {
    let mut site = Site::open();
    let answer = site.post("/acting-as", &[("staff", "S-2"), ("back", "/book")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/book"));
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert_eq!(cookie, "acting=S-2; Path=/; HttpOnly; SameSite=Strict");
    site.cookie = Some("S-2".to_owned());
    site.get("/today").await.shows("Peter Okello</span>, loan officer, <span translate=\"no\">south");
    let elsewhere = site.post("/acting-as", &[("staff", "S-1"), ("back", "https://evil.example/")]).await;
    assert_eq!(elsewhere.location(), "/today");
    assert_eq!(site.post("/acting-as", &[("staff", "S-9")]).await.status, StatusCode::NOT_FOUND);
    site.cookie = Some("S-9".to_owned());
    site.get("/today").await.shows("Grace Auma</span>, loan officer, <span translate=\"no\">north");
}

#[tokio::test]
async fn a_taken_port_is_named_with_a_way_out() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = serve(desk(&[]), port, ServeOptions::default(), |_| {}).await.unwrap_err();
    assert!(matches!(error, ServeError::PortTaken { port: named } if named == port), "{error}");
    assert!(error.way_out().contains("another port"));
}
