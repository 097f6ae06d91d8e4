//! Chores of this repository. `cargo xtask CHORE`.

mod checklist;
mod demo_book;
mod demo_book_overlay;
mod demo_book_places;
mod demo_book_tape;
mod finding;
mod layers;
mod source;
mod tidy;
mod tongues;
mod vectors;

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
        "checklist" => checklist::run(&root()?),
        "demo-book" => {
            let from = rest.first().context("say where the Kiva set is: demo-book KIVA_DIR")?;
            demo_book::convert(Path::new(from), Path::new("demo/kiva"))
        }
        "demo-overlay" => demo_book_overlay::generate(Path::new("demo/kiva"), Path::new("demo/overlay")),
        "demo-tape" => {
            let from = rest.first().context("say where the tape is: demo-tape FILE")?;
            demo_book_tape::sample(Path::new(from), Path::new("demo/abs-ee-sample"))
        }
        "layers" => layers::run(&root()?),
        "tidy" => tidy::run(&root()?),
        "tongues" => tongues::run(&root()?),
        "vectors" => vectors::run(&rest),
        other => {
            bail!(
                "no chore named {other:?}; there are: checklist, demo-book, demo-overlay, demo-tape, layers, tidy, tongues, \
                 vectors"
            )
        }
    }
}

/// The folder of the repository.
fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask lies inside the repository")?.to_owned())
}
