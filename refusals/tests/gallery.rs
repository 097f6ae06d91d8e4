//! Runs every page of the gallery against the built program.
#![allow(clippy::unwrap_used)]

use makegood_refusals::{Command, Page, missing};
use std::path::{Path, PathBuf};

/// The program: named by the environment, or beside the tests in cargo's target
/// folder.
fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("MAKEGOOD_BIN") {
        return named.into();
    }
    let tests = std::env::current_exe().unwrap();
    let profile = tests.ancestors().nth(2).unwrap();
    profile.join("makegood").with_extension(std::env::consts::EXE_EXTENSION)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_page = |path: &PathBuf| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md");
    let mut pages: Vec<PathBuf> = paths.filter(is_page).collect();
    pages.sort();
    pages
}

/// What is wrong with one command, if anything.
fn run(program: &Path, folder: &Path, command: &Command) -> Option<String> {
    let output = std::process::Command::new(program).args(&command.words).current_dir(folder).output();
    let output = match output {
        Ok(output) => output,
        Err(error) => return Some(format!("{} does not run ({error}); build it with cargo build", program.display())),
    };
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    if let Some(line) = missing(&command.excerpt, &printed) {
        return Some(format!("not printed: {line}\nprinted:\n{printed}"));
    }
    let exit = output.status.code();
    (exit != Some(command.exit)).then(|| format!("exit {exit:?}, not {}\nprinted:\n{printed}", command.exit))
}

fn check(program: &Path, path: &Path) -> Result<(), String> {
    let page = Page::parse(&std::fs::read_to_string(path).unwrap()).map_err(|error| error.to_string())?;
    let stem = path.file_stem().unwrap().to_string_lossy();
    if page.name != stem {
        return Err(format!("the page is named {stem} and says {}", page.name));
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in &page.files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, contents).unwrap();
    }
    for command in &page.commands {
        if let Some(fault) = run(program, folder.path(), command) {
            return Err(format!("line {}: {fault}", command.line));
        }
    }
    Ok(())
}

#[test]
fn every_page_prints_what_it_says() {
    let program = program();
    let check = |path: &PathBuf| check(&program, path).err().map(|fault| format!("{}: {fault}", path.display()));
    let faults: Vec<String> = pages().iter().filter_map(check).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

/// The runner itself, on a page whose program is this test's own: it prints the
/// usage of a test harness.
#[test]
fn a_page_that_says_something_else_is_a_fault() {
    let program = std::env::current_exe().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let page = |name: &str, console: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("name: a\ncause: b\nway out: c\n```console\n{console}\n```\n")).unwrap();
        check(&program, &path)
    };
    assert_eq!(page("a.md", "$ makegood --help\nUsage: ... [OPTIONS]"), Ok(()));
    assert!(page("a.md", "$ makegood --help\nno such line").unwrap_err().starts_with("line 5: not printed"));
    assert!(page("a.md", "$ makegood --help\n[exit 2]").unwrap_err().contains("exit Some(0), not 2"));
    assert!(page("b.md", "$ makegood --help").unwrap_err().contains("named b and says a"));
    let unbuilt = run(&folder.path().join("none"), folder.path(), &Command::default());
    assert!(unbuilt.unwrap().contains("build it"));
}
