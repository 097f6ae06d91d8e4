//! `makegood diagnose fit`

use crate::End;
use anyhow::{Context, Result};
use clap::Args;
use makegood_diagnosis::Method;
use makegood_diagnosis::fit::{Calibration, FEWEST_OF_A_KIND, FitReport, Labels, LabelsError, Scores, fit_report};
use makegood_units::{BusinessDate, Measured};
use std::path::{Path, PathBuf};

/// The columns of the file.
const COLUMNS: [&str; 5] = ["case", "evidence", "able_now", "able_durably", "willing"];
/// So many moved weights are printed; --json has all.
const FIRST: usize = 15;

/// `diagnose fit`
#[derive(Args, Debug)]
#[command(after_help = "\
The file has the columns case, evidence (ids with semicolons between), able_now, able_durably and
willing: yes, no, or empty where nobody knows. A case belongs in it when somebody found out how it
was by other means than this table, and cases have to be taken as they come, not because they were
easy. docs/fit.md tells how it is worked out.

Example:  makegood diagnose fit --labels closed-cases.csv --out ours.tsv
          makegood diagnose --table ours.tsv --evidence P01,F07")]
pub struct FitArgs {
    /// Cases of which it is known how they were.
    #[arg(long, value_name = "FILE.csv")]
    pub labels: PathBuf,
    /// Write the fitted table here, in the form of the shipped one.
    #[arg(long, value_name = "FILE.tsv")]
    pub out: Option<PathBuf>,
    /// For how many cases the expert counts.
    #[arg(long, value_name = "CASES", default_value_t = 60)]
    pub prior_cases: u32,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &FitArgs, method: &Method, today: BusinessDate) -> Result<End> {
    let cases = read(&args.labels, method)?;
    let cases = cases.cases(FEWEST_OF_A_KIND).map_err(|error| named(&args.labels, &error))?;
    let report = fit_report(method, &cases, args.prior_cases, today);
    if let Some(out) = &args.out {
        std::fs::write(out, report.fit.text()).with_context(|| format!("writing {}", out.display()))?;
    }
    match args.json {
        true => println!("{:#}", serde_json::to_value(&report)?),
        false => say(&report, args),
    }
    Ok(End::Done)
}

fn named(file: &Path, error: &LabelsError) -> anyhow::Error {
    anyhow::anyhow!("{}, {error}\n  [{}]", file.display(), error.code())
}

fn read(file: &Path, method: &Method) -> Result<Labels> {
    let name = file.display();
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("reading {name}"))?;
    let header = reader.headers().with_context(|| format!("reading {name}"))?.clone();
    let place = |column: &str| {
        let found = header.iter().position(|cell| cell.trim() == column);
        found.with_context(|| format!("{name} has no column {column}; it needs {}", COLUMNS.join(", ")))
    };
    let mut places = [0; 5];
    for (at, column) in places.iter_mut().zip(COLUMNS) {
        *at = place(column)?;
    }
    let mut labels = Labels::default();
    for row in reader.records() {
        let row = row.with_context(|| format!("reading {name}"))?;
        let line = row.position().map_or(0, csv::Position::line);
        let [case, evidence, now, durably, willing] = places.map(|at| row.get(at).unwrap_or(""));
        let taken = labels.take(line, case, evidence, [now, durably, willing], &method.table);
        taken.map_err(|error| named(file, &error))?;
    }
    Ok(labels)
}

fn say(report: &FitReport, args: &FitArgs) {
    println!(
        "{} cases; the expert counts for {} more. Scores are of cases not used for the weights; less is better.\n",
        report.fit.cases, args.prior_cases
    );
    report.calibration.iter().for_each(calibration);
    if !report.left_to_the_expert.is_empty() {
        println!(
            "Left to the expert, with fewer than {FEWEST_OF_A_KIND} cases of either kind: {}\n",
            report.left_to_the_expert.join(", ")
        );
    }
    println!("Moved furthest (decibans)   expert  fitted   the cases alone       seen in");
    for one in report.moved.iter().take(FIRST) {
        let [low, point, high] = one.alone_cdb.map(db);
        println!(
            "  {:<5}{:<20}{:>7}{:>8}   {point:>6} ({low} to {high})   {} cases   {}",
            one.id,
            one.axis,
            db(one.expert_cdb),
            db(one.fitted_cdb),
            one.seen_in,
            one.says
        );
    }
    if !report.held.is_empty() {
        println!("\nThe cases point the other way than the expert, perhaps by chance; these count nothing now:");
        report
            .held
            .iter()
            .for_each(|one| println!("  {:<5}{:<14} expert {}: {}", one.id, one.axis, db(one.expert_cdb), one.says));
    }
    if !report.never_seen.is_empty() {
        println!("\nIn none of the cases: {}", report.never_seen.join(" "));
    }
    match &args.out {
        Some(out) => println!("\nWritten to {}; read with: makegood diagnose --table {}", out.display(), out.display()),
        None => println!("\nNothing was written; --out FILE.tsv keeps the table."),
    }
}

fn calibration(one: &Calibration) {
    println!("{}: true of {}", one.axis.replace('_', " "), share(&one.true_of));
    let line =
        |name: &str, of: Scores| println!("  {name:<8} Brier {}, log {}", millionths(of.brier), millionths(of.log));
    line("expert", one.expert);
    line("fitted", one.fitted);
    for tenth in &one.tenths {
        let bar = "█".repeat(usize::try_from(tenth.true_of.share_bp.unwrap_or(0) / 500).unwrap_or(0));
        println!("  believed {:>3} %, true of {:<28} {bar}", tenth.believed_bp / 100, share(&tenth.true_of));
    }
    println!();
}

/// `16 of 40, 40 % (26 to 55)`.
fn share(of: &Measured) -> String {
    let percent = |bp: Option<i64>| bp.map_or("-".to_owned(), |bp| (bp / 100).to_string());
    let (share, low, high) = (percent(of.share_bp), percent(of.low_bp), percent(of.high_bp));
    format!("{} of {}, {share} % ({low} to {high})", of.numerator, of.denominator)
}

fn millionths(of: i64) -> String {
    format!("{}.{:04}", of / 1_000_000, of % 1_000_000 / 100)
}

fn db(cdb: i32) -> String {
    format!("{}{}.{:02}", if cdb < 0 { "-" } else { "" }, cdb.abs() / 100, cdb.abs() % 100)
}
