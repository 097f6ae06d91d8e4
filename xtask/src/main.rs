//! Chores of this repository. `cargo xtask CHORE`.

mod finding;
mod layers;
mod source;
mod tidy;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match chore() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let chore = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match chore.as_str() {
        "layers" => layers::run(&root()?),
        "tidy" => tidy::run(&root()?),
        other => bail!("no chore named {other:?} (given {rest:?}); there are: layers, tidy"),
    }
}

/// The folder of the repository.
fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask lies inside the repository")?.to_owned())
}
