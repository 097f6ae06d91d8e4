//! A letter as blocks, before it is set: what the templates make and the setter reads.

use crate::Language;
use makegood_units::BusinessDate;

/// A letter ready to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The language it is written in.
    pub language: Language,
    /// What it is, for the head of the first page and the file's own title.
    pub title: String,
    /// Who writes; stands at the head of every page.
    pub from: String,
    /// The reference; stands at the head of every page.
    pub reference: String,
    /// How the sender can be reached; stands at the foot of every page.
    pub reach: String,
    /// How a page is numbered, with `{no}` and `{of}`.
    pub page: String,
    /// The day of the letter, and of the file.
    pub written_on: BusinessDate,
    /// The letter from the addressee to the signature.
    pub blocks: Vec<Block>,
}

/// One part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Lines that stay lines: an address, a signature.
    Lines(Vec<String>),
    /// A paragraph.
    Paragraph(String),
    /// A heading within the letter.
    Heading(String),
    /// Points.
    List(Vec<String>),
    /// Figures in columns.
    Table(Table),
    /// Figures drawn as bars.
    Bars(Bars),
}

/// Figures drawn side by side as bars over one line, each with its value above and what it
/// is of below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// What it shows.
    pub caption: String,
    /// The drawing in words, for whoever does not see it.
    pub says: String,
    /// The bars, left to right.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its value in words.
    pub value: String,
    /// Its height, in ten-thousandths of the highest there could be.
    pub height: u16,
}

/// Figures in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Row>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// Whether it holds figures, which end at the right.
    pub is_figures: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether it sums up those above.
    pub is_total: bool,
}

impl Document {
    /// Every word of the letter, in reading order: what the wording is read from.
    pub fn words(&self) -> String {
        let mut words = vec![self.title.clone()];
        for block in &self.blocks {
            match block {
                Block::Lines(lines) | Block::List(lines) => words.extend(lines.iter().cloned()),
                Block::Paragraph(text) | Block::Heading(text) => words.push(text.clone()),
                Block::Bars(bars) => {
                    words.extend([bars.caption.clone(), bars.says.clone()]);
                    words.extend(bars.bars.iter().map(|bar| format!("{}  {}", bar.label, bar.value)));
                }
                Block::Table(table) => {
                    words.push(table.caption.clone());
                    words.extend(table.columns.iter().map(|column| column.head.clone()));
                    words.extend(table.rows.iter().map(|row| row.cells.join("  ")));
                }
            }
        }
        words.join("\n\n")
    }
}
