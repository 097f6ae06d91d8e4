//! `makegood plan`

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::Result;
use clap::Args;
use makegood_desk::MakePlan;
use makegood_units::BusinessDate;

/// `plan`
#[derive(Args, Debug)]
#[command(after_help = "\
A plan answers the cause that was found; another finding voids it. Without one the ladder's own plan
for the cause holds.

Example:  makegood plan 4711 --method 'Half by the 10th, half by the 25th, from the harvest' \\
              --result 'Both parts paid' --due 2026-04-25 --owner S-2 --by S-2")]
pub struct PlanArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// What is done, in one sentence.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub method: String,
    /// What has to have come of it by its day.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub result: String,
    /// By when.
    #[arg(long, value_name = "DATE")]
    pub due: BusinessDate,
    /// Who answers for it, by their number.
    #[arg(long, value_name = "STAFF")]
    pub owner: String,
    /// Who makes it, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

pub fn run(place: &Place, args: &PlanArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let seq = desk.make_plan(&MakePlan {
        party,
        by: args.by.as_str().into(),
        method: args.method.clone(),
        owner: args.owner.as_str().into(),
        due_on: args.due,
        required_result: args.result.clone(),
    })?;
    println!("event {seq}: a plan by {}", args.due);
    Ok(End::Done)
}
