//! Reviews, reports, critiques, notes and the queue, as a program does them: by the same
//! commands and rights as the pages, each once by its key.
#![allow(clippy::unwrap_used)]

mod common;

use axum::http::StatusCode;
use common::{Answer, Site, count_of, write};
use makegood_api::{Hand, Scope};
use makegood_desk::{AddUser, Desk, Role};
use serde_json::{Value, json};

fn all() -> Vec<Scope> {
    Scope::ALL.map(|(scope, ..)| scope).to_vec()
}

async fn made(site: &Site, path: &str, token: &str, key: &str, body: &Value) -> Answer {
    let answer = write(site, path, token, key, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{path}: {}", answer.body);
    let again = write(site, path, token, key, body).await;
    assert_eq!((&again.body, again.header("idempotent-replayed")), (&answer.body, "true"), "{path}");
    answer
}

fn call(outcome: &str) -> Value {
    json!({ "channel": "call", "outcome": outcome, "note": "The telephone rang." })
}

#[tokio::test]
async fn a_review_is_opened_read_and_closed_by_who_leads() {
    let site = Site::open();
    let (officer, leader) = (site.token(&all(), Some("S-1"), None), site.token(&all(), Some("S-L"), None));
    made(&site, "/cases/B-1/outcomes", &officer, "call", &call("no_answer")).await;
    let refused = write(&site, "/cases/B-1/review", &officer, "o", &json!({})).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::CONFLICT, "not_a_leader"));
    made(&site, "/cases/B-1/review", &leader, "open", &json!({})).await;
    let review = site.get("/cases/B-1/review", &leader).await.body;
    assert_eq!(review["open"][0]["by"], "S-L", "{review}");
    let measures: Vec<Value> = review["measures"].as_array().unwrap().iter().map(|one| one["event"].clone()).collect();
    assert!(!measures.is_empty(), "{review}");
    let close = json!({ "decision": "change_method", "note": "Visit instead of calling.", "next_on": "2007-04-20" });
    let unread = write(&site, "/cases/B-1/review/close", &leader, "early", &close).await;
    assert_eq!((unread.status, unread.code()), (StatusCode::CONFLICT, "measures_unread"));
    let other = write(&site, "/cases/B-1/review/read", &leader, "other", &json!({ "measures": [1] })).await;
    assert_eq!((other.code(), &other.body["errors"][0]["pointer"]), ("not_a_measure", &json!("#/measures")));
    made(&site, "/cases/B-1/review/read", &leader, "read", &json!({ "measures": measures })).await;
    let late = json!({ "decision": "go_on", "note": "x", "next_on": "2009-01-01" });
    let late = write(&site, "/cases/B-1/review/close", &leader, "late", &late).await;
    assert_eq!((late.code(), &late.body["errors"][0]["pointer"]), ("read_again", &json!("#/next_on")));
    made(&site, "/cases/B-1/review/close", &leader, "close", &close).await;
    let review = site.get("/cases/B-1/review", &leader).await.body;
    assert_eq!(
        (&review["last"]["decision"], &review["last"]["next_on"], &review["open"]),
        (&json!("change_method"), &json!("2007-04-20"), &json!([]))
    );
    assert_eq!(count_of(&site, &leader, "case.on_attention").await, 2 + measures.len(), "each once");
}

