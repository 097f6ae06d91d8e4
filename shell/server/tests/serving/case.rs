//! What is recorded on a case changes it, and the page says what changed.

use crate::site::Site;
use axum::http::StatusCode;

fn promise(head: &str) -> Vec<(&'static str, String)> {
    vec![
        ("head", head.to_owned()),
        ("by", "S-1".to_owned()),
        ("outcome", "promise_to_pay".to_owned()),
        ("channel", "call".to_owned()),
        ("contact_point", "C-1".to_owned()),
        ("promise_amount", "100.00".to_owned()),
        ("promise_due_on", "2007-04-09".to_owned()),
        ("source_of_funds", "a sale".to_owned()),
        ("note", "She said:\r\nMonday.".to_owned()),
    ]
}

/// Posts an outcome on top of the usual promise; a field with no value is left out.
pub async fn post(site: &Site, party: &str, head: &str, fields: &[(&'static str, &str)]) -> crate::site::Answer {
    let mut form = promise(head);
    for (name, value) in fields {
        form.retain(|(known, _)| known != name);
        form.push((name, (*value).to_owned()));
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    site.post(&format!("/case/{party}/outcome"), &form).await
}

#[tokio::test]
async fn a_promise_is_saved_and_shown_at_once() {
    let site = Site::open();
    let saved = post(&site, "B-1", &site.head("B-1").await, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(saved.location().starts_with("/case/B-1?saved="), "{}", saved.location());
    let page = site.get(saved.location()).await;
    page.shows("Saved. What changed");
    page.shows("100.00 USD by 9 Apr 2007, pending");
    page.shows("Promised 100.00 USD by 9 Apr 2007");
    page.shows("She said:\nMonday.");
    page.shows("Grace Auma");
    assert!(!site.get("/case/B-1").await.text.contains("What changed"), "only right after saving");
    assert!(!site.get("/case/B-2?saved=1").await.text.contains("What changed"), "not with another's event");
    assert_eq!(site.get("/case/B-1/outcome").await.location(), "/case/B-1");
}

#[tokio::test]
async fn the_worklist_ticks_it_off() {
    let site = Site::open();
    let before = site.get("/today").await;
    before.shows("/case/B-1");
    assert!(!before.text.contains("chip good"), "nothing is done yet");
    post(&site, "B-1", &site.head("B-1").await, &[]).await;
    site.get("/today").await.shows("✓ promise to pay");
}

#[tokio::test]
async fn each_outcome_is_taken() {
    let outcomes = [
        ("no_answer", "Call: no answer"),
        ("right_party", "Call: spoke with them"),
        ("refused", "Call: will not pay"),
        ("wrong_number", "+256000000001 is not used again"),
        ("dispute", "Dispute hold"),
        ("hardship", "Hardship hold"),
    ];
    for (outcome, shows) in outcomes {
        let site = Site::open();
        let saved = post(&site, "B-1", &site.head("B-1").await, &[("outcome", outcome)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{outcome}: {}", saved.text);
        let page = site.get(saved.location()).await;
        page.shows(shows);
        page.shows("Saved. What changed");
    }
}

#[tokio::test]
async fn what_they_told_becomes_evidence() {
    let site = Site::open();
    site.get("/case/B-1").await.shows("<option value=\"L01\"");
    let fields = [("outcome", "right_party"), ("told_us", "L01")];
    let saved = post(&site, "B-1", &site.head("B-1").await, &fields).await;
    site.get(saved.location()).await.shows("Told: job or income stopped");
}

#[tokio::test]
async fn a_page_escapes_what_people_are_called_and_write() {
    let site = Site::open();
    let note = "<img src=x onerror=alert(2)>\"'&";
    let saved = post(&site, "B-1", &site.head("B-1").await, &[("note", note), ("source_of_funds", note)]).await;
    for path in [saved.location(), "/today", "/review", "/book/rows", "/search?q=<script>alert(3)", "/case/<script>"] {
        let path = path.replace('<', "%3C").replace('>', "%3E");
        let page = site.get(&path).await;
        for raw in ["<script>alert", "<img src=x", "</script> & "] {
            assert!(!page.text.contains(raw), "{path} holds {raw}");
        }
    }
    let again = post(&site, "B-1", "0", &[("note", note)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(!again.text.contains("<img src=x"));
}

#[tokio::test]
async fn routes_stand_side_by_side() {
    let page = Site::open().get("/case/B-2").await;
    for name in ["Pay now", "Promise by a day", "Spread over 2 months", "Spread over 6 months"] {
        page.shows(name);
    }
    assert!(!page.text.contains("Spread over 1 months"));
    page.shows("The heaviest month asks for 250.00 USD in all");
}

#[tokio::test]
async fn what_nobody_knows_is_said() {
    let page = Site::open().get("/case/B-7").await;
    page.shows("No number or address on file reaches them.");
}
