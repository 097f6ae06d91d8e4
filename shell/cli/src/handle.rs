//! `makegood case`

use crate::args::Place;
use crate::{End, gate};
use anyhow::Result;
use clap::{Args, Subcommand};
use makegood_desk::{AssignCase, RetractNote, SnoozeCase, WriteNote};
use makegood_units::BusinessDate;

/// `case`
#[derive(Args, Debug)]
#[command(after_help = "\
A case put off waits until its day, or until something new happens: a payment, a contact, an alarm, a
required act. What is owed to the borrower or required by law is done all the same. A note typed by
mistake is taken back within ten minutes by whoever wrote it; both stay in the journal.

Example:  makegood case 4711 assign --to S-2 --by S-3 --reason 'Speaks her language'
          makegood case 4711 snooze --until 2026-04-25 --by S-2 --reason 'The buyer comes on the 24th'
          makegood case 4711 note 'Her son answers the telephone in the morning' --by S-2
          makegood case 4711 retract 57 --by S-2")]
pub struct CaseArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    #[command(subcommand)]
    what: What,
    /// Who does it, by their number.
    #[arg(long, global = true, value_name = "STAFF", default_value = "", hide_default_value = true)]
    by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long, global = true)]
    pub on_last_close: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Give the case to somebody
    Assign {
        /// Who is to have it, by their number; nobody in particular when left out.
        #[arg(long, value_name = "STAFF")]
        to: Option<String>,
        /// Why.
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        reason: String,
    },
    /// Let the case wait until a day
    Snooze {
        /// The day it comes back.
        #[arg(long, value_name = "DATE")]
        until: BusinessDate,
        /// What is waited for.
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        reason: String,
    },
    /// Write a note
    Note {
        /// What the next person should know.
        note: String,
    },
    /// Take a note back
    Retract {
        /// The event by which it was written.
        note: i64,
    },
}

pub fn run(place: &Place, args: &CaseArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let (by, seen) = (args.by.as_str().into(), None);
    match &args.what {
        What::Assign { to, reason } => {
            let officer = to.as_deref().map(Into::into);
            let seq = desk.assign(&AssignCase { party, by, officer, reason: reason.clone(), seen })?;
            println!("event {seq}: the case is with {}", to.as_deref().unwrap_or("nobody in particular"));
        }
        What::Snooze { until, reason } => {
            let seq = desk.snooze(&SnoozeCase { party, by, until: *until, reason: reason.clone(), seen })?;
            println!("event {seq}: the case waits until {until}");
        }
        What::Note { note } => {
            let seq = desk.write_note(&WriteNote { party, by, note: note.clone(), seen })?;
            println!("event {seq}: a note");
        }
        What::Retract { note } => {
            let seq = desk.retract_note(&RetractNote { party, by, note: *note })?;
            println!("event {seq}: note {note} is taken back");
        }
    }
    Ok(End::Done)
}
