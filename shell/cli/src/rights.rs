//! `makegood rights`

use crate::End;
use anyhow::{Context, Result};
use clap::Args;
use makegood_access::{Matter, Right, Rights};
use makegood_desk::Role;
use std::path::{Path, PathBuf};

/// `rights`
#[derive(Args, Debug)]
#[command(after_help = "\
The shipped table is rights/permissions.toml; a lender copies it, edits it, looks at it with --file and
serves with: makegood serve --rights FILE.")]
pub struct RightsArgs {
    /// Another table than the shipped one.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// The shipped table, or a lender's own.
pub fn read(file: Option<&Path>) -> Result<Rights> {
    let Some(file) = file else { return Ok(Rights::parse(Rights::SHIPPED)?) };
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    Rights::parse(&text).with_context(|| file.display().to_string())
}

pub fn run(args: &RightsArgs) -> Result<End> {
    let rights = read(args.file.as_deref())?;
    let heads = ["collector", "field", "leader", "executive", "legal", "compliance", "auditor", "admin"];
    let line = |first: &str, cells: Vec<&str>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<11}")).collect();
        println!("{}", format!("{first:<17}{}", cells.concat()).trim_end());
    };
    line("may", heads.to_vec());
    for right in Right::ALL {
        let cell = |role: &Role| rights.scope(*role, *right).map_or("-", |scope| scope.word());
        line(right.word(), Role::ALL.iter().map(cell).collect());
    }
    println!();
    line("is shown", heads.to_vec());
    for matter in Matter::ALL {
        line(matter.word(), Role::ALL.iter().map(|role| rights.veil(*role, *matter).word()).collect());
    }
    Ok(End::Done)
}
