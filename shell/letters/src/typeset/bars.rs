//! Figures drawn as bars: one strip, so that a drawing is never parted.

use super::Pt;
use super::fonts::{Fonts, Weight};
use super::line::{fill, single};
use super::measures::{WIDTH, bar_note, caption};
use super::shape::shape;
use super::strip::{Belongs, Mark, Strip, baseline, of_line};
use crate::{Bars, Language, LetterRefusal};

/// How high the highest bar can be.
const HIGHEST: Pt = 80_000;
/// No bar is wider, however few there are.
const WIDEST: Pt = 30_000;

/// A drawing's strips: its caption, then the bars with their values and labels.
///
/// # Errors
/// A character without a glyph; [`LetterRefusal::TooWide`] when a value or a label is wider
/// than the room of its bar.
pub(super) fn bars(fonts: &Fonts, language: Language, block: usize, given: &Bars) -> Result<Vec<Strip>, LetterRefusal> {
    let mut strips = Vec::new();
    for line in fill(&shape(fonts, language, &given.caption, caption())?, WIDTH) {
        strips.push(Strip { keeps_with_next: true, ..of_line(line, 0, Belongs::Caption { block }) });
    }
    let belongs = Belongs::Block { block, row: 0, cell: 0 };
    let room = WIDTH / Pt::try_from(given.bars.len()).unwrap_or(1).max(1);
    let note = bar_note(Weight::Regular);
    let floor = note.leading + HIGHEST;
    let mut marks = Vec::new();
    for (no, bar) in given.bars.iter().enumerate() {
        let left = room * Pt::try_from(no).unwrap_or_default();
        let height = (HIGHEST * Pt::from(bar.height) / 10_000).min(HIGHEST);
        let width = (room * 3 / 5).min(WIDEST);
        marks.push(Mark::Bar { x: left + (room - width) / 2, y: floor - height, width, height, belongs });
        for (words, top) in [(&bar.value, floor - height - note.leading), (&bar.label, floor + note.leading / 4)] {
            let line = single(&shape(fonts, language, words, note)?);
            if line.width > room {
                return Err(LetterRefusal::TooWide { table: given.caption.clone() });
            }
            let (x, baseline) = (left + (room - line.width) / 2, top + baseline(&line));
            marks.push(Mark::Text { line, x, baseline, belongs });
        }
    }
    marks.push(Mark::Rule { x: 0, y: floor, width: WIDTH });
    strips.push(Strip { height: floor + note.leading * 3 / 2, marks, ..Strip::default() });
    Ok(strips)
}
