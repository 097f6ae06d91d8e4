//! Tables: columns as wide as they need, figures at the right end of theirs.

use super::Pt;
use super::fonts::{Fonts, Weight};
use super::line::{Line, fill, single};
use super::measures::{self, CELL_SIZES, COLUMN_GAP, TABLE_SPACE, WIDTH, caption, cell};
use super::shape::{Style, shape};
use super::strip::{Belongs, Mark, Strip, baseline, of_line};
use crate::{Language, LetterRefusal, Row, Table};

/// Text columns are not made narrower than this; their cells are broken into lines.
const NARROWEST_ROOM: Pt = 62_000;
/// Type is not made smaller than this to keep every cell on one line.
const SMALLEST_WHOLE: Pt = 8_000;

/// A table's strips: its caption and head, then its rows.
///
/// # Errors
/// A character without a glyph; [`LetterRefusal::TooWide`] when the figures do not fit the
/// page in the smallest size.
pub(crate) fn table(
    fonts: &Fonts,
    language: Language,
    block: usize,
    given: &Table,
) -> Result<Vec<Strip>, LetterRefusal> {
    let mut strips = Vec::new();
    for line in fill(&shape(fonts, language, &given.caption, caption())?, WIDTH) {
        strips.push(Strip { keeps_with_next: true, ..of_line(line, 0, Belongs::Caption { block }) });
    }
    let setter = Setter::measure(fonts, language, given)?;
    let head = setter.head(given, block, true)?;
    let again = setter.head(given, block, false)?;
    strips.push(head);
    for (no, row) in given.rows.iter().enumerate() {
        let mut strip = setter.row(given, block, no, row)?;
        strip.head = Some(Box::new(again.clone()));
        // A sum is not parted from the last of its rows.
        strip.keeps_with_next = given.rows.get(no + 1).is_some_and(|next| next.is_total);
        strips.push(strip);
    }
    if let Some(last) = strips.last_mut() {
        last.marks.push(Mark::Rule { x: 0, y: last.height, width: WIDTH });
        last.below = TABLE_SPACE;
    }
    Ok(strips)
}

/// The size and the columns of one table.
struct Setter<'a> {
    fonts: &'a Fonts,
    language: Language,
    size: Pt,
    /// Left end and width of each column.
    columns: Vec<(Pt, Pt)>,
}

impl<'a> Setter<'a> {
    fn measure(fonts: &'a Fonts, language: Language, given: &Table) -> Result<Self, LetterRefusal> {
        // Smaller type before cells of several lines, but not much smaller.
        let whole = CELL_SIZES.iter().filter(|size| **size >= SMALLEST_WHOLE).map(|size| (*size, false));
        for (size, may_part) in whole.chain(CELL_SIZES.iter().map(|size| (*size, true))) {
            let mut setter = Self { fonts, language, size, columns: Vec::new() };
            if let Some(columns) = setter.widths(given, may_part)? {
                setter.columns = columns;
                return Ok(setter);
            }
        }
        Err(LetterRefusal::TooWide { table: given.caption.clone() })
    }

    /// Figures and dates keep the width of their widest cell; text columns share what is
    /// left and are broken into lines where it is less than they want.
    fn widths(&self, given: &Table, may_part: bool) -> Result<Option<Vec<(Pt, Pt)>>, LetterRefusal> {
        let mut wanted = Vec::new();
        for (no, column) in given.columns.iter().enumerate() {
            let mut widest = self.widest_word(&column.head)?;
            for row in &given.rows {
                let weight = if row.is_total { Weight::Bold } else { Weight::Regular };
                let words = row.cells.get(no).map_or("", String::as_str);
                widest = widest.max(self.line(words, weight)?.width);
            }
            wanted.push((widest, column.is_figures));
        }
        let gaps = COLUMN_GAP * Pt::try_from(given.columns.len().saturating_sub(1)).unwrap_or_default();
        let fixed: Pt = wanted.iter().filter(|(_, figures)| *figures).map(|(width, _)| width).sum();
        let texts: Vec<Pt> = wanted.iter().filter(|(_, figures)| !figures).map(|(width, _)| *width).collect();
        let Some(room) = Some(WIDTH - gaps - fixed).filter(|room| *room >= 0) else { return Ok(None) };
        let Some(shared) = share(&texts, room).filter(|shared| may_part || *shared == texts) else { return Ok(None) };
        let spare = room - shared.iter().sum::<Pt>();
        let mut shared = shared.into_iter();
        let mut columns = Vec::new();
        let mut x = 0;
        let count = Pt::try_from(wanted.len()).unwrap_or(1).max(1);
        for (width, figures) in wanted {
            let width = if figures { width } else { shared.next().unwrap_or(width) } + spare / count;
            columns.push((x, width));
            x += width + COLUMN_GAP;
        }
        Ok(Some(columns))
    }

