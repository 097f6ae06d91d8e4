//! The examples of docs/api.md, run as they stand against a served book: each block of
//! `bash` or `python` prints the block that follows it. `UPDATE_DOCS=1` writes these.
#![allow(clippy::unwrap_used)]

mod common;

use axum::Router;
use common::Site;
use makegood_api::{Scope, router};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fenced block: its language, its lines, and where these begin and end in the page.
struct Block {
    language: String,
    text: String,
    span: (usize, usize),
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = page[at..].find("```").map(|place| at + place) {
        let start = open + page[open..].find('\n').unwrap() + 1;
        let end = start + page[start..].find("```").unwrap();
        let language = page[open + 3..start].trim().to_owned();
        found.push(Block { language, text: page[start..end].to_owned(), span: (start, end) });
        at = end + 3;
    }
    found
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api.md")
}

/// The site at an address of this machine.
async fn served(site: &Site) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let api = Router::new().nest("/api/v1", router(site.shared.clone()));
    tokio::spawn(async move { axum::serve(listener, api).await });
    format!("http://{address}")
}

async fn run(block: &Block, base: &str, token: &str) -> String {
    let mut command = match block.language.as_str() {
        "bash" => {
            let mut bash = Command::new("bash");
            bash.args(["-euc", &block.text]);
            bash
        }
        _ => {
            let mut python = Command::new("python3");
            python.args(["-c", &block.text, base, token]);
            python
        }
    };
    command.env("BASE", base).env("TOKEN", token);
    let done = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let (said, failed) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8_lossy(&done.stderr).into_owned());
    assert!(done.status.success(), "{}\n{said}{failed}", block.text);
    said
}

/// What was printed, as the page shows it: JSON indented, the rest as it is.
fn shown(language: &str, printed: &str) -> String {
    let printed = printed.replace('\r', "");
    if language == "json" {
        let value: Value = serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"));
        return format!("{}\n", serde_json::to_string_pretty(&value).unwrap());
    }
    format!("{}\n", printed.trim_end())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_the_page_prints_what_stands_under_it() {
    let site = Site::open();
    let scopes = Scope::ALL.map(|(scope, ..)| scope);
    let token = site.token(&scopes, Some("S-1"), None);
    let base = served(&site).await;
    let mut text = std::fs::read_to_string(page()).unwrap();
    let all = blocks(&text);
    let mut changes = Vec::new();
    let mut count = 0;
    for (at, block) in all.iter().enumerate().filter(|(_, block)| ["bash", "python"].contains(&block.language.as_str()))
    {
        count += 1;
        let printed = run(block, &base, &token).await;
        let under = &all[at + 1];
        assert!(["json", "text"].contains(&under.language.as_str()), "nothing stands under\n{}", block.text);
        let shown = shown(&under.language, &printed);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            changes.push((under.span, shown));
        } else {
            assert_eq!(shown, under.text, "under\n{}", block.text);
        }
    }
    assert!(count >= 8, "{count} examples were found");
    for ((start, end), shown) in changes.into_iter().rev() {
        text.replace_range(start..end, &shown);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(page(), text).unwrap();
    }
}
