//! The journal, read from a number on.

use crate::asked::Asked;
use crate::operation::Told;
use crate::problem::Problem;
use crate::shape::{Page, event};
use crate::words::{Limit, Number, Short};
use makegood_desk::Desk;
use makegood_journal::entries_page;
use makegood_units::PartyId;
use schemars::JsonSchema;
use serde::Deserialize;

/// From which event on.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct After {
    /// After this event: next_cursor of the page before, or any number kept.
    pub cursor: Option<Number>,
    /// Of this kind alone, such as `case.promise_made`.
    pub kind: Option<Short>,
    /// Entries on a page.
    pub limit: Limit,
}

/// Events after a number, oldest first. The cursor of the last page is given as well, so
/// that a reader can ask later for what came since.
///
/// # Errors
/// Records that cannot be read.
pub fn list(desk: &mut Desk, asked: &Asked, query: After) -> Result<Told<Page<event::EventLine>>, Problem> {
    let limit = query.limit.get();
    let mut after = query.cursor.map_or(0, Number::get);
    let mut entries = Vec::new();
    'reading: loop {
        let read = entries_page(desk.book(), after, 200)?;
        if read.is_empty() {
            break;
        }
        for entry in read {
            after = entry.seq;
            let is_wanted = query.kind.as_ref().is_none_or(|kind| kind.as_str() == event::kind(&entry.event));
            if is_wanted && is_seen(desk, asked, entry.event.subject())? {
                entries.push(event::line(&entry));
            }
            if entries.len() >= limit {
                break 'reading;
            }
        }
    }
    Ok(Page { entries, next_cursor: Some(after.to_string()) }.into())
}

/// A token bound to a branch reads what is about the cases of that branch.
fn is_seen(desk: &Desk, asked: &Asked, subject: Option<&str>) -> Result<bool, Problem> {
    match subject {
        Some(party) => asked.sees_case(desk, &PartyId::new(party)),
        None => Ok(asked.token.branch.is_none()),
    }
}
