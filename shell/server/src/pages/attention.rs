//! What passes between officer and leader about one case, and the rows behind a number of
//! the morning.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money, PartyId};

/// All rows of one list of the morning.
#[derive(Clone, Debug, Template)]
#[template(path = "attention/rows.html")]
pub struct MorningRows {
    /// What stands around the page.
    pub frame: Frame,
    /// The heading.
    pub title: String,
    /// What is counted, in a sentence.
    pub says: String,
    /// The heads of the columns after the first, each with whether it holds figures.
    pub heads: Vec<(&'static str, bool)>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub all: usize,
}
rendered!(MorningRows);

/// One row: a case, and a cell for each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Where the row leads.
    pub href: String,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words of the product.
    Words(String),
    /// Words somebody wrote, or a name.
    Written(String),
    /// A sum.
    Sum(Money),
    /// A number.
    Number(i64),
    /// A day; empty where there is none.
    Day(Option<BusinessDate>),
}

impl MorningRows {
    fn tab(&self) -> Tab {
        Tab::Review
    }

    fn is_cut(&self) -> bool {
        self.rows.len() < self.all
    }

    fn headed<'a>(&self, row: &'a Row) -> Vec<(&'static str, bool, &'a Cell)> {
        self.heads.iter().zip(&row.cells).map(|((head, figures), cell)| (*head, *figures, cell)).collect()
    }
}

/// A report as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportShown {
    /// Why there is a report.
    pub because: String,
    /// What is owed.
    pub owed: String,
    /// What was tried, oldest first: day, who, what came of it, what was said.
    pub tried: Vec<(BusinessDate, String, String, String)>,
    /// What they promised.
    pub promises: Vec<String>,
    /// Why they are late.
    pub finding: String,
    /// What the law says of the next steps.
    pub law: Vec<String>,
    /// What was said, in the officer's words.
    pub account: String,
    /// What the officer proposes.
    pub proposes: String,
}

/// A report that went to the leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The report.
    pub report: ReportShown,
    /// Whose it is.
    pub by: String,
    /// When it went.
    pub on: BusinessDate,
    /// It went as drafted.
    pub as_drafted: bool,
    /// The last day to acknowledge it in time.
    pub due_on: BusinessDate,
    /// The leader's word: who, what, in which words.
    pub word: Option<(String, String, String)>,
}

/// The page of the report of a case.
#[derive(Clone, Debug, Template)]
#[template(path = "attention/report.html")]
pub struct Report {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The report that is due, as drafted or as typed.
    pub draft: Option<ReportShown>,
    /// The day on which the draft goes as it is; none where the close has not seen it yet.
    pub goes_on: Option<BusinessDate>,
    /// The report handed in last.
    pub handed: Option<HandedIn>,
    /// Whether who is acting may acknowledge it.
    pub is_leader: bool,
    /// The decisions there are, word and what it says.
    pub decisions: Vec<(&'static str, String)>,
    /// What the leader typed.
    pub note: String,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
}
rendered!(Report);

impl Report {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// One measure of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureLine {
    /// Where a leader finds something wrong with it.
    pub words: String,
    /// Its event.
    pub seq: i64,
    /// When.
    pub on: BusinessDate,
    /// Who; empty where the record names nobody.
    pub by: String,
    /// What was done.
    pub what: String,
    /// What came of it.
    pub outcome: String,
    /// What was written with it.
    pub note: String,
    /// What it took.
    pub cost: String,
    /// Whether the leader marked it as read.
    pub read: bool,
}

/// The page of the review of a case.
#[derive(Clone, Debug, Template)]
#[template(path = "attention/review.html")]
pub struct CaseReview {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What makes the loans current.
    pub arrears: Money,
    /// Whether who is acting leads.
    pub is_leader: bool,
    /// Since when the acting leader's review is open.
    pub open_since: Option<BusinessDate>,
    /// The measures, in the order of their days.
    pub measures: Vec<MeasureLine>,
    /// Minutes of all of them, as the ladder reckons.
    pub minutes: u32,
    /// What they cost, where the lender said what a minute costs.
    pub cost: Option<Money>,
    /// Shortcomings of method: what, and the fact.
    pub shortcomings: Vec<(String, String)>,
    /// The last review in a sentence.
    pub reviewed: Option<String>,
    /// The decisions there are, word and what it says.
    pub decisions: Vec<(&'static str, String)>,
    /// The form as typed.
    pub form: ReviewForm,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
}
rendered!(CaseReview);

/// What was typed to close a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewForm {
    /// The word of the decision.
    pub decision: String,
    /// What the leader says.
    pub note: String,
    /// The day to read it again, as typed.
    pub next_on: String,
}

impl CaseReview {
    fn tab(&self) -> Tab {
        Tab::Review
    }

    fn unread(&self) -> usize {
        self.measures.iter().filter(|one| !one.read).count()
    }
}
