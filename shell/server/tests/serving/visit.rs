//! A visit from the page: prepared, begun at the door, findings kept.

use crate::site::Site;
use axum::http::StatusCode;

const WHOLE: [(&str, &str); 7] = [
    ("purpose", "See the stall and agree on a day"),
    ("target", "amount"),
    ("of", "100.00"),
    ("place", "business"),
    ("opens", "09:30"),
    ("alone", "The market is full of people"),
    ("safety", "By daylight"),
];

fn without(key: &str) -> Vec<(&'static str, &'static str)> {
    WHOLE.iter().map(|(name, value)| (*name, if *name == key { "" } else { *value })).collect()
}

#[tokio::test]
async fn row_40_a_visit_without_a_target_is_refused_and_nothing_typed_is_lost() {
    let site = Site::open();
    for (key, words) in [
        ("of", "one thing to come away with"),
        ("alone", "who comes along"),
        ("safety", "what was weighed for safety"),
        ("purpose", "what it is for"),
    ] {
        let answer = site.post("/case/B-1/visit", &without(key)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        answer.shows(words);
        if key != "purpose" {
            answer.shows("See the stall and agree on a day");
        }
    }
    let answer = site.post("/case/B-1/visit/begin", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    answer.shows("visit is prepared, or the preparation");
    let mut hour = without("none");
    hour.iter_mut().filter(|(name, _)| *name == "opens").for_each(|(_, value)| *value = "late");
    site.post("/case/B-1/visit", &hour).await.shows("is no hour");
}

#[tokio::test]
async fn row_76_a_prepared_visit_is_shown_with_purpose_target_company_and_safety() {
    let site = Site::open();
    let saved = site.post("/case/B-1/visit", &WHOLE).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    for words in [
        "See the stall and agree on a day",
        "100.00",
        "The market is full of people",
        "By daylight",
        "We are at the door",
    ] {
        page.shows(words);
    }
    let found = [("findings", "Shelves half full")];
    let saved = site.post("/case/B-1/visit/found", &found).await;
    assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody was there yet: {}", saved.text);
    saved.shows("Shelves half full");
    let begun = site.post("/case/B-1/visit/begin", &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let says = "Begun: the law let it through.";
    site.get("/case/B-1/visit").await.shows(says);
    let saved = site.post("/case/B-1/visit/found", &found).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(!site.get("/case/B-1/visit").await.text.contains(says), "what was found is written down");
}
