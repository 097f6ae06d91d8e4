//! *How they were granted*: what became of loans by product, originator and month.

use super::rendered;
use crate::drawing::Bar;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{LoanId, PartyId};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "origination.html")]
pub struct Origination {
    /// What stands around the page.
    pub frame: Frame,
    /// Loans past due; the rows add up to them.
    pub late: usize,
    /// Groups with a loan that was late.
    pub rows: Vec<GrantedRow>,
    /// Groups without one.
    pub quiet: usize,
}
rendered!(Origination);

impl Origination {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// Loans granted alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedRow {
    /// The product.
    pub product: String,
    /// Who granted them.
    pub originator: String,
    /// The month.
    pub month: String,
    /// Ever 30 days past due, of all.
    pub ever: (i64, i64),
    /// The same in words, with its interval.
    pub ever_says: String,
    /// Why those past due now are, and what was wrong with the granting: words and counts.
    pub said: Vec<(String, usize)>,
    /// Those past due now.
    pub loans: Vec<(LoanId, PartyId, String)>,
}

impl GrantedRow {
    fn bar(&self) -> Bar {
        Bar::new("Ever 30 days late", &self.ever_says, self.ever.0, self.ever.1)
    }
}
