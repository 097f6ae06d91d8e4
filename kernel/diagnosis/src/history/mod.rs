//! The diagnosis over time: the beliefs and the situation on every day that changed them,
//! and the points at which a line was crossed, with the evidence that moved it.
//!
//! A history is told with what is known now: evidence counts from the day it was observed.

mod change;

pub use change::{ChangePoint, Crossing, Mover, MoverKind};

use crate::gate::is_source;
use crate::{Axes, Item, Situation, Weighed};
use change::changes;
use makegood_units::{BusinessDate, FactId};
use serde::{Deserialize, Serialize};

/// What a day read: the input of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRead {
    /// Which day.
    pub on: BusinessDate,
    /// The situation steps rested on.
    pub situation: Situation,
    /// The beliefs.
    pub axes: Axes,
    /// Every fact that scored, with its weight.
    pub weighed: Vec<Weighed>,
    /// Decisions about the finding made that day.
    pub decided: Vec<FactId>,
}

/// A day worth a point in a drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefDay {
    /// Which day.
    pub on: BusinessDate,
    /// The beliefs the day before, from which a drawing steps; those of the day itself on
    /// the first.
    pub before: Axes,
    /// The beliefs at its end.
    pub axes: Axes,
    /// The situation at its end.
    pub situation: Situation,
    /// Evidence that came that day, by id; also more of what was known.
    pub came: Vec<String>,
    /// Evidence that no longer scores from that day, by id.
    pub went: Vec<String>,
    /// Decisions made that day.
    pub decided: Vec<FactId>,
}

/// The diagnosis of one case over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefHistory {
    /// The first day with any evidence, the days that changed something, and the last day.
    pub days: Vec<BeliefDay>,
    /// Where a line was crossed, oldest first.
    pub changes: Vec<ChangePoint>,
}

/// Tells the days, which follow each other without a gap.
pub fn belief_history(days: &[DayRead]) -> BeliefHistory {
    let begins = days.iter().position(|day| !day.weighed.is_empty() || !day.decided.is_empty());
    let days = begins.and_then(|at| days.get(at..)).unwrap_or_default();
    let mut history = BeliefHistory::default();
    let Some(first) = days.first() else { return history };
    history.days.push(told(first, first, &ids(first)));
    let mut last_told = first;
    for (before, day) in days.iter().zip(days.iter().skip(1)) {
        let (came, went) = (newer(before, day), gone(before, day));
        let is_plain = came.is_empty() && went.is_empty() && day.decided.is_empty();
        // Fading is slow: what it moved is what it moved since a day was last told.
        let since = if is_plain { last_told } else { before };
        let crossed = changes(before, since, day);
        let ends = days.last().is_some_and(|last| last.on == day.on);
        if is_plain && crossed.is_empty() && !ends {
            continue;
        }
        history.days.push(BeliefDay { went, ..told(before, day, &came) });
        history.changes.extend(crossed);
        last_told = day;
    }
    history
}

fn told(before: &DayRead, day: &DayRead, came: &[String]) -> BeliefDay {
    BeliefDay {
        on: day.on,
        before: before.axes,
        axes: day.axes,
        situation: day.situation,
        came: came.to_vec(),
        went: Vec::new(),
        decided: day.decided.clone(),
    }
}

fn ids(day: &DayRead) -> Vec<String> {
    let mut ids: Vec<String> = day.weighed.iter().map(|one| one.item.evidence.clone()).collect();
    ids.sort();
    ids
}

fn item<'a>(day: &'a DayRead, evidence: &str) -> Option<&'a Item> {
    day.weighed.iter().map(|one| &one.item).find(|item| item.evidence == evidence)
}

/// Whether the item says more than the one before: seen later, or on a record it had not.
fn says_more(now: &Item, before: &Item) -> bool {
    let mut sources = now.facts.iter().filter(|fact| is_source(fact));
    now.observed_on > before.observed_on || sources.any(|fact| !before.facts.contains(fact))
}

fn newer(before: &DayRead, day: &DayRead) -> Vec<String> {
    let is_new = |id: &String| match (item(day, id), item(before, id)) {
        (Some(now), Some(held)) => says_more(now, held),
        (now, _) => now.is_some(),
    };
    ids(day).into_iter().filter(is_new).collect()
}

fn gone(before: &DayRead, day: &DayRead) -> Vec<String> {
    ids(before).into_iter().filter(|id| item(day, id).is_none()).collect()
}
