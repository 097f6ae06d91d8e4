//! *Clocks*: until when each claim can be enforced. The board of all cases, and the part
//! of a case's page that shows its own.

use super::rendered;
use crate::drawing::{ClockLife, ClockLine};
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, PartyId};

/// The clock board.
#[derive(Clone, Debug, Template)]
#[template(path = "clocks.html")]
pub struct Clocks {
    /// What stands around the page.
    pub frame: Frame,
    /// Whether any pack in force has a clock.
    pub has_clocks: bool,
    /// Clocks that end within 180 days, soonest first.
    pub soon: Vec<BoardRow>,
    /// Clocks that run longer.
    pub later: usize,
    /// Clocks that are over.
    pub over: usize,
    /// What is not known, with how many claims each reason stands for.
    pub unknown: Vec<(String, usize)>,
}
rendered!(Clocks);

impl Clocks {
    fn tab(&self) -> Tab {
        Tab::Clocks
    }
}

/// A clock of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Whose case.
    pub case: PartyId,
    /// The borrower's name.
    pub name: String,
    /// The clock.
    pub card: ClockCard,
    /// The claim in a few words: loan and against whom.
    pub claim: String,
}

/// The clocks of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseClocks {
    /// Claim by claim.
    pub claims: Vec<ClaimCard>,
    /// What nothing on file sets off yet, one sentence each.
    pub waiting: Vec<String>,
}

/// The clocks of one loan against one obligor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCard {
    /// `L-1 against guarantor`.
    pub title: String,
    /// `in time`, `time-barred` or `not known`.
    pub word: String,
    /// The class of its chip.
    pub chip: &'static str,
    /// Why, in one sentence.
    pub says: String,
    /// Clock by clock.
    pub cards: Vec<ClockCard>,
}

/// One clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockCard {
    /// What of the loan it is about.
    pub part: String,
    /// How it stands and how long: `21 days left`, `over since 11 Apr 2026`.
    pub stands: String,
    /// The class of its chip.
    pub chip: &'static str,
    /// The last day as counted.
    pub ends: Option<BusinessDate>,
    /// The last day after days of rest, where it is another.
    pub rolled: Option<BusinessDate>,
    /// What its end does.
    pub effect: String,
    /// The question nobody answered yet, on which it depends whether it counts.
    pub unsure: Option<String>,
    /// Something holds it up on the day.
    pub is_held: bool,
    /// The drawing; none where it has no end.
    pub life: Option<ClockLife>,
    /// All of it in one sentence.
    pub says: String,
    /// What moved it, or did not.
    pub steps: Vec<StepLine>,
    /// What can still save the claim.
    pub rescue: Vec<String>,
    /// The rule.
    pub rule: String,
    /// Citation, force and how well it was compared with the source.
    pub law: String,
}

/// Something that moved a clock, or did not and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// The day it counts from.
    pub on: BusinessDate,
    /// Whether it moved the clock.
    pub moved: bool,
    /// In words.
    pub says: String,
}

impl ClockCard {
    /// The clock as a drawing.
    pub fn line(&self) -> Option<ClockLine> {
        self.life.as_ref().map(ClockLine::new)
    }
}
