//! The three beliefs over time, one above the other, under the situation of each day, with
//! the points at which a line was crossed.

use super::days::{Scale, Tick, tick, ticks};
use super::percent;
use crate::say;
use askama::Template;
use askama::filters::HtmlSafe;
use makegood_units::BusinessDate;

/// A day of the drawing, in basis points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeliefPoint {
    /// The day.
    pub on: BusinessDate,
    /// The three beliefs the day before.
    pub before: [i32; 3],
    /// The three beliefs at its end.
    pub now: [i32; 3],
    /// The situation from this day on: its code, or a question mark.
    pub situation: String,
    /// Whether a situation is known.
    pub known: bool,
}

/// A line crossed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeliefMark {
    /// The day.
    pub on: BusinessDate,
    /// Which belief; none for the situation itself.
    pub axis: Option<usize>,
    /// Its number in the table beside the drawing.
    pub number: usize,
    /// In words.
    pub says: String,
}

/// What the drawing shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeliefLife {
    /// The names of the three beliefs with their two lines, in basis points.
    pub axes: [(String, [i32; 2]); 3],
    /// The days, oldest first; the last is the day of the page.
    pub points: Vec<BeliefPoint>,
    /// The lines crossed.
    pub marks: Vec<BeliefMark>,
}

/// The drawing.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/beliefs.svg.html", escape = "html")]
pub struct Beliefs {
    says: String,
    strip: Vec<Segment>,
    turns: Vec<Mark>,
    panels: Vec<Panel>,
    ticks: Vec<Tick>,
    as_of: Tick,
}

#[derive(Clone, Debug)]
struct Segment {
    x: String,
    width: String,
    middle: String,
    label: String,
    known: bool,
    says: String,
}

#[derive(Clone, Debug)]
struct Panel {
    name: String,
    title: u32,
    top: u32,
    foot: u32,
    lines: Vec<u32>,
    runs: Vec<Run>,
    marks: Vec<Mark>,
}

#[derive(Clone, Debug)]
struct Run {
    x1: String,
    y1: u32,
    x2: String,
    y2: u32,
}

#[derive(Clone, Debug)]
struct Mark {
    x: String,
    y: u32,
    label: u32,
    number: String,
    says: String,
}

/// The first panel begins here, in pixels; each is so high, with its name above.
const FIRST: u32 = 74;
const HIGH: u32 = 60;
const EACH: u32 = 92;
/// The middle of the strip of situations.
const STRIP: u32 = 38;
/// Numbers closer than this, in hundredths of a percent, would lie on each other.
const APART: u32 = 420;
/// A segment narrower than this has no room for its code.
const ROOM: u32 = 520;

impl Beliefs {
    /// Draws a life; nothing to see is an empty strip.
    pub fn new(life: &BeliefLife) -> Option<Self> {
        let (first, last) = (life.points.first()?, life.points.last()?);
        let scale = Scale { begins: first.on, days: i64::from(last.on.days_since(first.on)) + 1 };
        let end = scale.at(last.on.plus_days(1));
        let panel = |(at, (name, lines)): (usize, &(String, [i32; 2]))| panel(life, &scale, at, (name, *lines));
        Some(Self {
            says: format!(
                "From {} to {}: {} points at which a line was crossed. The table below says the same.",
                say::day_text(&first.on),
                say::day_text(&last.on),
                life.marks.len()
            ),
            strip: strip(&life.points, &scale, end),
            turns: marks(life, &scale, None, |_| STRIP),
            panels: life.axes.iter().enumerate().map(panel).collect(),
            ticks: ticks(last.on, &scale),
            as_of: tick(say::day_text(&last.on), scale.at(last.on)),
        })
    }
}

fn strip(points: &[BeliefPoint], scale: &Scale, end: u32) -> Vec<Segment> {
    let mut stays: Vec<&BeliefPoint> = Vec::new();
    for point in points {
        if stays.last().is_none_or(|held| held.situation != point.situation) {
            stays.push(point);
        }
    }
    let ends = stays.iter().skip(1).map(|next| scale.at(next.on)).chain([end]);
    let segment = |(point, ends): (&&BeliefPoint, u32)| {
        let begins = scale.at(point.on);
        let width = ends.saturating_sub(begins);
        let says = format!("{} from {}", point.situation, say::day_text(&point.on));
        let label = if width < ROOM { String::new() } else { point.situation.clone() };
        let (x, middle) = (percent(begins), percent(begins + width / 2));
        Segment { x, width: percent(width), middle, label, known: point.known, says }
    };
    stays.iter().zip(ends).map(segment).collect()
}

