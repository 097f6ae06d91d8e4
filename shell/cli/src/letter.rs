//! `makegood letter` and `makegood served`: letters from the book, kept to the byte.

mod args;
mod facts;

pub use args::{LetterArgs, ServedArgs};

use crate::End;
use crate::args::Place;
use crate::gate::{self, say};
use anyhow::{Result, bail};
use facts::Facts;
use makegood_compliance::{Deed, Purpose};
use makegood_desk::{DeskError, LetterToKeep, Made, Service};
use makegood_letters::{Kind, Language, LetterRefusal, template_of, write};
use makegood_views::AskedAct;
use makegood_wording::Lexicon;
use serde_json::json;
use std::path::Path;

pub fn letter(place: &Place, args: &LetterArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    if let Some(seq) = args.again {
        let Some((made, bytes)) = desk.letter(seq)? else { bail!("event {seq} made no letter") };
        put(&args.out, &bytes)?;
        println!("{}: the letter of event {seq} again, {} bytes, {}", args.out.display(), bytes.len(), made.file_hash);
        return Ok(End::Done);
    }
    let (Some(case), Some(kind)) = (&args.case, &args.kind) else {
        bail!("name the case and the kind of letter, or the event of a letter with --again")
    };
    let Some(kind) = Kind::named(kind) else {
        bail!("{kind} is no letter; there are {}", Kind::ALL.map(Kind::word).join(", "))
    };
    let Some(language) = Language::named(&args.lang) else {
        bail!("no letters are written in {}; there are {}", args.lang, Language::ALL.map(Language::word).join(", "))
    };
    let case = gate::case(&desk, case)?;
    let known = Facts::gather(&desk, &case, kind, args)?;
    let letter = known.letter(kind, language, args)?;
    let (template, words) = template_of(kind, language, args.templates.as_deref())?;
    let bytes = write(&letter, &template, &words, &Lexicon::shipped()?, &known.context())?;
    let acts = acts(&known, kind);
    if args.dry_run {
        return dry_run(&desk, &acts, args, &bytes);
    }
    let keep = LetterToKeep {
        case,
        person: known.person.clone(),
        role: letter.recipient.role.clone(),
        letter: kind.word().to_owned(),
        language: language.word().to_owned(),
        reference: letter.reference.clone(),
        about: known.debts(),
        contact_point: known.contact_point.clone(),
        until: letter.cure_until,
        serves_as: kind.happening().map(str::to_owned),
        bytes,
    };
    let out = args.out.clone();
    let made = desk.make_letter(&acts, &keep, &args.by, |bytes| put(&out, bytes))?;
    tell(&made, args, keep.bytes.len())
}

fn tell(made: &Made, args: &LetterArgs, bytes: usize) -> Result<End> {
    let (seq, word, end) = match made {
        Made::Now { seq } => (seq, "made", End::Done),
        Made::Before { seq } => (seq, "made before", End::Done),
        Made::NotCleared { seq, .. } => (seq, "not cleared", End::Partly),
    };
    if args.json {
        let judgement = match made {
            Made::NotCleared { judgement, .. } => Some(judgement),
            _ => None,
        };
        println!(
            "{:#}",
            json!({ "event": seq, "letter": word, "out": args.out, "bytes": bytes, "judgement": judgement })
        );
        return Ok(end);
    }
    match made {
        Made::NotCleared { judgement, .. } => say::judgement(Some(*seq), judgement),
        _ => println!("event {seq}: {word}, {} ({bytes} bytes)", args.out.display()),
    }
    Ok(end)
}

/// Asks without writing anything down; the file is written all the same, to be looked at.
fn dry_run(desk: &makegood_desk::Desk, acts: &[AskedAct], args: &LetterArgs, bytes: &[u8]) -> Result<End> {
    put(&args.out, bytes)?;
    println!("{}: {} bytes to look at; nothing is on record", args.out.display(), bytes.len());
    let mut end = End::Done;
    for act in acts {
        let judgement = desk.look_at_gate(act, None)?;
        if !judgement.is_cleared() {
            end = End::Partly;
        }
        say::judgement(None, &judgement);
    }
    Ok(end)
}

/// Every act the letter is: a letter that arrives, and what it does besides.
fn acts(known: &Facts, kind: Kind) -> Vec<AskedAct> {
    let act = |deed, purpose, carries: &[&str]| AskedAct {
        case: known.case.clone(),
        person: known.person.clone(),
        deed,
        purpose,
        debts: known.debts(),
        contact_point: known.contact_point.clone().filter(|_| deed == Deed::Letter),
        place: None,
        carries: carries.iter().map(|word| (*word).to_owned()).collect(),
    };
    let arrives = act(Deed::Letter, Purpose::Collect, &[]);
    match kind {
        Kind::PaymentLetter | Kind::GroupNotice => vec![arrives],
        Kind::AccelerationNotice => vec![act(Deed::Letter, Purpose::GiveRequiredNotice, &[])],
        Kind::GuarantorDemand => vec![arrives, act(Deed::ClaimFromGuarantor, Purpose::Collect, &[])],
        // What the template says in so many words.
        Kind::LimitationLetter => {
            vec![
                arrives,
                act(Deed::AskAcknowledgment, Purpose::Collect, &["lost_defences_warning", "limitation_named"]),
            ]
        }
        Kind::LawyerPack => vec![act(Deed::ReferForRecovery, Purpose::Collect, &[])],
    }
}

/// The file, whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    let refused = |source| DeskError::Io { path: path.display().to_string(), source };
    let unfinished = path.with_extension("part");
    std::fs::write(&unfinished, bytes).map_err(refused)?;
    std::fs::rename(&unfinished, path).map_err(refused)
}

pub fn served(place: &Place, args: &ServedArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let service = Service {
        letter: args.letter,
        at: gate::instant(place, &args.when)?,
        how: args.how.replace([' ', '-'], "_"),
        tracking: args.tracking.clone(),
        is_signed: args.signed,
        is_returned: args.returned,
    };
    let Some(served) = desk.record_served(&service, &args.by)? else { bail!("event {} made no letter", args.letter) };
    if args.json {
        println!("{:#}", serde_json::to_value(&served)?);
        return Ok(End::Done);
    }
    let proof = served.proof.iter().map(|word| word.replace('_', " ")).collect::<Vec<_>>().join(", ");
    println!("letter of event {}: {}; {proof}", served.letter, if served.is_returned { "came back" } else { "served" });
    match served.happening {
        Some(seq) => println!("event {seq}: the clocks know of it"),
        None => println!("no pack in force speaks of such a letter, so no clock is moved by it"),
    }
    Ok(End::Done)
}

/// What happened, and what to do about it.
pub fn way_out(error: &anyhow::Error) -> Option<(String, &'static str)> {
    error.downcast_ref::<LetterRefusal>().map(|refusal| (refusal.way_out(), refusal.code()))
}
