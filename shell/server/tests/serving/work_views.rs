//! Filters of the queue, views kept under a name, and a case found by anything.

use crate::site::Site;
use axum::http::StatusCode;

#[tokio::test]
async fn a_filter_is_its_address() {
    let site = Site::open();
    let north = site.get("/queue?branch=north").await;
    assert_eq!(north.status, StatusCode::OK, "{}", north.text);
    north.shows("/queue/B-2?branch=north");
    assert!(!north.text.contains("/queue/B-6?"), "another branch");
    let dear = site.get("/queue?branch=north&at_least=250").await;
    dear.shows("/queue/B-2?branch=north&#38;at_least=250");
    assert!(!dear.text.contains("/queue/B-1?"), "B-1 owes less");
    site.get("/queue?officer=nobody&waits=no&promise=none").await.shows("/queue/B-2?");
    site.get("/queue?waits=yes").await.shows("Nothing in this queue");
    assert_eq!(site.get("/queue?bucket=never").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/queue?at_least=much").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_view_is_kept_shared_begun_with_and_dropped() {
    let site = Site::open();
    let fields = [("name", "North, dear"), ("query", "branch=north&at_least=250"), ("shared", "yes"), ("usual", "yes")];
    let kept = site.post("/queue-views", &fields).await;
    assert_eq!(kept.location(), "/queue?branch=north&at_least=250");
    assert_eq!(site.get("/queue").await.location(), "/queue?branch=north&at_least=250", "it begins with it");
    site.get("/queue?list=today").await.shows("where you begin");
    let other = site.beside("S-2");
    assert_eq!(other.get("/queue").await.status, StatusCode::OK, "another person begins with the worklist");
    other.get("/queue?list=today").await.shows("shared by Grace Auma");
    other.post("/queue-views/drop", &[("name", "North, dear")]).await;
    site.get("/queue?list=today").await.shows("North, dear");
    site.post("/queue-views/drop", &[("name", "North, dear")]).await;
    assert!(!site.get("/queue?list=today").await.text.contains("North, dear"));
    assert_eq!(site.post("/queue-views", &[("name", " "), ("query", "")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_case_is_found_by_anything_and_says_by_what() {
    let site = Site::open();
    let head = site.head("B-2").await;
    let outcome = [
        ("head", head.as_str()),
        ("outcome", "promise_to_pay"),
        ("channel", "call"),
        ("contact_point", "C-2"),
        ("promise_amount", "123.45"),
        ("promise_due_on", "2007-04-10"),
        ("note", "Her brother keeps the sewing machine"),
    ];
    assert_eq!(site.post("/case/B-2/outcome", &outcome).await.status, StatusCode::SEE_OTHER);
    let table = [
        ("Akello", "Esther Akello · B-2", ""),
        ("est ake", "Esther Akello · B-2", ""),
        ("L-2", "Esther Akello · B-2", ""),
        ("b/8", "", ""),
        ("0002", "Esther Akello · B-2", "+256000000002"),
        ("+256 000 000002", "Esther Akello · B-2", "+256000000002"),
        ("lower market", "Nabirye", "Lower Market"),
        ("sewing mach", "Esther Akello · B-2", "note: Her brother keeps"),
        ("123.45", "Esther Akello · B-2", "promise by 2007-04-10"),
        ("2007-04-10", "Esther Akello · B-2", "promise by 2007-04-10"),
        ("nobody like this", "", ""),
    ];
    for (words, title, by) in table {
        let query = words.replace('+', "%2B").replace(' ', "%20");
        let found = site.get_json(&format!("/search?q={query}")).await;
        assert_eq!(found.text.contains("B-2"), title.contains("B-2"), "{words}: {}", found.text);
        assert!(found.text.contains(title) && found.text.contains(by), "{words}: {}", found.text);
    }
}