#[tokio::test]
async fn what_waits_for_a_leader_is_listed_by_its_day_and_decided() {
    let site = Site::open();
    let (officer, leader) = (site.token(&all(), Some("S-1"), None), site.token(&all(), Some("S-L"), None));
    // Three calls without an answer owe a report, by the shipped strategy.
    for key in ["a", "b", "c"] {
        made(&site, "/cases/B-1/outcomes", &officer, key, &call("no_answer")).await;
    }
    let known = site.get("/cases/B-1/review", &officer).await.body;
    assert!(known["draft"]["because"].is_string(), "{known}");
    let empty = json!({ "account": " ", "proposes": " " });
    let says = write(&site, "/cases/B-1/reports", &officer, "empty", &empty).await;
    assert_eq!((says.code(), &says.body["errors"][0]["pointer"]), ("report_says_nothing", &json!("#/account")));
    let report = json!({ "account": "Nobody answers by day.", "proposes": "A visit in the evening." });
    made(&site, "/cases/B-1/reports", &officer, "report", &report).await;
    let owed = site.get("/reviews?what=report", &leader).await.body;
    assert_eq!((&owed["entries"][0]["case"], &owed["entries"][0]["officer"]), (&json!("B-1"), &json!("S-1")), "{owed}");
    let due = owed["entries"][0]["due_on"].as_str().unwrap().to_owned();
    assert_eq!(site.get("/reviews?due_to=2007-04-01", &leader).await.body["entries"], json!([]), "due on {due}");
    assert_eq!(site.get("/reviews?branch=south", &leader).await.body["entries"], json!([]));
    let elsewhere = site.token(&[Scope::ReviewsRead], None, Some("south"));
    assert_eq!(site.get("/reviews", &elsewhere).await.body["entries"], json!([]));
    let own = write(&site, "/cases/B-1/reports/acknowledged", &officer, "own", &json!({ "decision": "go_on" })).await;
    assert_eq!(own.status, StatusCode::CONFLICT, "{}", own.body);
    let word = json!({ "decision": "change_method", "note": "Go in the evening." });
    made(&site, "/cases/B-1/reports/acknowledged", &leader, "word", &word).await;
    assert_eq!(site.get("/reviews", &leader).await.body["entries"], json!([]));
    let coverage = site.get("/reviews/coverage?from=2007-03-01&to=2007-06-01", &leader).await.body;
    assert_eq!((&coverage["due"], &coverage["in_time"]), (&json!(1), &json!(1)), "{coverage}");
}

#[tokio::test]
async fn a_critique_is_made_answered_and_ended() {
    let site = Site::open();
    let (officer, leader) = (site.token(&all(), Some("S-1"), None), site.token(&all(), Some("S-L"), None));
    let written = made(&site, "/cases/B-1/outcomes", &officer, "call", &call("no_answer")).await;
    let about = json!({ "words": { "event": written.body["events"][0], "quote": "rang" } });
    let critique =
        json!({ "category": "L02", "says": "It is not said how long.", "instead": "Say how long.", "about": about });
    let unknown = json!({ "category": "X99", "says": "x", "instead": "y", "about": critique["about"] });
    let unknown = write(&site, "/cases/B-1/critiques", &leader, "unknown", &unknown).await;
    assert_eq!((unknown.code(), &unknown.body["errors"][0]["pointer"]), ("unknown_category", &json!("#/category")));
    assert_eq!(write(&site, "/cases/B-1/critiques", &officer, "own", &critique).await.code(), "not_a_leader");
    let number = made(&site, "/cases/B-1/critiques", &leader, "made", &critique).await.body["events"][0].clone();
    let listed = site.get("/critiques?officer=S-1&state=open", &leader).await.body;
    assert_eq!((&listed["entries"][0]["critique"], &listed["entries"][0]["quote"]), (&number, &json!("rang")));
    let elsewhere = site.token(&[Scope::CritiquesRead, Scope::CritiquesWrite], Some("S-L"), Some("south"));
    assert_eq!(site.get(&format!("/critiques/{number}"), &elsewhere).await.code(), "not_found");
    assert_eq!(site.get("/critiques", &elsewhere).await.body["entries"], json!([]));
    let ended = json!({ "note": "Read." });
    let early = write(&site, &format!("/critiques/{number}/end"), &leader, "early", &ended).await;
    assert_eq!(early.code(), "critique_not_answered");
    let contested = json!({ "answer": "contested", "note": "It rang once." });
    assert_eq!(
        write(&site, &format!("/critiques/{number}/answers"), &elsewhere, "foreign", &contested).await.code(),
        "not_found"
    );
    made(&site, &format!("/critiques/{number}/answers"), &officer, "answer", &contested).await;
    made(&site, &format!("/critiques/{number}/end"), &leader, "end", &ended).await;
    let one = site.get(&format!("/critiques/{number}"), &leader).await.body;
    assert_eq!((&one["state"], &one["answer"]["answer"]), (&json!("closed"), &json!("contested")), "{one}");
    let categories = site.get("/critique-categories", &leader).await.body;
    assert!(categories["entries"].as_array().unwrap().iter().any(|one| one["category"] == "late_first_contact"));
}

