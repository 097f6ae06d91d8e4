//! What waits for a second person.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::say;
use askama::Template;
use makegood_units::{BusinessDate, Money};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "attention/approvals.html")]
pub struct Approvals {
    /// What stands around the page.
    pub frame: Frame,
    /// What waits, the reader's first.
    pub rows: Vec<Approval>,
    /// How many there are in all.
    pub all: usize,
}
rendered!(Approvals);

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Whose case.
    pub name: String,
    /// What kind of thing.
    pub kind: &'static str,
    /// What, in a few words.
    pub what: String,
    /// Who proposed it; none where the ladder or the evidence did.
    pub by: Option<String>,
    /// Since when.
    pub on: Option<BusinessDate>,
    /// Due and unpaid.
    pub arrears: Money,
    /// Where it is read and answered.
    pub href: String,
    /// Whether the reader is a second person for it.
    pub says: Says,
}

/// Whether the reader is a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// They may agree, or not.
    Yours,
    /// They proposed it.
    Own,
    /// The roles that may.
    Others(Vec<&'static str>),
}

impl Approvals {
    fn tab(&self) -> Tab {
        Tab::Approvals
    }

    fn yours(&self) -> usize {
        self.rows.iter().filter(|row| row.says == Says::Yours).count()
    }
}
