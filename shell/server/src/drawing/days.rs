//! Days along the foot of a drawing.

use super::{basis_points, percent};
use crate::say;
use makegood_units::BusinessDate;

/// So many labels of months fit a desk.
const LABELS: i32 = 9;

/// The days the drawing spans.
pub(super) struct Scale {
    pub(super) begins: BusinessDate,
    /// How many, at least one.
    pub(super) days: i64,
}

impl Scale {
    /// Where a day begins, in hundredths of a percent.
    pub(super) fn at(&self, day: BusinessDate) -> u32 {
        basis_points(i64::from(day.days_since(self.begins)), self.days)
    }
}

/// A label under a day.
#[derive(Clone, Debug)]
pub(super) struct Tick {
    /// How far from the left.
    pub(super) x: String,
    /// The day or the month.
    pub(super) label: String,
    /// Which end of the label stands there.
    pub(super) anchor: &'static str,
    /// Left out on a narrow screen.
    pub(super) spare: bool,
}

/// First days of months, few enough to read.
pub(super) fn ticks(until: BusinessDate, scale: &Scale) -> Vec<Tick> {
    let count = |day: BusinessDate| i32::from(day.civil().year()) * 12 + i32::from(day.civil().month()) - 1;
    let (first, last) = (count(scale.begins) + 1, count(until));
    let every = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 6_000]
        .into_iter()
        .find(|every| (last - first) / every < LABELS)
        .unwrap_or(24_000);
    let months = (first..=last).filter(|month| month % every == 0);
    let dates = months.filter_map(|month| {
        let (year, month) = (i16::try_from(month / 12).ok()?, i8::try_from(month % 12 + 1).ok()?);
        BusinessDate::try_from_ymd(year, month, 1)
    });
    let label = |day: &BusinessDate| match day.civil().month() {
        1 => day.civil().year().to_string(),
        _ => say::month(day).to_owned(),
    };
    let placed = dates.zip(0_u32..).map(|(day, place)| {
        let at = scale.at(day);
        let anchor = if at > 9_700 { "end" } else { "middle" };
        Tick { spare: place % 2 == 1, anchor, ..tick(label(&day), at) }
    });
    // A label at the very edge would be cut.
    placed.filter(|tick| tick.x != "0.00%").collect()
}

/// A label that is not cut at the edges.
pub(super) fn tick(label: String, at: u32) -> Tick {
    let anchor = match at {
        ..1_500 => "start",
        8_500.. => "end",
        _ => "middle",
    };
    Tick { x: percent(at), label, anchor, spare: false }
}
