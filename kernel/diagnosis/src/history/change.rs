//! Change points: a line crossed, by what, and how much each fact moved it.

use super::DayRead;
use crate::{Axis, Situation, Weighed};
use makegood_units::{BusinessDate, FactId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What moved a belief by less than a tenth of a deciban is not named.
const LEAST_CDB: i32 = 10;

/// A day on which the situation changed or a belief crossed one of its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePoint {
    /// The day.
    pub on: BusinessDate,
    /// What was crossed.
    pub crossed: Crossing,
    /// The evidence that moved it, strongest first.
    pub moved_by: Vec<Mover>,
    /// From which day on the movement is counted: the day before, or where fading alone did
    /// it the last day that changed something.
    pub since: BusinessDate,
    /// Decisions about the finding made that day.
    pub decided: Vec<FactId>,
}

/// What was crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Crossing {
    /// The situation reads otherwise.
    Situation {
        /// Before.
        from: Situation,
        /// Now.
        to: Situation,
    },
    /// A belief crossed one of its lines.
    Belief {
        /// Which.
        axis: Axis,
        /// Where it stood, in basis points.
        from_bp: i32,
        /// Where it stands now, in basis points.
        to_bp: i32,
        /// The line, in basis points; of two the further one.
        line_bp: i32,
    },
}

/// How a fact moved a belief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoverKind {
    /// It was not known before.
    Came,
    /// It was known, and weighs more or less than before beside the others.
    Shifted,
    /// It no longer scores.
    Went,
}

/// One fact and what it moved, in hundredths of a deciban; below zero it lowered the belief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mover {
    /// Its id in the evidence table.
    pub evidence: String,
    /// The fact in one plain sentence.
    pub says: String,
    /// The day it was observed.
    pub observed_on: BusinessDate,
    /// The records it rests on.
    pub facts: Vec<FactId>,
    /// How it came to move anything.
    pub kind: MoverKind,
    /// On *able now*.
    pub able_now_cdb: i32,
    /// On *durably able*.
    pub able_durably_cdb: i32,
    /// On *willing*.
    pub willing_cdb: i32,
}

impl Mover {
    /// What it moved one belief by.
    pub fn cdb(&self, axis: Axis) -> i32 {
        match axis {
            Axis::AbleNow => self.able_now_cdb,
            Axis::AbleDurably => self.able_durably_cdb,
            Axis::Willing => self.willing_cdb,
        }
    }
}

/// What was crossed between `before` and `day`, and what moved it since `since`.
pub(super) fn changes(before: &DayRead, since: &DayRead, day: &DayRead) -> Vec<ChangePoint> {
    let movers = movers(since, day);
    let point = |crossed: Crossing, axes: &[Axis]| {
        let moved = |one: &Mover| axes.iter().map(|axis| one.cdb(*axis).abs()).max().unwrap_or(0);
        let mut moved_by: Vec<Mover> = movers.iter().filter(|one| moved(one) >= LEAST_CDB).cloned().collect();
        moved_by.sort_by(|one, two| moved(two).cmp(&moved(one)).then_with(|| one.evidence.cmp(&two.evidence)));
        ChangePoint { on: day.on, crossed, moved_by, since: since.on, decided: day.decided.clone() }
    };
    let mut found = Vec::new();
    if before.situation != day.situation {
        found.push(point(Crossing::Situation { from: before.situation, to: day.situation }, &Axis::ALL));
    }
    for axis in Axis::ALL {
        let (from_bp, to_bp) = (before.axes.of(axis), day.axes.of(axis));
        if let Some(line_bp) = crossed(axis.lines(), from_bp, to_bp) {
            found.push(point(Crossing::Belief { axis, from_bp, to_bp, line_bp }, &[axis]));
        }
    }
    found
}

/// The line between two places, the further one from where it came; a belief on the line
/// is above it.
fn crossed([lower, upper]: [i32; 2], from: i32, to: i32) -> Option<i32> {
    let between = |line: &i32| (from < *line) != (to < *line);
    let lines = if from < to { [upper, lower] } else { [lower, upper] };
    lines.into_iter().find(between)
}

fn movers(before: &DayRead, day: &DayRead) -> Vec<Mover> {
    let of = |read: &DayRead, id: &str| read.weighed.iter().find(|one| one.item.evidence == id).cloned();
    let all = before.weighed.iter().chain(&day.weighed);
    let ids: BTreeSet<&str> = all.map(|one| one.item.evidence.as_str()).collect();
    ids.into_iter().filter_map(|id| mover(of(before, id), of(day, id))).collect()
}

fn mover(before: Option<Weighed>, now: Option<Weighed>) -> Option<Mover> {
    let kind = match (&before, &now) {
        (Some(_), Some(_)) => MoverKind::Shifted,
        (Some(_), None) => MoverKind::Went,
        (None, _) => MoverKind::Came,
    };
    let cdb = |one: &Option<Weighed>, axis: Axis| one.as_ref().map_or(0, |one| one.cdb(axis));
    let moved = |axis: Axis| cdb(&now, axis) - cdb(&before, axis);
    let [able_now_cdb, able_durably_cdb, willing_cdb] = Axis::ALL.map(moved);
    let item = now.or(before)?.item;
    Some(Mover {
        evidence: item.evidence,
        says: item.says,
        observed_on: item.observed_on,
        facts: item.facts,
        kind,
        able_now_cdb,
        able_durably_cdb,
        willing_cdb,
    })
}

#[cfg(test)]
mod tests {
    use super::crossed;

    #[test]
    fn a_belief_on_the_line_is_above_it() {
        let check =
            |from: i32, to: i32, line: Option<i32>| assert_eq!(crossed([3_500, 5_000], from, to), line, "{from} {to}");
        check(8_500, 5_000, None);
        check(8_500, 4_999, Some(5_000));
        check(8_500, 3_499, Some(3_500));
        check(3_499, 3_500, Some(3_500));
        check(3_000, 6_000, Some(5_000));
        check(4_000, 4_100, None);
    }
}
