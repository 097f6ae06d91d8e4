//! `makegood relief`

use crate::End;
use crate::args::Place;
use crate::gate;
use crate::workout::case::decision;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use makegood_case::ReliefEvent;
use makegood_desk::{DeskError, RecordRelief, Refusal, WorkoutRefusal};
use makegood_units::{Amount, BusinessDate, FactId, StaffId};

/// `relief`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a word of what happened it shows where the relief loan stands. A tranche is drawn for its
purpose when everything of those before it was shown; a check that was missed, or whose day passed,
blocks the next tranche; what was stopped stays stopped.

Example:  makegood relief 4711
          makegood relief 4711 approve 1 --by s-9
          makegood relief 4711 decline 2 --note 'No offer of the flour yet' --by s-9
          makegood relief 4711 draw 1 --amount 110000 --purpose 'the oven' --by s-2
          makegood relief 4711 show oven-bought --note D-118 --by s-2
          makegood relief 4711 miss oven-bought --note 'the shop was closed' --by s-2
          makegood relief 4711 signs --note 'the old instalment was paid from sales' --by s-9
          makegood relief 4711 stop --note 'the oven was sold' --by s-9")]
pub struct ReliefArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// What happened.
    #[arg(requires = "by")]
    pub what: Option<What>,
    /// The number of the tranche, or the id of the check.
    pub which: Option<String>,
    /// How much was drawn, in minor units.
    #[arg(long, value_name = "MINOR")]
    pub amount: Option<i64>,
    /// What it was drawn for.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub purpose: String,
    /// Where the evidence is kept, what was found instead, why it is stopped, or what the signs say.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
    /// On which day; today when it is not said.
    #[arg(long, value_name = "DATE")]
    pub on: Option<BusinessDate>,
    /// Who, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: Option<String>,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum What {
    /// A tranche was approved.
    Approve,
    /// A tranche was read by a second person and not approved.
    Decline,
    /// A tranche was drawn.
    Draw,
    /// The evidence of a check was seen.
    Show,
    /// Somebody went to see a check and it was not there.
    Miss,
    /// Nothing more is drawn.
    Stop,
    /// Somebody looked whether it only hides arrears.
    Signs,
}

pub fn run(place: &Place, args: &ReliefArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let by = StaffId::from(args.by.as_deref().unwrap_or_default());
    match args.what {
        None => {
            let view = desk.workout(&party, None, &Default::default())?;
            let found: Vec<_> = view.decisions.iter().filter(|one| one.relief.is_some()).collect();
            if found.is_empty() {
                return Err(DeskError::Refused(WorkoutRefusal::NoReliefLoan.into()).into());
            }
            found.into_iter().for_each(decision);
        }
        Some(What::Signs) => {
            let seq = desk.read_relief_signs(&party, &by, &args.note)?;
            println!("event {seq}: signs looked at");
        }
        Some(what) => {
            let what = event(what, args, &by, args.on.unwrap_or(desk.clock().today()))?;
            let says = what.words();
            let seq = desk.record_relief(&RecordRelief { party, by, what })?;
            println!("event {seq}: {says}");
        }
    }
    Ok(End::Done)
}

fn event(what: What, args: &ReliefArgs, by: &StaffId, on: BusinessDate) -> Result<ReliefEvent> {
    let which = || args.which.clone().context("name the tranche by its number, or the check by its id");
    let no = || which()?.parse::<u32>().context("a tranche is named by its number");
    let note = || {
        let note = args.note.trim().to_owned();
        if note.is_empty() { Err(DeskError::from(Refusal::from(WorkoutRefusal::WithoutReason))) } else { Ok(note) }
    };
    Ok(match what {
        What::Approve => ReliefEvent::TrancheApproved { no: no()?, on, by: by.clone() },
        What::Decline => ReliefEvent::TrancheDeclined { no: no()?, on, by: by.clone(), reason: note()? },
        What::Draw => {
            let amount = Amount::from_minor(args.amount.context("say how much was drawn with --amount")?);
            ReliefEvent::TrancheDrawn { no: no()?, on, amount, purpose: args.purpose.clone() }
        }
        What::Show => {
            let evidence = FactId::new("document", note()?);
            ReliefEvent::EvidenceShown { check: which()?, on, seen_by: by.clone(), evidence }
        }
        What::Miss => ReliefEvent::CheckMissed { check: which()?, on, found: note()? },
        What::Signs => bail!("signs are read, and move nothing"),
        What::Stop => ReliefEvent::ReliefStopped { on, by: by.clone(), reason: note()? },
    })
}
