//! `makegood strategy`

use crate::args::Place;
use crate::progress::Bar;
use crate::{End, shipped};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use makegood_desk::{DaySums, Tried};
use makegood_strategy::Strategy;
use makegood_units::{Amount, Currency, Money};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `strategy`
#[derive(Args, Debug)]
pub struct StrategyArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The ladders that travel with the program
    List,
    /// Print one of them, to start your own from
    Show {
        /// Its name.
        name: String,
    },
    /// Read files and name every fault with its line
    Check {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// The JSON Schema of the file, for editors
    Schema,
    /// Try a strategy on the present book: who moves, what work, what cost. Writes nothing
    Try {
        /// The file, or the name of a shipped ladder.
        strategy: PathBuf,
        /// A folder of packs to use beside or instead of the shipped ones, by file name.
        #[arg(long, value_name = "FOLDER")]
        packs: Option<PathBuf>,
        /// List every case whose next step changes, not only the first twenty.
        #[arg(long)]
        all: bool,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Ladders tried beside the one in force, by lot: adopt, end, and what they came to
    Trial(crate::trial::TrialArgs),
}

/// How many moved cases are named when not all are asked for.
const FIRST: usize = 20;

pub fn run(place: &Place, args: &StrategyArgs) -> Result<End> {
    match &args.what {
        What::List => list(),
        What::Show { name } => {
            let (_, text) = shipped::strategy(name)
                .with_context(|| format!("no ladder of that name; there are {}", shipped::strategy_names()))?;
            print!("{text}");
            Ok(End::Done)
        }
        What::Check { files } => check(files),
        What::Schema => {
            print!("{}", shipped::STRATEGY_SCHEMA);
            Ok(End::Done)
        }
        What::Trial(args) => crate::trial::run(place, args),
        What::Try { strategy, packs, all, json } => attempt(place, strategy, packs.as_deref(), *all, *json),
    }
}

fn list() -> Result<End> {
    for (path, text) in shipped::STRATEGIES {
        let strategy = read(path, text)?;
        let first = text.lines().next().unwrap_or_default().trim_start_matches("# ");
        println!("{:<22} version {}, {} rungs. {first}", strategy.name, strategy.version, strategy.rungs.len());
    }
    Ok(End::Done)
}

fn read(file: &str, text: &str) -> Result<Strategy> {
    Strategy::parse(file, text)
        .map_err(|faults| anyhow::anyhow!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

fn check(files: &[PathBuf]) -> Result<End> {
    let mut faulty = false;
    for file in files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).with_context(|| name.clone())?;
        match Strategy::parse(&name, &text) {
            Ok(read) => println!("{name}: {} {}, {} rungs, in order", read.name, read.version, read.rungs.len()),
            Err(faults) => {
                faulty = true;
                faults.iter().for_each(|fault| println!("{fault}"));
            }
        }
    }
    Ok(if faulty { End::Partly } else { End::Done })
}

fn attempt(place: &Place, strategy: &Path, packs: Option<&Path>, all: bool, json: bool) -> Result<End> {
    let desk = place.open()?;
    let texts = shipped::policy_with(Some(strategy), packs)?;
    let bar = Bar::new("cases");
    let tried = desk.try_strategy(&texts, |title, done, total| {
        bar.title(title);
        bar.at(done, total);
    });
    bar.end();
    let tried = tried?;
    if json {
        println!("{}", serde_json::to_string_pretty(&tried)?);
    } else {
        say(&tried, all);
    }
    Ok(End::Done)
}

fn say(tried: &Tried, all: bool) {
    let Tried { as_of, now, then, moves } = tried;
    println!("As of {as_of}, {} cases in arrears. Nothing was written.\n", now.cases);
    let row = |what: &str, of: fn(&DaySums) -> String| println!("{what:<26} {:>24} {:>24}", of(now), of(then));
    row("", |day| day.strategy.clone());
    row("steps on worklists", |day| day.steps.to_string());
    row("minutes of them", |day| format!("{} of {}", day.minutes, day.minutes_available));
    row("cost beside the minutes", |day| money(&day.cost));
    row("expected to bring", |day| money(&day.value));
    row("waiting for somebody", |day| day.waiting.to_string());
    row("closed by law today", |day| day.closed_by_law.to_string());
    row("no minutes left for", |day| day.left.to_string());
    let mut actions: Vec<&String> = now.by_action.keys().chain(then.by_action.keys()).collect();
    actions.sort();
    actions.dedup();
    for action in actions {
        let count = |day: &DaySums| day.by_action.get(action).copied().unwrap_or(0).to_string();
        println!("{:<26} {:>24} {:>24}", format!("  {}", action.replace('_', " ")), count(now), count(then));
    }
    println!("\n{} cases move", moves.len());
    let word = |step: &Option<String>| step.clone().unwrap_or_else(|| "nothing".to_owned());
    let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
    moves.iter().for_each(|one| *counted.entry((word(&one.from), word(&one.to))).or_default() += 1);
    for ((from, to), count) in &counted {
        println!("{count:>8}  from {from} to {to}");
    }
    let shown = if all { moves.len() } else { FIRST };
    for one in moves.iter().take(shown) {
        println!("  {}: from {} to {}", one.party, word(&one.from), word(&one.to));
    }
    if moves.len() > shown {
        println!("  and {} more; --all names them", moves.len() - shown);
    }
}

fn money(by_currency: &BTreeMap<Currency, Amount>) -> String {
    let each = by_currency.iter().map(|(currency, amount)| Money::new(*amount, *currency).to_string());
    let said = each.collect::<Vec<_>>().join(", ");
    if said.is_empty() { "nothing".to_owned() } else { said }
}
