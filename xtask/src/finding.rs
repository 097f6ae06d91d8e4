//! What a check found, and the end of a check.

use anyhow::{Result, bail};
use std::fmt;

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the root of the repository.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub what: String,
    /// The rule.
    pub why: String,
    /// What to do.
    pub instead: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, what, why, instead } = self;
        write!(f, "{file}:{line}: {what}\n    why: {why}\n    instead: {instead}")
    }
}

/// Prints what was found, or that `looked_at` is in order.
///
/// # Errors
/// When anything was found.
pub fn conclude(chore: &str, looked_at: &str, mut findings: Vec<Finding>) -> Result<()> {
    findings.sort();
    findings.dedup();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => println!("{chore}: {looked_at}, all in order"),
        count => bail!("{chore}: {looked_at}, places to mend: {count}"),
    }
    Ok(())
}
