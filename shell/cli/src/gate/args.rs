//! The words of these commands.

use clap::Args;

/// `may`
#[derive(Args, Debug)]
#[command(after_help = "\
The answer, with every rule that was asked, goes on record whoever asks and whatever it is; --dry-run
only looks. Acts and purposes are those of packs/README.md. Exit code 3 when it may not take place.

Example:  makegood may 4711 call --on T-1 --by s-2
          makegood may 4711 sue --with forbearance_assessment --dry-run")]
pub struct MayArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// The act: call, message, email, write, visit, sue, report_credit, accelerate …
    pub act: String,
    /// What for.
    #[arg(long, value_name = "PURPOSE", default_value = "collect")]
    pub purpose: String,
    /// Towards somebody else of the case: a guarantor, a relative, by their number.
    #[arg(long, value_name = "PARTY")]
    pub person: Option<String>,
    /// About which loans; all of the case when none is named.
    #[arg(long, value_name = "LOAN")]
    pub about: Vec<String>,
    /// On which number or at which address.
    #[arg(long, value_name = "POINT")]
    pub on: Option<String>,
    /// Where: home, work.
    #[arg(long, value_name = "PLACE")]
    pub at: Option<String>,
    /// What the act carries or how it is done, in words of the packs.
    #[arg(long, value_name = "WORD")]
    pub with: Vec<String>,
    /// When, as 2026-03-02T10:00 in the lender's zone; now when it is not said.
    #[arg(long, value_name = "TIME")]
    pub when: Option<String>,
    /// The reason put on record where a rule only warns.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Who asks; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "may")]
    pub by: String,
    /// Only look; nothing goes on record.
    #[arg(long)]
    pub dry_run: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `note`
#[derive(Args, Debug)]
#[command(after_help = "\
The words are those of the packs, as their examples write them; `makegood packs show` lists them.

Example:  makegood note 4711 'default notice with proof_of_service about L-1' --when 2026-03-02T10:00
          makegood note 4711 'grievance'
          makegood note 4711 'grievance ends'
          makegood note 4711 'fact debt.purpose = consumer of L-1'")]
pub struct NoteArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// What happened, or `fact NAME = VALUE`.
    pub words: String,
    /// Of somebody else of the case: a guarantor, a relative, by their number.
    #[arg(long, value_name = "PARTY")]
    pub person: Option<String>,
    /// When it was received, served or took place; now when it is not said.
    #[arg(long, value_name = "TIME")]
    pub when: Option<String>,
    /// Who records it; kept in the journal.
    #[arg(long, value_name = "NAME", default_value = "note")]
    pub by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

/// `refused`
#[derive(Args, Debug)]
pub struct RefusedArgs {
    /// At most so many, newest first.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: u32,
    /// Print JSON lines.
    #[arg(long)]
    pub json: bool,
}

/// `rejudge`
#[derive(Args, Debug)]
#[command(after_help = "\
Computes a kept judgement again from the facts known then: under the packs of then, which must give
the same, and under the packs adopted last, rule by rule what changed. Exit code 4 when the record
does not hold.")]
pub struct RejudgeArgs {
    /// The event: of `makegood may` or `refused`, or a recorded contact.
    pub event: i64,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}
