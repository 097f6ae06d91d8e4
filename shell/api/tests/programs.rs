//! Programs at a small invented book: what they may, what is done once, what they hear.
#![allow(clippy::unwrap_used)]

mod common;

use axum::http::StatusCode;
use common::{Site, count_of, write};
use makegood_api::Scope;
use serde_json::json;

const PROMISE: &str = "/cases/B-1/outcomes";

fn promise() -> serde_json::Value {
    json!({
        "channel": "inbound_call", "outcome": "promise_to_pay", "note": "Pay day is the 25th.",
        "promise": { "parts": [{ "due_on": "2007-04-05", "amount": { "amount": "100.00", "currency": "USD" } }] }
    })
}

#[tokio::test]
async fn a_token_does_what_its_scopes_say_and_no_more() {
    let site = Site::open();
    let none = site.ask("GET", "/cases", None, &[], None).await;
    assert_eq!(none.status, StatusCode::UNAUTHORIZED);
    assert_eq!(none.header("content-type"), "application/problem+json");
    assert!(none.header("www-authenticate").starts_with("Bearer"));
    let guessed = site.ask("GET", "/cases", Some("mgt_guessed"), &[], None).await;
    assert_eq!((guessed.status, guessed.code()), (StatusCode::UNAUTHORIZED, "token_not_valid"));
    let reads = site.token(&[Scope::CasesRead], None, None);
    assert_eq!(site.get("/cases", &reads).await.status, StatusCode::OK);
    let denied = site.get("/loans", &reads).await;
    assert_eq!((denied.status, denied.code()), (StatusCode::FORBIDDEN, "scope_missing"));
    let nobody = site.token(&[Scope::CasesWrite], None, None);
    let refused = write(&site, PROMISE, &nobody, "k-1", &promise()).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "nobody_to_act"));
}

#[tokio::test]
async fn a_token_of_a_branch_cannot_tell_a_foreign_case_from_none() {
    let site = Site::open();
    let north = site.token(
        &[Scope::CasesRead, Scope::LoansRead, Scope::EventsRead, Scope::DaysWrite],
        Some("S-1"),
        Some("north"),
    );
    let (foreign, none) = (site.get("/cases/B-2", &north).await, site.get("/cases/B-9", &north).await);
    assert_eq!((foreign.status, foreign.code()), (StatusCode::NOT_FOUND, "not_found"));
    assert_eq!((none.status, none.code()), (StatusCode::NOT_FOUND, "not_found"));
    assert_eq!(site.get("/loans/L-2", &north).await.status, StatusCode::NOT_FOUND);
    let cases = site.get("/cases", &north).await.body;
    assert_eq!(cases["entries"].as_array().unwrap().len(), 1, "{cases}");
    assert_eq!(cases["entries"][0]["branch"], "north");
    assert_eq!(
        site.get("/events", &north).await.body["entries"],
        json!([]),
        "the book's own events are not a branch's"
    );
    let close = write(&site, "/days", &north, "k", &json!({ "day": "2007-04-02" })).await;
    assert_eq!(close.code(), "whole_book_only");
}

