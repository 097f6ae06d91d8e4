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
