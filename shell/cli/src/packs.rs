//! `makegood packs`: the law that is installed, read, tried and shown.

mod check;
mod show;
mod test;

use crate::{End, shipped};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use makegood_compliance::{Pack, PackError, Packs};
use std::path::PathBuf;

/// `packs`
#[derive(Args, Debug)]
#[command(after_help = "\
A pack is one source of law on one Markdown page, with its rules and worked examples. The format
is described in packs/README.md. Without a file, every installed pack is taken.

Example:  makegood packs check my-pack.md
          makegood packs test my-pack.md examples-of-our-lawyer.md
          makegood packs show us-regf us.regf.14b2iA")]
pub struct PacksArgs {
    /// A folder of packs to use beside or instead of the shipped ones, by file name.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub packs: Option<PathBuf>,
    /// What to do; without a word, the installed packs are listed.
    #[command(subcommand)]
    pub what: Option<What>,
}

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Read packs and name every line that cannot be read
    Check {
        /// Files; every installed pack when none is named.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Run worked examples: of packs, or of pages that hold nothing but examples
    Test {
        /// Files; every installed pack when none is named. A page without a pack block is
        /// asked under the installed packs its examples name, by pack or by rule.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print each example, passed or failed.
        #[arg(long, short)]
        verbose: bool,
    },
    /// Print packs or single rules as a lawyer would read them
    Show {
        /// Files, ids of installed packs, or names of rules; every installed pack when none is named.
        #[arg(value_name = "PACK")]
        which: Vec<String>,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
}

pub fn run(args: &PacksArgs) -> Result<End> {
    let texts = shipped::policy_with(None, args.packs.as_deref())?.packs;
    match &args.what {
        None => list(&texts),
        Some(What::Check { files }) => check::run(&texts, files),
        Some(What::Test { files, verbose }) => test::run(&texts, files, *verbose),
        Some(What::Show { which, json }) => show::run(&texts, which, *json),
    }
}

/// A file as named on the command line, with its text.
type Page = (String, String);

/// The pages to look at: the files named, else every installed pack.
fn pages(texts: &[Page], files: &[PathBuf]) -> Result<Vec<Page>> {
    if files.is_empty() {
        return Ok(texts.iter().map(|(id, text)| (format!("packs/{id}.md"), text.clone())).collect());
    }
    let read = |file: &PathBuf| {
        let text = std::fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
        Ok((file.display().to_string(), text))
    };
    files.iter().map(read).collect()
}

/// The installed packs. One that cannot be read is an error: nothing else could be trusted.
fn installed(texts: &[Page]) -> Result<Vec<Pack>> {
    let parsed = texts.iter().map(|(id, text)| Pack::parse(&format!("packs/{id}.md"), text));
    parsed.map(|pack| pack.or_else(|errors| bail!("{}", lines(&errors)))).collect()
}

/// Packs that hold together.
fn together(packs: Vec<Pack>) -> Result<Packs> {
    Packs::try_new(packs).or_else(|errors| bail!("{}", lines(&errors)))
}

fn lines(errors: &[PackError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Whether a page is a pack, and not only a page of examples.
fn is_pack(text: &str) -> bool {
    text.lines().any(|line| line.trim().strip_prefix("```").is_some_and(|word| word.trim() == "pack"))
}

fn list(texts: &[Page]) -> Result<End> {
    let packs = installed(texts)?;
    let (mut rules, mut examples) = (0, 0);
    for pack in &packs {
        println!("{:<22} {:>3} rules  {:>3} examples  {}", pack.id, pack.rules.len(), pack.examples.len(), pack.title);
        rules += pack.rules.len();
        examples += pack.examples.len();
    }
    println!("{} packs, {rules} rules, {examples} examples", packs.len());
    Ok(End::Done)
}
