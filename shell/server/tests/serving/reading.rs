//! A leader's morning, and a leader's reading of a case.

use crate::case::post;
use crate::site::{Site, desk, let_in};
use axum::http::StatusCode;
use makegood_server::ServeOptions;

#[tokio::test]
async fn only_a_leader_reads_a_case() {
    let mut desk = desk(&["2007-03-02", "2007-04-02"]);
    let_in(&mut desk);
    let mut site = Site::with(desk, ServeOptions::default());
    assert!(!site.get("/case/B-2").await.text.contains("A leader's reading"));
    let officer = site.post("/case/B-2/review", &[("note", "well done")]).await;
    assert_eq!(officer.status, StatusCode::FORBIDDEN);
    officer.shows("As collector you may not read a case as its leader; team leader, executive may.");
    site.cookie = Some("S-L".to_owned());
    site.get("/case/B-2").await.shows("action=\"/case/B-2/review\"");
    let empty = site.post("/case/B-2/review", &[("note", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.shows("Write a sentence");
    let saved = site.post("/case/B-2/review", &[("note", "Two calls, then see her.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    page.shows("Saved. What changed");
    page.shows("Two calls, then see her.");
    page.shows("read by a leader");
    assert_eq!(site.post("/case/B-99/review", &[("note", "x")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_morning_holds_what_there_is_and_nothing_else() {
    let site = Site::open();
    let morning = site.get("/review").await;
    // Since 2 March in USD: L-3 paid 500, L-4 200, L-5 100; six instalments of 100 fell due.
    morning.shows("Cash since");
    for (name, amount) in [("received", "800.00"), ("fell due", "700.00"), ("met older arrears", "300.00")] {
        assert!(morning.text.contains(&format!("<span class=\"n\">{amount}</span>")), "{name}");
    }
    morning.shows("Newly over 30 days");
    morning.shows("No cause found for more than 7 days");
    morning.shows("Minutes and what they are worth");
    for absent in ["Broken promises", "Promises due today", "Conversations to read"] {
        assert!(!morning.text.contains(absent), "{absent}");
    }
    post(&site, "B-1", &site.head("B-1").await, &[("promise_due_on", "2007-04-02")]).await;
    post(&site, "B-2", &site.head("B-2").await, &[("outcome", "dispute"), ("contact_point", "C-2")]).await;
    let morning = site.get("/review").await;
    morning.shows("Promises due today");
    morning.shows("Conversations to read");
    morning.shows("Dispute hold since 2 Apr 2007");
}
