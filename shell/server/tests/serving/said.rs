//! Words with what was found in them, critiques told and answered, hard cases and the script.

use crate::site::{Site, between};
use axum::http::StatusCode;

const NOTE: &str = "Told her <b>now</b> to pay or she will be arrested.";

/// A call with a note by the officer, from the page of the case.
async fn call(site: &Site, note: &str) {
    let head = site.head("B-1").await;
    let fields = [
        ("head", head.as_str()),
        ("by", "S-1"),
        ("channel", "call"),
        ("outcome", "right_party"),
        ("contact_point", "C-1"),
        ("note", note),
    ];
    let saved = site.post("/case/B-1/outcome", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
}

fn acting(mut site: Site, who: &str) -> Site {
    site.cookie = Some(who.to_owned());
    site
}

#[tokio::test]
async fn row_5_what_the_check_found_is_marked_where_it_stands_and_the_officer_answers() {
    let site = acting(Site::open(), "S-1");
    call(&site, NOTE).await;
    let page = site.get("/case/B-1/words").await;
    page.shows("&#60;b&#62;now");
    assert!(page.text.contains("<mark>") && page.text.contains("what was found in the words before"), "{}", page.text);
    let seq = between(&page.text, "id=\"c-", "\"").to_owned();
    let mine = site.get("/critiques").await;
    mine.shows("Your answer");
    mine.shows("the wording check");
    let silent = site.post(&format!("/critique/{seq}"), &[("what", "contested"), ("note", "")]).await;
    assert_ne!(silent.status, StatusCode::SEE_OTHER);
    let saved =
        site.post(&format!("/critique/{seq}"), &[("what", "explained"), ("note", "She <asked> about it")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let site = acting(site, "S-L");
    site.get("/critiques?state=answered").await.shows("She &#60;asked&#62; about it");
    let closed = site.post(&format!("/critique/{seq}"), &[("what", "close"), ("note", "Say what happens next")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
    site.get("/critiques?state=closed").await.shows("Say what happens next");
}

#[tokio::test]
async fn row_5_a_leader_finds_a_sentence_and_nothing_typed_is_lost_when_it_does_not_stand_there() {
    let site = acting(Site::open(), "S-1");
    call(&site, "Spoke with her. Do something about it.").await;
    let site = acting(site, "S-L");
    let page = site.get("/case/B-1/words").await;
    page.shows("Find something in these words");
    let event = between(&page.text, "id=\"text-", "\"").to_owned();
    let typed = |quote: &'static str, sentence: &'static str| {
        [
            ("event", event.clone()),
            ("quote", quote.to_owned()),
            ("sentence", sentence.to_owned()),
            ("category", "unclear_words".to_owned()),
            ("says", "Nobody knows what this asks".to_owned()),
            ("instead", "Say the amount".to_owned()),
        ]
    };
    let post = |fields: [(&'static str, String); 6]| {
        let site = &site;
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            site.post("/case/B-1/words", &fields).await
        }
    };
    let refused = post(typed("never said", "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("never said");
    refused.shows("Nobody knows what this asks");
    let saved = post(typed("", "16:Do something about it.")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    site.get("/case/B-1/words").await.shows("<mark>Do something about it.</mark>");
    site.get("/case/B-1/words").await.shows("read by a leader");
}

#[tokio::test]
async fn row_18_the_script_opens_once_it_is_known_who_speaks() {
    let site = acting(Site::open(), "S-1");
    let page = site.get("/case/B-1/script").await;
    page.shows("Who is speaking");
    page.shows("First ask who is speaking");
    let fields = [("channel", "call"), ("identity", "Date of birth"), ("who", "them"), ("purpose", "on")];
    let saved = site.post("/case/B-1/script", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    assert!(!page.text.contains("First ask who is speaking"), "{}", page.text);
    page.shows("is due and unpaid");
    page.shows("Ruth Namara");
    page.shows("Not now.");
    let told = site.post("/case/B-1/script/told", &[("said", "I see"), ("acknowledged", "on")]).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
}

#[tokio::test]
async fn row_18_the_script_is_one_key_away_beside_the_queue() {
    let site = acting(Site::open(), "S-1");
    let page = site.get("/queue/B-1").await;
    page.shows("aria-keyshortcuts=\"s\"");
    page.shows("First ask who is speaking");
    page.shows("<dt><kbd>s</kbd></dt>");
    let panel = between(&page.text, "id=\"script\"", "</details>");
    assert!(!panel.starts_with(" open") && !panel.contains("data-fold=\"s\" open"), "folded: {panel}");
    let then = between(panel, "name=\"then\" value=\"", "\"").to_owned();
    let fields = [
        ("channel", "call"),
        ("identity", "Date of birth"),
        ("who", "them"),
        ("purpose", "on"),
        ("then", then.as_str()),
    ];
    let saved = site.post("/case/B-1/script", &fields).await;
    assert_eq!(saved.location(), "/queue/B-1?script=open#script", "{}", saved.text);
    let page = site.get("/queue/B-1?script=open").await;
    page.shows("data-fold=\"s\" open");
    // What the page of its own says stands here word for word.
    let own = site.get("/case/B-1/script").await;
    let said = |page: &str| -> Vec<String> {
        page.split("<blockquote>")
            .skip(1)
            .filter_map(|rest| rest.split("</blockquote>").next())
            .map(str::to_owned)
            .collect()
    };
    let own_lines = said(between(&own.text, "<ol class=\"script\">", "</ol>"));
    assert_eq!(said(between(&page.text, "<ol class=\"script\">", "</ol>")), own_lines);
    assert!(own_lines.iter().any(|line| line.contains("Ruth Namara")), "{own_lines:?}");
    assert!(own_lines.iter().any(|line| line.contains("is due and unpaid")), "{own_lines:?}");
    // No other place than the queue is gone on to.
    let told = site.post("/case/B-1/script/told", &[("said", "I see"), ("then", "https://evil.example/queue")]).await;
    assert_eq!(told.location(), "/case/B-1/script");
}

#[tokio::test]
async fn row_6_hard_cases_stand_with_their_reasons_and_who_leads_them() {
    let site = acting(Site::open(), "S-L");
    let page = site.get("/hard-cases").await;
    page.shows("Hard cases");
    page.shows("nobody yet");
    let case = between(&page.text, "<a href=\"/case/", "/team\"").to_owned();
    let team = site.get(&format!("/case/{case}/team")).await;
    team.shows("Why it is hard");
    team.shows("has the role");
    site.get("/hard-cases?ended=true").await.shows("On the list now");
    site.get("/review").await.shows("/hard-cases");
}
