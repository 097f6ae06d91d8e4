//! `makegood finding`

mod say;

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use makegood_desk::{DecideFinding, Desk, DeskError, FindingDecision, Refusal};
use makegood_units::PartyId;
use makegood_views::{diagnosis_over_time, diagnosis_view};
use serde_json::json;

/// `finding`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a decision the finding is printed: what it is, who stands by it, how it came about. A finding of
intent waits for a second person, one of reduced ability for a leader; a new finding, or new evidence that
carries it, needs them anew. The borrower may contest a finding of intent: from then on no step rests on it,
until somebody who neither found nor agreed has decided.

Example:  makegood finding 4711
          makegood finding 4711 agree --by s-2 --note 'Both refusals and the budget read'
          makegood finding 4711 sign --by s-9 --note 'Hospital letter and three months of the book read'
          makegood finding 4711 appeal --by s-1 --note 'I was in hospital; my son answered the telephone'
          makegood finding 4711 set-aside --by s-7 --note 'The son confirms it' --evidence C05")]
pub struct FindingArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// What is decided about it.
    pub what: Option<What>,
    /// What was read and why; of an appeal the borrower's words.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
    /// Who decides, or writes down what the borrower says, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: Option<String>,
    /// The mark of the finding that was read; refused when it is another by now.
    #[arg(long, value_name = "MARK")]
    pub read: Option<String>,
    /// With set-aside: only this evidence of the finding no longer counts.
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub evidence: Vec<String>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

/// A decision about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// A second person agrees to a finding of intent.
    Agree,
    /// A second person does not agree to a finding of intent.
    Decline,
    /// A leader signs that ability is reduced for good.
    Sign,
    /// The borrower contests a finding of intent, in their words.
    Appeal,
    /// On appeal: the finding stands.
    Uphold,
    /// On appeal: the finding falls, and its evidence no longer counts.
    SetAside,
}

pub fn run(place: &Place, args: &FindingArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close || args.what.is_none())?;
    let party = gate::case(&desk, &args.case)?;
    let Some(what) = args.what else { return show(&desk, &party, args.json) };
    let Some(by) = &args.by else { bail!("who decides? Name them with --by") };
    if !args.evidence.is_empty() && what != What::SetAside {
        bail!("--evidence goes with set-aside");
    }
    let decision = match what {
        What::Agree => FindingDecision::Agree,
        What::Decline => FindingDecision::Decline,
        What::Sign => FindingDecision::Sign,
        What::Appeal => FindingDecision::Appeal,
        What::Uphold => FindingDecision::Uphold,
        What::SetAside => FindingDecision::SetAside(args.evidence.clone()),
    };
    let (by, note, read) = (by.as_str().into(), args.note.clone(), args.read.clone());
    let seq = desk.decide_finding(&DecideFinding { party: party.clone(), by, note, read, what: decision })?;
    if args.json {
        return show(&desk, &party, true);
    }
    println!("event {seq}");
    show(&desk, &party, false)
}

fn show(desk: &Desk, party: &PartyId, as_json: bool) -> Result<End> {
    let unknown = || DeskError::Refused(Refusal::UnknownParty(party.clone()));
    let view = diagnosis_view(desk.book(), party).map_err(DeskError::from)?.ok_or_else(unknown)?;
    let history = diagnosis_over_time(desk.book(), party).map_err(DeskError::from)?;
    if !as_json {
        say::finding(&view, &history);
        return Ok(End::Done);
    }
    let (day, ruled) = (&view.day, &view.day.ruled);
    let mark = ruled.basis.mark();
    println!(
        "{:#}",
        json!({
            "party": view.party, "name": view.name, "as_of": day.as_of, "mark": mark, "found": ruled.found,
            "finding": ruled.finding, "carried_by": ruled.basis.carried_by, "standing": ruled.standing,
            "answers_for_it": day.owner, "at_maturity": day.at_maturity, "decisions": day.decisions,
            "history": history,
        })
    );
    Ok(End::Done)
}
