//! The words by which a case is found: names, numbers, addresses, letters, promises, notes.
//! One row a word; a search reads the rows that begin with what was typed.

use crate::{ViewError, load};
use makegood_case::{CaseEvent, ContactPoint, ContactPointKind, PartyName};
use makegood_journal::{Connection, Entry, Event, current};
use rusqlite::params;

/// So many words of a note are kept; what comes later is read on the case.
const WORDS: usize = 60;
/// Of a telephone number its ends, since people say the last digits.
const ENDS: [usize; 3] = [9, 6, 4];

/// What a word belongs to.
pub(crate) const NAME: &str = "name";
pub(crate) const CONTACT: &str = "contact";
pub(crate) const NOTE: &str = "note";
pub(crate) const PROMISE: &str = "promise";
pub(crate) const LETTER: &str = "letter";

/// Words in lower case: runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn keep(book: &Connection, word: &str, party: &str, kind: &str, seq: i64, shown: &str) -> Result<(), ViewError> {
    book.prepare_cached("INSERT OR IGNORE INTO view_find (word, party, kind, seq, shown) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![word, party, kind, seq, shown])?;
    Ok(())
}

/// What was kept of a kind about somebody is said anew.
fn forget(book: &Connection, party: &str, kind: &str) -> Result<(), ViewError> {
    book.prepare_cached("DELETE FROM view_find WHERE party = ?1 AND kind = ?2")?.execute([party, kind])?;
    Ok(())
}

/// The words of a name.
pub(crate) fn name(book: &Connection, party: &str, seq: i64) -> Result<(), ViewError> {
    forget(book, party, NAME)?;
    let Some(fact) = current(book, "party_name", party, seq)? else { return Ok(()) };
    let named: PartyName = load::parse("party name", &fact)?;
    words(&named.name).try_for_each(|word| keep(book, &word, party, NAME, 0, &named.name))
}

/// The numbers and addresses of somebody.
pub(crate) fn contacts(book: &Connection, party: &str, seq: i64) -> Result<(), ViewError> {
    forget(book, party, CONTACT)?;
    for point in load::rows::<ContactPoint>(book, party, "contact_point", seq)? {
        let shown =
            [Some(point.value.as_str()), point.place.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        if point.kind == ContactPointKind::Phone {
            let digits: String = point.value.chars().filter(char::is_ascii_digit).collect();
            let ends = ENDS.iter().filter_map(|length| digits.get(digits.len().checked_sub(*length)?..));
            for number in ends.chain([digits.as_str()]) {
                keep(book, number, party, CONTACT, 0, &shown)?;
            }
        } else {
            words(&shown).try_for_each(|word| keep(book, &word, party, CONTACT, 0, &shown))?;
        }
    }
    Ok(())
}

/// The words of what was recorded or written.
pub(crate) fn event(book: &Connection, entry: &Entry) -> Result<(), ViewError> {
    let said = |party: &str, text: &str| -> Result<(), ViewError> {
        let long = words(text).filter(|word| word.chars().count() > 2 || !word.is_ascii());
        long.take(WORDS).try_for_each(|word| keep(book, &word, party, NOTE, entry.seq, text))
    };
    match &entry.event {
        Event::LetterMade(made) => {
            let shown = format!("letter {}", made.reference);
            let whole = made.reference.to_lowercase();
            words(&whole)
                .chain([whole.clone()])
                .try_for_each(|word| keep(book, &word, made.party.as_str(), LETTER, entry.seq, &shown))
        }
        Event::Case { party, event } => match event {
            CaseEvent::ContactRecorded(contact) => said(party.as_str(), &contact.note),
            CaseEvent::NoteWritten(one) => said(party.as_str(), &one.note),
            CaseEvent::NoteRetracted(one) => {
                book.prepare_cached("DELETE FROM view_find WHERE party = ?1 AND kind = ?2 AND seq = ?3")?
                    .execute(params![party.as_str(), NOTE, one.note])?;
                Ok(())
            }
            CaseEvent::PromiseMade(promise) => {
                for part in promise.parts() {
                    let shown = format!("promise by {}", part.due_on);
                    keep(book, &part.due_on.to_string(), party.as_str(), PROMISE, entry.seq, &shown)?;
                    keep(book, &part.amount.minor().to_string(), party.as_str(), PROMISE, entry.seq, &shown)?;
                }
                said(party.as_str(), &promise.said)
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}
