//! `makegood letter` and `makegood served`: letters from the book, kept to the byte.

mod args;

pub use args::{LetterArgs, ServedArgs};

use crate::End;
use crate::args::Place;
use crate::gate::{self, say};
use anyhow::{Error, Result, bail};
use makegood_desk::{Desk, DeskError, Made, Service};
use makegood_letters::{AskedLetter, Draft, Kind, Language, LetterError, LetterRefusal, draft, make};
use makegood_units::{LoanId, PartyId};
use serde_json::json;
use std::path::Path;

pub fn letter(place: &Place, args: &LetterArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    if let Some(seq) = args.again {
        return again(&desk, seq, out(args)?);
    }
    let asked = asked(&desk, args)?;
    let templates = args.templates.as_deref();
    if let Some(note) = &args.agree {
        let draft = draft(&desk, &asked, templates).map_err(told)?;
        let seq = desk.agree_to_letter(&draft.to_agree(args.by.as_str().into(), note.clone()))?;
        println!("event {seq}: {} agreed to the {}", args.by, asked.kind.says());
        return Ok(End::Done);
    }
    if args.dry_run {
        return dry_run(&desk, &draft(&desk, &asked, templates).map_err(told)?, out(args)?);
    }
    let out = out(args)?;
    let (made, bytes) = make(&mut desk, &asked, templates, &args.by, |bytes| put(out, bytes)).map_err(told)?;
    tell(&made, args, out, bytes)
}

/// A letter that was made, to the byte.
fn again(desk: &Desk, seq: i64, out: &Path) -> Result<End> {
    let Some((made, bytes)) = desk.letter(seq)? else { bail!("event {seq} made no letter") };
    put(out, &bytes)?;
    println!("{}: the letter of event {seq} again, {} bytes, {}", out.display(), bytes.len(), made.file_hash);
    Ok(End::Done)
}

fn out(args: &LetterArgs) -> Result<&Path> {
    let Some(out) = &args.out else { bail!("name the file with --out FILE.pdf") };
    Ok(out)
}

/// The letter the words of the command ask for.
fn asked(desk: &Desk, args: &LetterArgs) -> Result<AskedLetter> {
    let (Some(case), Some(kind)) = (&args.case, &args.kind) else {
        bail!("name the case and the kind of letter, or the event of a letter with --again")
    };
    let Some(kind) = Kind::named(kind) else {
        bail!("{kind} is no letter; there are {}", Kind::ALL.map(Kind::word).join(", "))
    };
    let Some(language) = Language::named(&args.lang) else {
        bail!("no letters are written in {}; there are {}", args.lang, Language::ALL.map(Language::word).join(", "))
    };
    Ok(AskedLetter {
        to: args.to.as_deref().map(PartyId::new),
        lawyer: args.lawyer.clone(),
        about: args.about.iter().map(|loan| LoanId::new(loan.as_str())).collect(),
        amount: args.amount.clone(),
        group: args.group.clone(),
        trigger: args.trigger.clone(),
        pay_by: args.pay_by,
        cure_until: args.cure_until,
        enforceable_until: args.enforceable_until,
        convention: args.convention.clone(),
        rate: args.rate,
        overdue_rate: args.overdue_rate,
        lender: args.lender.clone(),
        reach: args.reach.clone(),
        officer: args.officer.clone(),
        ..AskedLetter::new(gate::case(desk, case)?, kind, language)
    })
}

fn tell(made: &Made, args: &LetterArgs, out: &Path, bytes: usize) -> Result<End> {
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
        println!("{:#}", json!({ "event": seq, "letter": word, "out": out, "bytes": bytes, "judgement": judgement }));
        return Ok(end);
    }
    match made {
        Made::NotCleared { judgement, .. } => say::judgement(Some(*seq), judgement),
        _ => println!("event {seq}: {word}, {} ({bytes} bytes)", out.display()),
    }
    Ok(end)
}

/// Asks without writing anything down; the file is written all the same, to be looked at.
fn dry_run(desk: &Desk, draft: &Draft, out: &Path) -> Result<End> {
    let bytes = draft.bytes()?;
    put(out, &bytes)?;
    println!("{}: {} bytes to look at; nothing is on record", out.display(), bytes.len());
    let mut end = End::Done;
    for judgement in draft.judged(desk)? {
        if !judgement.is_cleared() {
            end = End::Partly;
        }
        say::judgement(None, &judgement);
    }
    if draft.needs_second_person() && draft.agreed_by(desk)?.is_none() {
        println!("It waits for a second person: the same command with --agree NOTE --by STAFF");
        end = End::Partly;
    }
    Ok(end)
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
        is_read: args.read,
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

/// The refusal itself, so that its way out is printed.
fn told(error: LetterError) -> Error {
    match error {
        LetterError::Desk(error) => error.into(),
        LetterError::Refused(refusal) => refusal.into(),
        LetterError::Lexicon(error) => error.into(),
    }
}

/// What happened, and what to do about it.
pub fn way_out(error: &Error) -> Option<(String, &'static str)> {
    error.downcast_ref::<LetterRefusal>().map(|refusal| (refusal.way_out(), refusal.code()))
}
