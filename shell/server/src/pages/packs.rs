//! *The law in force*: every pack and its rules.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::BusinessDate;

/// Every pack in force.
#[derive(Clone, Debug, Template)]
#[template(path = "packs.html")]
pub struct Packs {
    /// What stands around the page.
    pub frame: Frame,
    /// The packs, those that bind first.
    pub packs: Vec<PackLine>,
    /// How many rules there are in all, and how many of them rest on less than the text.
    pub counts: (usize, usize),
}
rendered!(Packs);

impl Packs {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// One pack with its rules in full.
#[derive(Clone, Debug, Template)]
#[template(path = "pack.html")]
pub struct OnePack {
    /// What stands around the page.
    pub frame: Frame,
    /// The pack.
    pub pack: PackLine,
}
rendered!(OnePack);

impl OnePack {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// A pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackLine {
    /// Its short name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Where the law can be read.
    pub source: String,
    /// The day it was compared with the source.
    pub read_on: BusinessDate,
    /// Who of the law reviewed it.
    pub reviewed_by: String,
    /// Whom it binds, in conditions.
    pub binds: String,
    /// Whether it binds this lender: words and the class of a chip.
    pub here: (String, &'static str),
    /// Worked examples that are run.
    pub examples: usize,
    /// Its rules.
    pub rules: Vec<RuleText>,
}

impl PackLine {
    /// How many rules rest on less than the text itself.
    pub fn weak(&self) -> usize {
        self.rules.iter().filter(|rule| rule.is_weak).count()
    }
}

/// A rule of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// Its name.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Where the law says so.
    pub citation: String,
    /// How well it was compared with the source.
    pub status: String,
    /// Whether that is less than the text itself.
    pub is_weak: bool,
    /// How binding the source is.
    pub force: String,
    /// What it says in the pack's plain words.
    pub words: String,
    /// Its keys as the page writes them.
    pub keys: String,
    /// From when to when it is in force: `in force from 2021-11-30`.
    pub spans: Vec<String>,
}
