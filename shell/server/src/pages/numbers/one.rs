//! One figure over time and part by part, and vintages.

use super::{FigureLine, FigureTable, rendered};
use crate::drawing::Curves;
use crate::layout::{Frame, Tab};
use crate::links::numbers::NumbersQuery;
use crate::say;
use askama::Template;
use makegood_units::BusinessDate;

/// One figure.
#[derive(Clone, Debug, Template)]
#[template(path = "numbers/one.html")]
pub struct NumberPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: NumbersQuery,
    /// Its word in addresses.
    pub word: String,
    /// What it is called.
    pub name: String,
    /// Of which part, in words.
    pub words: String,
    /// What is counted, of what.
    pub says: String,
    /// At the last close.
    pub now: FigureLine,
    /// The other currencies it can be seen in.
    pub currencies: Vec<String>,
    /// At every close, drawn; none where it was never told.
    pub drawing: Option<Curves>,
    /// At every close, newest first.
    pub history: Vec<FigureLine>,
    /// Part by part at the last close.
    pub parts: Vec<FigureTable>,
    /// Its vintages, where it has some.
    pub vintage: Option<String>,
}
rendered!(NumberPage);

impl NumberPage {
    fn tab(&self) -> Tab {
        Tab::Numbers
    }

    /// The address of the table as a file, without its ending.
    fn file(&self) -> String {
        NumbersQuery::default().below(&self.word, "history")
    }
}

/// What became of loans by the month they were paid out.
#[derive(Clone, Debug, Template)]
#[template(path = "numbers/vintage.html")]
pub struct VintagePage {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: NumbersQuery,
    /// The word of the figure.
    pub word: String,
    /// What it is called.
    pub name: String,
    /// What is counted, of what.
    pub says: String,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// The other currencies it can be seen in.
    pub currencies: Vec<String>,
    /// The latest months, drawn.
    pub drawing: Option<Curves>,
    /// The columns, in months.
    pub ages: Vec<u32>,
    /// The months, newest first.
    pub lines: Vec<VintageLine>,
}
rendered!(VintagePage);

impl VintagePage {
    fn tab(&self) -> Tab {
        Tab::Numbers
    }

    /// The address of the table as a file, without its ending.
    fn file(&self) -> String {
        NumbersQuery::default().below(&self.word, "vintage")
    }
}

/// The loans of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VintageLine {
    /// The month.
    pub month: String,
    /// How many, or how much was lent.
    pub of: String,
    /// At each age the share and what was counted; none at an age not reached.
    pub cells: Vec<Option<(String, String)>>,
}
