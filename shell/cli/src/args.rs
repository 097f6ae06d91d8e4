//! The words of the command line.

use crate::serve::ServeArgs;
use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use jiff::tz::TimeZone;
use makegood_desk::{Clock, Desk};
use makegood_units::{BusinessDate, Currency, Rate};
use std::path::PathBuf;

/// Loan collection that finds out why before it acts: who is late and by exactly how
/// much, why, what to do about it, whether it is allowed here and now, and who does it
/// today.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "\
Start with:   makegood demo
Your own book: makegood import FOLDER && makegood close 2026-11-30 && makegood serve

Exit codes: 0 done · 1 not done, the reason is printed · 2 the words of the command are wrong
            3 done as far as possible, some rows, files or texts were refused by name
            4 the book is not what it should be (verify, replay)"
)]
pub struct Makegood {
    /// The book: one SQLite file. The demo uses makegood-demo.sqlite instead.
    #[arg(long, global = true, value_name = "FILE")]
    pub book: Option<PathBuf>,
    /// The lender's time zone, by which its business days change.
    #[arg(long, global = true, value_name = "ZONE", default_value = "UTC")]
    pub zone: String,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Board the demo book, close 2007-04-02 and open the pages on this machine
    Demo(DemoArgs),
    /// Read CSV and Parquet files, or an abs-ee tape, into the book
    Import(ImportArgs),
    /// Close a business day: positions, diagnosis, lawful plan, worklists
    Close(CloseArgs),
    /// Write the day's letters and messages to a folder, each cleared again
    Send(SendArgs),
    /// Open the pages of a book on this machine
    Serve(ServeArgs),
    /// Who works with the book: let in, change, shut out
    User(crate::user::UserArgs),
    /// Which role may do what, as a table
    Rights(crate::rights::RightsArgs),
    /// Print the book as of the last closed day
    Report(ReportArgs),
    /// Why is this case here, what may be done, what would move it
    Explain(ExplainArgs),
    /// Prove that nothing in the book was changed, and that its views are the journal's
    Verify(VerifyArgs),
    /// Compute the plan of a closed day again and compare it byte for byte
    Replay(ReplayArgs),
    /// Positions of a whole book straight from CSV or Parquet, without a database
    Age(AgeArgs),
    /// What falls due when, from the terms of a loan
    Schedule(ScheduleArgs),
    /// Penalty interest and late fees of a loan, every cent explained
    Penalty(PenaltyArgs),
    /// The asset classes a loan has been in, since when and by which rule
    Classes(ClassesArgs),
    /// The lender's ladder: list, show, check, and try one on the present book
    Strategy(crate::strategy::StrategyArgs),
    /// Make a plan for the cause found in a case
    Plan(crate::plan::PlanArgs),
    /// Record a promise to pay, in one or several dated parts
    Promise(crate::promise::PromiseArgs),
    /// Record a step that stays in the house: done, agreed to, or gone on to
    Step(crate::step::StepArgs),
    /// Who has a case, until when it waits, and notes about it
    Case(crate::handle::CaseArgs),
    /// Prepare a visit, begin it at the door, write down what was found
    Visit(crate::visit::VisitArgs),
    /// What was said and done wrong: found, answered, closed; and conversations to read
    Critique(crate::critique::CritiqueArgs),
    /// Hard cases with their reasons, who leads them and by which plan
    HardCases(crate::hard_cases::HardArgs),
    /// What may be said to somebody today, line by line, and who is speaking
    Script(crate::talk::ScriptArgs),
    /// Why somebody is late, from pieces of evidence; without any, the table of them
    Diagnose(crate::diagnose::DiagnoseArgs),
    /// The borrower's file: facts, figures, what is missing; and facts written into it
    File(crate::file::FileArgs),
    /// Why one borrower is late: who stands by the finding, how it came about; and decisions about it
    Finding(crate::finding::FindingArgs),
    /// What waits for a leader, reports and reviews; and what is done about them
    Attention(crate::attention::AttentionArgs),
    /// What waits for a second person
    Approvals(crate::approvals::ApprovalsArgs),
    /// Who else is liable, what security brings, in which order to turn to whom
    Recourse(crate::recourse::RecourseArgs),
    /// Ask the law about any act of a case, and put the answer on record
    May(crate::gate::MayArgs),
    /// Put a request, a notice, a grievance or a fact on record for the law
    Note(crate::gate::NoteArgs),
    /// The acts the law did not let through, newest first
    Refused(crate::gate::RefusedArgs),
    /// A kept judgement of the law again: under the packs of then and of today
    Rejudge(crate::gate::RejudgeArgs),
    /// Until when claims can be enforced, and what can still save them
    Clocks(crate::clocks::ClocksArgs),
    /// Write a letter that holds up: cleared, its words read, kept to the byte
    Letter(Box<crate::letter::LetterArgs>),
    /// Put on record how a letter was served, for the clocks
    Served(crate::letter::ServedArgs),
    /// The law that is installed: read it, try it on examples, show it
    Packs(crate::packs::PacksArgs),
    /// Find words that may not be said in letters, messages, scripts and notes
    Wording(WordingArgs),
    /// Every route of a case side by side: worth, time, the borrower's month, break-even
    Workout(crate::workout::WorkoutArgs),
    /// Decide upon a way out of a case, or agree to one as the second person
    Decide(crate::decide::DecideArgs),
    /// The relief loan of a case: tranches, checks, stop; and what happened to it
    Relief(crate::relief::ReliefArgs),
    /// Tokens of programs: make one, list them, end one
    Token(crate::token::TokenArgs),
    /// Subscriptions of other programs to what happens: make, list, end, replay
    Webhook(crate::webhook::WebhookArgs),
    /// The interface for programs: its document
    Api(crate::token::ApiArgs),
}

