//! *Who looked at whom*: for whoever audits.

use super::rendered;
use crate::layout::{Frame, Right, Tab};
use crate::links::looks::LooksQuery;
use crate::say;
use askama::Template;

/// The log of looks.
#[derive(Clone, Debug, Template)]
#[template(path = "looks.html")]
pub struct Looks {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: LooksQuery,
    /// Everybody who may have looked: number and name.
    pub people: Vec<(String, String)>,
    /// One line each.
    pub rows: Vec<LookRow>,
    /// How many looks match.
    pub count: usize,
    /// How many pages they fill.
    pub pages: u64,
    /// The address of the same as a file.
    pub csv: String,
}
rendered!(Looks);

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookRow {
    /// The moment.
    pub at: String,
    /// The business day.
    pub on: String,
    /// Who looked.
    pub who: String,
    /// At whom.
    pub party: String,
    /// The address of the case.
    pub case: String,
    /// The page.
    pub page: String,
    /// Why masks were lifted; empty where they were not.
    pub unmasked: String,
}

impl Looks {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }

    fn is_filtered(&self) -> bool {
        !(self.query.party.is_empty() && self.query.user.is_empty() && self.query.day.is_empty())
    }
}
