//! A hold begins in a conversation and ends with a word.

use crate::case::post;
use crate::site::Site;
use axum::http::StatusCode;

#[tokio::test]
async fn a_dispute_ends_when_it_is_answered() {
    let site = Site::open();
    assert!(!site.get("/case/B-2").await.text.contains("Lift this hold"));
    post(&site, "B-2", &site.head("B-2").await, &[("outcome", "dispute"), ("contact_point", "C-2")]).await;
    site.get("/case/B-2").await.shows("Lift this hold");

    let lift = |kind: &'static str, reason: &'static str| {
        let site = &site;
        async move { site.post("/case/B-2/lift", &[("kind", kind), ("reason", reason)]).await }
    };
    let table = [
        ("dispute", " ", StatusCode::UNPROCESSABLE_ENTITY, "lift_says_nothing"),
        ("hardship", "Agreed.", StatusCode::UNPROCESSABLE_ENTITY, "no_such_hold"),
        ("weather", "Agreed.", StatusCode::BAD_REQUEST, "weather"),
    ];
    for (kind, reason, status, words) in table {
        let answer = lift(kind, reason).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        answer.shows(words);
    }
    let saved = lift("dispute", "Receipt found; the payment is booked.").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    page.shows("Saved. What changed");
    page.shows("Receipt found; the payment is booked.");
    assert!(!page.text.contains("Lift this hold"));
}
