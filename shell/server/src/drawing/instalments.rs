//! The schedule of a loan: what is paid, what is late and by how much, what comes.

use super::{basis_points, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// One instalment as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The month it falls due.
    pub label: String,
    /// The instalment in one sentence.
    pub says: String,
    /// What stands above the column: days late, or a tick.
    pub mark: String,
    /// `good`, `warn`, `bad` or `calm`.
    pub tone: &'static str,
    /// Its amount in minor units.
    pub amount: i64,
    /// What is paid of it in minor units.
    pub paid: i64,
    /// Whether it falls due on the day of the drawing or later.
    pub is_future: bool,
}

/// A schedule.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/instalments.svg.html", escape = "html")]
pub struct Instalments {
    day: String,
    says: String,
    columns: Vec<Placed>,
    /// Where the day of the drawing lies between the columns, when it does.
    today: Option<String>,
}

#[derive(Clone, Debug)]
struct Placed {
    x: String,
    middle: String,
    width: String,
    top: u32,
    height: u32,
    paid_top: u32,
    paid_height: u32,
    mark_y: u32,
    column: Column,
    /// Left out on a narrow screen, where every second label is enough.
    spare: bool,
    /// Many columns: the marks are set smaller.
    tight: bool,
}

/// The top and the foot of the columns, in pixels.
const TOP: u32 = 36;
const FOOT: u32 = 116;

impl Instalments {
    /// The schedule of a loan as of `day`.
    pub fn new(day: &str, columns: Vec<Column>) -> Self {
        let count = u32::try_from(columns.len()).unwrap_or(u32::MAX).max(1);
        let most = columns.iter().map(|column| column.amount).max().unwrap_or(0);
        let late = columns.iter().filter(|column| column.tone == "bad").count();
        let ahead = columns.iter().filter(|column| column.is_future && column.tone == "calm").count();
        let paid = columns.len() - late - ahead;
        let past = columns.iter().filter(|column| !column.is_future).count();
        let today = (past > 0 && past < columns.len())
            .then(|| percent(basis_points(i64::try_from(past).unwrap_or(0), i64::from(count))));
        let placed = columns.into_iter().zip(0_u32..).map(|(column, at)| place(column, at, count, most));
        Self {
            day: day.to_owned(),
            says: format!("{paid} paid, {late} late, {ahead} still to come. The table below says the same."),
            columns: placed.collect(),
            today,
        }
    }
}

fn place(column: Column, at: u32, count: u32, most: i64) -> Placed {
    let slot = 10_000 / count;
    let width = (slot * 7 / 10).min(900);
    let middle = slot * at + slot / 2;
    let height = (basis_points(column.amount, most) * (FOOT - TOP) / 10_000).max(4);
    let paid_height = basis_points(column.paid, column.amount) * height / 10_000;
    Placed {
        x: percent(middle.saturating_sub(width / 2)),
        middle: percent(middle),
        width: percent(width),
        top: FOOT - height,
        height,
        paid_top: FOOT - paid_height,
        paid_height,
        mark_y: FOOT - height - 7,
        spare: count > 7 && at % 2 == 1,
        tight: count > 12,
        column,
    }
}

impl HtmlSafe for Instalments {}
