//! Plays a simulation from a seed, or many seeds one after the other.

use anyhow::Result;
use clap::{Parser, Subcommand};
use makegood_sim::{board_and_abort, crash, run};
use std::path::PathBuf;
use std::process::ExitCode;

/// Plays random days of a lender through the whole system and checks them.
#[derive(Parser)]
struct Args {
    /// The seed everything random follows from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many steps to play.
    #[arg(long, default_value_t = 200)]
    steps: u32,
    /// How many seeds to play, one after the other, from the seed on.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Ends an import in the middle and looks at what the next process finds.
    Crash {
        /// How many payments to import.
        #[arg(long, default_value_t = 45_000)]
        payments: u32,
        /// After how many thousand of them.
        #[arg(long, default_value_t = 23)]
        after_thousands: u64,
    },
    /// Boards files and ends at once in the middle: the child of `crash`.
    #[command(hide = true)]
    AbortWhileBoarding {
        #[arg(long)]
        book: PathBuf,
        #[arg(long)]
        files: PathBuf,
        #[arg(long)]
        after_thousands: u64,
    },
}

fn main() -> ExitCode {
    match play(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn play(args: Args) -> Result<()> {
    match args.command {
        Some(Command::AbortWhileBoarding { book, files, after_thousands }) => {
            board_and_abort(&book, &files, after_thousands)
        }
        Some(Command::Crash { payments, after_thousands }) => {
            let report = crash(&std::env::current_exe()?, args.seed, payments, after_thousands)?;
            println!(
                "ended after {after_thousands} thousand rows with {} events kept; {} after boarding again, as without the crash",
                report.events_left, report.events_after
            );
            Ok(())
        }
        None => {
            for seed in args.seed..args.seed.saturating_add(args.seeds) {
                let summary = run(seed, args.steps)?;
                println!(
                    "seed {seed}: {} steps, {} closes, {} outcomes, {} refused, {} worklist items, {} promises, {} replays, \
                     {} loan events, {} positions ({} by the naive model)",
                    summary.steps,
                    summary.closes,
                    summary.outcomes,
                    summary.refused,
                    summary.worklist_items,
                    summary.promises,
                    summary.replays,
                    summary.loan_events,
                    summary.positions.0,
                    summary.positions.1
                );
            }
            Ok(())
        }
    }
}
