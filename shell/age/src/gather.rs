//! Ages rows that lie in no order: all past-due rows are held and sorted.

use crate::fold::{Row, Rule};
use crate::found::Part;
use crate::index::STEP_ROWS;
use crate::lane::Lane;
use crate::lanes::{DueColumns, Lanes};
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
) -> Result<Vec<Part>, AgeError> {
    let slots = Slots::new(ids);
    let crew = Crew { step: Step::Ageing, tasks: source.groups(), threads };
    let start = || Ok((Lanes::new(source, columns)?, Lane::new(source, &columns.loan)));
    let (found, _) = crew.run(
        start,
        |(lanes, loan), group| {
            lanes.start(group)?;
            loan.start(lanes.file(), group)?;
            let mut found = Vec::new();
            let mut left = source.rows(group);
            while left > 0 {
                let step = left.min(STEP_ROWS);
                lanes.read(step)?;
                loan.read_wide(step)?;
                let rows = loan.wholes().iter().zip(lanes.rows(0..step));
                // The ids were read from this very column: each has a slot.
                let past_due = rows.filter(|(_, row)| row.due.due_on < rule.as_of);
                found.extend(past_due.filter_map(|(id, row)| Some((slots.of(*id)?, row))));
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
) -> Result<Vec<Part>, AgeError> {
    rows.sort_unstable_by_key(|(slot, _)| *slot);
    let mut shelf = Shelf::new(paid, rule.as_of);
    let mut parts = Vec::with_capacity(names.len().div_ceil(PART_LOANS));
    let mut rest = rows.as_slice();
    let mut own = Vec::new();
    for (part, names) in names.chunks(PART_LOANS).enumerate() {
        let mut found = Part::with_capacity(names.len());
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