#[tokio::test]
async fn notes_the_queue_and_what_waits() {
    let site = Site::open();
    let officer = site.token(&all(), Some("S-1"), None);
    let note = made(&site, "/cases/B-1/notes", &officer, "note", &json!({ "note": "Market on Mondays." })).await;
    let number = note.body["events"][0].clone();
    assert_eq!(site.get("/cases/B-1/notes", &officer).await.body["entries"][0]["text"], "Market on Mondays.");
    made(&site, &format!("/cases/B-1/notes/{number}/retracted"), &officer, "back", &json!({})).await;
    assert_eq!(site.get("/cases/B-1/notes", &officer).await.body["entries"], json!([]));
    let nobody = site.get("/queue?officer=nobody", &officer).await.body;
    assert_eq!(nobody["entries"].as_array().unwrap().len(), 2, "{nobody}");
    assert_eq!(nobody["entries"][0]["case"], "B-2", "the largest arrears first");
    let first = site.get("/queue?limit=1", &officer).await.body;
    let cursor = first["next_cursor"].as_str().unwrap().replace(' ', "%20");
    let second = site.get(&format!("/queue?limit=1&cursor={cursor}"), &officer).await.body;
    assert_eq!((&second["entries"][0]["case"], &second["next_cursor"]), (&json!("B-1"), &Value::Null), "{second}");
    assert_eq!(site.get("/queue?cursor=red", &officer).await.body["errors"][0]["parameter"], "cursor");
    let unknown = write(&site, "/cases/B-1/assignment", &officer, "who", &json!({ "officer": "S-9" })).await;
    assert_eq!((unknown.code(), &unknown.body["errors"][0]["pointer"]), ("unknown_colleague", &json!("#/officer")));
    made(&site, "/cases/B-1/assignment", &officer, "mine", &json!({ "officer": "S-1", "reason": "I know them." }))
        .await;
    let mine = site.get("/queue?officer=S-1", &officer).await.body;
    assert_eq!(mine["entries"][0]["case"], "B-1", "{mine}");
    let past = write(&site, "/cases/B-1/snooze", &officer, "p", &json!({ "until": "2007-03-01", "reason": "x" })).await;
    assert_eq!((past.code(), &past.body["errors"][0]["pointer"]), ("snooze_in_the_past", &json!("#/until")));
    let promise = json!({ "channel": "inbound_call", "outcome": "promise_to_pay",
        "promise": { "parts": [{ "due_on": "2007-04-05", "amount": { "amount": "100.00", "currency": "USD" } }] } });
    made(&site, "/cases/B-1/outcomes", &officer, "promise", &promise).await;
    let due = |query: &str| format!("/promises?state=pending&{query}");
    let found = site.get(&due("due_from=2007-04-05&due_to=2007-04-05"), &officer).await.body;
    assert_eq!(found["entries"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(site.get(&due("due_to=2007-04-04"), &officer).await.body["entries"], json!([]));
}

#[tokio::test]
async fn an_operation_asks_for_the_right_its_page_asks_for() {
    let site = Site::open();
    let add = |desk: &mut Desk| {
        for (staff, role) in [("S-1", Role::Collector), ("S-L", Role::TeamLeader)] {
            let add = AddUser {
                staff: Some(staff.into()),
                name: "Somebody invented".to_owned(),
                login: staff.to_lowercase(),
                role,
                branches: vec!["north".into()],
                team: None,
                persona: false,
            };
            desk.add_user(&add, "tests").expect("let in");
        }
    };
    (site.shared.way)(Hand::Writes, Box::new(add)).await.expect("the desk is there");
    let (officer, leader) =
        (site.token(&all(), Some("S-1"), Some("north")), site.token(&all(), Some("S-L"), Some("north")));
    let (lift, note) = (json!({ "kind": "dispute", "reason": "Answered." }), json!({ "note": "x" }));
    let skip = json!({ "step": "x", "how": "skipped", "note": "y" });
    for (path, body, allowed) in [
        ("/cases/B-1/holds/lift", &lift, false),
        ("/cases/B-1/steps", &skip, false),
        ("/cases/B-1/review", &json!({}), false),
        ("/cases/B-1/notes", &note, true),
    ] {
        let answer = write(&site, path, &officer, path, body).await;
        assert_eq!(answer.code() == "scope_missing", !allowed, "{path}: {}", answer.body);
        let answer = write(&site, path, &leader, path, body).await;
        assert_ne!(answer.code(), "scope_missing", "{path}: {}", answer.body);
    }
    assert_eq!(site.get("/reviews", &officer).await.code(), "scope_missing");
    assert_eq!(site.get("/reviews", &leader).await.status, StatusCode::OK);
}
