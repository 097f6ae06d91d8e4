//! The loans of a schedule, and how their rows lie in the file.

use crate::lane::Lane;
use crate::source::{Column, Source};
use crate::workers::Crew;
use crate::{AgeError, Progress, Step};
use std::sync::Arc;

/// Rows read at once: large enough to forget the cost of a call, small enough to
/// stay in the cache of a processor.
pub(crate) const STEP_ROWS: usize = 8_192;

/// The loans of a row group as they follow one another.
#[derive(Default)]
pub(crate) struct Runs {
    /// The slot of the first.
    pub first: usize,
    /// How many rows each has here.
    pub rows: Vec<usize>,
}

/// The loans of a schedule.
pub(crate) struct Index {
    /// Every loan once, rising.
    pub ids: Vec<i64>,
    /// By row group, when the file is in the order of the loans.
    pub runs: Option<Vec<Runs>>,
}

impl Index {
    pub(crate) fn read(
        source: &Source,
        loan: &Column,
        threads: usize,
        progress: &mut impl FnMut(Progress),
    ) -> Result<Self, AgeError> {
        let crew = Crew { step: Step::Loans, tasks: source.groups(), threads };
        let start = || Ok((Lane::new(source, loan), Arc::new(source.handle()?)));
        let (groups, _) = crew.run(
            start,
            |(lane, file), group| {
                lane.start(file, group)?;
                follow(lane, source.rows(group))
            },
            progress,
        )?;
        let rising = groups.iter().flatten().is_sorted_by_key(|(id, _)| *id);
        Ok(if rising { Self::in_order(groups) } else { Self::out_of_order(groups) })
    }

    fn in_order(groups: Vec<Vec<(i64, usize)>>) -> Self {
        let mut ids: Vec<i64> = Vec::with_capacity(groups.iter().map(Vec::len).sum());
        let runs = groups.into_iter().map(|group| {
            // The first loan of a group may be the last of the group before.
            let goes_on = group.first().is_some_and(|(id, _)| ids.last() == Some(id));
            let first = ids.len() - usize::from(goes_on);
            ids.extend(group.iter().skip(usize::from(goes_on)).map(|(id, _)| *id));
            Runs { first, rows: group.into_iter().map(|(_, rows)| rows).collect() }
        });
        let runs = Some(runs.collect());
        Self { ids, runs }
    }

    fn out_of_order(groups: Vec<Vec<(i64, usize)>>) -> Self {
        let mut ids: Vec<i64> = groups.into_iter().flatten().map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        Self { ids, runs: None }
    }
}

/// Each loan of a row group with the number of its rows that follow one another.
fn follow(lane: &mut Lane, rows: usize) -> Result<Vec<(i64, usize)>, AgeError> {
    let mut runs: Vec<(i64, usize)> = Vec::new();
    let mut left = rows;
    while left > 0 {
        let step = left.min(STEP_ROWS);
        lane.read_wide(step)?;
        for same in lane.wholes().chunk_by(|one, next| one == next) {
            match (runs.last_mut(), same.first()) {
                (Some((last, count)), Some(id)) if last == id => *count += same.len(),
                (_, Some(id)) => runs.push((*id, same.len())),
                (_, None) => {}
            }
        }
        left -= step;
    }
    Ok(runs)
}
