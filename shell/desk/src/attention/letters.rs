//! Letters among the measures of a case: what was made, and how it was served.

use crate::DeskError;
use crate::letter::contact_note;
use makegood_case::CaseEvent;
use makegood_day_close::LetterDone;
use makegood_journal::{Connection, Event, LetterMade, LetterServed, entries_of};
use makegood_units::{BusinessDate, PartyId};

/// The letters of a case, made and served, oldest first. What came of a letter is the last
/// word on it.
///
/// # Errors
/// A record that cannot be read.
pub(crate) fn letters_done(book: &Connection, party: &PartyId) -> Result<Vec<LetterDone>, DeskError> {
    let mut done: Vec<LetterDone> = Vec::new();
    let mut made_by: Vec<(i64, String)> = Vec::new();
    for entry in entries_of(book, party, i64::MAX)? {
        let (seq, on, by) = (entry.seq, entry.effective_on, entry.actor);
        match entry.event {
            Event::LetterMade(made) => {
                made_by.push((seq, contact_note(&made.reference, &made.file_hash)));
                done.push(LetterDone { is_made: true, ..line(seq, on, by, title(&made), "not served yet".to_owned()) });
            }
            Event::LetterServed(served) => {
                let outcome = outcome(&served, on);
                let Some(made) = done.iter_mut().find(|one| one.seq == served.letter) else { continue };
                made.outcome.clone_from(&outcome);
                let what = format!("word of {}", made.what);
                let note = served.tracking.unwrap_or_default();
                done.push(LetterDone { note, ..line(seq, on, by, what, outcome) });
            }
            Event::Case { event: CaseEvent::ContactRecorded(contact), .. } => {
                let letter = made_by.iter().find(|(_, note)| *note == contact.note).map(|(seq, _)| *seq);
                if let Some(made) = done.iter_mut().find(|one| Some(one.seq) == letter) {
                    made.contact = Some(seq);
                }
            }
            _ => {}
        }
    }
    Ok(done)
}

fn line(seq: i64, on: BusinessDate, by: String, what: String, outcome: String) -> LetterDone {
    LetterDone { seq, on, by, what, outcome, note: String::new(), contact: None, is_made: false }
}

fn title(made: &LetterMade) -> String {
    let whom = if made.person == made.party { String::new() } else { format!(" to {}", made.role.replace('_', " ")) };
    format!("a letter{whom}, {} ({})", made.letter.replace('_', " "), made.reference)
}

fn outcome(served: &LetterServed, on: BusinessDate) -> String {
    let how = served.how.replace('_', " ");
    if served.is_returned { format!("came back on {on}, {how}") } else { format!("served on {on}, {how}") }
}
