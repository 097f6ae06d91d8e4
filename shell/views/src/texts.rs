//! What the lender's people wrote or said, text by text, and which of it a leader is to read.

use crate::{Reach, ViewError, load, policy, state};
use makegood_case::{CaseEvent, Channel, Outcome, Pin, WordsEvent};
use makegood_journal::{Connection, Entry, Event, LetterMade, document, entries_of, entry};
use makegood_strategy::TalkTerms;
use makegood_strategy::trial::{SLOTS, Unit, slot};
use makegood_units::{BusinessDate, PartyId, StaffId};
use rusqlite::params;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// By this salt the conversations a leader reads are drawn.
const SALT: &str = "read-by-a-leader";

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// What an officer noted, of a contact or of the case.
    Note,
    /// A message or letter as it went out.
    Sent,
    /// A conversation word for word.
    Transcript,
    /// What was found on a visit.
    Findings,
    /// A letter as it was made.
    Letter,
}

impl TextKind {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Sent => "text as sent",
            Self::Transcript => "conversation",
            Self::Findings => "findings of a visit",
            Self::Letter => "letter",
        }
    }
}

/// A text as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextOnRecord {
    /// The event it stands in.
    pub event: i64,
    /// Whose case.
    pub party: PartyId,
    /// Who wrote or spoke.
    pub officer: StaffId,
    /// On which day.
    pub said_on: BusinessDate,
    /// What it is.
    pub kind: TextKind,
    /// Through which channel, where it belongs to one contact.
    pub channel: Option<Channel>,
    /// Every word.
    pub text: String,
}

