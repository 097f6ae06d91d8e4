//! `makegood decide`

use crate::End;
use crate::args::Place;
use crate::gate;
use crate::workout::{case::sets, text};
use anyhow::{Result, bail};
use clap::Args;
use makegood_desk::{AgreeWorkout, DecideWorkout, DeclineWorkout};
use makegood_units::BusinessDate;
use std::path::PathBuf;

/// `decide`
#[derive(Args, Debug)]
#[command(after_help = "\
The comparison the decision rests on is kept whole. A settlement, a relief loan, the sale of the claim
and a write-off take effect only when a second person has agreed. What is blocked, or rests on a fact
nobody has, is refused with the reason. A plan is looked at afresh on its last day.

Example:  makegood decide 4711 instalment_plan --by s-2 --reason 'The harvest is sold in May'
          makegood decide 4711 settlement --set settlement.offer_bp=7500 --by s-2 --reason 'The van is sold'
          makegood decide 4711 --agree --by s-9 --reason 'Read the offer of the buyer'
          makegood decide 4711 --decline --by s-9 --reason 'She can pay the whole'")]
pub struct DecideArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// The route, as makegood workout CASE has it.
    #[arg(required_unless_present_any = ["agree", "decline"], conflicts_with_all = ["agree", "decline"])]
    pub route: Option<String>,
    /// Agree, as the second person, to what was decided last.
    #[arg(long)]
    pub agree: bool,
    /// Do not agree, as the second person, to what was decided last.
    #[arg(long, conflicts_with = "agree")]
    pub decline: bool,
    /// Why this one; or what was read, and why it is agreed to.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub reason: String,
    /// Who, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: String,
    /// Set a value otherwise for this case.
    #[arg(long = "set", value_name = "ROUTE.KEY=VALUE")]
    pub sets: Vec<String>,
    /// The lender's assumptions, in place of the adopted or shipped ones.
    #[arg(long, value_name = "FILE")]
    pub assumptions: Option<PathBuf>,
    /// The day on which ability is looked at afresh.
    #[arg(long, value_name = "DATE")]
    pub retest: Option<BusinessDate>,
    /// The tranches of a relief loan with their checks.
    #[arg(long, value_name = "FILE.toml")]
    pub relief: Option<PathBuf>,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

pub fn run(place: &Place, args: &DecideArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    if args.agree {
        let by = args.by.as_str().into();
        let seq = desk.agree_workout(&AgreeWorkout { party, by, note: args.reason.clone() })?;
        println!("event {seq}: agreed, in effect from now on");
        return Ok(End::Done);
    }
    if args.decline {
        let by = args.by.as_str().into();
        let seq = desk.decline_workout(&DeclineWorkout { party, by, reason: args.reason.clone() })?;
        println!("event {seq}: not agreed to, it has no effect");
        return Ok(End::Done);
    }
    let sets = sets(&args.sets)?;
    let relief = match &args.relief {
        None => None,
        Some(path) => {
            let currency = desk.workout(&party, None, &sets)?.currency;
            match makegood_workout::file::tranches(&path.display().to_string(), &text(path)?, currency) {
                Ok(loan) => Some(loan),
                Err(problems) => {
                    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    bail!("{}", lines.join("\n          "));
                }
            }
        }
    };
    let seq = desk.decide_workout(&DecideWorkout {
        party: party.clone(),
        route: args.route.clone().unwrap_or_default(),
        by: args.by.as_str().into(),
        reason: args.reason.clone(),
        sets,
        assumptions: args.assumptions.as_deref().map(text).transpose()?,
        retest_on: args.retest,
        relief,
    })?;
    let view = desk.workout(&party, None, &Default::default())?;
    match view.waiting() {
        Some(one) => println!("event {seq}: {} waits for a second person", one.stand.decided.route),
        None => println!("event {seq}: {}, in effect from now on", args.route.as_deref().unwrap_or_default()),
    }
    Ok(End::Done)
}
