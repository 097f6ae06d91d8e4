//! `makegood step`

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::Result;
use clap::{Args, ValueEnum};
use makegood_desk::{TakeStep, TakenHow};

/// `step`
#[derive(Args, Debug)]
#[command(after_help = "\
Steps that reach somebody are recorded as contacts, on the case page. What stays in the house (a
search, a check of the estate, the papers for a suit) is recorded here. Agreement, refusal and skip end with
the next payment.

Example:  makegood step 4711 trace done --by s-2 --note 'Register of residents: moved to Kisumu'
          makegood step 4711 acceleration agree --by s-9 --note 'Read the file and both notices'
          makegood step 4711 visit skip --by s-9 --note 'The telephone belongs to a shop'")]
pub struct StepArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// The rung of the strategy, by its id.
    pub step: String,
    /// What was done about it.
    pub what: What,
    /// What came of it, what was read, or why the gentler steps would be of no use.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
    /// Who of the lender's people, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: String,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum What {
    /// It was done.
    Done,
    /// A second person agrees to it.
    Agree,
    /// A second person read it and does not agree.
    Decline,
    /// A leader goes on to it before the gentler ones.
    Skip,
}

pub fn run(place: &Place, args: &StepArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let how = match args.what {
        What::Done => TakenHow::Done,
        What::Agree => TakenHow::Agreed,
        What::Decline => TakenHow::Declined,
        What::Skip => TakenHow::Skipped,
    };
    let (step, note) = (args.step.clone(), args.note.clone());
    let seq = desk.take_step(&TakeStep { party, step, by: args.by.as_str().into(), note, how })?;
    println!("event {seq}: {}", args.step);
    Ok(End::Done)
}
