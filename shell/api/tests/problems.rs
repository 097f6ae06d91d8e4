//! Every problem the interface can answer with has a page behind its type, and a field that
//! is wrong is named.
#![allow(clippy::unwrap_used)]

mod common;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use common::{Site, write};
use makegood_api::Scope;
use makegood_api::gallery::{meaning, meanings};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

/// The sources under a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

fn is_code(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The words in quotes of a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// The codes the refusals of a room have, out of the bodies of their `fn code`.
fn codes_of(room: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(room);
    let mut codes = BTreeSet::new();
    for source in sources(&root.join("src")) {
        let text = std::fs::read_to_string(source).unwrap();
        for body in text.split("fn code(").skip(1) {
            let body = body.split("\n    }").next().unwrap();
            codes.extend(quoted(body).filter(|word| is_code(word)).map(str::to_owned));
        }
    }
    codes
}

/// The codes the interface gives itself: the first word of each `own` and `refused`.
fn own_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for source in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = std::fs::read_to_string(source).unwrap();
        for call in ["own(\"", "refused(\"", "elsewhere(\""] {
            let words = text.split(call).skip(1).map(|rest| rest.split('"').next().unwrap());
            codes.extend(words.filter(|word| is_code(word)).map(str::to_owned));
        }
    }
    codes
}

#[tokio::test]
async fn every_code_there_is_has_a_page_that_says_what_happened_and_what_to_do() {
    let mut codes = own_codes();
    assert!(codes.len() > 15, "{codes:?}");
    codes.extend(makegood_intake::RefusalCode::ALL.iter().map(|code| code.code().to_owned()));
    for room in ["shell/desk", "shell/letters"] {
        let of_room = codes_of(room);
        assert!(of_room.len() > 10, "{room}: {of_room:?}");
        codes.extend(of_room);
    }
    let all: Vec<&str> = meanings().map(|one| one.code).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "each code has one page");
    codes.extend(all.iter().map(|code| (*code).to_owned()));
    let pages = makegood_api::docs::pages("/assets/page.css");
    for code in codes {
        let one = meaning(&code).unwrap_or_else(|| panic!("{code} has no page"));
        let request = Request::builder().uri(format!("/problems/{code}")).body(Body::empty()).unwrap();
        let answer = pages.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{code}");
        let page = String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(page.contains(&code) && page.contains("<h1>") && page.contains("What can be done"), "{page}");
        assert!(!one.cause.is_empty() && !one.way_out.is_empty(), "{code} says nothing");
    }
    let request = Request::builder().uri("/problems/no_such_thing").body(Body::empty()).unwrap();
    assert_eq!(pages.oneshot(request).await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_is_named_by_its_field() {
    let site = Site::open();
    let token = site.token(&[Scope::CasesRead, Scope::CasesWrite, Scope::LoansRead], Some("S-1"), None);
    let promise = |due_on: &str, amount: &str, currency: &str| {
        json!({ "channel": "call", "outcome": "promise_to_pay",
            "promise": { "parts": [{ "due_on": due_on, "amount": { "amount": amount, "currency": currency } }] } })
    };
    let bodies = [
        (promise("2007-02-30", "1.00", "USD"), 400, "unreadable", "#/promise/parts/0/due_on"),
        (promise("2007-04-05", "1,00", "USD"), 400, "unreadable", "#/promise/parts/0/amount/amount"),
        (promise("2007-04-05", "1.00", "usd"), 400, "unreadable", "#/promise/parts/0/amount/currency"),
        (promise("2007-04-05", "1.00", "KES"), 409, "other_currency", "#/promise/parts/0/amount"),
        (promise("2007-04-05", "1.0001", "USD"), 409, "not_an_amount", "#/promise/parts/0/amount"),
        (promise("2007-04-01", "1.00", "USD"), 409, "promise_in_the_past", "#/promise/parts"),
        (promise("2007-04-05", "9999.00", "USD"), 409, "promise_above_owed", "#/promise/parts"),
        (json!({ "channel": "call" }), 400, "unreadable", "#/outcome"),
        (json!({ "channel": "pigeon", "outcome": "sent" }), 400, "unreadable", "#/channel"),
        (json!({ "channel": "call", "outcome": "no_answer", "colour": 1 }), 400, "unreadable", "#/colour"),
        (json!({ "channel": "call", "outcome": "no_answer", "at": "2007-04-01" }), 400, "unreadable", "#/at"),
    ];
    for (at, (body, status, code, pointer)) in bodies.iter().enumerate() {
        let answer = write(&site, "/cases/B-1/outcomes", &token, &format!("k-{at}"), body).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (*status, *code), "{body} {}", answer.body);
        assert_eq!(answer.body["errors"][0]["pointer"], *pointer, "{}", answer.body);
        assert!(!answer.body["errors"][0]["detail"].as_str().unwrap().is_empty());
    }
    for (path, name) in
        [("/loans?limit=0", "limit"), ("/loans/L-1?as_of=soon", "as_of"), ("/cases?colour=red", "colour")]
    {
        let answer = site.get(path, &token).await;
        assert_eq!((answer.code(), &answer.body["errors"][0]["parameter"]), ("unreadable", &json!(name)), "{path}");
    }
    let large = json!({ "channel": "call", "outcome": "no_answer", "note": "x".repeat(9 * 1024 * 1024) });
    let answer = write(&site, "/cases/B-1/outcomes", &token, "large", &large).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (413, "too_large"));
}
