//! The queue with its case: what is recorded there goes on to the next case, days are
//! words, and two people on one case lose nothing.

use crate::site::{Answer, Site, between};
use axum::http::StatusCode;

async fn post(site: &Site, path: &str, head: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("head", head)];
    fields.extend_from_slice(more);
    site.post(path, &fields).await
}

const PROMISE: [(&str, &str); 7] = [
    ("outcome", "promise_to_pay"),
    ("channel", "call"),
    ("contact_point", "C-1"),
    ("promise_amount", "100.00"),
    ("promise_due_on", "+7"),
    ("source_of_funds", "a sale"),
    ("note", "Her son answers first"),
];

#[tokio::test]
async fn the_queue_and_its_case_are_one_page() {
    let site = Site::open();
    let page = site.get("/queue").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for part in
        ["Queue", "Makes the loan current today", "Recommended next step", "What came of it?", "Open now", "Timeline"]
    {
        page.shows(part);
    }
    page.shows("aria-current=\"page\"");
    page.shows("as of <time datetime=\"2007-04-02\">");
    for key in ["o", "w", "n", "a", "z", "j"] {
        page.shows(&format!("aria-keyshortcuts=\"{key}\""));
    }
    assert_eq!(page.text.matches("<h1").count(), 1);
    assert_eq!(site.get("/queue/B-99").await.status, StatusCode::NOT_FOUND);
    site.get("/today").await.shows("href=\"/queue\"");
}

