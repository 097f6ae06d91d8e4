//! The morning counts what is left, says what to do first, and every count leads to exactly
//! its rows.

use crate::site::{Site, between};
use axum::http::StatusCode;

/// Lists of the morning: id and count, as the page has them at its head.
fn counts(page: &str) -> Vec<(String, usize)> {
    let nav = between(page, "<nav class=\"left\"", "</nav>");
    let counted = nav.split("<a href=\"#").skip(1).map(|rest| {
        let (id, rest) = rest.split_once('"').unwrap();
        let count = between(rest, "<b class=\"n\">", "</b>").replace(',', "");
        (id.to_owned(), count.parse().unwrap())
    });
    counted.collect()
}

#[tokio::test]
async fn every_count_of_the_morning_leads_to_exactly_its_rows() {
    let mut site = Site::open();
    site.cookie = Some("S-L".to_owned());
    // A critique that was answered waits for a leader.
    let head = site.head("B-1").await;
    let fields = [("head", head.as_str()), ("note", "She was rude. Do something about it.")];
    let saved = site.beside("S-1").post("/case/B-1/remark", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let fields = [
        ("event", "0"),
        ("officer", "S-1"),
        ("quote", "A note that judges her"),
        ("category", "late_first_contact"),
        ("says", "Nobody rang her"),
        ("instead", "Ring her first"),
    ];
    let made = site.post("/case/B-1/words", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let critique = made.location().split_once("#c-").unwrap().1.to_owned();
    let answered = site.beside("S-1").post(&format!("/critique/{critique}"), &[("what", "accepted")]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text);

    let page = site.get("/review").await;
    page.shows("Begin with: <a href=\"#");
    let counts = counts(&page.text);
    let first = between(&page.text, "Begin with: <a href=\"#", "\"");
    assert_eq!(counts.first().map(|(id, _)| id.as_str()), Some(first));
    for id in ["hard-alone", "answered"] {
        assert!(counts.iter().any(|(known, _)| known == id), "{id} is not among {counts:?}");
    }
    for (id, count) in &counts {
        let rows = site.get(&format!("/review/{id}")).await;
        assert_eq!(rows.status, StatusCode::OK, "{id}: {}", rows.text);
        assert_eq!(rows.text.matches("<tr role=\"row\" data-row>").count(), *count, "{id}");
    }
    site.get("/review/answered").await.shows(&format!("#c-{critique}"));
    for id in ["talks", "owners", "leaders"] {
        assert_eq!(site.get(&format!("/review/{id}")).await.status, StatusCode::OK, "{id}");
    }
    assert_eq!(site.get("/review/nothing-such").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_1_the_book_says_who_answers_for_the_late_cases() {
    let site = Site::open();
    let page = site.get("/book").await;
    page.shows("Who answers for the late cases");
    let count = |page: &str, list: &str| -> usize {
        let Some((_, rest)) = page.split_once(&format!("href=\"/review/{list}\"")) else { return 0 };
        let words = between(rest, ">", "</a>").to_owned();
        words.rsplit(' ').next().unwrap().parse().unwrap()
    };
    for list in ["owners", "leaders"] {
        let rows = site.get(&format!("/review/{list}")).await;
        assert_eq!(rows.text.matches("<tr role=\"row\" data-row>").count(), count(&page.text, list), "{list}");
    }
}
