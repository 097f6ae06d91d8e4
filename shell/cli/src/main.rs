//! The command line of Makegood. `makegood --help` is the place to start; each
//! command lives in a file of its own name.

mod acting;
mod age;
mod approvals;
mod args;
mod attention;
mod classes;
mod clocks;
mod close;
mod critique;
mod decide;
mod demo;
mod demo_review;
mod diagnose;
mod diagnose_fit;
mod explain;
mod explain_promise;
mod file;
mod finding;
mod first_cash;
mod gate;
mod handle;
mod hard_cases;
mod import;
mod leader;
mod letter;
mod loan;
mod methods;
mod origination;
mod packs;
mod penalty;
mod personas;
mod plan;
mod progress;
mod promise;
mod recourse;
mod relief;
mod replay;
mod report;
mod rights;
mod schedule;
mod send;
mod serve;
mod shipped;
mod step;
mod strategy;
mod talk;
mod tape;
mod token;
mod trial;
mod user;
mod verify;
mod visit;
mod webhook;
mod wording;
mod workout;

use args::{Command, Makegood};
use clap::{CommandFactory, FromArgMatches};
use std::process::ExitCode;

/// What a command ended with. Said in `makegood --help`.
pub enum End {
    /// Done.
    Done,
    /// Done as far as possible: some rows, files or texts were refused, each by name.
    Partly,
    /// The book is not what it should be.
    DoesNotHold,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(match end {
            End::Done => 0,
            End::Partly => 3,
            End::DoesNotHold => 4,
        })
    }
}

fn main() -> ExitCode {
    leave_quietly_when_nobody_reads();
    let matches = Makegood::command().get_matches();
    let Makegood { book, zone, command } = Makegood::from_arg_matches(&matches).unwrap_or_else(|wrong| wrong.exit());
    let place = args::Place { book, zone };
    if let Err(refused) = acting::check(&place, &matches) {
        return complain(refused);
    }
    let ended = match command {
        Command::Demo(args) => demo::run(&place, &args),
        Command::Import(args) => import::run(&place, &args),
        Command::Close(args) => close::run(&place, &args),
        Command::Send(args) => send::run(&place, &args),
        Command::Serve(args) => serve::run(&place, &args),
        Command::User(args) => user::run(&place, &args),
        Command::Rights(args) => rights::run(&args),
        Command::Report(args) => report::run(&place, &args),
        Command::Explain(args) => explain::run(&place, &args),
        Command::Verify(args) => verify::run(&place, &args),
        Command::Replay(args) => replay::run(&place, &args),
        Command::Age(args) => age::run(&args),
        Command::Schedule(args) => schedule::run(&args),
        Command::Penalty(args) => penalty::run(&place, &args),
        Command::Classes(args) => classes::run(&place, &args),
        Command::Diagnose(args) => diagnose::run(&place, &args),
        Command::File(args) => file::run(&place, &args),
        Command::Approvals(args) => approvals::run(&place, &args),
        Command::Attention(args) => attention::run(&place, &args),
        Command::Finding(args) => finding::run(&place, &args),
        Command::Recourse(args) => recourse::run(&place, &args),
        Command::Strategy(args) => strategy::run(&place, &args),
        Command::Plan(args) => plan::run(&place, &args),
        Command::Promise(args) => promise::run(&place, &args),
        Command::Critique(args) => critique::run(&place, &args),
        Command::HardCases(args) => hard_cases::run(&place, &args),
        Command::Script(args) => talk::run(&place, &args),
        Command::Step(args) => step::run(&place, &args),
        Command::Case(args) => handle::run(&place, &args),
        Command::Visit(args) => visit::run(&place, &args),
        Command::May(args) => gate::may(&place, &args),
        Command::Note(args) => gate::note(&place, &args),
        Command::Refused(args) => gate::refused(&place, &args),
        Command::Rejudge(args) => gate::rejudge(&place, &args),
        Command::Clocks(args) => clocks::run(&place, &args),
        Command::Letter(args) => letter::letter(&place, &args),
        Command::Served(args) => letter::served(&place, &args),
        Command::Packs(args) => packs::run(&args),
        Command::Wording(args) => wording::run(&args),
        Command::Workout(args) => workout::run(&place, &args),
        Command::Decide(args) => decide::run(&place, &args),
        Command::Relief(args) => relief::run(&place, &args),
        Command::Token(args) => token::run(&place, &args),
        Command::Webhook(args) => webhook::run(&place, &args),
        Command::Api(args) => token::api(&args),
    };
    ended.map_or_else(complain, ExitCode::from)
}

/// The error with what caused it. A cause that was said already is not said again.
fn whole(error: &anyhow::Error) -> String {
    error.chain().skip(1).fold(error.to_string(), |said, cause| {
        let cause = cause.to_string();
        let known = said.contains(&cause) || cause.starts_with("Error code");
        if known { said } else { format!("{said}: {cause}") }
    })
}

/// `makegood report | head -1` closes our output before we are done; that is the
/// reader's right and no fault.
fn leave_quietly_when_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |about| {
        let says = about.payload().downcast_ref::<String>().map_or("", String::as_str);
        if says.contains("Broken pipe") {
            std::process::exit(0);
        }
        usual(about);
    }));
}

/// What happened, and what to do about it when the refusal knows.
fn complain(error: anyhow::Error) -> ExitCode {
    eprintln!("makegood: {}", whole(&error));
    if let Some(makegood_desk::DeskError::Refused(refusal)) = error.downcast_ref() {
        eprintln!("  {}\n  [{}]", refusal.way_out(), refusal.code());
    }
    if let Some((way_out, code)) = letter::way_out(&error) {
        eprintln!("  {way_out}\n  [{code}]");
    }
    ExitCode::from(1)
}