#[tokio::test]
async fn the_same_key_is_carried_out_once_and_answered_alike() {
    let site = Site::open();
    let token = site.token(&[Scope::CasesWrite, Scope::EventsRead], Some("S-1"), None);
    let first = write(&site, PROMISE, &token, "key-1", &promise()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = write(&site, PROMISE, &token, "key-1", &promise()).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!((first.header("idempotent-replayed"), again.header("idempotent-replayed")), ("", "true"));
    assert_eq!(count_of(&site, &token, "case.promise_made").await, 1);
    let other =
        write(&site, PROMISE, &token, "key-1", &json!({ "channel": "inbound_call", "outcome": "refused" })).await;
    assert_eq!((other.status, other.code()), (StatusCode::CONFLICT, "key_used_for_another"));
    let without = site.ask("POST", PROMISE, Some(&token), &[], Some(&promise())).await;
    assert_eq!((without.status, without.code()), (StatusCode::BAD_REQUEST, "key_missing"));
    let refused = json!({ "channel": "call", "outcome": "sent" });
    let (one, two) = (
        write(&site, PROMISE, &token, "key-2", &refused).await,
        write(&site, PROMISE, &token, "key-2", &refused).await,
    );
    assert_eq!((one.code(), one.status), ("outcome_does_not_fit", StatusCode::CONFLICT));
    assert_eq!(one.body, two.body, "a refusal is an answer as well");
    assert!(!one.body["way_out"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn two_at_once_and_one_cut_off_have_one_effect() {
    let site = Site::open();
    let token = site.token(&[Scope::CasesWrite, Scope::EventsRead], Some("S-1"), None);
    let body = promise();
    let (one, two) =
        tokio::join!(write(&site, PROMISE, &token, "at once", &body), write(&site, PROMISE, &token, "at-once", &body),);
    assert_eq!(one.code(), "key_missing", "a space stands in no key");
    assert_eq!(two.status, StatusCode::CREATED);
    let (one, two) =
        tokio::join!(write(&site, PROMISE, &token, "both", &body), write(&site, PROMISE, &token, "both", &body));
    assert_eq!(one.body, two.body);
    assert_eq!(count_of(&site, &token, "case.promise_made").await, 2);
    // The caller is gone before the answer: at most the time of one look at the journal.
    let cut = tokio::time::timeout(std::time::Duration::ZERO, write(&site, PROMISE, &token, "cut", &body)).await;
    assert!(cut.is_err());
    let answered = write(&site, PROMISE, &token, "cut", &body).await;
    assert_eq!(answered.status, StatusCode::CREATED);
    assert_eq!(count_of(&site, &token, "case.promise_made").await, 3);
}

#[tokio::test]
async fn a_key_holds_when_the_server_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let site = Site::on_disk(&book);
    let token = site.token(&[Scope::CasesWrite, Scope::EventsRead], Some("S-1"), None);
    let first = write(&site, PROMISE, &token, "k", &promise()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    drop(site);
    let site = Site::again(&book);
    let again = write(&site, PROMISE, &token, "k", &promise()).await;
    assert_eq!((again.body, again.headers["idempotent-replayed"].clone()), (first.body, "true".parse().unwrap()));
    assert_eq!(count_of(&site, &token, "case.promise_made").await, 1);
}

#[tokio::test]
async fn a_write_on_a_state_that_is_past_says_what_changed() {
    let site = Site::open();
    let token = site.token(&[Scope::CasesRead, Scope::CasesWrite], Some("S-1"), None);
    let seen = site.get("/cases/B-1", &token).await.header("etag").to_owned();
    let spoke = json!({ "channel": "inbound_call", "outcome": "right_party", "note": "Spoke." });
    let with = |seen: &str, key: &str| {
        vec![("if-match".to_owned(), seen.to_owned()), ("idempotency-key".to_owned(), key.to_owned())]
    };
    let first = site.ask("POST", PROMISE, Some(&token), &with(&seen, "a"), Some(&spoke)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let second = site.ask("POST", PROMISE, Some(&token), &with(&seen, "b"), Some(&spoke)).await;
    assert_eq!((second.status, second.code()), (StatusCode::PRECONDITION_FAILED, "changed_meanwhile"));
    assert_eq!(second.body["changed"][0]["kind"], "case.contact_recorded");
    assert_eq!(second.body["changed"][0]["by"], "S-1");
    let third = site.ask("POST", PROMISE, Some(&token), &with(first.header("etag"), "b"), Some(&spoke)).await;
    assert_eq!(third.status, StatusCode::CREATED, "{}", third.body);
}

#[tokio::test]
async fn rows_are_taken_by_the_same_intake_and_refused_by_name() {
    let site = Site::open();
    let token = site.token(&[Scope::BookWrite, Scope::LoansRead, Scope::DaysWrite], Some("S-1"), None);
    let rows = json!({ "name": "core banking", "rows": [
        { "payment_id": "P-9", "loan_id": "L-1", "value_on": "2007-03-20", "amount": "100.00" },
        { "payment_id": "P-10", "loan_id": "L-404", "value_on": "2007-03-20", "amount": "1.00" },
    ] });
    let taken = write(&site, "/batches", &token, "k-1", &rows).await;
    assert_eq!(
        (taken.status, &taken.body["new"], &taken.body["refused"]),
        (StatusCode::CREATED, &json!(1), &json!(1)),
        "{}",
        taken.body
    );
    assert_eq!(taken.body["refusals"][0]["code"], "loan_unknown");
    let whole = write(&site, "/batches/csv", &token, "k-2", &json!({ "name": "x", "csv": "a,b\n1,2\n" })).await;
    assert_eq!((whole.status, whole.code()), (StatusCode::CONFLICT, "unknown_entity"));
    let close = write(&site, "/days", &token, "k-3", &json!({ "day": "2007-04-02" })).await;
    assert_eq!(close.status, StatusCode::ACCEPTED, "{}", close.body);
    let job = close.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let mut told = site.get(&job, &token).await.body;
    while told["state"] == "waiting" || told["state"] == "running" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        told = site.get(&job, &token).await.body;
    }
    assert_eq!(told["state"], "done", "{told}");
    assert_eq!(site.get("/loans/L-1", &token).await.body["paid"], json!({ "amount": "200.00", "currency": "USD" }));
}

#[tokio::test]
async fn pages_of_a_list_overlap_nowhere_and_miss_nothing() {
    let site = Site::open();
    let token = site.token(&[Scope::LoansRead, Scope::EventsRead], None, None);
    let mut found = Vec::new();
    let mut path = "/loans?limit=1".to_owned();
    loop {
        let page = site.get(&path, &token).await.body;
        found.extend(page["entries"].as_array().unwrap().iter().map(|one| one["loan"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        path = format!("/loans?limit=1&cursor={next}");
    }
    assert_eq!(found, ["L-1", "L-2", "L-3"]);
    for bad in ["/loans?limit=0", "/loans?limit=201", "/loans?colour=red", "/loans/L-1?as_of=2007-02-30"] {
        assert_eq!(site.get(bad, &token).await.code(), "unreadable", "{bad}");
    }
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_again() {
    let site = Site::open();
    let token = site.slow_token();
    let mut last = site.get("/cases", &token).await;
    for _ in 0..2 {
        last = site.get("/cases", &token).await;
    }
    assert_eq!((last.status, last.code()), (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"));
    let wait: u64 = last.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait));
}

#[tokio::test]
async fn every_problem_has_a_type_with_a_page_and_every_operation_stands_in_the_document() {
    let site = Site::open();
    let token = site.token(&[Scope::CasesRead], None, None);
    let problem = site.get("/cases/nobody", &token).await.body;
    assert_eq!(problem["type"], "/api/problems/not_found");
    assert_eq!(problem["instance"], "/api/v1/cases/nobody");
    assert!(makegood_api::gallery::meaning("promise_above_owed").is_some());
    let document = makegood_api::document::document();
    assert_eq!(document["openapi"], "3.1.0");
    for operation in makegood_api::operations() {
        let method = operation.method.as_str().to_lowercase();
        let item = &document["paths"][operation.head.path][&method];
        assert_eq!(item["operationId"], operation.head.id);
    }
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#/components/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(document.pointer(&format!("/components/{name}")).is_some(), "{name} is not there");
    }
}
