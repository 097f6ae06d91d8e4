//! `makegood diagnose`

use crate::End;
use crate::args::Place;
use crate::explain::finding;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use makegood_case::Confidence;
use makegood_desk::Clock;
use makegood_diagnosis::{Dossier, EvidenceTable, Item, LenderMatter, MatterKind, Method, diagnose};
use makegood_units::{BusinessDate, FactId};
use std::path::{Path, PathBuf};

/// `diagnose`
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
A piece of evidence is an id of the table. With a question mark it was only said, not seen or shown;
with a day it was observed then and has faded since. Without --evidence the table is printed.

Example:  makegood diagnose --evidence P01,F07,C04
          makegood diagnose --evidence 'F03@2026-03-01,L02?' --on 2026-04-01 --json"
)]
pub struct DiagnoseArgs {
    /// What is known, by the ids of the evidence table, with commas between.
    #[arg(long, value_delimiter = ',', value_name = "ID[?][@DAY]")]
    pub evidence: Vec<String>,
    /// The borrower says the debt is wrong: nothing is weighed before that is answered.
    #[arg(long)]
    pub dispute: bool,
    /// The lender found its own mistake, which it settles first.
    #[arg(long)]
    pub lender_error: bool,
    /// The day the finding is for; today when it is not said.
    #[arg(long, value_name = "DATE")]
    pub on: Option<BusinessDate>,
    /// An evidence table of the lender's own in place of the shipped one.
    #[arg(long, value_name = "FILE.tsv")]
    pub table: Option<PathBuf>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Fit the weights to cases of which it is known how they were
    Fit(crate::diagnose_fit::FitArgs),
    /// Diagnose the cases of the book by a table of your own from now on
    Adopt {
        /// The table, in the form of the shipped one; --shipped goes back to that.
        #[arg(value_name = "FILE.tsv", required_unless_present = "shipped")]
        table: Option<PathBuf>,
        /// Go back to the shipped table.
        #[arg(long, conflicts_with = "table")]
        shipped: bool,
        /// Who adopts it; kept in the journal.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
}

pub fn run(place: &Place, args: &DiagnoseArgs) -> Result<End> {
    let method = method(args.table.as_deref())?;
    let today = Clock::System(place.zone()?).today();
    match &args.what {
        Some(What::Fit(args)) => return crate::diagnose_fit::run(args, &method, today),
        Some(What::Adopt { table, by, .. }) => return adopt(place, table.as_deref(), by),
        None => {}
    }
    let on = args.on.unwrap_or(today);
    let matters = [(args.dispute, MatterKind::Dispute), (args.lender_error, MatterKind::LenderError)];
    let matters = matters.into_iter().filter(|(is_so, _)| *is_so);
    let matters: Vec<LenderMatter> =
        matters.map(|(_, kind)| LenderMatter { kind, on, fact: FactId::new("said", "command") }).collect();
    if args.evidence.is_empty() && matters.is_empty() && !args.json {
        list(&method.table);
        return Ok(End::Done);
    }
    let words = args.evidence.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let items = words.map(|word| item(word, on, &method.table)).collect::<Result<Vec<_>>>()?;
    let found = diagnose(&Dossier { items, matters }, on, &method);
    match args.json {
        true => println!("{:#}", serde_json::to_value(&found)?),
        false => finding(&found),
    }
    Ok(End::Done)
}

fn adopt(place: &Place, table: Option<&Path>, by: &str) -> Result<End> {
    let mut desk = place.open()?;
    let read = |file: &Path| std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()));
    let text = table.map(read).transpose()?;
    let name = table.map(|file| file.display().to_string());
    let is_new = desk.adopt_evidence(name.as_deref().zip(text.as_deref()), by)?;
    let of = name.as_deref().unwrap_or("the shipped table");
    println!(
        "{}",
        if is_new { format!("cases are diagnosed by {of} from now on") } else { format!("{of} is in use already") }
    );
    Ok(End::Done)
}

/// The shipped table, or the lender's own; the questions are the shipped ones.
fn method(table: Option<&Path>) -> Result<Method> {
    let Some(file) = table else { return Ok(Method::shipped()?) };
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {name}"))?;
    Ok(makegood_views::own_method(&name, &text)?)
}

/// `F03`, `F03?`, `F03@2026-03-01`, `F03?@2026-03-01`.
fn item(word: &str, on: BusinessDate, table: &EvidenceTable) -> Result<Item> {
    let (id, observed_on) = match word.split_once('@') {
        None => (word, on),
        Some((id, day)) => match day.trim().parse() {
            Ok(day) => (id, day),
            Err(_) => bail!("{word}: {day} is not a day; write it as YYYY-MM-DD"),
        },
    };
    let (id, confidence) = match id.trim().strip_suffix('?') {
        None => (id.trim(), Confidence::Verified),
        Some(id) => (id, Confidence::Stated),
    };
    let Some(kind) = table.get(&id.to_ascii_uppercase()) else {
        bail!("{word}: {id} is not in the evidence table; `makegood diagnose` without anything prints it");
    };
    if observed_on > on {
        bail!("{word}: observed after {on}, the day the finding is for; give that day with --on");
    }
    let (evidence, says) = (kind.id.clone(), kind.says.clone());
    Ok(Item { evidence, observed_on, confidence, says, facts: vec![FactId::new("said", word)] })
}

fn list(table: &EvidenceTable) {
    println!("id   family        able now  durably  willing  fades by half in  what was observed");
    for kind in table.iter() {
        let [now, durably, willing] = kind.decibans;
        let fades = kind.half_life_days.map_or("never".to_owned(), |days| format!("{days} days"));
        println!("{:<5}{:<14}{now:>8}{durably:>9}{willing:>9}  {fades:<17} {}", kind.id, kind.family.word(), kind.says);
    }
    println!(
        "\nIn decibans: 10 makes the odds ten times better, 3 about twice; expert values until a lender's own data."
    );
}
