//! The diagnosis over time: the drawing, and the table that says the same.

use super::{moves, person};
use crate::drawing::{BeliefLife, BeliefMark, BeliefPoint, Beliefs};
use crate::layout::Frame;
use crate::pages::diagnosis::Turn;
use crate::say;
use crate::trouble::capital;
use makegood_diagnosis::{Axes, Axis, BeliefHistory, ChangePoint, Crossing, Mover, MoverKind, Situation};
use makegood_views::DiagnosisView;

/// So many movers are named at a change point.
const MOVERS: usize = 4;

pub(super) fn drawing(history: &BeliefHistory) -> Option<Beliefs> {
    let of = |axes: Axes| Axis::ALL.map(|axis| axes.of(axis));
    let points = history.days.iter().map(|day| BeliefPoint {
        on: day.on,
        before: of(day.before),
        now: of(day.axes),
        situation: if day.situation == Situation::Undetermined { "?" } else { day.situation.code() }.to_owned(),
        known: day.situation != Situation::Undetermined,
    });
    let mark = |(number, point): (usize, &ChangePoint)| BeliefMark {
        on: point.on,
        axis: match point.crossed {
            Crossing::Situation { .. } => None,
            Crossing::Belief { axis, .. } => Axis::ALL.iter().position(|other| *other == axis),
        },
        number,
        says: crossed(point),
    };
    Beliefs::new(&BeliefLife {
        axes: Axis::ALL.map(|axis| (capital(axis.words()), axis.lines())),
        points: points.collect(),
        marks: (1..).zip(&history.changes).map(mark).collect(),
    })
}

pub(super) fn turns(history: &BeliefHistory, view: &DiagnosisView, frame: &Frame) -> Vec<Turn> {
    let turn = |(number, point): (usize, &ChangePoint)| Turn {
        number,
        on: point.on,
        what: crossed(point),
        moved_by: moved_by(point, view, frame),
    };
    (1..).zip(&history.changes).map(turn).collect()
}

fn crossed(point: &ChangePoint) -> String {
    let percent = |bp: i32| (bp + 50) / 100;
    match point.crossed {
        Crossing::Situation { from, to } => format!("{} → {}", capital(from.words()), to.words()),
        Crossing::Belief { axis, from_bp, to_bp, line_bp } => {
            let way = if to_bp < from_bp { "below" } else { "above" };
            let (from, to, line) = (percent(from_bp), percent(to_bp), percent(line_bp));
            format!("{}: {from} % → {to} %, {way} the line at {line} %", capital(axis.words()))
        }
    }
}

fn moved_by(point: &ChangePoint, view: &DiagnosisView, frame: &Frame) -> Vec<String> {
    let decided = point.decided.iter().filter_map(|fact| {
        let one = view.day.decisions.iter().find(|one| fact.as_str() == format!("event:{}", one.seq))?;
        Some(format!("{} by {}", capital(&one.what.to_string()), person(frame, one.what.by().as_str())))
    });
    let moved = point.moved_by.iter().take(MOVERS).map(|one| mover(one, point));
    let slow = (point.on.days_since(point.since) > 1).then(|| format!("counted since {}", say::day_text(&point.since)));
    decided.chain(moved).chain(slow).collect()
}

/// `C05 −5.0 dB: Reached on …`
fn mover(one: &Mover, point: &ChangePoint) -> String {
    let cdb = match point.crossed {
        Crossing::Belief { axis, .. } => one.cdb(axis),
        Crossing::Situation { .. } => {
            Axis::ALL.map(|axis| one.cdb(axis)).into_iter().max_by_key(|cdb| cdb.abs()).unwrap_or(0)
        }
    };
    let how = match one.kind {
        MoverKind::Came => "",
        MoverKind::Shifted => ", weighs otherwise",
        MoverKind::Went => ", no longer scores",
    };
    format!("{} {}{how}: {}", one.evidence, moves(cdb), one.says)
}
