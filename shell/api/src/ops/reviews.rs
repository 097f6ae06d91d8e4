//! What waits for a leader, the review of a case, and reports.

use super::outcomes::{same, text};
use super::{page, written};
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, Written, review as shape};
use crate::words::{Day, Limit, List, Long, Number, Short, Text};
use makegood_case::LeaderDecision;
use makegood_desk::{AcknowledgeReport, CloseReview, Desk, HandInReport};
use makegood_views::{attention_waiting, coverage};
use schemars::JsonSchema;
use serde::Deserialize;

/// Which of what waits.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OwedQuery {
    /// Of this branch.
    pub branch: Option<Short>,
    /// Of this officer.
    pub officer: Option<Short>,
    /// `report` or `handed_over`.
    pub what: Option<Short>,
    /// Due on this day or before.
    pub due_to: Option<Day>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Text<1, 400>>,
    /// Entries on a page.
    pub limit: Limit,
}

/// The place of an entry in the list: its day, its case, what it is.
fn place(one: &shape::Owed) -> String {
    format!("{} {} {}", one.due_on.0, one.what, one.case)
}

/// What waits for a leader, the one due first at the top.
///
/// # Errors
/// Views that cannot be read.
pub fn list(desk: &mut Desk, asked: &Asked, query: OwedQuery) -> Result<Told<Page<shape::Owed>>, Problem> {
    let branch = asked.branch(query.branch.as_ref().map(Short::as_str))?;
    let is = |wanted: &Option<Short>, word: &str| wanted.as_ref().is_none_or(|wanted| wanted.as_str() == word);
    let mut all: Vec<shape::Owed> = attention_waiting(desk.book(), &asked.within(desk)?)?
        .iter()
        .filter_map(shape::owed)
        .filter(|one| branch.is_none_or(|branch| one.branch == branch) && is(&query.what, &one.what))
        .filter(|one| is(&query.officer, one.officer.as_deref().unwrap_or_default()))
        .filter(|one| query.due_to.is_none_or(|to| one.due_on <= to))
        .collect();
    all.sort_by_key(place);
    let start = query.cursor.as_ref().map_or("", Text::as_str);
    all.retain(|one| start.is_empty() || place(one).as_str() > start);
    all.truncate(query.limit.get().saturating_add(1));
    Ok(page(all, query.limit.get(), place).into())
}

/// Which days.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Days {
    /// From this day; thirty days before the last one when it is not said.
    pub from: Option<Day>,
    /// To this day; the last closed one when it is not said.
    pub to: Option<Day>,
}

/// How much of what fell due for a leader was looked at by its day.
///
/// # Errors
/// `nothing_closed` before the first close; views that cannot be read.
pub fn covered(desk: &mut Desk, asked: &Asked, query: Days) -> Result<Told<shape::Coverage>, Problem> {
    let (from, to) = (query.from.map(|day| day.0), query.to.map(|day| day.0));
    let counted = coverage(desk.book(), from, to, &asked.within(desk)?)?;
    let counted = counted.ok_or(makegood_desk::Refusal::NothingClosed).map_err(makegood_desk::DeskError::from)?;
    Ok(shape::coverage(&counted).into())
}

/// A case as those who report and review see it.
///
/// # Errors
/// [`Problem::not_found`]; views that cannot be read.
pub fn one(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<shape::Review>, Problem> {
    let party = asked.case(desk)?;
    Ok(shape::review(&desk.attention(&party)?).into())
}

/// Begins or goes on with a review of a case by the leader the token acts as.
///
/// # Errors
/// What the desk refuses, by name.
pub fn open(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    Ok(written([desk.open_review(&party, &by)?]))
}

/// Measures that were read.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadIn {
    /// Their events, of the list of the review.
    pub measures: List<Number, 1, 500>,
}

/// Marks measures as read in the open review of the leader.
///
/// # Errors
/// What the desk refuses, by name.
pub fn read(desk: &mut Desk, asked: &Asked, sent: ReadIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let measures: Vec<i64> = sent.measures.iter().map(|one| one.get()).collect();
    Ok(written([desk.read_measures(&party, &by, &measures)?]))
}

/// What a review came to.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseIn {
    /// What is to be done.
    pub decision: shape::Decision,
    /// What the leader says of the measures.
    pub note: Long,
    /// The day the case is read again.
    pub next_on: Day,
}

/// Closes the open review of the leader with a decision.
///
/// # Errors
/// What the desk refuses, by name, such as while a measure is not marked as read.
pub fn close(desk: &mut Desk, asked: &Asked, sent: CloseIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let decision = same::<_, LeaderDecision>(&sent.decision)?;
    let command = CloseReview { party, by, decision, note: sent.note.to_string(), next_on: sent.next_on.0 };
    Ok(written([desk.close_review(&command)?]))
}

/// What an officer tells the leader; the rest of the report is drafted from the book.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportIn {
    /// What was said, in the officer's words.
    pub account: Long,
    /// What the officer proposes.
    pub proposes: Long,
}

/// Hands in the report a case owes.
///
/// # Errors
/// What the desk refuses, by name.
pub fn hand_in(desk: &mut Desk, asked: &Asked, sent: ReportIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let command = HandInReport { party, by, account: sent.account.to_string(), proposes: sent.proposes.to_string() };
    Ok(written([desk.hand_in_report(&command)?]))
}

/// A leader's word on a report.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordIn {
    /// What is to be done.
    pub decision: shape::Decision,
    /// In the leader's words.
    #[serde(default)]
    pub note: Option<Long>,
}

/// Decides on the report that waits, as somebody else than who handed it in.
///
/// # Errors
/// What the desk refuses, by name.
pub fn acknowledge(desk: &mut Desk, asked: &Asked, sent: WordIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let command =
        AcknowledgeReport { party, by, decision: same::<_, LeaderDecision>(&sent.decision)?, note: text(sent.note) };
    Ok(written([desk.acknowledge_report(&command)?]))
}
