//! `makegood approvals`

use crate::End;
use crate::args::Place;
use anyhow::Result;
use clap::Args;
use makegood_day_close::MorningList;
use makegood_views::{Reach, morning_cases};
use serde_json::json;

/// `approvals`
#[derive(Args, Debug)]
#[command(after_help = "\
What one person proposed, or the ladder, has no effect until another has read it and agrees: a step that
takes two, a way out that gives something away, a tranche of relief, a finding. Answered with: makegood
step, decide --agree or --decline, relief approve or decline, finding agree or decline.")]
pub struct ApprovalsArgs {
    /// Print JSON lines.
    #[arg(long)]
    pub json: bool,
}

pub fn run(place: &Place, args: &ApprovalsArgs) -> Result<End> {
    let desk = place.open()?;
    let found = morning_cases(desk.book(), MorningList::SecondPerson, u32::MAX, &Reach::whole())?;
    for case in &found {
        let Some(waits) = &case.line.second else { continue };
        if args.json {
            println!(
                "{}",
                json!({ "party": case.party, "kind": waits.kind, "what": waits.what, "proposed_by": waits.by,
                        "since": waits.on, "arrears": case.arrears })
            );
            continue;
        }
        let by = waits.by.as_ref().map_or_else(String::new, |by| format!(", proposed by {by}"));
        let on = waits.on.map_or_else(String::new, |on| format!(" on {on}"));
        println!("{}  {}{by}{on}; {} due and unpaid", case.party, waits.what, case.arrears);
    }
    if found.is_empty() && !args.json {
        println!("nothing waits for a second person");
    }
    Ok(End::Done)
}
