//! The measures of a page and of its type.

use super::Pt;
use super::fonts::Weight;
use super::shape::Style;
use crate::Language;

const POINT: Pt = 1000;
/// A4, 210 by 297 mm, in thousandths of a point.
pub(crate) const PAGE: (Pt, Pt) = (595_276, 841_890);
/// 25 mm to the left, for the file's holes, and 20 mm to the right.
pub(crate) const LEFT: Pt = 70_866;
pub(crate) const WIDTH: Pt = PAGE.0 - LEFT - 56_693;
/// Where the text of a page begins and ends, from the top.
pub(crate) const TOP: Pt = 82 * POINT;
pub(crate) const BOTTOM: Pt = PAGE.1 - 72 * POINT;
/// The baselines of the head and the foot, and their rules.
pub(crate) const HEAD: Pt = 46 * POINT;
pub(crate) const HEAD_RULE: Pt = 53 * POINT;
pub(crate) const FOOT_RULE: Pt = PAGE.1 - 52 * POINT;
pub(crate) const FOOT: Pt = PAGE.1 - 39 * POINT;
/// Between the columns of a table.
pub(crate) const COLUMN_GAP: Pt = 10 * POINT;
/// Above and below a table.
pub(crate) const TABLE_SPACE: Pt = 6 * POINT;
/// How far the points of a list are set in.
pub(crate) const INDENT: Pt = 14 * POINT;

fn style(weight: Weight, size: Pt, leading: Pt) -> Style {
    Style { weight, size, leading }
}

/// The running text. Chinese wants more room between the lines.
pub(crate) fn body(language: Language) -> Style {
    let leading = if language == Language::Chinese { 17_500 } else { 14_500 };
    style(Weight::Regular, 10_500, leading)
}

pub(crate) fn title() -> Style {
    style(Weight::Bold, 15_000, 20_000)
}

pub(crate) fn heading(language: Language) -> Style {
    Style { weight: Weight::Bold, size: 11_500, ..body(language) }
}

pub(crate) fn caption() -> Style {
    style(Weight::Bold, 9_500, 14_000)
}

/// A cell, at one of the sizes a table is tried in.
pub(crate) fn cell(weight: Weight, size: Pt) -> Style {
    style(weight, size, size * 3 / 2)
}

/// What stands at a bar.
pub(crate) fn bar_note(weight: Weight) -> Style {
    style(weight, 7_500, 11_000)
}

/// The sizes a table is tried in, the largest first.
pub(crate) const CELL_SIZES: [Pt; 4] = [9_500, 9_000, 8_000, 7_000];

pub(crate) fn margin_note() -> Style {
    style(Weight::Regular, 8_500, 11_000)
}

/// The space below a paragraph.
pub(crate) fn below(language: Language) -> Pt {
    body(language).leading / 2
}
