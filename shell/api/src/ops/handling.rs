//! The queue, who has a case, until when it waits, and notes.

use super::outcomes::text;
use super::{page, written};
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, Written, queue as shape};
use crate::words::{Day, Id, Limit, Long, Short};
use makegood_desk::{AssignCase, Desk, RetractNote, SnoozeCase, WriteNote};
use makegood_units::Amount;
use makegood_views::{QueueEntry, QueueFilter, case_view, queue_after};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
use std::borrow::Cow;

/// Which cases of the queue.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QueueQuery {
    /// Given to this colleague; `nobody` for nobody in particular.
    pub officer: Option<Short>,
    /// Of this branch.
    pub branch: Option<Short>,
    /// In this situation: `S0` to `S4`, `undetermined`.
    pub situation: Option<Short>,
    /// With the last promise in this state: `pending`, `kept`, `partly_kept`, `broken`, `replaced`, `none`.
    pub promise: Option<Short>,
    /// Whether it waits until a day.
    pub waits: Option<bool>,
    /// At least so many days past due.
    pub days_past_due_from: Option<u16>,
    /// At most so many days past due.
    pub days_past_due_to: Option<u16>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Place>,
    /// Entries on a page.
    pub limit: Limit,
}

/// The place of a case in the queue: its arrears in minor units, and its number.
#[derive(Clone, Debug)]
pub struct Place {
    arrears: Amount,
    party: String,
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let place = text.split_once(' ').filter(|(minor, party)| {
            let is_count = (1..=15).contains(&minor.len()) && minor.bytes().all(|byte| byte.is_ascii_digit());
            is_count && (1..=200).contains(&party.chars().count())
        });
        let place = place.and_then(|(minor, party)| {
            Some(Self { arrears: Amount::from_minor(minor.parse().ok()?), party: party.to_owned() })
        });
        place.ok_or_else(|| de::Error::custom("a cursor is what next_cursor of the page before said"))
    }
}

impl JsonSchema for Place {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^[0-9]{1,15} [\s\S]{1,200}$", "examples": ["60000 B-2"] })
    }
}

/// Who has nobody's cases, as it is written in the address.
const NOBODY: &str = "nobody";

impl QueueQuery {
    fn filter(&self, branch: Option<&str>) -> QueueFilter {
        let said = |word: &Option<Short>| word.as_ref().map(ToString::to_string);
        let officer = said(&self.officer).map(|one| if one == NOBODY { String::new() } else { one });
        let from = self.days_past_due_from.map_or(i32::MIN, i32::from);
        let to = self.days_past_due_to.map_or(i32::MAX, i32::from);
        QueueFilter {
            days: Some((from, to)),
            branch: branch.map(str::to_owned),
            situation: said(&self.situation),
            promise: said(&self.promise),
            officer,
            waits: self.waits,
            at_least: None,
        }
    }
}

/// The cases of the queue, the largest arrears first.
///
/// # Errors
/// Views that cannot be read.
pub fn queue(desk: &mut Desk, asked: &Asked, query: QueueQuery) -> Result<Told<Page<shape::QueueLine>>, Problem> {
    let filter = query.filter(asked.branch(query.branch.as_ref().map(Short::as_str))?);
    let after = query.cursor.as_ref().map(|place| (place.arrears, place.party.as_str()));
    let limit = query.limit.get();
    let wanted = u32::try_from(limit.saturating_add(1)).unwrap_or(u32::MAX);
    let found = queue_after(desk.book(), &filter, after, wanted, &asked.within(desk)?)?;
    let found = page(found, limit, |one: &QueueEntry| format!("{} {}", one.arrears.amount.minor(), one.party));
    Ok(Page { entries: found.entries.iter().map(shape::line).collect(), next_cursor: found.next_cursor }.into())
}

/// The notes of a case that were not taken back, oldest first.
///
/// # Errors
/// [`Problem::not_found`]; views that cannot be read.
pub fn notes(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Page<shape::Note>>, Problem> {
    let party = asked.case(desk)?;
    let view = case_view(desk.book(), &party, desk.clock().now())?;
    let view = view.ok_or_else(|| Problem::not_found("case", party.as_str()))?;
    Ok(Page { entries: shape::notes(&view), next_cursor: None }.into())
}

/// A note.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteIn {
    /// What the next person should know.
    pub note: Long,
}

/// Writes a note.
///
/// # Errors
/// What the desk refuses, by name.
pub fn note(desk: &mut Desk, asked: &Asked, sent: NoteIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    Ok(written([desk.write_note(&WriteNote { party, by, note: sent.note.to_string(), seen: None })?]))
}

/// Takes a note back, as whoever wrote it and within ten minutes.
///
/// # Errors
/// What the desk refuses, by name.
pub fn retract(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    Ok(written([desk.retract_note(&RetractNote { party, by, note: asked.number("note")? })?]))
}

/// Who is to have a case.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignIn {
    /// Who; nobody in particular when it is left out or null.
    #[serde(default)]
    pub officer: Option<Id>,
    /// Why.
    #[serde(default)]
    pub reason: Option<Long>,
}

/// Gives a case to somebody.
///
/// # Errors
/// What the desk refuses, by name.
pub fn assign(desk: &mut Desk, asked: &Asked, sent: AssignIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let officer = sent.officer.map(|one| one.as_str().into());
    Ok(written([desk.assign(&AssignCase { party, by, officer, reason: text(sent.reason), seen: None })?]))
}

/// Until when a case waits.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SnoozeIn {
    /// The day it comes back.
    pub until: Day,
    /// Why.
    pub reason: Long,
}

/// Has a case wait until a day.
///
/// # Errors
/// What the desk refuses, by name.
pub fn snooze(desk: &mut Desk, asked: &Asked, sent: SnoozeIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let (until, reason) = (sent.until.0, sent.reason.to_string());
    Ok(written([desk.snooze(&SnoozeCase { party, by, until, reason, seen: None })?]))
}
