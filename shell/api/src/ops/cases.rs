//! Cases and their promises, read.

use super::page;
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, case};
use crate::words::{Day, Limit, Short};
use makegood_day_close::CaseDay;
use makegood_desk::Desk;
use makegood_views::{case_view, cases_after};
use schemars::JsonSchema;
use serde::Deserialize;

/// Which cases.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CaseQuery {
    /// Of this branch.
    pub branch: Option<Short>,
    /// In this situation: `S0` to `S6`.
    pub situation: Option<Short>,
    /// At least so many days past due.
    pub days_past_due_from: Option<u16>,
    /// At most so many days past due.
    pub days_past_due_to: Option<u16>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Short>,
    /// Entries on a page.
    pub limit: Limit,
}

impl CaseQuery {
    fn holds(&self, day: &CaseDay) -> bool {
        let late = day.owed.days_past_due;
        let situation = day.finding.situation.to_string();
        self.situation.as_ref().is_none_or(|wanted| wanted.as_str() == situation)
            && self.days_past_due_from.is_none_or(|from| late >= i32::from(from))
            && self.days_past_due_to.is_none_or(|to| late <= i32::from(to))
    }
}

/// Cases in arrears, by the borrower's number.
///
/// # Errors
/// Views that cannot be read.
pub fn list(desk: &mut Desk, asked: &Asked, query: CaseQuery) -> Result<Told<Page<case::CaseLine>>, Problem> {
    let branch = asked.branch(query.branch.as_ref().map(Short::as_str))?;
    let start = query.cursor.as_ref().map_or("", Short::as_str);
    let wanted = query.limit.get();
    let found = gather((desk, asked), start, branch, wanted, |day| query.holds(day))?;
    let lines = found.iter().map(|(day, name)| case::line(day, name)).collect();
    Ok(page(lines, wanted, |line| line.case.clone()).into())
}

/// One case more than a page holds, from a number on, of those that are wanted.
fn gather(
    (desk, asked): (&Desk, &Asked),
    start: &str,
    branch: Option<&str>,
    wanted: usize,
    holds: impl Fn(&CaseDay) -> bool,
) -> Result<Vec<(CaseDay, String)>, Problem> {
    let reach = asked.within(desk)?;
    let mut found = Vec::new();
    let mut after = start.to_owned();
    while found.len() <= wanted {
        let read = cases_after(desk.book(), &after, branch, 200)?;
        let Some((last, _)) = read.last() else { break };
        after = last.party.to_string();
        for (day, name) in read.into_iter().filter(|(day, _)| holds(day)) {
            if reach.holds_case(desk.book(), &day.party)? {
                found.push((day, name));
            }
        }
    }
    found.truncate(wanted.saturating_add(1));
    Ok(found)
}

/// One case, with its version as the ETag.
///
/// # Errors
/// [`Problem::not_found`]; views that cannot be read.
pub fn one(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<case::Case>, Problem> {
    let party = asked.case(desk)?;
    let view = case_view(desk.book(), &party, desk.clock().now())?;
    let view = view.ok_or_else(|| Problem::not_found("case", party.as_str()))?;
    Ok(Told { version: Some(view.head), ..Told::from(asked.masked(desk, case::case(&view))?) })
}

/// Which promises.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PromiseQuery {
    /// Of this branch.
    pub branch: Option<Short>,
    /// In this state: pending, kept, partly_kept, broken, replaced.
    pub state: Option<Short>,
    /// Due on this day or later, in whole or with a part.
    pub due_from: Option<Day>,
    /// Due on this day or before, likewise.
    pub due_to: Option<Day>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Short>,
    /// Cases on a page; each may have several promises.
    pub limit: Limit,
}

/// Promises of cases in arrears, by the borrower's number. Those of somebody who is current
/// again are read with their case.
///
/// # Errors
/// Views that cannot be read.
pub fn promises(desk: &mut Desk, asked: &Asked, query: PromiseQuery) -> Result<Told<Page<case::Promise>>, Problem> {
    let branch = asked.branch(query.branch.as_ref().map(Short::as_str))?;
    let start = query.cursor.as_ref().map_or("", Short::as_str);
    let wanted = query.limit.get();
    let state = query.state.as_ref().map(Short::as_str);
    let is_within = |on: Day| query.due_from.is_none_or(|from| on >= from) && query.due_to.is_none_or(|to| on <= to);
    let is_wanted = |one: &case::Promise| {
        state.is_none_or(|state| one.state == state)
            && (is_within(one.due_on) || one.parts.iter().any(|part| is_within(part.due_on)))
    };
    let of = |day: &CaseDay| -> Vec<case::Promise> { case::promises(day).into_iter().filter(&is_wanted).collect() };
    let found = gather((desk, asked), start, branch, wanted, |day| !of(day).is_empty())?;
    let cases = page(found, wanted, |(day, _)| day.party.to_string());
    let entries = cases.entries.iter().flat_map(|(day, _)| of(day)).collect();
    Ok(Page { entries, next_cursor: cases.next_cursor }.into())
}

/// The promises of one case.
///
/// # Errors
/// As [`one`].
pub fn promises_of(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Page<case::Promise>>, Problem> {
    let read = one(desk, asked, Nothing {})?;
    Ok(Page { entries: read.body.promises, next_cursor: None }.into())
}
