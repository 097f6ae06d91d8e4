//! Events: what has happened, in order, each bound to the one before by its hash.

use crate::{JournalError, UserChanged, chain};
use makegood_case::CaseEvent;
use makegood_units::{BusinessDate, Instant, LoanId, Money, PartyId, StaffId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A batch of rows entered the book.
    BatchBoarded(BatchBoarded),
    /// The lender adopted a strategy and packs.
    PolicyAdopted(PolicyAdopted),
    /// A business day was closed with a plan.
    DayClosed(DayClosed),
    /// Something happened in a case.
    Case {
        /// Whose case.
        party: PartyId,
        /// What happened.
        event: CaseEvent,
    },
    /// The law was asked about an act of a case.
    ActJudged(ActJudged),
    /// A letter was made, for somebody to carry.
    LetterMade(LetterMade),
    /// How a letter was served, or that it came back.
    LetterServed(LetterServed),
    /// The lender adopted assumptions about ways out.
    AssumptionsAdopted(AssumptionsAdopted),
    /// A second person agreed to a letter before it is made.
    LetterAgreed(LetterAgreed),
    /// Somebody who works with the book was added, changed, shut out or let in again.
    User(UserChanged),
    /// Somebody acts through the command line of the machine.
    CommandTyped(CommandTyped),
}

/// A command was typed for somebody who works with the book; what came of it are the events
/// that follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandTyped {
    /// For whom, by their number.
    pub by: StaffId,
    /// The account of the machine that typed it.
    pub account: String,
    /// The words of the command without its values: `relief`, `case note`.
    pub command: String,
}

/// The lender adopted assumptions about ways out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssumptionsAdopted {
    /// Document hash of the file.
    pub assumptions: String,
}

/// A second person agreed to a letter before it is made: to these loans, this amount, this
/// period and no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterAgreed {
    /// Whose case.
    pub party: PartyId,
    /// To whom the letter goes.
    pub person: PartyId,
    /// The kind of letter, in one word.
    pub letter: String,
    /// About which loans.
    pub about: Vec<LoanId>,
    /// The last day of the period it sets, where it sets one.
    pub until: Option<BusinessDate>,
    /// What was past due and unpaid when they agreed.
    pub arrears: Money,
    /// Who agreed.
    pub by: StaffId,
    /// What they read, and why they agree.
    pub note: String,
}

/// A letter was made, for somebody to carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterMade {
    /// Whose case.
    pub party: PartyId,
    /// To whom; a lawyer has no number and the case's own stands here.
    pub person: PartyId,
    /// What they are in the loans, in one word.
    pub role: String,
    /// The kind of letter, in one word.
    pub letter: String,
    /// Its language, in one word.
    pub language: String,
    /// Its reference.
    pub reference: String,
    /// About which loans.
    pub about: Vec<LoanId>,
    /// The last day of the period it sets, where it sets one.
    pub until: Option<BusinessDate>,
    /// What serving it is in the words of the packs; none when it is nothing there.
    pub serves_as: Option<String>,
    /// SHA-256 of the file, in hexadecimal.
    pub file_hash: String,
    /// Document hash of the file in base64, from which it is printed again.
    pub document: String,
    /// Document hashes of the judgements by which it was cleared.
    pub judged: Vec<String>,
    /// The lender's name as the letter has it; empty in letters made before it was kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lender: String,
    /// How the lender is reached, as the letter has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reach: String,
    /// Document hash of every word of it; empty in letters made before they were kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// How a letter was served, or that it came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterServed {
    /// Whose case.
    pub party: PartyId,
    /// The event by which the letter was made.
    pub letter: i64,
    /// When it arrived, was handed over, or came back.
    pub at: Instant,
    /// How it was carried, in one word.
    pub how: String,
    /// The carrier's number.
    pub tracking: Option<String>,
    /// Whether it came back.
    pub is_returned: bool,
    /// The proof, in words of the packs.
    pub proof: Vec<String>,
    /// The event by which the law's clocks know of it; none when no pack in force speaks
    /// of such a letter.
    pub happening: Option<i64>,
}

/// The law was asked about an act of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActJudged {
    /// Whose case.
    pub party: PartyId,
    /// The act in one word.
    pub act: String,
    /// Why it was asked: `asked` by a person, or `sending` a text.
    pub occasion: String,
    /// The verdict in one word.
    pub verdict: String,
    /// The rules against it, by name.
    pub rules: Vec<String>,
    /// Document hash of the whole judgement, with the packs it was given under.
    pub judgement: String,
}

