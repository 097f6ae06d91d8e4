//! Every story of this folder, told again by the product and compared as text.
//! `UPDATE_STORIES=1 cargo test -p makegood-stories` writes the right sides anew; the
//! difference is then what a reviewer reads.
#![allow(clippy::unwrap_used)]

use makegood_stories::{retell, shipped_policy};
use std::path::{Path, PathBuf};

fn stories() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(here).unwrap().map(|entry| entry.unwrap().path());
    let mut stories: Vec<PathBuf> = files.filter(|path| path.to_string_lossy().ends_with(".story.txt")).collect();
    stories.sort();
    stories
}

#[test]
fn every_story_is_told_as_it_stands() {
    let policy = shipped_policy().unwrap();
    let update = std::env::var_os("UPDATE_STORIES").is_some();
    let stories = stories();
    let mut wrong = Vec::new();
    for path in &stories {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        match retell(&text, &policy) {
            Err(error) => wrong.push(format!("{name}, {error}")),
            Ok(told) if told == text => {}
            Ok(told) if update => std::fs::write(path, told).unwrap(),
            Ok(told) => wrong.push(format!("{name}\n{}", difference(&text, &told))),
        }
    }
    assert!(stories.len() >= 10, "only {} stories were found", stories.len());
    let way_out = "to write the right sides anew: UPDATE_STORIES=1 cargo test -p makegood-stories";
    assert!(wrong.is_empty(), "{} stories differ; {way_out}\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The lines that differ, as they stand and as the product tells them.
fn difference(text: &str, told: &str) -> String {
    let pairs = text.lines().zip(told.lines()).enumerate().filter(|(_, (old, new))| old != new);
    let lines: Vec<String> = pairs.map(|(at, (old, new))| format!("{:>4} - {old}\n     + {new}", at + 1)).collect();
    lines.join("\n")
}

#[test]
fn a_line_nobody_can_play_is_named() {
    let policy = shipped_policy().unwrap();
    let head = "# One.\nloan L-1 400.00 USD paid out 2026-01-12\ninstalments 4 of 100.00 monthly from 2026-02-12\n";
    let table = [
        ("2026-02-30 day close", "2026-02-30"),
        ("2026-03-01 dance", "nobody knows what to do"),
        ("2026-03-01 pay", "expected `pay 100.00`"),
        ("2026-03-01 pay ten", "digits"),
        ("2026-03-01 pay 10.00 for L-9", "no such loan"),
        ("2026-03-01 call: hums", "expected no answer"),
        ("2026-03-01 may we sing?", "expected `may we call?`"),
        ("2026-03-01 learn Z99 verified \"x\"", "not in the evidence table"),
        ("2026-03-02 day close\n2026-03-01 day close", "told forward"),
    ];
    for (lines, expected) in table {
        let error = retell(&format!("{head}{lines}\n"), &policy).unwrap_err();
        assert!(error.line >= 4 && error.problem.contains(expected), "{lines}: {error}");
    }
    assert!(retell("# One.\n2026-03-01 day close\n", &policy).is_err(), "no loan");
    assert!(retell("no title\n", &policy).is_err(), "no title");
}

#[test]
fn a_right_side_that_is_not_the_products_is_seen() {
    let policy = shipped_policy().unwrap();
    let told = retell(&std::fs::read_to_string(&stories()[0]).unwrap(), &policy).unwrap();
    let wrong = told.replacen("100.00  1-29", "999.00  1-29", 1);
    assert_ne!(told, wrong);
    assert_eq!(retell(&wrong, &policy).unwrap(), told);
}
