//! *Long work*: closing a day, importing files, and how far they are.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::say;
use askama::Template;
use makegood_desk::NotTaken;
use makegood_units::BusinessDate;

/// All long work.
#[derive(Clone, Debug, Template)]
#[template(path = "jobs.html")]
pub struct Jobs {
    /// What stands around the page.
    pub frame: Frame,
    /// The work, newest first.
    pub lines: Vec<Line>,
    /// The business day, which the form offers.
    pub today: BusinessDate,
}
rendered!(Jobs);

/// A piece of work in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: u64,
    /// What it is.
    pub title: String,
    /// How it stands, in a word or two.
    pub state: String,
    /// The class of that chip.
    pub chip: &'static str,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub asked: String,
}

/// One piece of work.
#[derive(Clone, Debug, Template)]
#[template(path = "job.html")]
pub struct JobCard {
    /// What stands around the page.
    pub frame: Frame,
    /// Its number.
    pub number: u64,
    /// What it is.
    pub title: String,
    /// How it stands, in a word or two.
    pub state: String,
    /// The class of that chip.
    pub chip: &'static str,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub asked: String,
    /// When it ended.
    pub ended: Option<String>,
    /// Whether it waits or goes on.
    pub is_under_way: bool,
    /// Whether it can be stopped now.
    pub can_stop: bool,
    /// What it does at present.
    pub part: String,
    /// What is counted of it.
    pub unit: &'static str,
    /// How much of that is done, of how much.
    pub share: Option<(u64, u64)>,
    /// What may be relied on.
    pub what_it_means: &'static str,
    /// What came of it.
    pub says: Vec<String>,
    /// The first that were not taken.
    pub not_taken: Vec<NotTaken>,
    /// How many were not taken.
    pub not_taken_in_all: usize,
}
rendered!(JobCard);

impl Jobs {
    fn tab(&self) -> Tab {
        Tab::Book
    }
}

impl JobCard {
    /// A count as pages write it.
    fn whole(&self, count: &u64) -> usize {
        usize::try_from(*count).unwrap_or(usize::MAX)
    }

    fn tab(&self) -> Tab {
        Tab::Book
    }
}