    fn style(&self, weight: Weight) -> Style {
        cell(weight, self.size)
    }

    fn line(&self, words: &str, weight: Weight) -> Result<Line, LetterRefusal> {
        Ok(single(&shape(self.fonts, self.language, words, self.style(weight))?))
    }

    fn widest_word(&self, words: &str) -> Result<Pt, LetterRefusal> {
        let widths = words.split(' ').map(|word| self.line(word, Weight::Bold).map(|line| line.width));
        widths.collect::<Result<Vec<Pt>, _>>().map(|widths| widths.into_iter().max().unwrap_or_default())
    }

    fn head(&self, given: &Table, block: usize, is_first: bool) -> Result<Strip, LetterRefusal> {
        let cells: Vec<&str> = given.columns.iter().map(|column| column.head.as_str()).collect();
        let belongs = |cell| if is_first { Belongs::Head { block, cell } } else { Belongs::Ornament };
        let mut strip = self.cells(given, &cells, Weight::Bold, belongs)?;
        strip.marks.push(Mark::Rule { x: 0, y: 0, width: WIDTH });
        strip.marks.push(Mark::Rule { x: 0, y: strip.height, width: WIDTH });
        strip.keeps_with_next = true;
        Ok(strip)
    }

    fn row(&self, given: &Table, block: usize, no: usize, row: &Row) -> Result<Strip, LetterRefusal> {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let weight = if row.is_total { Weight::Bold } else { Weight::Regular };
        let mut strip = self.cells(given, &cells, weight, |cell| Belongs::Block { block, row: no, cell })?;
        if row.is_total {
            strip.marks.push(Mark::Rule { x: 0, y: 0, width: WIDTH });
        }
        Ok(strip)
    }

    fn cells(
        &self,
        given: &Table,
        cells: &[&str],
        weight: Weight,
        belongs: impl Fn(usize) -> Belongs,
    ) -> Result<Strip, LetterRefusal> {
        let mut strip = Strip::default();
        for (no, ((x, width), column)) in self.columns.iter().zip(&given.columns).enumerate() {
            let words = cells.get(no).copied().unwrap_or_default();
            let lines = fill(&shape(self.fonts, self.language, words, self.style(weight))?, *width);
            let mut top = 0;
            for line in lines {
                let at = if column.is_figures { x + width - line.width } else { *x };
                let (leading, baseline) = (line.leading, baseline(&line));
                strip.marks.push(Mark::Text { line, x: at, baseline: top + baseline, belongs: belongs(no) });
                top += leading;
            }
            strip.height = strip.height.max(top);
        }
        let padding = measures::cell(weight, self.size).leading / 5;
        strip.height = strip.height.max(self.style(weight).leading) + padding;
        for mark in &mut strip.marks {
            if let Mark::Text { baseline, .. } = mark {
                *baseline += padding / 2;
            }
        }
        Ok(strip)
    }
}

/// Shares room among text columns: those that want little get it, the others the same
/// each. `None` when that is too little.
fn share(wanted: &[Pt], room: Pt) -> Option<Vec<Pt>> {
    let mut order: Vec<Pt> = wanted.to_vec();
    order.sort_unstable();
    let mut left = room;
    let mut columns = Pt::try_from(order.len()).ok()?;
    let mut limit = Pt::MAX;
    for width in order {
        if width * columns > left {
            limit = left / columns;
            break;
        }
        left -= width;
        columns -= 1;
    }
    let is_narrow = wanted.iter().any(|width| *width > limit && limit < NARROWEST_ROOM);
    (!is_narrow).then(|| wanted.iter().map(|width| (*width).min(limit)).collect())
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn room_goes_to_those_who_want_little_first() {
        assert_eq!(share(&[50_000, 60_000], 200_000), Some(vec![50_000, 60_000]));
        assert_eq!(share(&[50_000, 900_000, 400_000], 300_000), Some(vec![50_000, 125_000, 125_000]));
        assert_eq!(share(&[90_000, 900_000], 100_000), None);
    }
}