/// A batch of rows entered the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchBoarded {
    /// The name of the file the rows came from.
    pub file: String,
    /// SHA-256 of the whole file, in hexadecimal.
    pub file_hash: String,
    /// The last line of the file that was read for this batch.
    pub through_line: u64,
    /// Whether the file was read to its end.
    pub complete: bool,
    /// How many rows the batch holds.
    pub rows: u64,
    /// SHA-256 over the rows in order.
    pub rows_hash: String,
    /// Named exceptions the person who boarded it granted.
    pub waivers: Vec<String>,
}

/// The lender adopted a strategy and packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyAdopted {
    /// Document hash of the strategy.
    pub strategy: String,
    /// Name and document hash of each pack, in order.
    pub packs: Vec<(String, String)>,
    /// The ladders tried beside it; none where none are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<TrialAdopted>,
    /// Document hash of the lender's own evidence table; none where the shipped one holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// Ladders tried beside the one in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialAdopted {
    /// Document hash of the trial.
    pub trial: String,
    /// Document hash of each challenger's ladder, in the order of the trial.
    pub ladders: Vec<String>,
}

/// A business day was closed with a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayClosed {
    /// The business day.
    pub as_of: BusinessDate,
    /// The number of the last event the plan knew of.
    pub known_to: i64,
    /// Hash of the chain at that event.
    pub head: String,
    /// Document hash of the strategy it followed.
    pub strategy: String,
    /// Name and document hash of the packs it read.
    pub packs: Vec<(String, String)>,
    /// The ladders tried beside the strategy that day; none where none were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<TrialAdopted>,
    /// Document hash of the evidence table it diagnosed by; none for the shipped one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Document hash of the plan.
    pub plan: String,
}

impl DayClosed {
    /// The policy the day followed.
    pub fn policy(&self) -> PolicyAdopted {
        PolicyAdopted {
            strategy: self.strategy.clone(),
            packs: self.packs.clone(),
            trial: self.trial.clone(),
            evidence: self.evidence.clone(),
        }
    }
}

impl Event {
    /// The kind as stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::BatchBoarded(_) => "batch_boarded",
            Self::PolicyAdopted(_) => "policy_adopted",
            Self::DayClosed(_) => "day_closed",
            Self::Case { .. } => "case",
            Self::ActJudged(_) => "act_judged",
            Self::LetterMade(_) => "letter_made",
            Self::LetterServed(_) => "letter_served",
            Self::AssumptionsAdopted(_) => "assumptions_adopted",
            Self::LetterAgreed(_) => "letter_agreed",
            Self::User(_) => "user",
            Self::CommandTyped(_) => "command_typed",
        }
    }

    /// The party it is about; none for what is about the whole book.
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::Case { party, .. } => Some(party.as_str()),
            Self::ActJudged(judged) => Some(judged.party.as_str()),
            Self::LetterMade(made) => Some(made.party.as_str()),
            Self::LetterServed(served) => Some(served.party.as_str()),
            Self::LetterAgreed(agreed) => Some(agreed.party.as_str()),
            _ => None,
        }
    }
}

/// An event as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When it was written down.
    pub recorded_at: Instant,
    /// The business day it counts from.
    pub effective_on: BusinessDate,
    /// Who did it.
    pub actor: String,
    /// What happened.
    pub event: Event,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

/// Appends an event and returns its entry.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn append(
    connection: &Connection,
    recorded_at: Instant,
    effective_on: BusinessDate,
    actor: &str,
    event: Event,
) -> Result<Entry, JournalError> {
    let (last, previous) = head_bytes(connection)?;
    let seq = last + 1;
    let body = to_json(&event, seq)?;
    let row = chain::Sealed {
        seq,
        recorded_at: recorded_at.to_string(),
        effective_on: effective_on.to_string(),
        actor: actor.to_owned(),
        kind: event.kind().to_owned(),
        subject: event.subject().map(str::to_owned),
        body,
        previous,
    };
    let hash = row.hash();
    connection
        .prepare_cached(
            "INSERT INTO event (seq, recorded_at, effective_on, actor, kind, subject, body, previous, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            row.seq,
            row.recorded_at,
            row.effective_on,
            row.actor,
            row.kind,
            row.subject,
            row.body,
            row.previous,
            hash
        ])?;
    Ok(Entry { seq, recorded_at, effective_on, actor: actor.to_owned(), event, hash: crate::open::hex(&hash) })
}

