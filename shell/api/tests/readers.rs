//! Reads go to the readers: one that asks while somebody writes for long is answered.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Site, write};
use makegood_api::{Hand, Scope};
use serde_json::json;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_read_is_answered_while_the_writer_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::on_disk(&folder.path().join("book.sqlite"));
    let token = site.token(&[Scope::CasesRead, Scope::CasesWrite], Some("S-1"), None);
    let (let_go, held) = std::sync::mpsc::channel::<()>();
    // As a close does: the desk is busy inside a transaction that has written.
    let holding = (site.shared.way)(
        Hand::Writes,
        Box::new(move |desk| {
            desk.as_one(|_| {
                let _ = held.recv();
                Ok::<(), makegood_desk::DeskError>(())
            })
            .unwrap();
        }),
    );
    let holding = tokio::spawn(holding);
    let call = json!({ "channel": "inbound_call", "outcome": "right_party", "note": "Spoke." });
    let waits =
        tokio::time::timeout(Duration::from_millis(300), write(&site, "/cases/B-1/outcomes", &token, "held", &call));
    assert!(waits.await.is_err(), "a write waits its turn");
    for path in ["/cases", "/cases/B-1", "/cases/B-1/promises", "/promises", "/cases/B-1/review", "/cases/B-1/letters"]
    {
        let read = tokio::time::timeout(Duration::from_secs(5), site.get(path, &token)).await;
        assert_eq!(read.expect("answered beside the writer").status.as_u16(), 200, "{path}");
    }
    let_go.send(()).unwrap();
    holding.await.unwrap().unwrap();
    let written = write(&site, "/cases/B-1/outcomes", &token, "held", &call).await;
    assert_eq!(written.status.as_u16(), 201, "{}", written.body);
    let event = written.body["events"][0].as_i64().unwrap();
    let etag = site.get("/cases/B-1", &token).await.header("etag").to_owned();
    assert_eq!(etag, format!("\"{event}\""), "what was answered is read at once");
}
