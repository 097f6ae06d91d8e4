//! `makegood promise`

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::Result;
use clap::{Args, ValueEnum};
use makegood_case::{CaseEvent, Channel, Outcome, parts_in_words, read_parts};
use makegood_desk::{DeskError, PromiseGiven, RecordOutcome, Refusal};
use makegood_units::Money;
use makegood_views::case_view;
use serde_json::json;

/// `promise`
#[derive(Args, Debug)]
#[command(after_help = "\
A promise is recorded with the conversation it came of. Whether it is kept is the book's to say, part
by part, from the cash alone. A new promise takes the place of one that is open, unless it stands
--beside it. `makegood explain CASE` names a promise they can keep, and how the last ones stand.

Example:  makegood promise 4711 60.00 by 2026-03-02 and 40.00 by 2026-03-16 --from 'two market days' \\
              --said 'I sell on both Mondays, then I bring it.' --by S-2")]
pub struct PromiseArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// The amounts with their days: 60.00 by 2026-03-02 and 40.00 by 2026-03-16.
    #[arg(required = true, num_args = 1.., value_name = "AMOUNT by DATE")]
    pub parts: Vec<String>,
    /// Where the money will come from, in their words.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub from: String,
    /// What they said, word for word.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub said: String,
    /// For this loan only; left out, money for any loan of the case counts.
    #[arg(long, value_name = "LOAN")]
    pub loan: Option<String>,
    /// It stands beside promises that are still open.
    #[arg(long)]
    pub beside: bool,
    /// How they were spoken with.
    #[arg(long, value_enum, default_value_t = Way::Call)]
    pub channel: Way,
    /// Who of the lender's people, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: String,
    /// Print what was written down as JSON.
    #[arg(long)]
    pub json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

/// The channels a promise is given through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// A call to them.
    Call,
    /// A call from them.
    InboundCall,
    /// A visit.
    Visit,
    /// An answer to a message.
    Message,
    /// An answer to an e-mail.
    Email,
    /// An answer to a letter.
    Letter,
}

impl From<Way> for Channel {
    fn from(way: Way) -> Self {
        match way {
            Way::Call => Self::Call,
            Way::InboundCall => Self::InboundCall,
            Way::Visit => Self::Visit,
            Way::Message => Self::Message,
            Way::Email => Self::Email,
            Way::Letter => Self::Letter,
        }
    }
}

pub fn run(place: &Place, args: &PromiseArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let (now, today) = (desk.clock().now(), desk.clock().today());
    let view = case_view(desk.book(), &party, now)?;
    let view = view.ok_or_else(|| DeskError::Refused(Refusal::UnknownCase(args.case.clone())))?;
    let currency = view.day.owed.currency;
    let given = PromiseGiven {
        parts: read_parts(&args.parts.join(" "), currency)?,
        source_of_funds: args.from.clone(),
        said: args.said.clone(),
        loan: args.loan.as_deref().map(Into::into),
        beside: args.beside,
    };
    let recorded = desk.record_outcome(&RecordOutcome {
        party,
        at: now,
        on: today,
        by: args.by.as_str().into(),
        channel: args.channel.into(),
        contact_point: None,
        outcome: Outcome::PromiseToPay,
        note: String::new(),
        promise: Some(given),
        told_us: None,
        seen: None,
    })?;
    let made = recorded.after.happened.iter().rev().find_map(|one| match &one.event {
        CaseEvent::PromiseMade(made) => Some((one.seq, made)),
        _ => None,
    });
    let Some((seq, made)) = made else { return Ok(End::Done) };
    let replaced: Vec<i64> =
        recorded.after.day.promises.iter().filter(|one| one.replaced_by == Some(seq)).map(|one| one.seq).collect();
    if args.json {
        println!("{:#}", json!({ "event": seq, "promise": made, "replaces": replaced }));
        return Ok(End::Done);
    }
    println!("event {seq}: {} is promised", parts_in_words(&made.parts(), currency));
    replaced.iter().for_each(|earlier| println!("  it takes the place of the promise of event {earlier}"));
    if let Some(over) = made.beyond_surplus {
        println!("  {} more than their verified file leaves by then; kept with that note", Money::new(over, currency));
    }
    Ok(End::Done)
}
