//! `makegood workout` as a lender would run it.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn workout(words: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_makegood"));
    command.current_dir(root).arg("workout").args(words).output().unwrap()
}

#[test]
fn the_commands_of_the_docs_answer() {
    let told = workout(&["demo/workout/illustrative.toml"]);
    let said = String::from_utf8(told.stdout).unwrap();
    assert!(told.status.success());
    let best = said.lines().find(|line| line.starts_with("reschedule")).unwrap();
    assert!(best.contains("7,922.80") && best.contains("+2,979.27"), "{best}");
    assert!(said.contains("above 72.22%; reschedule is worth more as expected, at 62%."), "{said}");
    let lines = String::from_utf8(workout(&["demo/workout/bakery.toml", "--lines"]).stdout).unwrap();
    for words in ["blocked: 530.00 USD a month", "× pays_settlement 70% (expert", "not allowed: approve tranche 2"] {
        assert!(lines.contains(words), "{words}: {lines}");
    }
}

#[test]
fn a_program_reads_the_same() {
    let output = workout(&["demo/workout/illustrative.toml", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let routes = answer["comparison"]["routes"].as_array().unwrap();
    assert_eq!((&routes[0]["id"], &routes[0]["worth"]["npv"]), (&"reschedule".into(), &792_280.into()));
    let addends = routes[0]["worth"]["addends"].as_array().unwrap();
    assert_eq!(addends.iter().map(|addend| addend["adds"].as_i64().unwrap()).sum::<i64>(), 792_280);
}

#[test]
fn a_file_with_problems_names_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("case.toml");
    std::fs::write(&file, "name = \"x\"\nas_of = \"2026-02-30\"\n").unwrap();
    let output = workout(&[file.to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("case.toml:2: a date is written YYYY-MM-DD"), "{said}");
}
