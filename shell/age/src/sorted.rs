//! Ages a schedule that lies in the order of its loans, without holding it.

use crate::fold::{Row, Rule};
use crate::found::Part;
use crate::index::{Index, Runs, STEP_ROWS};
use crate::lanes::{DueColumns, Lanes};
use crate::receipts::{Bundle, Receipt, Shelf};
use crate::source::Source;
use crate::workers::Crew;
use crate::{AgeError, Progress, Step};
use std::ops::Range;

/// What a row group gives: the loans that lie wholly inside it, and its part of the
/// first and the last loan when they go on in a neighbour.
#[derive(Default)]
struct Share {
    found: Part,
    edges: Vec<Edge>,
}

/// A loan that lies across row groups: its past-due rows here, and all its receipts.
struct Edge {
    slot: usize,
    rows: Vec<Row>,
    receipts: Vec<Receipt>,
}

/// The arrears by slot, in parts that follow one another.
pub(crate) fn age(
    source: &Source,
    columns: &DueColumns,
    (index, groups): (&Index, &[Runs]),
    paid: &[Bundle],
    (rule, threads): (Rule, usize),
    progress: &mut impl FnMut(Progress),
) -> Result<Vec<Part>, AgeError> {
    let crew = Crew { step: Step::Ageing, tasks: groups.len(), threads };
    let start = || Ok((Lanes::new(source, columns)?, Shelf::new(paid, rule.as_of)));
    let (shares, _) = crew.run(
        start,
        |(lanes, shelf), group| {
            lanes.start(group)?;
            let runs = &groups[group];
            let desk = Desk { ids: &index.ids, rule, shared: shared(groups, group) };
            let mut share = Share { found: Part::with_capacity(runs.rows.len()), edges: Vec::new() };
            let mut slot = runs.first;
            for step in steps(&runs.rows) {
                lanes.read(step.iter().sum())?;
                let mut from = 0;
                for rows in step {
                    desk.loan(lanes, slot, from..from + rows, shelf.of(slot), &mut share)?;
                    from += rows;
                    slot += 1;
                }
            }
            Ok(share)
        },
        progress,
    )?;
    stitch(shares, &index.ids, rule)
}

/// Cuts the runs into steps of whole loans.
fn steps(rows: &[usize]) -> impl Iterator<Item = &[usize]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut sum = 0;
        let full = rest.iter().position(|rows| {
            sum += rows;
            sum >= STEP_ROWS
        });
        let (step, after) = rest.split_at(full.map_or(rest.len(), |at| at + 1));
        rest = after;
        (!step.is_empty()).then_some(step)
    })
}

/// The slots of a group that also have rows in another.
fn shared(groups: &[Runs], group: usize) -> [Option<usize>; 2] {
    let ends = |runs: &Runs| runs.rows.len().checked_sub(1).map(|last| (runs.first, runs.first + last));
    let Some((first, last)) = ends(&groups[group]) else { return [None; 2] };
    let before = groups[..group].iter().rev().find_map(ends);
    let after = groups[group + 1..].iter().find_map(ends);
    [before.filter(|end| end.1 == first).map(|_| first), after.filter(|end| end.0 == last).map(|_| last)]
}

/// Ages the loans that lie across row groups and puts each behind the part it begins in.
fn stitch(shares: Vec<Share>, ids: &[i64], rule: Rule) -> Result<Vec<Part>, AgeError> {
    let mut parts: Vec<Part> = Vec::with_capacity(shares.len());
    let mut open: Option<Edge> = None;
    let close = |mut edge: Edge, parts: &mut Vec<Part>| {
        let found = rule.any_order(ids[edge.slot], &mut edge.rows, &edge.receipts)?;
        if let Some(part) = parts.last_mut() {
            part.push(found);
        }
        Ok::<_, AgeError>(())
    };
    for share in shares {
        let mut own = Some(share.found);
        for edge in share.edges {
            match &mut open {
                Some(before) if before.slot == edge.slot => before.rows.extend(edge.rows),
                _ => {
                    if let Some(done) = open.take() {
                        close(done, &mut parts)?;
                    }
                    parts.extend(own.take());
                    open = Some(edge);
                }
            }
        }
        if let Some(own) = own {
            // The loan that came in from before lies ahead of this group's own.
            if let Some(done) = open.take_if(|_| !own.is_empty()) {
                close(done, &mut parts)?;
            }
            parts.push(own);
        }
    }
    open.map_or(Ok(()), |done| close(done, &mut parts))?;
    Ok(parts)
}

/// What ageing a loan needs to know.
struct Desk<'a> {
    ids: &'a [i64],
    rule: Rule,
    shared: [Option<usize>; 2],
}

impl Desk<'_> {
    fn loan(
        &self,
        lanes: &Lanes,
        slot: usize,
        rows: Range<usize>,
        receipts: &[Receipt],
        share: &mut Share,
    ) -> Result<(), AgeError> {
        let past_due = |row: &Row| row.due.due_on < self.rule.as_of;
        if self.shared.contains(&Some(slot)) {
            let rows = lanes.rows(rows).filter(past_due).collect();
            share.edges.push(Edge { slot, rows, receipts: receipts.to_vec() });
            return Ok(());
        }
        let found = if lanes.rise(rows.clone()) {
            self.rule.in_order(self.ids[slot], lanes.dues(rows), receipts)
        } else {
            let mut rows: Vec<Row> = lanes.rows(rows).filter(past_due).collect();
            self.rule.any_order(self.ids[slot], &mut rows, receipts)
        };
        share.found.push(found?);
        Ok(())
    }
}