/// `demo`
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// End after the day is closed, without opening the pages.
    #[arg(long)]
    pub no_serve: bool,
    /// Print the day's counts as JSON.
    #[arg(long)]
    pub json: bool,
    /// The port of the pages on 127.0.0.1; 8080, or a free one when that is taken.
    #[arg(long)]
    pub port: Option<u16>,
}

/// `import`
#[derive(Args, Debug)]
#[command(after_help = "\
The format is described in docs/import-format.md. What a file holds is read from its header.
The same file twice changes nothing, and an import that was cut off is simply run again.
Every row not taken is named with file, line, column, value and reason.

Example:  makegood import export/ --refused refused.csv")]
pub struct ImportArgs {
    /// Files, or folders with files.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Grant a named exception for these files; there is payment_before_disbursement.
    #[arg(long, value_name = "NAME")]
    pub waive: Vec<makegood_intake::Waiver>,
    /// Who imports; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "import")]
    pub by: String,
    /// Write the refused rows to this CSV file as well.
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,
    /// Print JSON lines: an object for each refusal as it comes, then one a file.
    #[arg(long)]
    pub json: bool,
}

/// `close`
#[derive(Args, Debug)]
#[command(after_help = "Days close in order; closing a day again with nothing new changes nothing.")]
pub struct CloseArgs {
    /// The business day, as YYYY-MM-DD.
    pub day: BusinessDate,
    /// The lender's strategy: a file, or the name of a shipped ladder; the microfinance ladder when
    /// none was adopted before.
    #[arg(long, value_name = "FILE")]
    pub strategy: Option<PathBuf>,
    /// A folder of packs to use beside or instead of the shipped ones, by file name.
    #[arg(long, value_name = "FOLDER")]
    pub packs: Option<PathBuf>,
    /// Who closes; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "close")]
    pub by: String,
    /// Print the outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `send`
#[derive(Args, Debug)]
#[command(after_help = "\
This version sends nothing by itself. It writes one text file a message for somebody else, a person
or a program, to carry: the first lines say where to, then an empty line and the words.

Taken are the reminders and letters on the worklists of the last closed day, which has to be today.
Each case is looked at again and the law is asked again at this very moment; what is not allowed now
is listed with the rule and when it opens, and run again later. What was sent is in the journal with
its text, and is not sent twice.

Example:  makegood close 2026-11-30
          makegood send --lender 'Example Fund' --reach '+256 000 000000' --dry-run
          makegood send --lender 'Example Fund' --reach '+256 000 000000' --outbox outbox")]
pub struct SendArgs {
    /// The lender's name as its borrowers know it; every text carries it.
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub lender: String,
    /// How borrowers reach the lender: a telephone number, or where the office is.
    #[arg(long, value_name = "WHERE", default_value = "", hide_default_value = true)]
    pub reach: String,
    /// The folder the files go to; made when it is not there.
    #[arg(long, value_name = "DIR", default_value = "outbox")]
    pub outbox: PathBuf,
    /// Only the worklist of this person, by their number.
    #[arg(long, value_name = "STAFF")]
    pub officer: Option<String>,
    /// Only the worklists of this branch.
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    /// Who sends; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "send")]
    pub by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
    /// Say what would be sent and write nothing. With --json the texts are printed.
    #[arg(long)]
    pub dry_run: bool,
    /// Print the outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `report`
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// List the closed days instead.
    #[arg(long)]
    pub days: bool,
    /// Set a tape's own days past due and amounts beside ours instead: what agrees, what
    /// differs by convention or by fact, what cannot be told.
    #[arg(long)]
    pub tape: bool,
    /// What came of calls, visits, messages and letters instead, by situation, with intervals.
    #[arg(long)]
    pub methods: bool,
    /// What became of loans by product, originator and month, with why they are late and
    /// what was wrong with the granting.
    #[arg(long, conflicts_with_all = ["days", "tape", "methods"])]
    pub defects: bool,
    /// How many days it took, branch by branch, from the day a case was handed to a leader
    /// until money came.
    #[arg(long, conflicts_with_all = ["days", "tape", "methods", "defects"])]
    pub first_cash: bool,
    /// The leader's report: the figures of a close, causes, shortcomings, hard cases and
    /// what waits for a decision. With --pdf on paper.
    #[arg(long, conflicts_with_all = ["days", "tape", "methods", "defects", "first_cash"])]
    pub leader: bool,
    #[command(flatten)]
    pub of: crate::leader::LeaderArgs,
    /// Write the table as comma-separated values.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["tape", "json"])]
    pub csv: Option<PathBuf>,
    /// Write the table as a workbook.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["tape", "json"])]
    pub xlsx: Option<PathBuf>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `explain`
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// What was done on that day, as YYYY-MM-DD, and what the law said of it then: the
    /// facts, the rules, the policy and the person, as they were kept.
    #[arg(long, value_name = "DATE")]
    pub on: Option<BusinessDate>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `verify`
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `replay`
#[derive(Args, Debug)]
pub struct ReplayArgs {
    /// The closed business day, as YYYY-MM-DD.
    pub day: BusinessDate,
    /// Write the plan computed again to this file.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print the comparison as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `age`
#[derive(Args, Debug)]
#[command(after_help = "\
The folder holds instalments (or schedule) and payments, each as .parquet or .csv, and may hold
loans. Example:  makegood age export/ --as-of 2026-06-30 --out positions.parquet")]
pub struct AgeArgs {
    /// The folder that holds the book.
    pub dir: PathBuf,
    /// The day the positions are true for, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub as_of: BusinessDate,
    /// Where the positions go: .parquet or .csv.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The currency of loans that the loans file does not name.
    #[arg(long)]
    pub currency: Option<Currency>,
    /// How many threads work; 0 takes one for each processor.
    #[arg(long, default_value_t = 0)]
    pub threads: usize,
    /// The first day past due of each late bucket.
    #[arg(long, value_delimiter = ',', default_value = "1,30,60,90", value_name = "DAYS")]
    pub buckets: Vec<i32>,
    /// Print the totals as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `schedule`
#[derive(Args, Debug)]
#[command(after_help = "\
TERMS is a TOML file:

