//! Ages rows that lie in no order: all past-due rows are held and sorted.

use crate::fold::{Found, Row, Rule};
use crate::index::STEP_ROWS;
use crate::lane::Lane;
use crate::lanes::{Days, DueColumns, Lanes};
use crate::receipts::{Bundle, Shelf};
use crate::slots::Slots;
use crate::source::Source;
use crate::workers::Crew;
use crate::{AgeError, Progress, Step};
use std::fmt;

/// Loans of one part of the output.
const PART_LOANS: usize = 131_072;

/// The arrears by slot of a Parquet schedule, in parts that follow one another.
pub(crate) fn age(
    source: &Source,
    columns: &DueColumns,
    ids: &[i64],
    paid: &[Bundle],
    (rule, threads): (Rule, usize),
    progress: &mut impl FnMut(Progress),
) -> Result<Vec<Vec<Found>>, AgeError> {
    let slots = Slots::new(ids);
    let crew = Crew { step: Step::Ageing, tasks: source.groups(), threads };
    let start = || Ok((Lanes::new(source, columns)?, Lane::new(source, &columns.loan), Days::default()));
    let (found, _) = crew.run(
        start,
        |(lanes, loan, days), group| {
            lanes.start(group)?;
            loan.start(lanes.file(), group)?;
            let mut found = Vec::new();
            let mut left = source.rows(group);
            while left > 0 {
                let step = left.min(STEP_ROWS);
                lanes.read(step, days)?;
                loan.read_wide(step)?;
                for (at, id) in loan.wholes().iter().enumerate() {
                    let past_due = lanes.days()[at] < rule.as_of.epoch_days();
                    // The ids were read from this very column: each has a slot.
                    found.extend(slots.of(*id).filter(|_| past_due).map(|slot| (slot, lanes.row(at, days))));
                }
                left -= step;
            }
            Ok(found)
        },
        progress,
    )?;
    fold(found.into_iter().flatten().collect(), ids, paid, rule)
}

/// Ages each loan over its past-due rows; a loan without any is current.
pub(crate) fn fold(
    mut rows: Vec<(usize, Row)>,
    names: &[impl fmt::Display],
    paid: &[Bundle],
    rule: Rule,
) -> Result<Vec<Vec<Found>>, AgeError> {
    rows.sort_unstable_by_key(|(slot, _)| *slot);
    let mut shelf = Shelf::new(paid, rule.as_of);
    let mut parts = Vec::with_capacity(names.len().div_ceil(PART_LOANS));
    let mut rest = rows.as_slice();
    let mut own = Vec::new();
    for (part, names) in names.chunks(PART_LOANS).enumerate() {
        let mut found = Vec::with_capacity(names.len());
        for (slot, name) in (part * PART_LOANS..).zip(names) {
            let (mine, after) = rest.split_at(rest.iter().take_while(|(of, _)| *of == slot).count());
            rest = after;
            own.clear();
            own.extend(mine.iter().map(|(_, row)| *row));
            found.push(rule.any_order(name, &mut own, shelf.of(slot))?);
        }
        parts.push(found);
    }
    Ok(parts)
}