fn to_json<T: Serialize>(value: &T, seq: i64) -> Result<String, JournalError> {
    serde_json::to_string(value).map_err(|source| JournalError::Body { place: seq.to_string(), source })
}

/// The number and hash of the last event; zero and the hash of nothing at the start.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn head(connection: &Connection) -> Result<(i64, String), JournalError> {
    head_bytes(connection).map(|(seq, hash)| (seq, crate::open::hex(&hash)))
}

fn head_bytes(connection: &Connection) -> Result<(i64, Vec<u8>), JournalError> {
    let found = connection
        .prepare_cached("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or_else(|| (0, vec![0; 32])))
}

const COLUMNS: &str = "SELECT seq, recorded_at, effective_on, actor, body, hash FROM event";

/// All events after `seq`, oldest first.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn entries_after(connection: &Connection, seq: i64) -> Result<Vec<Entry>, JournalError> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE seq > ?1 ORDER BY seq"))?;
    let rows = statement.query_map([seq], read)?;
    rows.map(|row| parse(row?)).collect()
}

/// The first events after `seq`, oldest first, at most so many.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn entries_page(connection: &Connection, seq: i64, limit: u32) -> Result<Vec<Entry>, JournalError> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE seq > ?1 ORDER BY seq LIMIT ?2"))?;
    let rows = statement.query_map(params![seq, limit], read)?;
    rows.map(|row| parse(row?)).collect()
}

/// The events about one party up to number `known_to`, oldest first.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn entries_of(connection: &Connection, party: &PartyId, known_to: i64) -> Result<Vec<Entry>, JournalError> {
    let sql = format!("{COLUMNS} WHERE subject = ?1 AND seq <= ?2 ORDER BY seq");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![party.as_str(), known_to], read)?;
    rows.map(|row| parse(row?)).collect()
}

/// The event of a number; none when there is no such event.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn entry(connection: &Connection, seq: i64) -> Result<Option<Entry>, JournalError> {
    let sql = format!("{COLUMNS} WHERE seq = ?1");
    let row = connection.prepare_cached(&sql)?.query_row([seq], read).optional()?;
    row.map(parse).transpose()
}

/// The events of a kind, oldest first.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn entries_of_kind(connection: &Connection, kind: &str) -> Result<Vec<Entry>, JournalError> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE kind = ?1 ORDER BY seq"))?;
    let rows = statement.query_map([kind], read)?;
    rows.map(|row| parse(row?)).collect()
}

/// The newest event of a kind up to number `known_to`.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn last_of(connection: &Connection, kind: &str, known_to: i64) -> Result<Option<Entry>, JournalError> {
    let sql = format!("{COLUMNS} WHERE kind = ?1 AND seq <= ?2 ORDER BY seq DESC LIMIT 1");
    let row = connection.prepare_cached(&sql)?.query_row(params![kind, known_to], read).optional()?;
    row.map(parse).transpose()
}

/// The events of a kind from a number down, newest first, at most so many.
///
/// # Errors
/// A body that cannot be read, or whatever SQLite refuses.
pub fn newest_of(connection: &Connection, kind: &str, below: i64, limit: u32) -> Result<Vec<Entry>, JournalError> {
    let sql = format!("{COLUMNS} WHERE kind = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![kind, below, limit], read)?;
    rows.map(|row| parse(row?)).collect()
}

struct Raw(i64, String, String, String, String, Vec<u8>);

fn read(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn parse(Raw(seq, recorded_at, effective_on, actor, body, hash): Raw) -> Result<Entry, JournalError> {
    let place = |source| JournalError::Body { place: seq.to_string(), source };
    let quoted = |text: &str| format!("\"{text}\"");
    Ok(Entry {
        seq,
        recorded_at: serde_json::from_str(&quoted(&recorded_at)).map_err(place)?,
        effective_on: serde_json::from_str(&quoted(&effective_on)).map_err(place)?,
        actor,
        event: serde_json::from_str(&body).map_err(place)?,
        hash: crate::open::hex(&hash),
    })
}
