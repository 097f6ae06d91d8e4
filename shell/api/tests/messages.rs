//! Messages to a real listener that takes, fails, and is away.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Site, write};
use makegood_api::Scope;
use makegood_api::webhook::{Carrier, OverTheWeb, round, signature};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What a receiver got: id, timestamp, signature, body.
type Got = Arc<Mutex<Vec<(String, i64, String, String)>>>;

/// A receiver that answers with these statuses, one after the other, then with 200.
fn receiver(statuses: Vec<u16>) -> (String, Got) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/in", listener.local_addr().unwrap());
    let got: Got = Arc::default();
    listen(listener, statuses, got.clone());
    (url, got)
}

fn listen(listener: TcpListener, statuses: Vec<u16>, kept: Got) {
    std::thread::spawn(move || {
        let mut statuses = statuses.into_iter();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut id, mut at, mut signed, mut length) = (String::new(), 0, String::new(), 0);
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let Some((name, value)) = line.trim().split_once(": ") else {
                    if line.trim().is_empty() {
                        break;
                    }
                    continue;
                };
                match name.to_ascii_lowercase().as_str() {
                    "webhook-id" => value.clone_into(&mut id),
                    "webhook-timestamp" => at = value.parse().unwrap(),
                    "webhook-signature" => value.clone_into(&mut signed),
                    "content-length" => length = value.parse().unwrap(),
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            kept.lock().unwrap().push((id, at, signed, String::from_utf8(body).unwrap()));
            let status = statuses.next().unwrap_or(200);
            write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
        }
    });
}

async fn subscribed(site: &Site, token: &str, url: &str) -> (Value, String) {
    let body = json!({ "url": url, "kinds": ["case.contact_recorded"] });
    let made = write(site, "/webhooks", token, "hook", &body).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.body);
    let again = write(site, "/webhooks", token, "hook", &body).await;
    assert_eq!(made.body["webhook"], again.body["webhook"], "made once");
    let number = &made.body["webhook"];
    let secret =
        site.get(&format!("/webhooks/{number}/secret"), token).await.body["secret"].as_str().unwrap().to_owned();
    (made.body, secret)
}

async fn call(site: &Site, token: &str, key: &str) {
    let body = json!({ "channel": "inbound_call", "outcome": "right_party", "note": "A secret told in confidence." });
    assert_eq!(write(site, "/cases/B-1/outcomes", token, key, &body).await.status.as_u16(), 201);
}

