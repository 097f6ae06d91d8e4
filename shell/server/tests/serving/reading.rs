//! A leader's morning, and a leader's reading of a case.

use crate::case::post;
use crate::site::Site;
use axum::http::StatusCode;

/// The number of the first box on a page.
fn first_box(page: &str) -> String {
    let at = page.split("name=\"measure\" value=\"").nth(1).unwrap_or_else(|| panic!("no box on the page:\n{page}"));
    at.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn row_4_a_leader_reads_every_measure_before_the_review_is_closed() {
    let mut site = Site::open();
    post(&site, "B-2", &site.head("B-2").await, &[("outcome", "no_answer"), ("contact_point", "C-2")]).await;
    let officer = site.post("/case/B-2/review", &[]).await;
    assert_eq!(officer.status, StatusCode::UNPROCESSABLE_ENTITY);
    officer.shows("is not a leader");
    site.cookie = Some("S-L".to_owned());
    site.get("/case/B-2").await.shows("Review the measures");
    let opened = site.post("/case/B-2/review", &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let page = site.get("/case/B-2/review").await;
    page.shows("1 measures are not marked as read");
    page.shows("what a minute costs the lender is not known");
    let typed = [("decision", "change_method"), ("note", "Two calls, then see her."), ("next_on", "2007-04-10")];
    let early = site.post("/case/B-2/review/close", &typed).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    early.shows("Two calls, then see her.");
    early.shows("1 of the measures are not marked as read");
    let measure = first_box(&page.text);
    let marked = site.post("/case/B-2/review/read", &[("measure", &measure)]).await;
    assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.text);
    site.get("/case/B-2/review").await.shows("Every measure is read.");
    let closed = site.post("/case/B-2/review/close", &typed).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
    let page = site.get("/case/B-2").await;
    page.shows("to be read again on 10 Apr 2007");
    page.shows("Two calls, then see her.");
    let unknown = site.post("/case/B-99/review", &[]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_3_an_officer_hands_in_a_report_and_the_leader_acknowledges_it() {
    let mut site = Site::open();
    site.get("/case/B-2/report").await.shows("No report is due");
    for _ in 0..3 {
        post(&site, "B-2", &site.head("B-2").await, &[("outcome", "no_answer"), ("contact_point", "C-2")]).await;
    }
    let page = site.get("/case/B-2/report").await;
    page.shows("3 attempts came to nothing");
    page.shows("a call: no answer");
    let typed = [("account", "The neighbour says she is away."), ("proposes", "A visit on Friday.")];
    let bare = site.post("/case/B-2/report", &[typed[0], ("proposes", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    bare.shows("The neighbour says she is away.");
    let saved = site.post("/case/B-2/report", &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let morning = site.get("/review").await;
    morning.shows("Reports and cases not acknowledged");
    morning.shows("href=\"/case/B-2/report\"");
    site.cookie = Some("S-L".to_owned());
    let word = [("decision", "change_method"), ("note", "Take Peter along.")];
    let done = site.post("/case/B-2/report/acknowledge", &word).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = site.get("/case/B-2/report").await;
    page.shows("Change the method.");
    page.shows("Take Peter along.");
    assert!(!site.get("/review").await.text.contains("href=\"/case/B-2/report\""));
}

#[tokio::test]
async fn every_number_of_the_morning_drills_to_its_rows() {
    let site = Site::open();
    for list in [
        "cash",
        "new-over-30",
        "reports",
        "broken",
        "clocks",
        "undiagnosed",
        "hard",
        "read-again",
        "shortcomings",
        "held",
        "due-today",
        "coverage",
        "first-cash",
    ] {
        let page = site.get(&format!("/review/{list}")).await;
        assert_eq!(page.status, StatusCode::OK, "{list}: {}", page.text);
    }
    site.get("/review/cash").await.shows("L-3");
    assert_eq!(site.get("/review/other").await.status, StatusCode::NOT_FOUND);
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
    assert!(!morning.text.contains("Conversations to read"));
    for done in ["✓ Broken promises: none left", "✓ Promises due today: none left"] {
        morning.shows(done);
    }
    post(&site, "B-1", &site.head("B-1").await, &[("promise_due_on", "2007-04-02")]).await;
    post(&site, "B-2", &site.head("B-2").await, &[("outcome", "dispute"), ("contact_point", "C-2")]).await;
    let morning = site.get("/review").await;
    assert!(!morning.text.contains("✓ Promises due today"));
    morning.shows("Conversations to read");
    morning.shows("Dispute hold since 2007-04-02");
}
