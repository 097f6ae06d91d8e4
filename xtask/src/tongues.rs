//! The texts of the pages that a language has no entry for, as a translator pastes them.
//!
//! The test of the server looks at every page of its books; this runs it and shows what
//! it says, in the form of the catalogues.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// The test that looks at every page.
const TEST: &str = "tongues::no_text_of_the_pages_was_forgotten";

/// Prints an empty entry for each missing text of each language.
pub fn run(root: &Path) -> Result<()> {
    let words = ["test", "-q", "-p", "makegood-server", "--test", "serving", "--", "--exact", TEST];
    let output = Command::new("cargo").args(words).current_dir(root).output().context("cargo did not start")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let stubs = entries(&said);
    if output.status.success() {
        println!("tongues: every text of the pages has its entry in each language");
        return Ok(());
    }
    if stubs.is_empty() {
        bail!("the test failed for another reason:\n{said}{}", String::from_utf8_lossy(&output.stderr));
    }
    print!("{stubs}");
    bail!("add these to the files in tongues/, each language its own; docs/languages.md says how")
}

/// The lines of the catalogues' form within what a test said.
fn entries(said: &str) -> String {
    let kept = ["# es ", "# zh ", "msgid ", "msgstr "];
    let lines = said.lines().filter(|line| kept.iter().any(|start| line.starts_with(start)));
    lines.flat_map(|line| [line, if line.starts_with("msgstr ") { "\n\n" } else { "\n" }]).collect()
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn only_the_entries_are_shown() {
        let said = "panicked at x\n# es /book\nmsgid \"a\"\nmsgstr \"\"\n\nfailures:\n";
        assert_eq!(entries(said), "# es /book\nmsgid \"a\"\nmsgstr \"\"\n\n");
    }
}
