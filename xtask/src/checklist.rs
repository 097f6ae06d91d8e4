//! `docs/checklist.md` held against the tree: every row of the users' checklist that the
//! page has to answer for is in it, and what it says shows the row exists and is named
//! after it.

use crate::finding::{Finding, conclude};
use crate::source::{relative, under};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The page.
const PAGE: &str = "docs/checklist.md";

/// The rows it answers for: owners and attention, words and hard cases, causes and plans, groups to
/// letters.
fn rows() -> impl Iterator<Item = u32> {
    1..=77
}

/// Checks the page in the repository at `root`.
///
/// # Errors
/// When a row is missing or shown by nothing, or a file cannot be read.
pub fn run(root: &Path) -> Result<()> {
    let shown = shown(root)?;
    let page = std::fs::read_to_string(root.join(PAGE)).with_context(|| format!("reading {PAGE}"))?;
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (line, text) in page.lines().enumerate() {
        let cells: Vec<&str> = text.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [row, behaviour, by] = cells[..] else { continue };
        let Ok(row) = row.parse::<u32>() else { continue };
        let names: Vec<&str> = by.split('`').skip(1).step_by(2).collect();
        let mut found = |what: String, instead: &str| {
            findings.push(Finding {
                file: PAGE.to_owned(),
                line: line + 1,
                what,
                why: "whoever asks for a row is led to what shows it".to_owned(),
                instead: instead.to_owned(),
            });
        };
        if !seen.insert(row) {
            found(format!("row {row} stands twice"), "keep one");
        }
        if behaviour.is_empty() || names.is_empty() {
            found(format!("row {row} is shown by nothing"), "name a test or a story in backticks");
        }
        for name in &names {
            if !shown.contains_key(*name) {
                found(format!("{name} is neither a test nor a story"), "name one that exists");
            }
        }
        if !names.iter().any(|name| shown.get(*name).is_some_and(|of| of.contains(&row))) {
            found(
                format!("nothing named here is named after row {row}"),
                "name a test row_N_… or say `# row N` in a story",
            );
        }
    }
    for row in rows().filter(|row| !seen.contains(row)) {
        findings.push(Finding {
            file: PAGE.to_owned(),
            line: 1,
            what: format!("row {row} is missing"),
            why: "the page answers for every row".to_owned(),
            instead: "add it with what shows it".to_owned(),
        });
    }
    conclude("checklist", &format!("{} rows", seen.len()), findings)
}

/// Every test and story by its name, with the rows it is named after.
fn shown(root: &Path) -> Result<BTreeMap<String, BTreeSet<u32>>> {
    let mut shown = BTreeMap::new();
    for path in under(root)? {
        let name = relative(root, &path);
        if let Some(story) = name.strip_prefix("stories/").and_then(|name| name.strip_suffix(".story.txt")) {
            let text = std::fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
            let said = text.lines().filter_map(|line| line.strip_prefix("# row"));
            shown.insert(story.to_owned(), said.flat_map(numbers).collect());
        } else if name.ends_with(".rs") {
            let text = std::fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
            for test in text.lines().filter_map(test_name) {
                let of = test.split("row_").skip(1).filter_map(|rest| rest.split('_').next()?.parse().ok());
                shown.insert(test.to_owned(), of.collect());
            }
        }
    }
    Ok(shown)
}

/// `fn row_24_…() {` or `async fn …`.
fn test_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn "))?;
    rest.split_once('(').map(|(name, _)| name)
}

/// The numbers before the colon of ` 24` or `s 24, 25 and 27: …`.
fn numbers(said: &str) -> Vec<u32> {
    let said = said.split_once(':').map_or(said, |(before, _)| before);
    said.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}