fn panel(life: &BeliefLife, scale: &Scale, at: usize, (name, lines): (&str, [i32; 2])) -> Panel {
    let place = u32::try_from(at).unwrap_or(0);
    let top = FIRST + place * EACH;
    let foot = top + HIGH;
    let height = |bp: i32| foot - u32::try_from(bp.clamp(0, 10_000)).unwrap_or(0) * HIGH / 10_000;
    let value = |of: &[i32; 3]| of.get(at).copied().map_or(foot, height);
    let mut runs = Vec::new();
    for (before, point) in life.points.iter().zip(life.points.iter().skip(1)) {
        let (x1, x2) = (percent(scale.at(before.on)), percent(scale.at(point.on)));
        let (from, step, to) = (value(&before.now), value(&point.before), value(&point.now));
        runs.push(Run { x1, y1: from, x2: x2.clone(), y2: step });
        if step != to {
            runs.push(Run { x1: x2.clone(), y1: step, x2, y2: to });
        }
    }
    let stood = |on: BusinessDate| {
        let point = life.points.iter().rev().find(|point| point.on <= on);
        point.map_or(foot, |point| value(&point.now))
    };
    let marks = marks(life, scale, Some(at), stood);
    Panel { name: name.to_owned(), title: top - 8, top, foot, lines: lines.map(height).to_vec(), runs, marks }
}

/// The lines crossed by one belief, or by the situation; a number that would lie on
/// another is left out, and stands in the table.
fn marks(life: &BeliefLife, scale: &Scale, axis: Option<usize>, height: impl Fn(BusinessDate) -> u32) -> Vec<Mark> {
    let mut last: Option<u32> = None;
    let of_axis = life.marks.iter().filter(|mark| mark.axis == axis);
    let mark = |mark: &BeliefMark| {
        let (at, y) = (scale.at(mark.on), height(mark.on));
        let free = last.is_none_or(|last| at >= last + APART);
        if free {
            last = Some(at);
        }
        let number = if free { mark.number.to_string() } else { String::new() };
        let says = format!("{}: {}", say::day_text(&mark.on), mark.says);
        Mark { x: percent(at), y, label: y + 4, number, says }
    };
    of_axis.map(mark).collect()
}

impl HtmlSafe for Beliefs {}

#[cfg(test)]
mod tests {
    use super::{BeliefLife, BeliefMark, BeliefPoint, Beliefs};

    fn point(on: &str, before: i32, now: i32, situation: &str) -> BeliefPoint {
        let on = on.parse().expect("a day");
        BeliefPoint { on, before: [before; 3], now: [now; 3], situation: situation.to_owned(), known: situation != "?" }
    }

    fn life(points: Vec<BeliefPoint>) -> BeliefLife {
        let axes = ["one", "two", "three"].map(|name| (name.to_owned(), [3_500, 5_000]));
        let on = "2026-03-05".parse().expect("a day");
        let mark = |number: usize| BeliefMark { on, axis: Some(0), number, says: "down".to_owned() };
        BeliefLife { axes, points, marks: vec![mark(1), mark(2)] }
    }

    #[test]
    fn a_belief_falls_in_a_step_on_the_day_of_the_evidence() {
        let points = vec![
            point("2026-03-01", 8_000, 8_000, "?"),
            point("2026-03-05", 8_000, 3_000, "S1b"),
            point("2026-03-08", 3_000, 3_000, "S1b"),
        ];
        let drawn = Beliefs::new(&life(points)).expect("days");
        let runs: Vec<_> = drawn.panels[0].runs.iter().map(|run| (run.x1.as_str(), run.y1, run.y2)).collect();
        assert_eq!(runs, [("0.00%", 86, 86), ("50.00%", 86, 116), ("50.00%", 116, 116)]);
        let strip: Vec<_> = drawn.strip.iter().map(|one| (one.label.as_str(), one.width.as_str())).collect();
        assert_eq!(strip, [("?", "50.00%"), ("S1b", "50.00%")]);
        let numbers: Vec<_> = drawn.panels[0].marks.iter().map(|mark| mark.number.as_str()).collect();
        assert_eq!(numbers, ["1", ""]);
    }

    #[test]
    fn a_life_of_nothing_of_one_day_and_of_all_time_can_be_drawn() {
        assert!(Beliefs::new(&life(Vec::new())).is_none());
        assert!(Beliefs::new(&life(vec![point("2026-03-05", 0, 10_000, "?")])).is_some());
        let all = vec![point("0001-01-01", i32::MIN, i32::MAX, "?"), point("9999-12-31", 0, 0, "S4")];
        assert!(Beliefs::new(&life(all)).is_some());
    }
}
