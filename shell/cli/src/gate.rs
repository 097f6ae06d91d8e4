//! `makegood may`, `note`, `refused` and `rejudge`: the law asked about any act of a
//! case, and what is put on record for it.

mod args;
mod note;
pub(crate) mod say;

pub use args::{MayArgs, NoteArgs, RefusedArgs, RejudgeArgs};

use crate::End;
use crate::args::Place;
use anyhow::{Context, Result, bail};
use makegood_compliance::{Deed, Purpose};
use makegood_desk::{Desk, DeskError, Judged, Kept, Refusal, Rejudged};
use makegood_units::{Instant, LoanId, PartyId};
use makegood_views::{AskedAct, Reach, find_anything};
use serde_json::json;

/// The borrower behind a borrower's or a loan's number.
pub(crate) fn case(desk: &Desk, number: &str) -> Result<PartyId> {
    let hit = find_anything(desk.book(), number, 1, &Reach::whole())?.found.into_iter().next().map(|hit| hit.case);
    let exact = hit.filter(|hit| hit.party.as_str() == number || hit.loan.as_str() == number);
    let party = exact.map(|hit| hit.party);
    Ok(party.ok_or_else(|| DeskError::Refused(Refusal::UnknownCase(number.to_owned())))?)
}

/// `2026-03-02T10:00` in the lender's zone, or an instant with its own.
pub(crate) fn instant(place: &Place, text: &str) -> Result<Instant> {
    if let Ok(at) = text.parse() {
        return Ok(at);
    }
    let civil: jiff::civil::DateTime =
        text.parse().with_context(|| format!("{text:?} is no time; write 2026-03-02T10:00, or 2026-03-02T10:00Z"))?;
    Ok(civil.to_zoned(place.zone()?)?.timestamp())
}

pub fn may(place: &Place, args: &MayArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let case = case(&desk, &args.case)?;
    let word = args.act.replace([' ', '-'], "_");
    let word = if word == "write" { "letter" } else { &word };
    let Some(deed) = Deed::named(word) else { bail!("{word} is no act; there are {}", Deed::words().join(", ")) };
    let purpose = args.purpose.replace([' ', '-'], "_");
    let Some(purpose) = Purpose::named(&purpose) else {
        bail!("{purpose} is no purpose; there are {}", Purpose::words().join(", "))
    };
    let at = args.when.as_deref().map(|text| instant(place, text)).transpose()?;
    let act = AskedAct {
        person: args.person.as_ref().map_or_else(|| case.clone(), |person| person.as_str().into()),
        case,
        deed,
        purpose,
        debts: args.about.iter().map(|debt| LoanId::new(debt.as_str())).collect(),
        contact_point: args.on.as_ref().map(|point| point.as_str().into()),
        place: args.at.clone(),
        carries: args.with.iter().map(|word| word.replace(' ', "_")).collect(),
    };
    let (seq, judgement) = if args.dry_run {
        (None, desk.look_at_gate(&act, at)?)
    } else {
        let Judged { seq, judgement } = desk.ask_gate(&act, at, args.reason.as_deref(), &args.by)?;
        (Some(seq), judgement)
    };
    if args.json {
        println!("{:#}", json!({ "event": seq, "judgement": judgement }));
    } else {
        say::judgement(seq, &judgement);
    }
    Ok(if judgement.is_cleared() { End::Done } else { End::Partly })
}

pub fn refused(place: &Place, args: &RefusedArgs) -> Result<End> {
    let desk = place.open()?;
    let found = desk.refused(args.limit)?;
    if args.json {
        for Kept { seq, recorded_at: at, by, judged, judgement } in &found {
            println!(
                "{}",
                json!({ "event": seq, "recorded_at": at, "by": by, "judged": judged, "judgement": judgement })
            );
        }
        return Ok(End::Done);
    }
    for Kept { seq, recorded_at: at, by, judged, judgement } in &found {
        let rules = judged.rules.join(" ");
        let (case, act, verdict) = (&judged.party, judged.act.replace('_', " "), judged.verdict.replace('_', " "));
        println!("{seq:>6}  {at}  {by}: {act} in the case of {case}, {}: {verdict}. {rules}", judged.occasion);
        for rule in judgement.against() {
            println!("        {} ({}, {}, {})", rule.says, rule.citation, rule.force, rule.status);
        }
    }
    println!("{} acts not let through", found.len());
    Ok(End::Done)
}

pub fn rejudge(place: &Place, args: &RejudgeArgs) -> Result<End> {
    let desk = place.open()?;
    let rejudged: Rejudged = desk.judge_again(args.event)?;
    let holds = rejudged.then == rejudged.again;
    if args.json {
        let Rejudged { then, again, today } = &rejudged;
        println!("{:#}", json!({ "then": then, "again": again, "today": today, "the_record_holds": holds }));
    } else {
        say::rejudged(args.event, &rejudged);
    }
    Ok(if holds { End::Done } else { End::DoesNotHold })
}

pub fn note(place: &Place, args: &NoteArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let case = case(&desk, &args.case)?;
    note::run(&mut desk, place, &case, args)
}
