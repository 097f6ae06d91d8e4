//! *Rows*: the loans behind a number, with a total that equals it.

use super::{BucketMark, rendered};
use crate::layout::{Frame, Tab};
use crate::links::{RowsQuery, Sort};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, LoanId, Money, PartyId};

/// The loans behind a number.
#[derive(Clone, Debug, Template)]
#[template(path = "rows.html")]
pub struct Rows {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: RowsQuery,
    /// The same in words: `1-29 days past due, Kampala branch`.
    pub title: String,
    /// The rows of this page.
    pub rows: Vec<RowLine>,
    /// The sums over all pages: they equal the number that was followed here.
    pub total: Total,
    /// How many pages there are, at least 1.
    pub pages: usize,
}
rendered!(Rows);

/// One loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowLine {
    /// The lender's number.
    pub loan: LoanId,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The name of the branch.
    pub branch: String,
    /// Due date of the oldest unpaid instalment; none when current.
    pub since: Option<BusinessDate>,
    /// Days past due.
    pub days_past_due: i32,
    /// The bucket of those days.
    pub bucket: BucketMark,
    /// Due and unpaid.
    pub arrears: Money,
    /// Everything scheduled and not yet paid.
    pub outstanding: Money,
}

/// Sums over all the rows asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// How many loans.
    pub loans: usize,
    /// Their arrears.
    pub arrears: Money,
    /// Their outstanding balance.
    pub outstanding: Money,
}

/// A column that can be sorted by.
struct Head {
    sort: Sort,
    label: &'static str,
    class: &'static str,
}

impl Rows {
    fn tab(&self) -> Tab {
        Tab::Book
    }

    fn heads(&self) -> [Head; 5] {
        [
            Head { sort: Sort::Loan, label: "Loan", class: "" },
            Head { sort: Sort::Name, label: "Borrower", class: "" },
            Head { sort: Sort::DaysPastDue, label: "Days past due", class: "num" },
            Head { sort: Sort::Arrears, label: "Arrears", class: "num" },
            Head { sort: Sort::Outstanding, label: "Outstanding", class: "num" },
        ]
    }

    /// The direction for `aria-sort`: numbers start with the largest, texts with A.
    fn direction(&self, head: &Head) -> &'static str {
        let text = matches!(head.sort, Sort::Loan | Sort::Name);
        match (head.sort == self.query.sort, text == self.query.reversed) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
    }

    fn arrow(&self, head: &Head) -> &'static str {
        match self.direction(head) {
            "ascending" => "▲",
            "descending" => "▼",
            _ => "",
        }
    }

    /// The query of every page of these rows, for the file.
    fn every_page(&self) -> String {
        let href = self.query.clone().on_page(0).href();
        href.split_once('?').map_or_else(String::new, |(_, query)| format!("?{query}"))
    }

    fn page(&self) -> usize {
        self.query.page.max(1)
    }

    fn has_next(&self) -> bool {
        self.page() < self.pages
    }

    fn sorted(&self, head: &Head) -> String {
        self.query.clone().sorted_by(head.sort).href()
    }

    fn at_page(&self, page: usize) -> String {
        self.query.clone().on_page(page).href()
    }
}
