//! `makegood script`

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::Result;
use clap::{Args, ValueEnum};
use makegood_case::Channel;
use makegood_desk::{CheckOpening, TellConsequences};
use serde_json::json;

/// `script`
#[derive(Args, Debug)]
#[command(after_help = "\
The first line asks who is speaking; the rest stands open once that is answered, today. What may be
said of the court or of a credit record stands there only when it is true and open today.

Example:  makegood script 4711 --by s-1
          makegood script 4711 --by s-1 --known-by 'date of birth and the street' --purpose-said
          makegood script 4711 --by s-1 --told 'I understand; I will ask my brother' --acknowledged")]
pub struct ScriptArgs {
    /// The borrower's or a loan's number.
    case: String,
    /// Who speaks.
    #[arg(long, value_name = "STAFF")]
    by: String,
    /// By what they were known: write down the first step.
    #[arg(long, value_name = "TEXT")]
    known_by: Option<String>,
    /// It is not them; nothing of the debt is said.
    #[arg(long, requires = "known_by")]
    not_them: bool,
    /// Name, lender and purpose were said.
    #[arg(long, requires = "known_by")]
    purpose_said: bool,
    /// Through which channel.
    #[arg(long, default_value = "call")]
    channel: Through,
    /// The consequences were explained; what they said to it, word for word.
    #[arg(long, value_name = "TEXT", conflicts_with = "known_by")]
    told: Option<String>,
    /// They said that they understood.
    #[arg(long, requires = "told")]
    acknowledged: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    on_last_close: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Through {
    /// We called.
    Call,
    /// They called.
    InboundCall,
    /// A visit.
    Visit,
}

pub fn run(place: &Place, args: &ScriptArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let by = args.by.as_str().into();
    if let Some(identity) = &args.known_by {
        let channel = match args.channel {
            Through::Call => Channel::Call,
            Through::InboundCall => Channel::InboundCall,
            Through::Visit => Channel::Visit,
        };
        let seq = desk.check_opening(&CheckOpening {
            party: party.clone(),
            by: args.by.as_str().into(),
            channel,
            identity: identity.clone(),
            is_right_party: !args.not_them,
            purpose_said: args.purpose_said,
        })?;
        println!("event {seq}: who is speaking was asked");
    }
    if let Some(said) = &args.told {
        let (party, by) = (party.clone(), args.by.as_str().into());
        let told = TellConsequences { party, by, acknowledged: args.acknowledged, said: said.clone() };
        let seq = desk.tell_consequences(&told)?;
        println!("event {seq}: consequences explained");
    }
    let script = desk.script(&party, &by)?;
    if args.json {
        println!("{:#}", json!(script));
        return Ok(End::Done);
    }
    for (at, line) in script.lines.iter().enumerate() {
        match &line.says {
            Some(says) => println!("{} {}\n  {says}", at + 1, line.title),
            None => println!("{} {}\n  not now: {}", at + 1, line.title, line.closed),
        }
        for rule in &line.rests_on {
            println!("  by {rule}");
        }
    }
    println!("\nContacts: channel, last 7 days, last 30 days, since the arrears began");
    for one in &script.contacts {
        let open = if one.is_open { "open" } else { "closed" };
        println!(
            "  {:<16} {:>3} {:>3} {:>3}  {open}",
            one.channel.to_string(),
            one.in_7_days,
            one.in_30_days,
            one.in_arrears
        );
        for rule in &one.cap {
            println!("      {rule}");
        }
    }
    Ok(End::Done)
}
