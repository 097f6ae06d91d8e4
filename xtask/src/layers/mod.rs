//! The dependency rule and the lists of what is absent, held against the source.
//!
//! Reads the manifests and the code of every room. Comments, strings, doc tests,
//! test modules, `tests/`, `benches/` and dev-dependencies are free; strings are
//! looked at only for SQL.

mod absent;
mod manifest;
mod rooms;
mod rules;

use crate::finding::{Finding, conclude};
use crate::source::{relative, under};
use anyhow::{Context, Result};
use std::path::Path;

/// Checks the repository at `root`.
///
/// # Errors
/// When something breaks a rule, or a file cannot be read.
pub fn run(root: &Path) -> Result<()> {
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let workspace = manifest::Workspace::parse(&read(&root.join("Cargo.toml"))?)?;
    let (mut findings, mut manifests, mut sources) = (Vec::new(), 0, 0);
    let mut clocks = Vec::new();
    for path in under(&root.join("kernel"))?.into_iter().chain(under(&root.join("shell"))?) {
        let name = relative(root, &path);
        let parts: Vec<&str> = name.split('/').collect();
        match parts.as_slice() {
            [_, _, "Cargo.toml"] => {
                manifests += 1;
                findings.extend(manifest::check(&workspace, &name, &read(&path)?)?);
            }
            ["kernel", _, "build.rs"] => findings.push(rooms::build_script(&name)),
            [_, _, "src", inner @ ..] if name.ends_with(".rs") && !for_tests(inner) => {
                sources += 1;
                findings.extend(absent::check(&name, &read(&path)?));
                if inner.last() == Some(&"clock.rs") {
                    clocks.push(name.clone());
                }
            }
            _ => {}
        }
    }
    findings.extend(clocks.iter().skip(1).map(|name| absent::second_clock(name, &clocks[0])));
    conclude("layers", &format!("{manifests} manifests and {sources} source files"), findings)
}

/// `tests.rs` and `tests/` inside `src` are test modules in files of their own.
fn for_tests(inner: &[&str]) -> bool {
    inner.iter().any(|part| matches!(*part, "tests.rs" | "tests"))
}

/// Shorthand for the checks below.
fn finding(file: &str, line: usize, what: String, why: &str, instead: &str) -> Finding {
    Finding { file: file.to_owned(), line, what, why: why.to_owned(), instead: instead.to_owned() }
}
