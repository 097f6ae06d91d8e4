//! `makegood recourse`: of a file, or of a case of the book.

mod case;
mod say;

use crate::End;
use crate::args::Place;
use anyhow::{Context, Result, bail};
use clap::Args;
use makegood_recourse::{Facts, FileError, member_view, recourse};
use makegood_units::PartyId;
use serde_json::json;
use std::path::{Path, PathBuf};

/// `recourse`
#[derive(Args, Debug)]
#[command(after_help = "\
Of a file: it is described in docs/recourse.md, with three invented examples beside it. Nothing is
written anywhere: this reads one file and prints what follows from it.

Of a case: the debts come from the book and the rows from the journal. --learn writes the tables of
a file into it, all of them or none; the head and [[debt]] are left out. A row with the table and id
of an earlier one takes its place; --withdraw takes one out, which the journal keeps.

Example:  makegood recourse 4711
          makegood recourse 4711 --learn pledge.toml --by s-2
          makegood recourse 4711 --withdraw security S-1 --reason 'of another loan' --by s-2
          makegood recourse docs/recourse/three-households.toml
          makegood recourse docs/recourse/pledge-surplus.toml --json
          makegood recourse docs/recourse/three-households.toml --member P-2")]
pub struct RecourseArgs {
    /// A file of facts, or the borrower's or a loan's number.
    #[arg(value_name = "FILE|CASE")]
    pub what: String,
    /// Write the rows of this file into the case first.
    #[arg(long, value_name = "FILE.toml")]
    pub learn: Option<PathBuf>,
    /// Withdraw a row of the case first.
    #[arg(long, num_args = 2, value_names = ["TABLE", "ID"], requires = "reason", conflicts_with = "learn")]
    pub withdraw: Option<Vec<String>>,
    /// Why a row is withdrawn.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Who of the lender's people, by their number.
    #[arg(long, value_name = "STAFF", default_value = "recourse")]
    pub by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
    /// Print only what this member of a group may see of the joint debt.
    #[arg(long, value_name = "PARTY")]
    pub member: Option<String>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

pub fn run(place: &Place, args: &RecourseArgs) -> Result<End> {
    let path = Path::new(&args.what);
    if !path.exists() && path.extension().is_none_or(|end| end != "toml") {
        return case::run(place, args);
    }
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    let facts = match Facts::parse(&name, &text) {
        Ok(facts) => facts,
        Err(errors) => return refuse(&errors, args.json),
    };
    if let Some(member) = &args.member {
        return view(&facts, member, args.json);
    }
    // What contradicts itself was refused when the file was read, with its line.
    let answer = recourse(&facts).map_err(|wrong| anyhow::anyhow!("{}", say::refusals(&wrong)))?;
    match args.json {
        true => println!("{:#}", serde_json::to_value(&answer)?),
        false => print!("{}", say::answer(&answer)),
    }
    Ok(if answer.refused.is_empty() { End::Done } else { End::Partly })
}

/// Every problem of the file.
fn refuse(errors: &[FileError], as_json: bool) -> Result<End> {
    if as_json {
        println!("{:#}", json!({ "refused": errors }));
    }
    let told = errors.iter().map(|error| format!("{error}\n  {}", error.way_out));
    bail!("nothing was worked out\n{}", told.collect::<Vec<_>>().join("\n"))
}

fn view(facts: &Facts, member: &str, as_json: bool) -> Result<End> {
    let party = PartyId::new(member);
    let views: Vec<_> = facts.groups.iter().filter_map(|group| member_view(facts, group, &party)).collect();
    if views.is_empty() {
        bail!("{member} is a member of no group in this file");
    }
    match as_json {
        true => println!("{:#}", serde_json::to_value(&views)?),
        false => views.iter().for_each(|view| print!("{}", say::view(facts, view))),
    }
    Ok(End::Done)
}
