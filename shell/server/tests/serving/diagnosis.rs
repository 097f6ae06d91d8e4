//! The diagnosis of a case, and who may decide about it.

use crate::site::Site;
use axum::http::StatusCode;

#[tokio::test]
async fn row_65_every_case_has_a_page_that_says_why_or_what_to_ask() {
    let site = Site::open();
    site.get("/case/B-2").await.shows("/case/B-2/diagnosis");
    let page = site.get("/case/B-2/diagnosis").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["Over time", "Speaks for it", "Speaks against it", "Best next question"] {
        page.shows(said);
    }
    page.shows("class=\"schedule beliefs\"");
    let strange = site.get("/case/B%2F8%20%C3%BC/diagnosis").await;
    assert_eq!(strange.status, StatusCode::OK);
    assert_eq!(site.get("/case/B-99/diagnosis").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_finding_does_not_wait_for_is_refused_and_says_the_way_out() {
    let site = Site::open();
    let none = site.post("/case/B-2/diagnosis", &[("decision", "agree"), ("note", "read")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    none.shows("Not saved");
    none.shows("makegood finding CASE");
    let odd = site.post("/case/B-2/diagnosis", &[("decision", "guess"), ("note", "x")]).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn row_10_cases_without_a_cause_are_on_the_leaders_morning() {
    let morning = Site::open().get("/review").await;
    morning.shows("No cause found for more than 7 days");
    morning.shows("Oldest first");
}
