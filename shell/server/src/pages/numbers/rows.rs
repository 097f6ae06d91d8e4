//! The rows behind a figure.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::links;
use crate::links::numbers::NumbersQuery;
use crate::say;
use askama::Template;
use makegood_units::{BusinessDate, PartyId};

/// The rows of one figure.
#[derive(Clone, Debug, Template)]
#[template(path = "numbers/rows.html")]
pub struct NumberRows {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: NumbersQuery,
    /// The word of the figure.
    pub word: String,
    /// What it is called.
    pub name: String,
    /// Of which part, in words.
    pub words: String,
    /// Its value.
    pub value: String,
    /// What the two columns hold.
    pub heads: [String; 2],
    /// Both sums: those of the figure.
    pub total: [String; 2],
    /// From when it counts or compares.
    pub from: Option<BusinessDate>,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// Whether its whole is kept as a sum, without rows.
    pub has_unlisted: bool,
    /// Rows of cases beyond the reader's reach, which the figure counts.
    pub beyond: usize,
    /// How many rows there are in all.
    pub count: usize,
    /// How many pages.
    pub pages: usize,
    /// The rows of this page.
    pub rows: Vec<FigureRow>,
}
rendered!(NumberRows);

impl NumberRows {
    fn tab(&self) -> Tab {
        Tab::Numbers
    }

    /// The address of the table as a file, without its ending.
    fn file(&self) -> String {
        NumbersQuery::default().below(&self.word, "rows")
    }

    fn page(&self) -> usize {
        self.query.page.max(1)
    }

    fn at_page(&self, page: usize) -> String {
        self.query.on_page(page).below(&self.word, "rows")
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// The number of the loan, the case or the event.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The branch.
    pub branch: String,
    /// What it adds to what was counted.
    pub numerator: String,
    /// What it adds to what it was counted of.
    pub denominator: String,
}
