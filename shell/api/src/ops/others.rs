//! Who works here, and the figures.

use super::page;
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, metrics, staff};
use crate::words::{Limit, Short};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_views::people::colleagues;
use makegood_views::{Reach, branches, closes, policy_of};
use schemars::JsonSchema;
use serde::Deserialize;

/// Which colleagues.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StaffQuery {
    /// Of this branch.
    pub branch: Option<Short>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Short>,
    /// Entries on a page.
    pub limit: Limit,
}

/// Colleagues, by their number.
///
/// # Errors
/// Records that cannot be read.
pub fn staff(desk: &mut Desk, asked: &Asked, query: StaffQuery) -> Result<Told<Page<staff::Colleague>>, Problem> {
    let branch = asked.branch(query.branch.as_ref().map(Short::as_str))?;
    let mut all = colleagues(desk.book(), i64::MAX)?;
    all.sort_by(|one, two| one.id.cmp(&two.id));
    let start = query.cursor.as_ref().map_or("", Short::as_str);
    let wanted = all.into_iter().filter(|one| one.id.as_str() > start);
    let wanted = wanted.filter(|one| branch.is_none_or(|branch| one.branch.as_str() == branch));
    let limit = query.limit.get();
    let lines = wanted.take(limit.saturating_add(1)).map(staff::colleague).collect();
    Ok(page(lines, limit, |one: &staff::Colleague| one.staff.clone()).into())
}

/// The book counted at the last close.
///
/// # Errors
/// `nothing_closed` before the first close; views that cannot be read.
pub fn figures(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<metrics::Metrics>, Problem> {
    let book = desk.book();
    let (Some(close), Some(policy)) = (closes(book)?.into_iter().next(), policy_of(book, i64::MAX)?) else {
        return Err(DeskError::from(Refusal::NothingClosed).into());
    };
    let rows =
        branches(book, close.as_of, &Reach::whole())?.into_iter().filter(|row| asked.sees(&row.branch)).collect();
    let census = asked.token.branch.is_none().then_some(&close.census);
    Ok(metrics::metrics(close.as_of, census, &policy.strategy.buckets, rows).into())
}
