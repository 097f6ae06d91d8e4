//! Small habits, held against all text of the repository.

mod habits;

use crate::finding::{Finding, conclude};
use crate::source::{relative, under};
use anyhow::{Context, Result};
use std::path::Path;

/// What people write here, by the end of the name. Data is not looked at.
const WRITTEN: [&str; 10] = ["rs", "md", "toml", "sh", "py", "js", "css", "html", "yml", "sql"];

/// Programs without an end to their name.
const PROGRAMS: [&str; 2] = ["check", ".ci/run"];

/// Checks the repository at `root`.
///
/// # Errors
/// When a habit is broken, or a file cannot be read.
pub fn run(root: &Path) -> Result<()> {
    let (mut findings, mut long, mut files) = (Vec::new(), Vec::new(), 0);
    let architecture = std::fs::read_to_string(root.join("ARCHITECTURE.md")).ok();
    for path in under(root)? {
        let name = relative(root, &path);
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        if !WRITTEN.contains(&end) && !PROGRAMS.contains(&name.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
        files += 1;
        findings.extend(habits::check(&name, &text));
        let lines = text.lines().count();
        if lines > habits::LISTED_ABOVE && habits::is_code(&name) {
            long.push(format!("{lines} {name}"));
        }
        let room =
            name.strip_suffix("/Cargo.toml").filter(|room| room.starts_with("kernel/") || room.starts_with("shell/"));
        if let (Some(room), Some(page)) = (room, &architecture) {
            findings.extend(unmapped(room, page));
        }
    }
    if !long.is_empty() {
        println!("tidy: above {} lines, think of dividing: {}", habits::LISTED_ABOVE, long.join(", "));
    }
    conclude("tidy", &format!("{files} files"), findings)
}

/// A room the code map does not show.
fn unmapped(room: &str, page: &str) -> Option<Finding> {
    let name = room.rsplit('/').next().unwrap_or(room);
    let shown = page.contains(room) || page.contains(&format!("{name}/")) || page.contains(&format!("`{name}`"));
    (!shown).then(|| Finding {
        file: "ARCHITECTURE.md".to_owned(),
        line: 1,
        what: format!("{room} is not in the code map"),
        why: "a reader finds every room on the page".to_owned(),
        instead: "add a line for it".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::unmapped;

    #[test]
    fn every_room_is_on_the_map() {
        assert_eq!(unmapped("kernel/units", "  units/   money"), None);
        assert_eq!(unmapped("kernel/day_close", "`day_close`"), None);
        assert!(unmapped("kernel/units", "business units").is_some());
    }
}
