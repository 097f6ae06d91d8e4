//! Replays test vectors against the kernel: `cargo xtask vectors FILE.jsonl...`.
//!
//! One JSON object a line; what it is follows from the fields it has. Every stated
//! figure is one check. A failing check prints one line, and the last line is
//! `N passed, N failed`. Where a check carries a `quirk` of the system it was taken
//! from, the plain rule's `alt` is what must hold.

mod actus;
mod allocation;
mod delinquency;
mod report;
mod schedule;
mod value;

use anyhow::{Context, Result, bail};
use report::Report;
use serde_json::Value;
use std::path::Path;

/// Replays the files; an error when a check fails.
pub fn run(files: &[String]) -> Result<()> {
    if files.is_empty() {
        bail!("say which files: vectors FILE.jsonl...");
    }
    let mut report = Report::default();
    for file in files {
        replay(Path::new(file), &mut report)?;
    }
    report.close()
}

fn replay(file: &Path, report: &mut Report) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{}:{}", file.display(), at + 1);
        let vector: Value = serde_json::from_str(line).with_context(place)?;
        report.begin(vector.get("id").and_then(Value::as_str).unwrap_or("without an id"));
        kind(&vector)(&vector, report).with_context(place)?;
    }
    Ok(())
}

type Replay = fn(&Value, &mut Report) -> Result<()>;

fn kind(vector: &Value) -> Replay {
    let word = |field: &str| vector.get(field).and_then(Value::as_str);
    match (word("kind"), word("type")) {
        (Some("schedule"), _) => schedule::replay,
        (Some("allocation"), _) => allocation::replay,
        (_, Some("ANN" | "LAM" | "CEG" | "CEC")) => actus::replay,
        (None, _) if vector.get("convention").is_some() => delinquency::replay,
        _ => |_, _| bail!("no kind of vector this chore knows"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, Report, replay};

    /// Every file kept in the repository, through the same door as the chore.
    #[test]
    fn what_is_kept_holds() {
        for (file, checks) in [("delinquency", 200), ("dpd_conventions", 70), ("schedules", 2_000)] {
            let path = format!("{}/../testdata/vectors/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
            let mut report = Report::default();
            replay(Path::new(&path), &mut report).unwrap_or_else(|error| panic!("{file}: {error:#}"));
            assert!(report.passed() > checks, "{file}: only {} checks", report.passed());
            assert!(report.close().is_ok(), "{file}");
        }
    }
}
