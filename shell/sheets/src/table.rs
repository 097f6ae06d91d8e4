//! A table with typed columns.

use makegood_units::{BusinessDate, Money};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Days.
    Day,
    /// Amounts, each in its currency: two columns in a file, the amount and the currency.
    Money,
    /// Whole numbers.
    Count,
    /// Parts of a whole, in ten-thousandths.
    Share,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column.
    pub fn new(head: &str, kind: Kind) -> Self {
        Self { head: head.to_owned(), kind }
    }
}

/// One cell. What is not known or not there is [`Cell::Empty`], never 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A day.
    Day(BusinessDate),
    /// An amount with its currency.
    Money(Money),
    /// A whole number.
    Count(i64),
    /// A part of a whole, in ten-thousandths.
    Share(i64),
}

impl Cell {
    /// Words; nothing of empty ones.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A day, where there is one.
    pub fn day(day: Option<BusinessDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A count.
    pub fn count(count: impl TryInto<i64>) -> Self {
        count.try_into().map_or(Self::Empty, Self::Count)
    }
}

/// A table as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// A short name for the file: `book`, `par-30`.
    pub name: String,
    /// What it shows, with its filters.
    pub caption: String,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The name of a file of it: `par-30-2007-04-02.csv`.
    pub fn file_name(&self, extension: &str) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
        let name: String = self.name.chars().map(plain).collect();
        format!("{name}-{}.{extension}", self.as_of)
    }
}

/// A number with so many decimals, from its smallest units.
pub(crate) fn decimal(units: i64, digits: u32) -> String {
    let scale = 10_u64.checked_pow(digits).unwrap_or(1);
    let sign = if units < 0 { "-" } else { "" };
    let size = units.unsigned_abs();
    match digits {
        0 => format!("{sign}{size}"),
        _ => format!("{sign}{}.{:0width$}", size / scale, size % scale, width = digits as usize),
    }
}