    principal = 1_200_000            # minor units
    rate = \"24% a year\"
    method = \"declining\"             # or \"flat\"
    repayment = \"equal_instalments\"  # \"equal_principal\", \"interest_only\", { balloon = { percent = \"20\" } }
    instalments = 12
    cycle = \"1 month\"
    start_on = \"2026-01-15\"
    day_count = \"30/360\"             # left out: every period is its part of a year
    rounding = \"half_even\"

Further keys: first_due_on, principal_grace, interest_payment_grace, interest_free, rate_changes,
level_basis, instalment_multiple, business_days (with --calendar), interest_to, month_end.
With --loan the rows are printed as the instalments file of the import format.")]
pub struct ScheduleArgs {
    /// The terms.
    #[arg(value_name = "TERMS")]
    pub terms: PathBuf,
    /// The days on which business rests: `weekend = ["saturday"]`, `holidays = ["2026-12-25"]`.
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
    /// The currency the amounts are shown in.
    #[arg(long, default_value = "USD")]
    pub currency: Currency,
    /// Print the rows as CSV for the import, as instalments of this loan.
    #[arg(long, value_name = "LOAN")]
    pub loan: Option<String>,
    /// Print as JSON.
    #[arg(long, conflicts_with = "loan")]
    pub json: bool,
}

/// `penalty`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a loan the conventions are listed. Nothing is written: what is charged enters the book as a
loan event, after a person has looked at it.

Example:  makegood penalty L-7 --by de.default_interest.consumer --until 2026-06-15")]
pub struct PenaltyArgs {
    /// The loan's number, as the lender knows it.
    pub loan: Option<String>,
    /// The convention, by its id.
    #[arg(long, value_name = "ID")]
    pub by: Option<String>,
    /// The last day that counts; the day closed last when left out.
    #[arg(long, value_name = "DATE")]
    pub until: Option<BusinessDate>,
    /// The rate of the contract, such as `9% a year`.
    #[arg(long)]
    pub rate: Option<Rate>,
    /// The rate the contract names for overdue amounts.
    #[arg(long)]
    pub overdue_rate: Option<Rate>,
    /// Explain one day instead of all lines.
    #[arg(long, value_name = "DATE")]
    pub day: Option<BusinessDate>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `classes`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a loan the schemes are listed. Example:  makegood classes L-7 --by in-npa --until 2026-06-30")]
pub struct ClassesArgs {
    /// The loan's number, as the lender knows it.
    pub loan: Option<String>,
    /// The scheme, by its name.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// The last day; the day closed last when left out.
    #[arg(long, value_name = "DATE")]
    pub until: Option<BusinessDate>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `wording`
#[derive(Args, Debug)]
#[command(after_help = "\
A line is a JSON object; only `text` is needed. `ctx` lists what is known: to:debtor, to:employer,
to:family, to:third, timebarred, in time, no_judgment, judgment held, suit approved, note, script,
voicemail, shared, public. `occasion` asks for what must be there: first_written, sms, email and
others. `lang` is en or zh. Each line is answered by one line: id, flagged, decision (pass, approve,
deny) and the hits with category, span (in characters), citation, why and a rewrite.

What it reads and what it cannot see: docs/wording.md

Example:  echo '{\"id\":1,\"text\":\"You will be arrested.\"}' | makegood wording")]
pub struct WordingArgs {
    /// JSON lines; - is what is piped in.
    #[arg(value_name = "FILE.jsonl", default_value = "-")]
    pub file: PathBuf,
}

/// Where the book is and by which zone its days change.
pub struct Place {
    /// The file named, if any.
    pub book: Option<PathBuf>,
    /// The zone named.
    pub zone: String,
}

impl Place {
    /// The lender's zone.
    pub fn zone(&self) -> Result<TimeZone> {
        TimeZone::get(&self.zone).ok().with_context(|| {
            format!("{:?} is no time zone; name one such as Africa/Nairobi or Europe/Berlin", self.zone)
        })
    }

    /// The file of the book.
    pub fn file(&self) -> PathBuf {
        self.book.clone().unwrap_or_else(|| PathBuf::from("makegood.sqlite"))
    }

    /// Opens the book, creating it when there is none.
    pub fn open_or_create(&self) -> Result<Desk> {
        let file = self.file();
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            bail!("the folder {} is not there; make it first, or name another with --book", folder.display());
        }
        Ok(Desk::open(&file, Clock::System(self.zone()?))?)
    }

    /// Opens a book that has to be there; a book of the past as if its last closed
    /// day were today.
    pub fn open_as(&self, on_last_close: bool) -> Result<Desk> {
        let mut desk = self.open()?;
        if on_last_close && let Some(closed) = makegood_views::last_closed(desk.book())? {
            desk.set_clock(Clock::OnDay(closed, self.zone()?));
        }
        Ok(desk)
    }

    /// Opens a book that has to be there.
    pub fn open(&self) -> Result<Desk> {
        let file = self.file();
        if !file.exists() {
            bail!("there is no book {}; makegood import makes one, --book names another", file.display());
        }
        self.open_or_create()
    }
}
