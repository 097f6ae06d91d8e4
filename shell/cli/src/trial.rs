//! `makegood strategy trial`: ladders tried beside the one in force.

use crate::args::Place;
use crate::{End, shipped};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use makegood_desk::{DeskError, Refusal, TrialTexts};
use makegood_strategy::trial::{ArmCash, ArmResults, Trial, TrialResults};
use makegood_units::{Measured, Money, Rounding, divide};
use std::path::{Path, PathBuf};

/// `strategy trial`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a word: what the last trial came to, arm by arm, by the lot each case drew.
The file is described in strategies/README.md, what the figures are in docs/trial.md.

Example:  makegood strategy trial adopt trial.toml
          makegood close 2026-12-01
          makegood strategy trial")]
pub struct TrialArgs {
    #[command(subcommand)]
    what: Option<What>,
    /// Print as JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Adopt a trial beside the strategy in force, from its first day on
    Adopt {
        /// The trial; the ladders it names lie beside it.
        file: PathBuf,
        /// Who adopts it; kept in the journal.
        #[arg(long, value_name = "NAME", default_value = "close")]
        by: String,
    },
    /// End the trial that runs; what it came to stays to be read
    End {
        /// Who ends it; kept in the journal.
        #[arg(long, value_name = "NAME", default_value = "close")]
        by: String,
    },
}

pub fn run(place: &Place, args: &TrialArgs) -> Result<End> {
    let mut desk = place.open()?;
    match &args.what {
        Some(What::Adopt { file, by }) => {
            let texts = texts(file)?;
            match desk.adopt_trial(&texts, by)? {
                true => println!("Adopted {}; it decides from its first day on.", texts.trial.0),
                false => println!("{} runs already; nothing was written.", texts.trial.0),
            }
        }
        Some(What::End { by }) => println!("Ended the trial {}.", desk.end_trial(by)?),
        None => {
            let Some(results) = makegood_views::trial_results(desk.book())? else {
                let adopted = makegood_views::last_trial(desk.book())?.is_some();
                let why = if adopted { Refusal::NothingClosed } else { Refusal::NoTrial };
                return Err(DeskError::Refused(why).into());
            };
            match args.json {
                true => println!("{}", serde_json::to_string_pretty(&results)?),
                false => say(&results),
            }
        }
    }
    Ok(End::Done)
}

/// The trial's text and those of the ladders it names: files beside it, or shipped ones.
fn texts(file: &Path) -> Result<TrialTexts> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(|| name.clone())?;
    let faults = |faults: Vec<makegood_strategy::StrategyError>| {
        anyhow::anyhow!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    };
    let trial = Trial::parse(&name, &text).map_err(faults)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let ladder = |named: &str| -> Result<(String, String)> {
        let path = folder.join(named);
        if let Some((path, text)) = shipped::strategy(named).filter(|_| !path.exists()) {
            return Ok((path.to_owned(), text.to_owned()));
        }
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok((path.display().to_string(), text))
    };
    let ladders = trial.challengers.iter().map(|one| ladder(&one.ladder)).collect::<Result<_>>()?;
    Ok(TrialTexts { trial: (name, text), ladders })
}

fn say(results: &TrialResults) {
    let TrialResults { trial, as_of, arms, incremental, late_before, cautions } = results;
    let until = trial.ends_on.map_or_else(|| "without an end".to_owned(), |last| format!("to {last}"));
    println!(
        "Trial {}, from {} {until}, one lot for each {}; as of {as_of}.",
        trial.name,
        trial.begins_on,
        trial.unit.word()
    );
    println!(
        "Each case by the lot it drew, whatever was done. Counted are cases whose first day late lies in the trial;"
    );
    println!("{late_before} borrowers were late on the day before it began and are not.\n");
    println!(
        "{:<14} {:>8} {:>7} {:>22} {:>22} {:>9} {:>10}",
        "arm", "share", "cases", "cured at 30 days", "cured at 60 days", "contacts", "complaints"
    );
    for one in arms {
        println!(
            "{:<14} {:>8} {:>7} {:>22} {:>22} {:>9} {:>10}",
            one.arm.name,
            percent(i64::from(one.arm.share_bp)),
            one.cases,
            measured(one.cured_30),
            measured(one.cured_60),
            one.contacts,
            one.complaints
        );
    }
    for one in arms {
        money(one);
    }
    println!();
    for one in arms {
        for (days, against) in [(30, one.against_30), (60, one.against_60)] {
            if let Some(against) = against {
                println!("{} at {days} days: {}", one.arm.name, against.says());
            }
        }
    }
    for one in incremental {
        println!("{} above the control, {}: {}", one.arm, one.currency, one.says().join(" "));
    }
    cautions.iter().for_each(|caution| println!("! {caution}"));
}

/// Money of the cases whose 30 days are over, currency by currency.
fn money(one: &ArmResults) {
    for (currency, ArmCash { arrears, paid, cost }) in &one.cash {
        let share = divide(i128::from(paid.minor()) * 10_000, i128::from(arrears.minor()), Rounding::HalfEven);
        let share = share.and_then(|share| i64::try_from(share).ok()).map_or_else(|| "-".to_owned(), percent);
        let money = |amount| Money::new(amount, *currency);
        println!(
            "{}: {} in 30 days over {} past due at first, {share}; {} minutes, {} beside them ({} cases)",
            one.arm.name,
            money(*paid),
            money(*arrears),
            one.minutes,
            money(*cost),
            one.followed_30
        );
    }
}

/// `41.2% (88 of 214)`.
pub fn measured(one: Measured) -> String {
    match one.share_bp {
        Some(share) => format!("{} ({} of {})", percent(share), one.numerator, one.denominator),
        None => "-".to_owned(),
    }
}

/// Basis points in per cent with two decimals, or fewer where they are zero.
pub fn percent(basis_points: i64) -> String {
    let (whole, part) = (basis_points / 100, (basis_points % 100).abs());
    match (part, part % 10) {
        (0, _) => format!("{whole}%"),
        (_, 0) => format!("{whole}.{}%", part / 10),
        _ => format!("{whole}.{part:02}%"),
    }
}
