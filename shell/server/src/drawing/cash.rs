//! Months of cash: what was left, filled, beside what fell due, outlined.

use super::{basis_points, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// One month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashColumn {
    /// The month.
    pub label: String,
    /// The month in one sentence.
    pub says: String,
    /// What is left in minor units; none when it cannot be told.
    pub left: Option<i64>,
    /// What falls due in minor units.
    pub due: i64,
    /// Whether what is left covers it; none when either is not there.
    pub covers: Option<bool>,
}

/// The months as they are drawn.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/cash.svg.html", escape = "html")]
pub struct Cash {
    says: String,
    columns: Vec<Placed>,
    ground: u32,
    foot: u32,
}

#[derive(Clone, Debug)]
struct Placed {
    x: String,
    half: String,
    middle: String,
    left_middle: String,
    width: String,
    left_top: u32,
    left_height: u32,
    due_top: u32,
    due_height: u32,
    tone: &'static str,
    /// Left out on a narrow screen, where every second label is enough.
    spare: bool,
    column: CashColumn,
}

/// The top and the foot of the columns, in pixels.
const TOP: u32 = 16;
const FOOT: u32 = 136;

/// How many pixels stand for what.
struct Sheet {
    count: u32,
    ground: u32,
    whole: i64,
}

impl Cash {
    /// Draws the months in their order.
    pub fn new(columns: Vec<CashColumn>) -> Self {
        let left = || columns.iter().filter_map(|column| column.left);
        let up = left().chain(columns.iter().map(|column| column.due)).max().unwrap_or(0).max(0);
        let down = left().min().unwrap_or(0).min(0).saturating_neg();
        let whole = up.saturating_add(down);
        let ground = if whole == 0 { FOOT } else { TOP + pixels(up, whole) };
        let says = said(&columns);
        let sheet = Sheet { count: u32::try_from(columns.len()).unwrap_or(u32::MAX).max(1), ground, whole };
        let columns = columns.into_iter().zip(0_u32..).map(|(column, at)| place(column, at, &sheet)).collect();
        Self { says, columns, ground, foot: FOOT + 18 }
    }
}

fn pixels(part: i64, whole: i64) -> u32 {
    basis_points(part, whole) * (FOOT - TOP) / 10_000
}

fn said(columns: &[CashColumn]) -> String {
    let count = |covers| columns.iter().filter(|column| column.covers == covers).count();
    format!(
        "What is left covers what falls due in {} of {} months, falls short in {}; {} cannot be told. The table below says the same.",
        count(Some(true)),
        columns.len(),
        count(Some(false)),
        count(None)
    )
}

fn place(column: CashColumn, at: u32, sheet: &Sheet) -> Placed {
    let slot = 10_000 / sheet.count;
    let width = (slot * 7 / 20).min(450);
    let middle = slot * at + slot / 2;
    let left = column.left.unwrap_or(0);
    let left_height = pixels(left.saturating_abs(), sheet.whole).max(u32::from(column.left.is_some()) * 2);
    let due_height = pixels(column.due, sheet.whole);
    Placed {
        x: percent(middle.saturating_sub(width)),
        half: percent(middle),
        middle: percent(middle),
        left_middle: percent(middle.saturating_sub(width / 2)),
        width: percent(width),
        left_top: if left < 0 { sheet.ground } else { sheet.ground.saturating_sub(left_height) },
        left_height,
        due_top: sheet.ground.saturating_sub(due_height),
        due_height,
        tone: match (column.left, column.covers) {
            (None, _) => "calm",
            (Some(left), _) if left < 0 => "bad",
            (_, Some(false)) => "warn",
            _ => "good",
        },
        spare: sheet.count > 7 && at % 2 == 1,
        column,
    }
}

impl HtmlSafe for Cash {}

#[cfg(test)]
mod tests {
    use super::{Cash, CashColumn};

    fn column(left: Option<i64>, due: i64) -> CashColumn {
        let covers = left.filter(|_| due > 0).map(|left| left >= due);
        CashColumn { label: String::new(), says: String::new(), left, due, covers }
    }

    #[test]
    fn what_is_left_and_what_falls_due_share_one_scale_and_shortfalls_hang_below() {
        let drawn = Cash::new(vec![column(Some(60), 100), column(Some(-20), 100), column(None, 100)]);
        let places: Vec<_> = drawn.columns.iter().map(|one| (one.left_top, one.left_height, one.due_top)).collect();
        assert_eq!((drawn.ground, places), (115, vec![(55, 60, 16), (115, 19, 16), (115, 0, 16)]));
        let tones: Vec<_> = drawn.columns.iter().map(|one| one.tone).collect();
        assert_eq!(tones, ["warn", "bad", "calm"]);
        assert!(drawn.says.starts_with("What is left covers what falls due in 0 of 3 months, falls short in 2; 1 "));
    }

    #[test]
    fn nothing_and_the_largest_amounts_can_be_drawn() {
        Cash::new(Vec::new());
        Cash::new(vec![column(Some(0), 0)]);
        Cash::new(vec![column(Some(i64::MAX), i64::MAX), column(Some(i64::MIN), 0)]);
    }
}