fn may() -> Vec<Scope> {
    vec![Scope::WebhooksManage, Scope::CasesWrite]
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_arrive_in_order_signed_and_without_what_was_said() {
    let site = Site::open();
    let token = site.token(&may(), Some("S-1"), None);
    let (url, got) = receiver(vec![]);
    let (_, secret) = subscribed(&site, &token, &url).await;
    for key in ["a", "b", "c"] {
        call(&site, &token, key).await;
    }
    let carrier: Arc<dyn Carrier> = Arc::new(OverTheWeb::default());
    round(&site.shared, &carrier).await.unwrap();
    round(&site.shared, &carrier).await.unwrap();
    let got = got.lock().unwrap();
    let events: Vec<i64> = got
        .iter()
        .map(|(.., body)| serde_json::from_str::<Value>(body).unwrap()["data"]["event"].as_i64().unwrap())
        .collect();
    assert_eq!(events.len(), 3, "each once");
    assert!(events.is_sorted());
    for (id, at, signed, body) in got.iter() {
        assert_eq!(*signed, signature(&secret, id, *at, body));
        assert!(!body.contains("confidence"), "{body}");
        assert_eq!(serde_json::from_str::<Value>(body).unwrap()["type"], "case.contact_recorded");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_not_taken_waits_and_holds_the_next_and_keeps_its_id_when_replayed() {
    let site = Site::open();
    let token = site.token(&may(), Some("S-1"), None);
    let (url, got) = receiver(vec![500]);
    let (made, _) = subscribed(&site, &token, &url).await;
    call(&site, &token, "a").await;
    call(&site, &token, "b").await;
    let carrier: Arc<dyn Carrier> = Arc::new(OverTheWeb::default());
    round(&site.shared, &carrier).await.unwrap();
    round(&site.shared, &carrier).await.unwrap();
    assert_eq!(got.lock().unwrap().len(), 1, "the second waits behind the first, and the first for its time");
    let number = &made["webhook"];
    let shown = site.get(&format!("/webhooks/{number}"), &token).await.body;
    assert_eq!(shown["deliveries"][0]["state"], "pending");
    assert_eq!(shown["deliveries"][0]["said"], "status 500");
    // Replayed from where it began: what was sent and never noted as taken comes again.
    let after = json!({ "after": made["cursor"] });
    let replayed = write(&site, &format!("/webhooks/{number}/replay"), &token, "r", &after).await;
    assert_eq!(replayed.status.as_u16(), 200, "{}", replayed.body);
    round(&site.shared, &carrier).await.unwrap();
    let got = got.lock().unwrap();
    let ids: Vec<&str> = got.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!((ids.len(), ids[0] == ids[1], ids[1] == ids[2]), (3, true, false), "{ids:?}");
    assert_eq!(got[0].3, got[1].3, "the same to the byte");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_the_inner_network_are_refused() {
    let site = Site::open();
    let token = site.token(&may(), Some("S-1"), None);
    for url in ["http://10.0.0.7/in", "http://hooks.example.org/", "gopher://127.0.0.1/"] {
        let refused = write(&site, "/webhooks", &token, url, &json!({ "url": url })).await;
        assert_eq!(refused.code(), "webhook_address", "{url}");
    }
    // Over TLS the name is looked up only when a message goes out: then it is refused.
    let body = json!({ "url": "https://10.0.0.7/in", "kinds": ["case.contact_recorded"] });
    let made = write(&site, "/webhooks", &token, "inner", &body).await.body;
    call(&site, &token, "a").await;
    let carrier: Arc<dyn Carrier> = Arc::new(OverTheWeb::default());
    round(&site.shared, &carrier).await.unwrap();
    let shown = site.get(&format!("/webhooks/{}", made["webhook"]), &token).await.body;
    assert_eq!(shown["deliveries"][0]["said"], "no address it may be sent to", "{shown}");
}

/// A receiver at a port of its own that may be away: it is begun when it is asked for.
fn comes_back(port: u16, got: &Got) {
    let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    listen(listener, vec![], got.clone());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_was_away_has_each_event_once_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.sqlite");
    let site = Site::on_disk(&book);
    let token = site.token(&[Scope::WebhooksManage, Scope::CasesWrite, Scope::EventsRead], Some("S-1"), None);
    // A port nobody listens at.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (made, _) = subscribed(&site, &token, &format!("http://127.0.0.1:{port}/in")).await;
    for (at, case) in ["B-1", "B-2", "B-1", "B-2"].iter().enumerate() {
        let body = json!({ "channel": "inbound_call", "outcome": "right_party", "note": "Spoke." });
        let path = format!("/cases/{case}/outcomes");
        assert_eq!(write(&site, &path, &token, &format!("k-{at}"), &body).await.status.as_u16(), 201);
    }
    let carrier: Arc<dyn Carrier> = Arc::new(OverTheWeb::default());
    for _ in 0..3 {
        round(&site.shared, &carrier).await.unwrap();
    }
    let shown = site.get(&format!("/webhooks/{}", made["webhook"]), &token).await.body;
    let waiting = &shown["deliveries"][0];
    assert_eq!((&waiting["state"], &waiting["attempts"]), (&json!("pending"), &json!(1)), "{shown}");
    // The server is begun anew while the receiver is away: what waits is on file.
    drop(site);
    let site = Site::again(&book);
    let got = Got::default();
    comes_back(port, &got);
    let again = write(&site, &format!("/webhooks/{}/again", made["webhook"]), &token, "again", &json!({})).await;
    assert_eq!(again.status.as_u16(), 200, "{}", again.body);
    for _ in 0..3 {
        round(&site.shared, &carrier).await.unwrap();
    }
    let nothing = write(&site, &format!("/webhooks/{}/again", made["webhook"]), &token, "more", &json!({})).await;
    assert_eq!(nothing.code(), "nothing_to_send");
    let told: Vec<(String, i64, String)> = got
        .lock()
        .unwrap()
        .iter()
        .map(|(id, .., body)| {
            let body: Value = serde_json::from_str(body).unwrap();
            let case = body["data"]["case"].as_str().unwrap().to_owned();
            (id.clone(), body["data"]["event"].as_i64().unwrap(), case)
        })
        .collect();
    let wanted: Vec<i64> = site.get("/events?kind=case.contact_recorded", &token).await.body["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["event"].as_i64().unwrap())
        .collect();
    assert_eq!(told.iter().map(|(_, event, _)| *event).collect::<Vec<_>>(), wanted, "each once, in order");
    let ids: std::collections::BTreeSet<&str> = told.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(ids.len(), 4, "each by an id of its own");
    for case in ["B-1", "B-2"] {
        let of_case: Vec<i64> = told.iter().filter(|(.., one)| one == case).map(|(_, event, _)| *event).collect();
        assert!(of_case.len() == 2 && of_case.is_sorted(), "{case}: {of_case:?}");
    }
}
