//! *Book*: the whole portfolio on a day, every number a door to its rows.

use super::{BucketMark, rendered};
use crate::layout::{Frame, Tab};
use crate::links::RowsQuery;
use crate::{drawing, links, say};
use askama::Template;
use makegood_units::{BranchId, BusinessDate, Currency, Money};

/// The book on a day. All balances are in one currency; a book of several has one page each.
#[derive(Clone, Debug, Template)]
#[template(path = "book.html")]
pub struct Book {
    /// What stands around the page.
    pub frame: Frame,
    /// Loans open on the day.
    pub open_loans: usize,
    /// Loans with anything past due.
    pub late_loans: usize,
    /// Everything scheduled and not yet paid.
    pub outstanding: Money,
    /// Due and unpaid.
    pub arrears: Money,
    /// Portfolio at risk.
    pub par30: Par,
    /// Bucket by bucket, current first.
    pub buckets: Vec<BucketLine>,
    /// What moved since the last close; none before the second close.
    pub roll: Option<Roll>,
    /// Branch by branch, worst share at risk first.
    pub branches: Vec<BranchLine>,
    /// Late cases nobody answers for, and officers nobody leads; none for somebody who may not
    /// read the lists.
    pub ownerless: Option<(usize, usize)>,
    /// On which convention days past due were counted, in one sentence.
    pub basis: String,
    /// The rows of all open loans here; every other link narrows them.
    pub base: RowsQuery,
    /// Other currencies of the book, each with a page of its own.
    pub other_currencies: Vec<Currency>,
}
rendered!(Book);

/// PAR30 with its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Par {
    /// Outstanding principal of loans more than 30 days past due.
    pub numerator: Money,
    /// Gross outstanding principal.
    pub denominator: Money,
    /// How many loans are in the numerator.
    pub loans: usize,
}

/// One bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketLine {
    /// Which.
    pub bucket: BucketMark,
    /// Loans in it.
    pub loans: usize,
    /// Their outstanding balance.
    pub outstanding: Money,
    /// Their arrears.
    pub arrears: Money,
}

/// What moved between two closes: the loans in arrears at the first, by where they stood then and stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The day of the earlier close.
    pub since: BusinessDate,
    /// One row a late bucket at the earlier close.
    pub rows: Vec<RollRow>,
    /// The same in plain words, one sentence each: `12 of 53 loans in 1-29 days paid up`.
    pub says: Vec<String>,
}

/// Where the loans of one bucket went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollRow {
    /// The bucket at the earlier close.
    pub from: BucketMark,
    /// How many there are now in each bucket, in the order of the buckets.
    pub to: Vec<RollCell>,
    /// Loans paid in full since.
    pub closed_loans: usize,
}

/// One cell of the transition matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollCell {
    /// The bucket now.
    pub to: BucketMark,
    /// Loans.
    pub loans: usize,
    /// Their outstanding balance at the earlier close.
    pub balance: Money,
}

/// One branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchLine {
    /// Its id.
    pub id: BranchId,
    /// Its name.
    pub name: String,
    /// Loans open.
    pub loans: usize,
    /// Loans with anything past due.
    pub late_loans: usize,
    /// Outstanding balance.
    pub outstanding: Money,
    /// Due and unpaid.
    pub arrears: Money,
    /// Portfolio at risk.
    pub par30: Par,
}

impl Par {
    /// The ratio for reading.
    pub fn share(&self) -> String {
        say::share(self.numerator.amount.minor(), self.denominator.amount.minor())
    }

    fn bar(&self, of: &str) -> drawing::Bar {
        let says = format!("{} of {}", self.numerator, self.denominator);
        drawing::Bar::new(of, &says, self.numerator.amount.minor(), self.denominator.amount.minor())
    }
}

impl Book {
    fn tab(&self) -> Tab {
        Tab::Book
    }

    fn rows(&self) -> RowsQuery {
        self.base.clone()
    }

    fn by_loans(&self) -> drawing::Stack {
        drawing::Stack::new(
            "Loans by days past due",
            self.buckets.iter().map(|line| {
                let size = i64::try_from(line.loans).unwrap_or(i64::MAX);
                drawing::Part::new(
                    &line.bucket.name,
                    &say::counted(line.loans, "loan"),
                    &format!("b{}", line.bucket.tint()),
                    size,
                )
            }),
        )
    }

    fn by_outstanding(&self) -> drawing::Stack {
        drawing::Stack::new(
            "Outstanding by days past due",
            self.buckets.iter().map(|line| {
                let tint = format!("b{}", line.bucket.tint());
                drawing::Part::new(
                    &line.bucket.name,
                    &line.outstanding.to_string(),
                    &tint,
                    line.outstanding.amount.minor(),
                )
            }),
        )
    }

    fn share_of(&self, line: &BucketLine) -> String {
        say::share(line.outstanding.amount.minor(), self.outstanding.amount.minor())
    }

    fn loans_share(&self, line: &BucketLine) -> drawing::Bar {
        let most = self.buckets.iter().map(|line| line.loans).max().unwrap_or(0);
        let number = |loans: usize| i64::try_from(loans).unwrap_or(i64::MAX);
        drawing::Bar::new(&line.bucket.says(), &say::counted(line.loans, "loan"), number(line.loans), number(most))
            .tinted(line.bucket.tint())
    }
}

impl RollRow {
    /// Loans in the bucket at the earlier close.
    pub fn total(&self) -> usize {
        self.closed_loans + self.to.iter().map(|cell| cell.loans).sum::<usize>()
    }

    /// Where they went as one strip: paid up, better, the same, worse.
    fn strip(&self) -> drawing::Stack {
        let count = |keep: &dyn Fn(&RollCell) -> bool| -> usize {
            self.to.iter().filter(|cell| keep(cell)).map(|cell| cell.loans).sum()
        };
        let (here, late) = (self.from.place, self.from.place > 0);
        let parts = [
            ("paid in full", self.closed_loans, "closed"),
            ("paid up", count(&|cell| late && cell.to.place == 0), "cured"),
            ("better", count(&|cell| cell.to.place > 0 && cell.to.place < here), "better"),
            ("the same", count(&|cell| cell.to.place == here), "same"),
            ("worse", count(&|cell| cell.to.place > here), "worse"),
        ];
        let parts = parts.into_iter().filter(|(_, loans, _)| *loans > 0).map(|(name, loans, class)| {
            drawing::Part::new(name, &say::counted(loans, "loan"), class, i64::try_from(loans).unwrap_or(i64::MAX))
        });
        drawing::Stack::new(&format!("Where {} went", self.from.says()), parts).bare()
    }

    fn cell_class(&self, cell: &RollCell) -> String {
        let way = match cell.to.place.cmp(&self.from.place) {
            std::cmp::Ordering::Less => "better",
            std::cmp::Ordering::Equal => "same",
            std::cmp::Ordering::Greater => "worse",
        };
        format!("num cell {way} heat-{}", self.heat(cell.loans))
    }

    fn closed_class(&self) -> String {
        format!("num cell better heat-{}", self.heat(self.closed_loans))
    }

    /// In which quarter of the row a count lies; 0 for none.
    fn heat(&self, loans: usize) -> usize {
        loans.saturating_mul(4).div_ceil(self.total().max(1)).min(4)
    }
}
