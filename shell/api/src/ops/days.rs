//! Closed days, their worklists, and the closing of one.

use super::page;
use crate::asked::Asked;
use crate::jobs::CLOSE_DAY;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, day};
use crate::words::{Day, Limit, Short};
use makegood_day_close::Plan;
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_journal::{Event, JobState, add_job, document, newest_of};
use makegood_units::BusinessDate;
use makegood_views::{closes, last_closed, policy_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::Arc;

/// From where on.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Before {
    /// Where to read on: next_cursor of the page before, a day.
    pub cursor: Option<Day>,
    /// Entries on a page.
    pub limit: Limit,
}

/// The closed days, newest first.
///
/// # Errors
/// Views that cannot be read.
pub fn list(desk: &mut Desk, _: &Asked, query: Before) -> Result<Told<Page<day::ClosedDay>>, Problem> {
    let limit = query.limit.get();
    let earlier = |one: &BusinessDate| query.cursor.is_none_or(|cursor| *one < cursor.0);
    let days = closes(desk.book())?.into_iter().filter(|one| earlier(&one.as_of)).take(limit.saturating_add(1));
    let days = days.map(|one| day::ClosedDay {
        day: one.as_of.into(),
        event: one.seq.into(),
        open_loans: one.census.open_loans(),
    });
    Ok(page(days.collect(), limit, |one: &day::ClosedDay| one.day.0.to_string()).into())
}

/// Whose worklists.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Whose {
    /// Of this colleague; of everybody when it is not said.
    pub officer: Option<Short>,
}

/// The worklists of a closed day, as they were planned.
///
/// # Errors
/// `never_closed` for another day; records that cannot be read.
pub fn worklists(desk: &mut Desk, asked: &Asked, query: Whose) -> Result<Told<Page<day::Worklist>>, Problem> {
    let text = asked.named("day");
    let on: BusinessDate = text.parse().map_err(|_| Problem::not_found("day", text))?;
    let plan = plan_of(desk, on)?.ok_or_else(|| Problem::not_found("closed day", text))?;
    let (officer, reach) = (query.officer.as_ref().map(Short::as_str), asked.within(desk)?);
    let lists =
        plan.worklists.iter().filter(|list| asked.sees(&list.branch) && reach.holds_list(&list.branch, &list.officer));
    let lists = lists.filter(|list| officer.is_none_or(|officer| list.officer.as_str() == officer));
    let entries = lists.map(|list| day::worklist(&plan, list)).collect();
    Ok(Page { entries, next_cursor: None }.into())
}

/// The plan kept with the last close of a day.
fn plan_of(desk: &Desk, on: BusinessDate) -> Result<Option<Plan>, Problem> {
    let mut below = i64::MAX;
    loop {
        let entries = newest_of(desk.book(), "day_closed", below, 50)?;
        let Some(last) = entries.last() else { return Ok(None) };
        below = last.seq;
        for entry in entries {
            if let Event::DayClosed(closed) = entry.event
                && closed.as_of == on
            {
                let text = document(desk.book(), &closed.plan)?;
                return serde_json::from_str(&text).map(Some).map_err(|error| Problem::failed(&error));
            }
        }
    }
}

/// The day to close.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseIn {
    /// Which day.
    pub day: Day,
}

/// Puts the close of a day on the list of jobs.
///
/// # Errors
/// What the desk refuses, by name.
pub fn close(desk: &mut Desk, asked: &Asked, sent: CloseIn) -> Result<Told<day::Job>, Problem> {
    asked.whole_book()?;
    let by = asked.by(desk)?;
    if policy_of(desk.book(), i64::MAX)?.is_none() {
        return Err(DeskError::from(Refusal::NoPolicy).into());
    }
    let (day, today) = (sent.day.0, desk.clock().today());
    if day > today {
        return Err(DeskError::from(Refusal::NotYet { on: day, today }).into());
    }
    if let Some(closed) = last_closed(desk.book())?.filter(|closed| day < *closed) {
        return Err(DeskError::from(Refusal::DayBefore { asked: day, closed }).into());
    }
    let number = add_job(desk.book(), CLOSE_DAY, &day.to_string(), by.as_str())?;
    let told = read_job(desk, asked, number)?;
    Ok(Told { location: Some(format!("/api/v1/jobs/{number}")), job: Some(number), ..told })
}

/// A job, as far as it is.
///
/// # Errors
/// [`Problem::not_found`].
pub fn job(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<day::Job>, Problem> {
    let number = asked.number("job")?;
    read_job(desk, asked, number)
}

fn read_job(desk: &Desk, asked: &Asked, number: i64) -> Result<Told<day::Job>, Problem> {
    asked.whole_book()?;
    let found = makegood_journal::job(desk.book(), number)?;
    let job = found.ok_or_else(|| Problem::not_found("job", &number.to_string()))?;
    let step = Arc::clone(&asked.shared).progress.of(number).filter(|_| job.state == JobState::Waiting);
    let problem = (job.state == JobState::Refused).then(|| serde_json::from_str(&job.result).unwrap_or_default());
    let said = |key: &str| {
        problem.as_ref().and_then(|problem: &serde_json::Value| problem.get(key)?.as_str()).map(str::to_owned)
    };
    Ok(Told::from(day::Job {
        job: number.into(),
        state: if step.is_some() { "running".to_owned() } else { job.state.word().to_owned() },
        at: step.as_ref().map(|step| step.at.clone()),
        done: step.as_ref().map(|step| step.done),
        of: step.as_ref().map(|step| step.of),
        result: (job.state == JobState::Done).then(|| serde_json::from_str(&job.result).ok()).flatten(),
        refused: said("code"),
        says: said("detail"),
        kind: job.kind,
        about: job.about,
    }))
}
