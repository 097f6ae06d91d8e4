//! Letters made, how each was served, and which may be written now.

use super::{form, here, kind_says, language};
use crate::layout::Frame;
use crate::links::letters::LetterQuery;
use crate::model::case::Open;
use crate::model::law::verdict;
use crate::model::words::named;
use crate::pages::clocks::CaseClocks;
use crate::pages::letters::{Letters, MadeLine, OpenLine};
use crate::trouble::{Trouble, capital, sentence};
use makegood_case::PartyKind;
use makegood_desk::{Desk, DeskError, LetterOnRecord, Refusal};
use makegood_letters::{Kind, LetterError, LetterRefusal, OpenKind, decides_for, open_kinds};
use makegood_units::PartyId;

/// `2 made, 1 not served`, for the case page.
///
/// # Errors
/// A record that cannot be read.
pub(crate) fn sum(desk: &Desk, party: &PartyId) -> Result<String, DeskError> {
    let letters = desk.letters_of(party)?;
    Ok(match (letters.made.len(), letters.not_served()) {
        (0, _) => "none made".to_owned(),
        (made, 0) => format!("{made} made, all served"),
        (made, open) => format!("{made} made, {open} not served"),
    })
}

/// The page.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn letters(desk: &Desk, frame: Frame, open: &Open, told: Option<String>) -> Result<Letters, Trouble> {
    let party = &open.view.day.party;
    let names = |id: &str| frame.staff.iter().find(|one| one.id.as_str() == id).map_or(id, |one| &one.name).to_owned();
    let made = desk.letters_of(party)?.made;
    let lines: Result<Vec<MadeLine>, Trouble> = made.iter().map(|letter| line(desk, open, letter, names)).collect();
    let kinds = open_kinds(desk, party)?;
    let kinds: Result<Vec<OpenLine>, Trouble> = kinds.into_iter().map(|kind| open_line(desk, open, kind)).collect();
    let form = form(desk, open, &LetterQuery::default(), &frame.acting.name)?;
    Ok(Letters {
        party: party.clone(),
        name: named(&open.view.name, party),
        told,
        problem: None,
        made: lines?,
        open: kinds?,
        form,
        firm: firm(desk, open)?,
        clocks: CaseClocks::default(),
        place: open.local.place().to_owned(),
        frame,
    })
}

fn line(
    desk: &Desk,
    open: &Open,
    letter: &LetterOnRecord,
    names: impl Fn(&str) -> String,
) -> Result<MadeLine, Trouble> {
    let made = &letter.made;
    let name = named(&makegood_views::name_of(desk.book(), &made.person)?, &made.person);
    let to = if made.role == "lawyer" { "a lawyer".to_owned() } else { format!("{name}, {}", plain(&made.role)) };
    let state = match letter.served.last() {
        None => ("not served".to_owned(), "chip warn"),
        Some((_, served)) if served.is_returned => ("came back".to_owned(), "chip bad"),
        Some((_, served)) if served.proof.iter().any(|word| word == "proof_of_service") => {
            ("served, proven".to_owned(), "chip good")
        }
        Some(_) => ("served, no proof".to_owned(), "chip warn"),
    };
    let served = letter.served.iter().map(|(_, served)| {
        let tracking = served.tracking.as_ref().map(|number| format!(", number {number}")).unwrap_or_default();
        let proof: Vec<String> = served.proof.iter().map(|word| plain(word)).collect();
        let clocks = match served.happening {
            Some(event) => format!("The clocks know of it by event {event}."),
            None => "No clock is moved by it.".to_owned(),
        };
        let at = open.local.full(served.at);
        format!("{} on {at}{tracking}; {}. {clocks}", capital(&plain(&served.how)), proof.join(", "))
    });
    Ok(MadeLine {
        event: letter.seq,
        kind: Kind::named(&made.letter).map_or_else(|| made.letter.clone(), kind_says),
        to,
        language: language(&made.language).to_owned(),
        reference: made.reference.clone(),
        on: letter.on,
        by: names(&letter.by),
        hash: made.file_hash.clone(),
        state,
        served: served.collect(),
    })
}

fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// One kind, with the reason that counts when it is closed.
fn open_line(desk: &Desk, open: &Open, of: OpenKind) -> Result<OpenLine, Trouble> {
    let to = match &of.to {
        Some(_) if of.kind == Kind::LawyerPack => "a lawyer".to_owned(),
        Some(person) => named(&makegood_views::name_of(desk.book(), person)?, person),
        None => String::new(),
    };
    const OPEN: (&str, &str) = ("open", "chip good");
    const MORE: (&str, &str) = ("asks for more", "chip warn");
    const CLOSED: (&str, &str) = ("closed", "chip bad");
    let (state, says, opens) = match of.answer {
        Err(LetterError::Desk(DeskError::Refused(refusal))) => (CLOSED, refused(&refusal), None),
        Err(LetterError::Refused(refusal)) => {
            let asks = matches!(refusal, LetterRefusal::NoConvention { .. } | LetterRefusal::PenaltyNotKnown { .. });
            (if asks { MORE } else { CLOSED }, told(&refusal), None)
        }
        Err(LetterError::Desk(failed)) => return Err(failed.into()),
        Err(failed) => return Err(Trouble::Unreadable(failed.to_string())),
        Ok(judged) => match judged.iter().find(|judgement| !judgement.is_cleared()) {
            Some(judgement) => {
                let verdict = verdict(desk, open, judgement)?;
                (CLOSED, verdict.says, verdict.opens)
            }
            None if of.kind.needs_second_person() => {
                (MORE, "A second person agrees to it before it is made.".to_owned(), None)
            }
            None => (OPEN, "Nothing stands against it now.".to_owned(), None),
        },
    };
    Ok(OpenLine { kind: kind_says(of.kind), to, state, says, opens })
}

fn refused(refusal: &Refusal) -> String {
    format!("{} {}", sentence(&refusal.to_string()), refusal.way_out())
}

fn told(refusal: &LetterRefusal) -> String {
    format!("{} {}", sentence(&refusal.to_string()), here(refusal))
}

/// Who decides for a firm, or how that is noted; nothing for a person.
pub(crate) fn firm(desk: &Desk, open: &Open) -> Result<Option<String>, Trouble> {
    if open.view.known.as_ref().is_none_or(|known| known.kind != PartyKind::Firm) {
        return Ok(None);
    }
    match decides_for(desk, &open.view.day.party) {
        Ok(attention) => {
            let name = attention.name.unwrap_or_else(|| plain(&attention.role));
            Ok(Some(format!(
                "{name} decides for this firm; their authority was seen in: {}. Letters and visits are for them alone, and staff are not told.",
                attention.seen_in
            )))
        }
        Err(LetterError::Refused(refusal)) => Ok(Some(told(&refusal))),
        Err(LetterError::Desk(failed)) => Err(failed.into()),
        Err(failed) => Err(Trouble::Unreadable(failed.to_string())),
    }
}
