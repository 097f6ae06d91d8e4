//! `makegood recourse`

mod say;

use crate::End;
use anyhow::{Context, Result, bail};
use clap::Args;
use makegood_recourse::{Facts, FileError, member_view, recourse};
use makegood_units::PartyId;
use serde_json::json;
use std::path::PathBuf;

/// `recourse`
#[derive(Args, Debug)]
#[command(after_help = "\
The file is described in docs/recourse.md, with three invented examples beside it. Nothing is
written anywhere: this reads one file and prints what follows from it.

Example:  makegood recourse docs/recourse/three-households.toml
          makegood recourse docs/recourse/pledge-surplus.toml --json
          makegood recourse docs/recourse/three-households.toml --member P-2")]
pub struct RecourseArgs {
    /// The facts: debts, who is liable, groups, securities, belongings, ways to money.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print only what this member of a group may see of the joint debt.
    #[arg(long, value_name = "PARTY")]
    pub member: Option<String>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &RecourseArgs) -> Result<End> {
    let name = args.file.display().to_string();
    let text = std::fs::read_to_string(&args.file).with_context(|| format!("{name} cannot be read"))?;
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
