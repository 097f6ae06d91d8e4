//! What each room's Cargo.toml may name.

use super::finding;
use super::rooms::{KERNEL, KERNEL_MAY_USE, SHELL, place};
use crate::finding::Finding;
use anyhow::{Context, Result};
use toml::{Table, Value};

/// The shared dependencies of the root manifest.
pub struct Workspace(Table);

impl Workspace {
    /// Reads the root manifest.
    ///
    /// # Errors
    /// When it is not TOML.
    pub fn parse(text: &str) -> Result<Self> {
        let root: Table = text.parse().context("reading the root Cargo.toml")?;
        let shared = root.get("workspace").and_then(|it| it.get("dependencies")).and_then(Value::as_table);
        Ok(Self(shared.cloned().unwrap_or_default()))
    }

    /// The folder of a dependency that lies in this repository, and the name of
    /// the package behind a key.
    fn resolve<'a>(&'a self, key: &'a str, value: &'a Value) -> (Option<String>, &'a str) {
        let inherited = value.get("workspace").and_then(Value::as_bool) == Some(true);
        let entry = if inherited { self.0.get(key).unwrap_or(value) } else { value };
        let text = |name: &str| entry.get(name).and_then(Value::as_str);
        let folder = text("path").map(|path| path.trim_start_matches("../").trim_end_matches('/').to_owned());
        (folder, text("package").unwrap_or(key))
    }
}

/// Checks the manifest of one room, `file` being such as `kernel/units/Cargo.toml`.
///
/// # Errors
/// When it is not TOML.
pub fn check(workspace: &Workspace, file: &str, text: &str) -> Result<Vec<Finding>> {
    let manifest: Table = text.parse().with_context(|| format!("reading {file}"))?;
    let folder = file.trim_end_matches("/Cargo.toml");
    let line = |key: &str| text.lines().position(|line| line.trim_start().starts_with(key)).map_or(1, |at| at + 1);
    let Some(here) = place(folder) else {
        let order = format!("kernel: {}; shell: {}", KERNEL.join(" ← "), SHELL.join(" ← "));
        let why = format!("every room has a place in the order: {order}");
        let instead =
            "give it a place in xtask/src/layers/rooms.rs and ARCHITECTURE.md, or put it into a room there is";
        return Ok(vec![finding(file, 1, format!("{folder} is not a known room"), &why, instead)]);
    };
    let mut findings = Vec::new();
    for (key, value) in dependencies(&manifest) {
        let (path, package) = workspace.resolve(key, value);
        let refused = match path.as_deref().map(|path| (path, beside(folder, path))) {
            Some((path, room)) => room.filter(|there| *there < here).is_none().then(|| {
                let why = "a room may use only what stands to its left; everything else would let the arrows turn back";
                (
                    format!("{folder} uses {path}"),
                    why,
                    "move what both need to the left, or hand it over as an argument",
                )
            }),
            None if folder.starts_with("kernel/") && !KERNEL_MAY_USE.contains(&package) => {
                let why = "the kernel is a pure function: it uses its own rooms and a short list of others";
                Some((format!("{folder} uses {package}"), why, "do it in the shell and hand the result over"))
            }
            None => None,
        };
        findings.extend(refused.map(|(what, why, instead)| finding(file, line(key), what, why, instead)));
    }
    Ok(findings)
}

/// The place of a dependency's folder. `units` beside `kernel/book` is
/// `kernel/units`.
fn beside(folder: &str, path: &str) -> Option<usize> {
    let side = folder.split('/').next().unwrap_or_default();
    place(path).or_else(|| place(&format!("{side}/{path}")))
}

/// All dependencies of the product: also optional, build and platform ones.
fn dependencies(manifest: &Table) -> Vec<(&String, &Value)> {
    let tables = ["dependencies", "build-dependencies"];
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let platforms: Vec<&Table> = platforms.filter_map(Value::as_table).collect();
    let all = std::iter::once(manifest).chain(platforms);
    let named = all.flat_map(|table| tables.iter().filter_map(|name| table.get(*name).and_then(Value::as_table)));
    named.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Workspace, check};

    const ROOT: &str = r#"
        [workspace.dependencies]
        makegood-units = { path = "kernel/units" }
        makegood-case = { path = "kernel/case" }
        makegood-views = { path = "shell/views" }
        jiff = "0.2"
        renamed = { version = "1", package = "rand" }
        rusqlite = "0.41"
    "#;

    fn found(file: &str, text: &str) -> Vec<String> {
        let workspace = Workspace::parse(ROOT).expect("toml");
        let findings = check(&workspace, file, text).expect("toml");
        findings.into_iter().map(|it| format!("{}: {}", it.line, it.what)).collect()
    }

    #[test]
    fn a_room_uses_only_what_stands_to_its_left() {
        let book = "kernel/book/Cargo.toml";
        let none: [&str; 0] = [];
        assert_eq!(found(book, "[dependencies]\nmakegood-units.workspace = true\njiff.workspace = true"), none);
        assert_eq!(found(book, "[dependencies]\nmakegood-case.workspace = true"), ["2: kernel/book uses kernel/case"]);
        assert_eq!(found(book, "[dependencies]\nx = { path = \"../case\" }"), ["2: kernel/book uses case"]);
        assert_eq!(
            found(book, "[dependencies]\nviews = { path = \"../../shell/views\" }"),
            ["2: kernel/book uses shell/views"]
        );
        assert_eq!(found("shell/views/Cargo.toml", "[dependencies]\nmakegood-case.workspace = true"), none);
        assert_eq!(found("shell/journal/Cargo.toml", "[dependencies]\nmakegood-views.workspace = true").len(), 1);
        assert_eq!(found("kernel/novel/Cargo.toml", ""), ["1: kernel/novel is not a known room"]);
    }

    #[test]
    fn the_kernel_uses_a_short_list_of_others() {
        let check = |text: &str, expected: &[&str]| assert_eq!(found("kernel/book/Cargo.toml", text), expected);
        check("[dependencies]\nrusqlite.workspace = true", &["2: kernel/book uses rusqlite"]);
        check("[dependencies]\nrenamed.workspace = true", &["2: kernel/book uses rand"]);
        check("[dependencies]\nserde = { version = \"1\", package = \"tokio\" }", &["2: kernel/book uses tokio"]);
        check("[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"", &["2: kernel/book uses libc"]);
        check("[build-dependencies]\ncc = \"1\"", &["2: kernel/book uses cc"]);
        check("[dev-dependencies]\nproptest = \"1\"", &[]);
    }
}
