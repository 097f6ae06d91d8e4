//! `makegood send`

use crate::End;
use crate::args::{Place, SendArgs};
use anyhow::Result;
use jiff::tz::TimeZone;
use makegood_channels::{Fate, Order, SendReport, Sender, Step, send_day};
use makegood_desk::DeskError;
use makegood_wording::Lexicon;

pub fn run(place: &Place, args: &SendArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let zone = place.zone()?;
    let order = Order {
        sender: Sender::try_new(&args.lender, &args.reach).map_err(DeskError::Refused)?,
        outbox: args.outbox.clone(),
        actor: args.by.clone(),
        officer: args.officer.as_deref().map(Into::into),
        branch: args.branch.as_deref().map(Into::into),
        lexicon: Lexicon::shipped()?,
        dry_run: args.dry_run,
    };
    let report = send_day(&mut desk, &order)?;
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&report)?),
        false => say(&report, args, &zone),
    }
    let (_, _, not_now) = report.counts();
    Ok(if not_now == 0 { End::Done } else { End::Partly })
}

fn say(report: &SendReport, args: &SendArgs, zone: &TimeZone) {
    for Step { party, channel, fate, .. } in &report.steps {
        let (word, rest) = match fate {
            Fate::Sent { file, .. } => ("sent", file.clone()),
            Fate::WouldSend { file, .. } => ("would send", file.clone()),
            Fate::Before { event } => ("sent before", format!("event {event}")),
            Fate::NotNow { rule, says, opens_at } => {
                let opens =
                    opens_at.map(|at| at.to_zoned(zone.clone()).strftime("; opens %Y-%m-%d %H:%M %Z").to_string());
                ("not now", format!("{rule}: {says}{}", opens.unwrap_or_default()))
            }
        };
        let channel = format!("{channel:?}").to_lowercase();
        println!("{:<12} {channel:<8} {word:<12} {rest}", party.as_str());
    }
    let (sent, before, not_now) = report.counts();
    let outbox = args.outbox.display();
    let written = match args.dry_run {
        true => format!("{sent} would be written to {outbox}"),
        false => format!("{sent} written to {outbox} for somebody to carry"),
    };
    println!("{}: {written}, {before} sent before, {not_now} not now.", report.as_of);
}
