//! Lines over time or age, on one scale.

use super::percent;
use askama::Template;
use askama::filters::HtmlSafe;

/// One point of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// Where along the line: days or months.
    pub at: i64,
    /// How high, in ten-thousandths.
    pub value: i64,
    /// In words.
    pub says: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// What it is, written at its end; empty where there is only one.
    pub label: String,
    /// Its points in order.
    pub points: Vec<CurvePoint>,
}

/// The drawing. Lines differ by their dashes and are named at their ends, so that colour
/// says nothing alone.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/curves.svg.html", escape = "html")]
pub struct Curves {
    title: String,
    says: String,
    lines: Vec<Drawn>,
    top: i64,
    ground: i64,
    foot: i64,
    most: String,
    least: String,
    ends: [String; 2],
}

#[derive(Clone, Debug)]
struct Drawn {
    label: String,
    label_y: i64,
    dash: &'static str,
    points: Vec<Dot>,
    segments: Vec<Segment>,
}

#[derive(Clone, Debug)]
struct Dot {
    x: String,
    y: i64,
    small: bool,
    says: String,
}

#[derive(Clone, Debug)]
struct Segment {
    x1: String,
    y1: i64,
    x2: String,
    y2: i64,
}

/// The highest and the lowest place of a line, in pixels.
const TOP: i64 = 24;
const FOOT: i64 = 190;
/// Lines take so much of the width, in basis points; names stand to the right of it.
const WIDTH: i64 = 8_800;
/// More points than this are drawn small.
const MANY: usize = 40;
/// Names closer than this would lie on each other.
const NAME: i64 = 13;

impl Curves {
    /// The drawing of some lines; none without a point. `written` writes a value for the
    /// scale.
    pub fn new(title: &str, curves: Vec<Curve>, ends: [String; 2], written: &dyn Fn(i64) -> String) -> Option<Self> {
        let all = || curves.iter().flat_map(|curve| &curve.points);
        let most = all().map(|point| point.value).max()?;
        let least = all().map(|point| point.value).min()?.min(0);
        let (from, to) = (all().map(|point| point.at).min()?, all().map(|point| point.at).max()?);
        let y = |value: i64| FOOT - scaled(value.saturating_sub(least), most.saturating_sub(least), FOOT - TOP);
        let x = |at: i64| {
            let place = if from == to { WIDTH / 2 } else { scaled(at - from, to - from, WIDTH) };
            percent(u32::try_from(place).unwrap_or(0))
        };
        let says = said(&curves);
        let mut lines: Vec<Drawn> =
            curves.into_iter().enumerate().map(|(no, curve)| drawn(no, curve, &x, &y)).collect();
        part_names(&mut lines);
        Some(Self {
            title: title.to_owned(),
            says,
            lines,
            top: y(most),
            ground: y(0),
            foot: FOOT,
            most: written(most),
            least: written(least),
            ends,
        })
    }
}

fn scaled(part: i64, whole: i64, room: i64) -> i64 {
    let whole = i128::from(whole.max(1));
    i64::try_from(i128::from(part) * i128::from(room) / whole).unwrap_or(0)
}

fn drawn(no: usize, curve: Curve, x: &dyn Fn(i64) -> String, y: &dyn Fn(i64) -> i64) -> Drawn {
    let place = |point: &CurvePoint| (x(point.at), y(point.value));
    let segments = curve.points.windows(2).map(|pair| {
        let ((x1, y1), (x2, y2)) = (place(&pair[0]), place(&pair[1]));
        Segment { x1, y1, x2, y2 }
    });
    let segments = segments.collect();
    let small = curve.points.len() > MANY;
    let label_y = curve.points.last().map_or(FOOT, |point| y(point.value)) + 4;
    let dot = |point: CurvePoint| Dot { x: x(point.at), y: y(point.value), small, says: point.says };
    Drawn {
        label: curve.label,
        label_y,
        dash: ["d0", "d1", "d2", "d3", "d4", "d5"][no % 6],
        segments,
        points: curve.points.into_iter().map(dot).collect(),
    }
}

/// Names that would lie on each other are moved down.
fn part_names(lines: &mut [Drawn]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|no| lines[*no].label_y);
    let mut free = i64::MIN;
    for no in order {
        lines[no].label_y = lines[no].label_y.max(free);
        free = lines[no].label_y + NAME;
    }
}

fn said(curves: &[Curve]) -> String {
    let one = |curve: &Curve| match (curve.points.first(), curve.points.last()) {
        (Some(first), Some(last)) if first != last => format!("From {} to {}.", first.says, last.says),
        (Some(only), _) => format!("{}.", only.says),
        _ => String::new(),
    };
    let said: Vec<String> = curves.iter().map(one).collect();
    format!("{} The table says the same.", said.join(" "))
}

impl HtmlSafe for Curves {}

#[cfg(test)]
mod tests {
    use super::{Curve, CurvePoint, Curves};

    fn line(label: &str, values: &[i64]) -> Curve {
        let point = |(at, value): (i64, &i64)| CurvePoint { at, value: *value, says: value.to_string() };
        Curve { label: label.to_owned(), points: (0..).zip(values).map(point).collect() }
    }

    #[test]
    fn lines_share_a_scale_and_their_names_do_not_lie_on_each_other() {
        let ends = || ["a".to_owned(), "b".to_owned()];
        let written = |value: i64| value.to_string();
        let drawn = Curves::new("x", vec![line("one", &[0, 100]), line("two", &[0, 99])], ends(), &written);
        let drawn = drawn.expect("a drawing");
        let names: Vec<i64> = drawn.lines.iter().map(|line| line.label_y).collect();
        assert_eq!(names, [28, 41]);
        assert_eq!((drawn.top, drawn.ground), (24, 190));
        let below = Curves::new("x", vec![line("", &[-50, 50])], ends(), &written).expect("a drawing");
        assert_eq!((below.ground, below.least.as_str()), (107, "-50"));
        assert!(Curves::new("x", vec![line("", &[])], ends(), &written).is_none());
        assert!(Curves::new("x", vec![line("", &[i64::MAX, i64::MIN])], ends(), &written).is_some());
    }
}
