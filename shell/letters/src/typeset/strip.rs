//! A letter as strips: what cannot be parted by the end of a page, each of its height.

use super::Pt;
use super::bars::bars;
use super::fonts::Fonts;
use super::line::{Line, fill, single};
use super::measures::{self, INDENT, WIDTH};
use super::shape::{Style, shape};
use super::table::table;
use crate::{Block, Document, Language, LetterRefusal};

/// What a mark belongs to, for readers that follow the structure and not the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Belongs {
    /// The title.
    Title,
    /// A block, and the point, row and cell within it.
    Block {
        block: usize,
        row: usize,
        cell: usize,
    },
    /// A table's caption or the head of a column.
    Caption {
        block: usize,
    },
    Head {
        block: usize,
        cell: usize,
    },
    /// Nothing: a rule, a repeated head, the head and the foot of the page.
    Ornament,
}

/// Something on a strip.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// A line of text with its left end and its baseline from the strip's top.
    Text { line: Line, x: Pt, baseline: Pt, belongs: Belongs },
    /// A level rule.
    Rule { x: Pt, y: Pt, width: Pt },
    /// A filled box of a drawing.
    Bar { x: Pt, y: Pt, width: Pt, height: Pt, belongs: Belongs },
}

/// A band over the whole width.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    pub(crate) height: Pt,
    /// Blank below it, lost at the end of a page.
    pub(crate) below: Pt,
    pub(crate) marks: Vec<Mark>,
    /// Whether it may not be the last on its page.
    pub(crate) keeps_with_next: bool,
    /// The head of a table that goes on: set again at the top of a page that begins with
    /// this strip.
    pub(crate) head: Option<Box<Strip>>,
}

/// Cuts a letter into strips.
///
/// # Errors
/// A character without a glyph, or a table wider than the page.
pub(crate) fn strips(fonts: &Fonts, document: &Document) -> Result<Vec<Strip>, LetterRefusal> {
    let language = document.language;
    let text = |words: &str, style: Style| shape(fonts, language, words, style);
    let mut strips = Vec::new();
    for line in fill(&text(&document.title, measures::title())?, WIDTH) {
        strips.push(Strip { keeps_with_next: true, ..of_line(line, 0, Belongs::Title) });
    }
    space(&mut strips, measures::below(language));
    for (block, part) in document.blocks.iter().enumerate() {
        let belongs = |row| Belongs::Block { block, row, cell: 0 };
        let body = measures::body(language);
        match part {
            Block::Paragraph(words) => {
                strips.extend(together(fill(&text(words, body)?, WIDTH), 0, belongs(0)));
                // A signature is not parted from the words before it.
                let is_before_lines = matches!(document.blocks.get(block + 1), Some(Block::Lines(_)));
                if let Some(last) = strips.last_mut().filter(|_| is_before_lines) {
                    last.keeps_with_next = true;
                }
            }
            Block::Heading(words) => {
                let lines = fill(&text(words, measures::heading(language))?, WIDTH);
                let keeps = |line| Strip { keeps_with_next: true, ..of_line(line, 0, belongs(0)) };
                strips.extend(lines.into_iter().map(keeps));
            }
            Block::Lines(lines) => {
                for words in lines {
                    let filled = fill(&text(words, body)?, WIDTH).into_iter();
                    strips.extend(filled.map(|line| Strip { keeps_with_next: true, ..of_line(line, 0, belongs(0)) }));
                }
                if let Some(last) = strips.last_mut() {
                    last.keeps_with_next = false;
                }
            }
            Block::List(points) => {
                for (row, words) in points.iter().enumerate() {
                    strips.extend(point(fonts, language, words, belongs(row))?);
                }
            }
            Block::Bars(given) => strips.extend(bars(fonts, language, block, given)?),
            Block::Table(given) => strips.extend(table(fonts, language, block, given)?),
        }
        let below =
            if matches!(part, Block::Heading(_)) { measures::below(language) / 2 } else { measures::below(language) };
        space(&mut strips, below);
    }
    Ok(strips)
}

fn space(strips: &mut [Strip], below: Pt) {
    if let Some(last) = strips.last_mut() {
        last.below += below;
    }
}

/// A strip of one line.
pub(crate) fn of_line(line: Line, x: Pt, belongs: Belongs) -> Strip {
    let (height, baseline) = (line.leading, baseline(&line));
    Strip { height, marks: vec![Mark::Text { line, x, baseline, belongs }], ..Strip::default() }
}

/// The letters stand in the middle of the leading.
pub(crate) fn baseline(line: &Line) -> Pt {
    line.leading / 2 + line.size * 36 / 100
}

/// The lines of a paragraph: neither its first nor its last stands alone on a page.
fn together(lines: Vec<Line>, x: Pt, belongs: Belongs) -> Vec<Strip> {
    let count = lines.len();
    let keeps = |no: usize| no + 1 < count && (no == 0 || no + 2 == count);
    let strip = |(no, line)| Strip { keeps_with_next: keeps(no), ..of_line(line, x, belongs) };
    lines.into_iter().enumerate().map(strip).collect()
}

fn point(fonts: &Fonts, language: Language, words: &str, belongs: Belongs) -> Result<Vec<Strip>, LetterRefusal> {
    let style = measures::body(language);
    let bullet = single(&shape(fonts, Language::English, "•", style)?);
    let lines = fill(&shape(fonts, language, words, style)?, WIDTH - INDENT);
    let mut strips = together(lines, INDENT, belongs);
    if let Some(first) = strips.first_mut() {
        let baseline = baseline(&bullet);
        first.marks.insert(0, Mark::Text { line: bullet, x: 2_000, baseline, belongs: Belongs::Ornament });
    }
    if let Some(last) = strips.last_mut() {
        last.below += style.leading / 5;
    }
    Ok(strips)
}