impl TextOnRecord {
    /// SHA-256 of the text, in hexadecimal.
    pub fn hash(&self) -> String {
        Sha256::digest(self.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The text of an event, if it has one.
///
/// # Errors
/// A record that cannot be read, or whatever SQLite refuses.
pub fn text_of(book: &Connection, event: i64) -> Result<Option<TextOnRecord>, ViewError> {
    match entry(book, event)? {
        Some(entry) => text_in(book, &entry),
        None => Ok(None),
    }
}

/// Every text of a case, oldest first.
///
/// # Errors
/// A record that cannot be read, or whatever SQLite refuses.
pub fn texts_of(book: &Connection, party: &PartyId) -> Result<Vec<TextOnRecord>, ViewError> {
    let mut found = Vec::new();
    for entry in entries_of(book, party, i64::MAX)? {
        found.extend(text_in(book, &entry)?);
    }
    Ok(found)
}

/// The events of every text on the book, oldest first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn text_events(book: &Connection) -> Result<Vec<i64>, ViewError> {
    let mut statement = book.prepare_cached("SELECT seq FROM view_text ORDER BY seq")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn text_in(book: &Connection, entry: &Entry) -> Result<Option<TextOnRecord>, ViewError> {
    let (party, event) = match &entry.event {
        Event::Case { party, event } => (party, event),
        Event::LetterMade(made) if !made.text.is_empty() => return letter_in(book, entry, made).map(Some),
        _ => return Ok(None),
    };
    let (officer, kind, channel, text) = match event {
        CaseEvent::ContactRecorded(contact) => match sent_text(&contact.note) {
            Some(hash) if contact.outcome == Outcome::Sent => {
                (&contact.by, TextKind::Sent, Some(contact.channel), document(book, hash)?)
            }
            _ => (&contact.by, TextKind::Note, Some(contact.channel), contact.note.clone()),
        },
        CaseEvent::NoteWritten(written) => (&written.by, TextKind::Note, None, written.note.clone()),
        CaseEvent::OnWords(WordsEvent::TranscriptKept(kept)) => {
            (&kept.officer, TextKind::Transcript, None, kept.text.clone())
        }
        CaseEvent::VisitFound(found) => (&found.by, TextKind::Findings, Some(Channel::Visit), found.findings.clone()),
        _ => return Ok(None),
    };
    let (officer, party) = (officer.clone(), party.clone());
    let found = TextOnRecord { event: entry.seq, party, officer, said_on: entry.effective_on, kind, channel, text };
    Ok(Some(found).filter(|found| !found.text.trim().is_empty()))
}

fn letter_in(book: &Connection, entry: &Entry, made: &LetterMade) -> Result<TextOnRecord, ViewError> {
    Ok(TextOnRecord {
        event: entry.seq,
        party: made.party.clone(),
        officer: StaffId::new(entry.actor.as_str()),
        said_on: entry.effective_on,
        kind: TextKind::Letter,
        channel: Some(Channel::Letter),
        text: document(book, &made.text)?,
    })
}

/// The hash of a text that went out, as the note of its contact has it.
fn sent_text(note: &str) -> Option<&str> {
    let (hash, _) = note.strip_prefix("Text ")?.split_once(", file ")?;
    (hash.len() == 64).then_some(hash)
}

/// Takes in a text, and that a leader read one.
pub(crate) fn take(connection: &Connection, entry: &Entry, event: &CaseEvent) -> Result<(), ViewError> {
    let read = match event {
        CaseEvent::OnWords(WordsEvent::TextRead { event, .. }) => Some(*event),
        // Whoever finds something wrong with a text has read it.
        CaseEvent::OnWords(WordsEvent::CritiqueMade(made)) if made.by.is_some() => match &made.pin {
            Pin::Span(span) => Some(span.event),
            Pin::Measure { .. } => None,
        },
        _ => None,
    };
    if let Some(read) = read {
        connection
            .prepare_cached("UPDATE view_text SET read = ?2 WHERE seq = ?1 AND read IS NULL")?
            .execute(params![read, entry.seq])?;
    }
    let Some(text) = text_in(connection, entry)? else { return Ok(()) };
    let is_talk = match event {
        CaseEvent::ContactRecorded(contact) => contact.outcome.is_conversation(),
        CaseEvent::OnWords(_) => true,
        _ => false,
    };
    keep(connection, &text, is_talk)
}

/// Takes in the words of a letter.
pub(crate) fn made(connection: &Connection, entry: &Entry) -> Result<(), ViewError> {
    text_in(connection, entry)?.map_or(Ok(()), |text| keep(connection, &text, false))
}

fn keep(connection: &Connection, text: &TextOnRecord, is_talk: bool) -> Result<(), ViewError> {
    connection
        .prepare_cached("INSERT INTO view_text (seq, party, officer, said_on, is_talk) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![text.event, text.party.as_str(), text.officer.as_str(), text.said_on.epoch_days(), is_talk])?;
    Ok(())
}

/// Whether a leader is to read the conversation of an event: drawn by a hash of its number,
/// so that nobody chooses.
pub fn is_drawn(event: i64, terms: TalkTerms) -> bool {
    let share = SLOTS.saturating_mul(terms.read_percent) / 100;
    slot(SALT, Unit::Borrower, &event.to_string()) < share
}

/// A conversation with words on file, drawn to be read and not read yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToRead {
    /// The event.
    pub event: i64,
    /// Whose case.
    pub party: PartyId,
    /// Who spoke.
    pub officer: StaffId,
    /// When.
    pub said_on: BusinessDate,
}

/// The conversations of the last days that were drawn, and of how many: newest first.
/// `None` before the first close.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn to_read(book: &Connection, reach: &Reach) -> Result<Option<(Vec<ToRead>, usize)>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let terms = policy.strategy.talk;
    let [branches, people] = reach.values();
    let mut statement = book.prepare_cached(&format!(
        "SELECT seq, party, officer, said_on, read FROM view_text WHERE is_talk = 1 AND said_on > ?1 AND {}
         ORDER BY seq DESC",
        Reach::of_party("view_text.party", 2, 3)
    ))?;
    let since = as_of.plus_days(-terms.read_days).epoch_days();
    let mut rows = statement.query(params![since, branches, people])?;
    let (mut found, mut drawn) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let event = row.get(0)?;
        if !is_drawn(event, terms) {
            continue;
        }
        drawn += 1;
        if row.get::<_, Option<i64>>(4)?.is_none() {
            let (party, officer) = (PartyId::new(row.get::<_, String>(1)?), StaffId::new(row.get::<_, String>(2)?));
            found.push(ToRead { event, party, officer, said_on: state::day(row.get(3)?)? });
        }
    }
    Ok(Some((found, drawn)))
}

/// Who read a text, if a leader did.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn read_by(book: &Connection, event: i64) -> Result<Option<i64>, ViewError> {
    let mut statement = book.prepare_cached("SELECT read FROM view_text WHERE seq = ?1")?;
    let mut rows = statement.query([event])?;
    Ok(match rows.next()? {
        Some(row) => row.get(0)?,
        None => None,
    })
}

/// The events of a case that stand in the journal, for the folds of the case room.
///
/// # Errors
/// A record that cannot be read, or whatever SQLite refuses.
pub fn case_events(book: &Connection, party: &PartyId) -> Result<Vec<makegood_case::Recorded>, ViewError> {
    load::events_of(book, party, i64::MAX)
}
