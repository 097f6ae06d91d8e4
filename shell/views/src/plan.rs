//! The plan of the last closed day.

use crate::ViewError;
use crate::query_case::read;
use makegood_day_close::Plan;
use makegood_journal::{Connection, Event, document, last_of};
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// The plan last read, by its hash: the whole day of a large book, asked for by
    /// every page.
    static LAST: RefCell<Option<(String, Rc<Plan>)>> = const { RefCell::new(None) };
}

/// The plan of the last closed day, shared.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn plan_in_force(book: &Connection) -> Result<Option<Rc<Plan>>, ViewError> {
    let Some(entry) = last_of(book, "day_closed", i64::MAX)? else { return Ok(None) };
    let Event::DayClosed(day) = entry.event else { return Ok(None) };
    let hit =
        LAST.with_borrow(|last| last.as_ref().filter(|(hash, _)| *hash == day.plan).map(|(_, plan)| plan.clone()));
    if hit.is_some() {
        return Ok(hit);
    }
    let plan: Rc<Plan> = Rc::new(read("the plan of the day", &document(book, &day.plan)?)?);
    LAST.set(Some((day.plan, plan.clone())));
    Ok(Some(plan))
}

/// The plan of the last closed day.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn last_plan(book: &Connection) -> Result<Option<Plan>, ViewError> {
    Ok(plan_in_force(book)?.map(|plan| (*plan).clone()))
}
