//! Asset classes as state machines from data.
//!
//! A [`Scheme`] says in TOML what is counted, which classes there are and which rules
//! lead from one to another; [`classify`] takes one loan's past through it and answers
//! with a [`ClassHistory`]: every class it has been in, since when, until when and by
//! which rule. The schemes that are shipped lie in `conventions/classes`, beside a page
//! on how to change a number.
//!
//! * The class of a day is the class at the end of that day.
//! * A day's class rests on facts of that day and before; what comes later never
//!   changes it.
//! * Classes are ordered from best to worst. Where several rules fire, the worst class
//!   wins.
//! * Where a fact is missing and the class depends on it, the class is
//!   [`Class::Unknown`] and says what to ask for.

mod check;
mod condition;
mod count;
mod error;
mod history;
mod moment;
mod months;
mod next;
mod parse;
mod past;
mod ranges;
mod raw;
mod says;
mod scheme;
mod shipped;
mod truth;
mod walk;

#[cfg(test)]
mod every_day;

pub use error::{SchemeError, SchemeProblem};
pub use history::{Class, ClassHistory, Stay};
pub use past::{ClassError, Mark, Past};
pub use ranges::DayRange;
pub use scheme::Scheme;
pub use shipped::{SHIPPED, shipped};

use makegood_units::BusinessDate;
use moment::Facts;
use walk::Walk;

/// The classes of one loan up to the end of `until`.
///
/// Spans and marks dated later are read for `next_change_on` alone.
///
/// # Errors
/// [`ClassError`] when the past contradicts itself or its amounts do not fit.
pub fn classify(scheme: &Scheme, past: &Past<'_>, until: BusinessDate) -> Result<ClassHistory, ClassError> {
    past.check()?;
    let mut history = ClassHistory { scheme: scheme.name.clone(), until, entries: Vec::new(), next_change_on: None };
    let Some(start) = past.spans.first().map(|span| span.from) else { return Ok(history) };
    let facts = Facts::new(scheme, past, start)?;
    let mut walk = Walk::new(&facts);
    let end = past.spans.last().and_then(|span| span.to);
    let mut day = start;
    loop {
        walk.step(day);
        note(&mut history, &walk);
        if history.next_change_on.is_some() {
            return Ok(history);
        }
        let next = walk.next_day();
        let doubtful = next.map(|next| next.plus_days(-1)).filter(|eve| walk.in_doubt && *eve > day);
        if let Some(eve) = doubtful {
            // A rule in doubt may have fired on any day until now.
            walk.step(eve);
        }
        match next {
            Some(next) if end.is_none_or(|end| next < end) => day = next,
            _ => break,
        }
    }
    if let Some(end) = end {
        leave(&mut history, end);
    }
    Ok(history)
}

/// What each counter of the scheme has reached at the end of a day, by its name, in the
/// order of the file; no number where it rests on a fact that is missing.
///
/// # Errors
/// As [`classify`].
pub fn counts<'s>(
    scheme: &'s Scheme,
    past: &Past<'_>,
    day: BusinessDate,
) -> Result<Vec<(&'s str, Option<i32>)>, ClassError> {
    past.check()?;
    let Some(start) = past.spans.first().map(|span| span.from) else { return Ok(Vec::new()) };
    let facts = Facts::new(scheme, past, start)?;
    let span = past.spans.iter().position(|span| span.holds(day));
    let on = |counted: &count::Counted| {
        let (least, most) = span.map_or((0, 0), |span| counted.on(span, day));
        (least == most).then_some(least)
    };
    let names = scheme.counters.iter().map(|counter| counter.name.as_str());
    Ok(names.zip(facts.counted.iter().map(on)).collect())
}

/// Adds the class of the day last taken in, when it is another.
fn note(history: &mut ClassHistory, walk: &Walk<'_>) {
    if history.entries.last().is_some_and(|stay| walk.is_still(&stay.class)) {
        return;
    }
    let class = walk.class();
    if history.entries.last().is_some_and(|stay| stay.class == class) {
        return;
    }
    leave(history, walk.day);
    if walk.day <= history.until {
        let (why, citation) = walk.why(&class);
        history.entries.push(Stay { class, entered_on: walk.day, left_on: None, why, citation });
    }
}

/// Closes the last stay; after `until` that is the change to come.
fn leave(history: &mut ClassHistory, day: BusinessDate) {
    if day > history.until {
        history.next_change_on = Some(day);
    } else if let Some(stay) = history.entries.last_mut() {
        stay.left_on = Some(day);
    }
}
