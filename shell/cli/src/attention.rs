//! `makegood attention`

mod say;

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use makegood_case::LeaderDecision;
use makegood_desk::{AcknowledgeReport, CloseReview, Desk, DeskError, HandInReport};
use makegood_units::{BusinessDate, PartyId, StaffId};

/// `attention`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a case: what waits for a leader, and how much of it was looked at in time. A report is drafted by
itself after attempts without result or a missed promise; the officer hands it in, or it goes as drafted.
A review lists the measures in order; it is closed when each is marked as read, with a decision and the day
to read the case again.

Example:  makegood attention
          makegood attention --from 2026-03-01 --to 2026-03-31 --json
          makegood attention 4711
          makegood attention 4711 hand-in --by s-1 --note 'She asks for the 25th' --proposes 'A visit on Friday'
          makegood attention 4711 acknowledge --by s-9 --decision change_method --note 'See her at the stall'
          makegood attention 4711 open --by s-9
          makegood attention 4711 read 812 815 816 --by s-9
          makegood attention 4711 close --by s-9 --decision go_on --note 'Well listened' --next 2026-04-10")]
pub struct AttentionArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: Option<String>,
    /// What is done about it.
    pub what: Option<What>,
    /// With read: the events of the measures.
    pub measures: Vec<i64>,
    /// Who, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: Option<String>,
    /// What was said, or what the leader says.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
    /// With hand-in: what the officer proposes.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub proposes: String,
    /// What is decided: go_on, change_method, change_officer, find_the_cause, workout, relieve_pressure or
    /// legal_preparation.
    #[arg(long, value_name = "WORD")]
    pub decision: Option<String>,
    /// With close: the day to read the case again.
    #[arg(long, value_name = "DATE")]
    pub next: Option<BusinessDate>,
    /// Coverage from this day on; 30 days back otherwise.
    #[arg(long, value_name = "DATE")]
    pub from: Option<BusinessDate>,
    /// Coverage through this day; the last closed day otherwise.
    #[arg(long, value_name = "DATE")]
    pub to: Option<BusinessDate>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

/// Something done about a report or a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// An officer hands in the report that is due.
    HandIn,
    /// A leader decides on the report that waits.
    Acknowledge,
    /// A leader opens a review.
    Open,
    /// A leader marks measures as read.
    Read,
    /// A leader closes the review.
    Close,
}

pub fn run(place: &Place, args: &AttentionArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close || args.what.is_none())?;
    let Some(case) = &args.case else { return say::morning(&desk, args) };
    let party = gate::case(&desk, case)?;
    let Some(what) = args.what else { return say::case(&desk, &party, args.json) };
    let Some(by) = &args.by else { bail!("who does it? Name them with --by") };
    let seq = done(&mut desk, &party, &StaffId::new(by.as_str()), what, args)?;
    if args.json {
        return say::case(&desk, &party, true);
    }
    println!("event {seq}");
    say::case(&desk, &party, false)
}

fn done(desk: &mut Desk, party: &PartyId, by: &StaffId, what: What, args: &AttentionArgs) -> Result<i64> {
    let (party, by, note) = (party.clone(), by.clone(), args.note.clone());
    let event: Result<i64, DeskError> = match what {
        What::HandIn => {
            desk.hand_in_report(&HandInReport { party, by, account: note, proposes: args.proposes.clone() })
        }
        What::Acknowledge => desk.acknowledge_report(&AcknowledgeReport { party, by, decision: decision(args)?, note }),
        What::Open => desk.open_review(&party, &by),
        What::Read => desk.read_measures(&party, &by, &args.measures),
        What::Close => {
            let next_on = args.next.context("when is the case read again? Name the day with --next")?;
            desk.close_review(&CloseReview { party, by, decision: decision(args)?, note, next_on })
        }
    };
    Ok(event?)
}

fn decision(args: &AttentionArgs) -> Result<LeaderDecision> {
    let words = || LeaderDecision::ALL.map(LeaderDecision::word).join(", ");
    let word = args.decision.as_deref().with_context(|| format!("what is decided? --decision takes {}", words()))?;
    LeaderDecision::named(word).with_context(|| format!("{word:?} is no decision; there are {}", words()))
}
