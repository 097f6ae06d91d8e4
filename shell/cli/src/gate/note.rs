//! `makegood note`: something of which the law may speak, in the words of the packs.

use super::{NoteArgs, instant};
use crate::End;
use crate::args::Place;
use anyhow::Result;
use makegood_case::{FactStated, HappeningEnded, HappeningRecorded};
use makegood_compliance::{Noted, read_note};
use makegood_desk::Desk;
use makegood_units::{LoanId, PartyId};

pub fn run(desk: &mut Desk, place: &Place, case: &PartyId, args: &NoteArgs) -> Result<End> {
    let at = match &args.when {
        Some(text) => instant(place, text)?,
        None => desk.clock().now(),
    };
    let person: Option<PartyId> = args.person.as_ref().map(|person| person.as_str().into());
    let noted = read_note(&args.words)
        .map_err(|expected| anyhow::anyhow!("{:?} cannot be read; expected {expected}", args.words))?;
    let (seq, said) = match noted {
        Noted::Fact { name, value, debt } => {
            let said = format!("{name} = {value}");
            let debt = debt.map(LoanId::new);
            (desk.state_fact(case, FactStated { name, value, debt }, &args.by)?, said)
        }
        Noted::Ended { what } => {
            let said = format!("{what} ended");
            (desk.end_happening(case, HappeningEnded { what, at, person }, &args.by)?, said)
        }
        Noted::Happened { what, with, by, to, debts, contact_point, place, amount, until } => {
            let said = what.clone();
            let recorded =
                HappeningRecorded { what, at, with, by, to, person, debts, contact_point, place, amount, until };
            (desk.record_happening(case, recorded, &args.by)?, said)
        }
    };
    println!("event {seq}: {}", said.replace('_', " "));
    Ok(End::Done)
}
