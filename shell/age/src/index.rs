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
        let rising = groups.iter().flat_map(|(ids, _)| ids).is_sorted();
        Ok(if rising { Self::in_order(groups) } else { Self::out_of_order(groups) })
    }

    fn in_order(groups: Vec<Followed>) -> Self {
        let mut ids: Vec<i64> = Vec::with_capacity(groups.iter().map(|(ids, _)| ids.len()).sum());
        let runs = groups.into_iter().map(|(own, rows)| {
            // The first loan of a group may be the last of the group before.
            let goes_on = own.first().is_some_and(|id| ids.last() == Some(id));
            let first = ids.len() - usize::from(goes_on);
            ids.extend(&own[usize::from(goes_on)..]);
            Runs { first, rows }
        });
        let runs = Some(runs.collect());
        Self { ids, runs }
    }

    fn out_of_order(groups: Vec<Followed>) -> Self {
        let mut ids: Vec<i64> = groups.into_iter().flat_map(|(ids, _)| ids).collect();
        ids.sort_unstable();
        ids.dedup();
        Self { ids, runs: None }
    }
}

/// The loans of a row group, and how many rows of each follow one another.
type Followed = (Vec<i64>, Vec<usize>);

fn follow(lane: &mut Lane, rows: usize) -> Result<Followed, AgeError> {
    let (mut ids, mut counts): Followed = Followed::default();
    let mut left = rows;
    while left > 0 {
        let step = left.min(STEP_ROWS);
        lane.read_wide(step)?;
        for same in lane.wholes().chunk_by(|one, next| one == next) {
            let Some(id) = same.first() else { continue };
            match counts.last_mut().filter(|_| ids.last() == Some(id)) {
                Some(count) => *count += same.len(),
                None => {
                    ids.push(*id);
                    counts.push(same.len());
                }
            }
        }
        left -= step;
    }
    Ok((ids, counts))
}
