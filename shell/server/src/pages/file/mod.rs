//! *The borrower's file*: what is known, how old it is, what follows from it, what is
//! missing; and the forms that add to it.

mod form;

pub use form::{Block, FactForm, FactRow, Field, Input, MonthGrid};

use super::rendered;
use crate::drawing::{Bar, Cash};
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money, PartyId};

/// The file of one borrower.
#[derive(Clone, Debug, Template)]
#[template(path = "file/page.html")]
pub struct BorrowersFile {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose file.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The day of the ages and figures.
    pub as_of: BusinessDate,
    /// How complete it is.
    pub complete: Complete,
    /// What was just learnt, in a sentence.
    pub saved: Option<String>,
    /// The form that is open.
    pub form: Option<FactForm>,
    /// Every form: its words and its address.
    pub adds: Vec<(String, String)>,
    /// The facts by the part of the file they stand in.
    pub groups: Vec<Group>,
    /// What only those see who protect the borrower.
    pub restricted: Restricted,
    /// Figures that can be worked out.
    pub figures: Vec<FigureLine>,
    /// Figures that cannot, with the reason.
    pub untold: Vec<Untold>,
    /// Month by month.
    pub months: Option<Months>,
    /// What the verified figures say for the diagnosis.
    pub evidence: Vec<EvidenceOfFile>,
}
rendered!(BorrowersFile);

impl BorrowersFile {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// What to learn on a visit, in one form.
#[derive(Clone, Debug, Template)]
#[template(path = "file/visit.html")]
pub struct VisitList {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose file.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The other visit: its words and its address.
    pub other: (String, String),
    /// The form.
    pub form: FactForm,
}
rendered!(VisitList);

impl VisitList {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// How complete the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complete {
    /// By the weights of the needs, in percent.
    pub percent: u32,
    /// Of this, what is verified.
    pub verified_percent: u32,
    /// What is not known.
    pub missing: Vec<GapLine>,
    /// What was known and is too old.
    pub too_old: Vec<GapLine>,
}

impl Complete {
    fn bar(&self) -> Bar {
        let says = format!("{} percent of what is needed is known and recent enough.", self.percent);
        Bar::new("How complete the file is", &says, i64::from(self.percent), 100)
    }
}

/// Something the file does not say, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLine {
    /// What is to be found out.
    pub says: String,
    /// Its weight among all needs, in percent.
    pub percent: u32,
    /// How old the newest fact about it is, and how old it may be, in days.
    pub age: Option<(i32, i32)>,
    /// Where it is filled in.
    pub href: String,
}

/// A part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub heading: String,
    /// Its facts.
    pub facts: Vec<FactLine>,
}

impl Group {
    /// More than a screen of facts is opened when it is wanted.
    fn is_long(&self) -> bool {
        self.facts.len() > 8
    }
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// The number of its event.
    pub seq: i64,
    /// What it is about.
    pub about: String,
    /// What it says.
    pub says: String,
    /// Whether it is verified; stated otherwise.
    pub is_verified: bool,
    /// Where it comes from.
    pub source: String,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// The day it was seen or heard.
    pub observed_on: BusinessDate,
    /// How old what it speaks of is, in days.
    pub age_days: i32,
    /// Whether it is the newest of something that may not be that old.
    pub is_too_old: bool,
    /// Where a newer word on it is written down.
    pub href: String,
}

/// Facts that protect and are opened on record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restricted {
    /// How many are not shown.
    pub hidden: usize,
    /// Who opened them and what for, while they are shown.
    pub opened: Option<String>,
    /// The reason as typed.
    pub reason: String,
    /// Why they were not opened, and what to do.
    pub problem: Option<String>,
}

/// A fact or an instalment something rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestsOn {
    /// In a few words.
    pub says: String,
    /// Where it is shown.
    pub href: String,
}

/// A figure with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureLine {
    /// Its name.
    pub name: String,
    /// How much, in its unit.
    pub measure: String,
    /// Whether every fact behind it is verified.
    pub is_verified: bool,
    /// The oldest day a fact behind it is true for.
    pub rests_on: BusinessDate,
    /// The sum in words.
    pub says: String,
    /// The facts.
    pub facts: Vec<RestsOn>,
}

/// A figure that cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// Its name.
    pub name: String,
    /// Why.
    pub because: String,
    /// Where what is missing is filled in: its words and its address.
    pub fill: Option<(String, String)>,
}

/// The months, drawn and as a table.
#[derive(Clone, Debug)]
pub struct Months {
    /// The drawing.
    pub drawing: Cash,
    /// The rows.
    pub rows: Vec<MonthRow>,
}

/// A month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRow {
    /// `Oct 2026`.
    pub month: String,
    /// What the business brought, its debts paid.
    pub business: Option<Money>,
    /// What the household has beside it.
    pub household: Option<Money>,
    /// What is left for the instalments here.
    pub left: Option<Money>,
    /// What falls due here.
    pub due: Money,
    /// `covers it`, `falls short`, or why it cannot be told.
    pub says: String,
    /// The class of the chip that carries the word; none for a reason.
    pub chip: Option<&'static str>,
}

/// What a verified figure says for the diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceOfFile {
    /// Its id in the evidence table.
    pub id: String,
    /// What was found.
    pub says: String,
    /// The oldest day behind it.
    pub observed_on: BusinessDate,
    /// The facts.
    pub facts: Vec<RestsOn>,
}