#[tokio::test]
async fn row_23_a_promise_in_words_is_saved_and_the_next_case_opens() {
    let site = Site::open();
    let page = site.get("/queue/B-1").await;
    let then = between(&page.text, "name=\"then\" value=\"", "\"").to_owned();
    assert!(then.starts_with("/queue/") && then != "/queue/B-1", "{then}");
    let mut fields = PROMISE.to_vec();
    fields.push(("then", &then));
    let saved = post(&site, "/case/B-1/outcome", &site.head("B-1").await, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(saved.location().starts_with(&format!("{then}?saved=")), "{}", saved.location());
    let next = site.get(saved.location()).await;
    next.shows("promise of 100.00 USD by Monday 9 Apr 2007");
    next.shows("✓ done");
    // Somebody else's address is not gone on to.
    let mut fields = PROMISE.to_vec();
    fields.push(("then", "https://evil.example/queue"));
    let saved = post(&site, "/case/B-1/outcome", &site.head("B-1").await, &fields).await;
    assert!(saved.location().starts_with("/case/B-1?saved="), "{}", saved.location());
}

#[tokio::test]
async fn a_day_nobody_understands_is_refused_by_name_and_kept() {
    let site = Site::open();
    let mut fields = PROMISE.to_vec();
    fields.retain(|(name, _)| *name != "promise_due_on");
    fields.extend([("promise_due_on", "soonish"), ("then", "/queue/B-2")]);
    let refused = post(&site, "/case/B-1/outcome", &site.head("B-1").await, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("&#34;soonish&#34; is no day.");
    refused.shows("value=\"soonish\"");
    refused.shows("name=\"then\" value=\"/queue/B-2\"");
    refused.shows("Her son answers first");
    let day = site.get_json("/day?say=fri").await;
    assert_eq!(day.text, r#"{"day":"2007-04-06","says":"Friday 6 Apr 2007"}"#);
    site.get_json("/day?say=soonish").await.shows("is no day");
}

#[tokio::test]
async fn a_note_can_be_taken_back_by_whoever_wrote_it() {
    let site = Site::open();
    let fields = [("note", "Meant for another case"), ("then", "/queue/B-1")];
    let saved = post(&site, "/case/B-1/remark", &site.head("B-1").await, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    page.shows("Meant for another case");
    page.shows("Take the note back");
    let event = between(&page.text, "name=\"event\" value=\"", "\"").to_owned();
    let other = site.beside("S-2").post("/case/B-1/remark/undo", &[("event", &event)]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    other.shows("whoever writes a note takes it back");
    let back = site.post("/case/B-1/remark/undo", &[("event", &event)]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    site.get("/case/B-1").await.shows("Note, taken back");
    let twice = site.post("/case/B-1/remark/undo", &[("event", &event)]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_case_is_given_to_a_colleague_and_stands_in_their_queue() {
    let site = Site::open();
    let colleague = site.beside("S-L");
    assert!(!colleague.get("/queue?list=today").await.text.contains("/queue/B-2"), "not yet");
    let fields = [("officer", "S-L"), ("reason", "speaks her language")];
    let saved = post(&site, "/case/B-2/assign", &site.head("B-2").await, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    colleague.get("/queue").await.shows("/queue/B-2");
    colleague.get("/queue/B-2").await.shows("Given to Ruth Namara");
    let again = post(&site, "/case/B-2/assign", &site.head("B-2").await, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("The case is with S-L already");
    again.shows("speaks her language");
}

#[tokio::test]
async fn a_case_put_off_waits_and_what_stands_against_it_is_said() {
    let site = Site::open();
    let fields = [("until", "+5"), ("reason", "The buyer comes on Friday")];
    let saved = post(&site, "/case/B-2/snooze", &site.head("B-2").await, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let queue = site.get("/queue").await;
    queue.shows("Waiting");
    queue.shows("Waits until Saturday 7 Apr 2007. The buyer comes on Friday.");
    post(&site, "/case/B-1/outcome", &site.head("B-1").await, &PROMISE).await;
    let late = [("until", "+10"), ("reason", "After the market")];
    let refused = post(&site, "/case/B-1/snooze", &site.head("B-1").await, &late).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("A promise falls due on 2007-04-09, before 2007-04-12.");
    refused.shows("After the market");
    let far = [("until", "+30"), ("reason", "After the harvest")];
    post(&site, "/case/B-2/snooze", &site.head("B-2").await, &far).await.shows("more than 14 days ahead");
}

/// A form, what is typed into it, and words of it that must not be lost.
type Form<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[tokio::test]
async fn two_people_on_one_case_lose_nothing() {
    let forms: [Form<'_>; 6] = [
        ("outcome", &PROMISE, "Her son answers first"),
        ("remark", &[("note", "Her son answers first")], "Her son answers first"),
        ("assign", &[("officer", "S-2"), ("reason", "nearer to her")], "nearer to her"),
        ("snooze", &[("until", "+3"), ("reason", "she travels")], "she travels"),
        (
            "plan",
            &[("method", "Two parts"), ("required_result", "Both paid"), ("due_on", "2007-04-20"), ("owner", "S-1")],
            "Two parts",
        ),
        ("step", &[("step", "trace"), ("how", "done"), ("note", "asked the register")], "asked the register"),
    ];
    for (form, fields, typed) in forms {
        let site = Site::open();
        let other = site.beside("S-2");
        let head = site.head("B-1").await;
        let first = [("outcome", "no_answer"), ("channel", "call"), ("note", "rang for a minute")];
        assert_eq!(post(&other, "/case/B-1/outcome", &head, &first).await.status, StatusCode::SEE_OTHER);
        let path = format!("/case/B-1/{form}");
        let stale = post(&site, &path, &head, fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{form}: {}", stale.text);
        stale.shows("Somebody acted on this case since you opened it");
        for seen in ["What changed meanwhile", "Call: no answer", "Peter Okello", "rang for a minute", typed] {
            stale.shows(seen);
        }
        stale.shows(&format!("action=\"{path}\""));
        // Nothing was written; saved again from that page it goes through the desk's own word.
        let seen = between(&stale.text, "name=\"head\" value=\"", "\"").to_owned();
        assert_eq!(site.head("B-1").await, seen, "{form}");
        let again = post(&site, &path, &seen, fields).await;
        assert_ne!(again.status, StatusCode::CONFLICT, "{form}");
        if !matches!(form, "plan" | "step") {
            assert_eq!(again.status, StatusCode::SEE_OTHER, "{form}: {}", again.text);
        }
    }
}

#[tokio::test]
async fn a_form_that_comes_too_late_is_given_back_in_the_words_it_was_filled_in() {
    let site = Site::open();
    let head = between(&site.get("/case/B-1").await.text, "name=\"head\" value=\"", "\"").to_owned();
    post(&site, "/case/B-1/outcome", &head, &[("outcome", "no_answer"), ("channel", "call")]).await;
    let spoke: Vec<(&str, &str)> = PROMISE
        .iter()
        .map(|(field, value)| (*field, if *field == "outcome" { "right_party" } else { *value }))
        .collect();
    let late = post(&site, "/case/B-1/outcome", &head, &spoke).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    for words in ["What came of it", "Spoke with them", "Number or address", "+256", "Her son answers first"] {
        late.shows(words);
    }
    for code in ["right party", "<dd translate=\"no\">C-1</dd>", "Promised amount"] {
        assert!(!late.text.contains(code), "{code} is on the page");
    }
    late.shows("name=\"promise_amount\" value=\"100.00\"");
}
