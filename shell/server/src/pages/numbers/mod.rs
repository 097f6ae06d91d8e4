//! *Numbers*: every figure with what was counted, of what, for which days; its history, its
//! rows, its vintages.

mod one;
mod rows;

pub use one::{NumberPage, VintageLine, VintagePage};
pub use rows::{FigureRow, NumberRows};

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::links::numbers::NumbersQuery;
use crate::say;
use askama::Template;
use makegood_units::BusinessDate;

/// All figures of a part of the book.
#[derive(Clone, Debug, Template)]
#[template(path = "numbers/all.html")]
pub struct NumbersPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: NumbersQuery,
    /// The part in words.
    pub words: String,
    /// The day of the close.
    pub as_of: BusinessDate,
    /// The report on paper, for the whole book and for a branch.
    pub report: Option<String>,
    /// Whether a trial tells what collecting brings; none where the reader's right does not
    /// reach the whole book.
    pub has_trial: Option<bool>,
    /// The parts that can be chosen.
    pub choices: Vec<PartChoice>,
    /// The figures, question by question.
    pub tables: Vec<FigureTable>,
}
rendered!(NumbersPage);

impl NumbersPage {
    fn tab(&self) -> Tab {
        Tab::Numbers
    }
}

/// A part that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChoice {
    /// As it stands in an address.
    pub value: String,
    /// In words.
    pub says: String,
    /// Whether it is the one shown.
    pub is_chosen: bool,
}

/// Figures under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// The heading.
    pub title: &'static str,
    /// Its id on the page.
    pub id: String,
    /// The figures.
    pub lines: Vec<FigureLine>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureLine {
    /// What it is called.
    pub name: String,
    /// Of which part.
    pub part: String,
    /// Its value, or why there is none.
    pub value: String,
    /// Whether there is none.
    pub is_none: bool,
    /// What was counted.
    pub numerator: String,
    /// Of what.
    pub denominator: String,
    /// Both in words.
    pub what: String,
    /// From when it counts or compares; none for a stand of one day.
    pub from: Option<BusinessDate>,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// Its page.
    pub href: String,
    /// Its rows.
    pub rows: String,
}
