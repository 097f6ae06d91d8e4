//! *Hard cases*, *the team of a hard case*, and *the script* of a conversation.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money, PartyId};

/// The page of hard cases.
#[derive(Clone, Debug, Template)]
#[template(path = "words/hard.html")]
pub struct HardCases {
    /// What stands around the page.
    pub frame: Frame,
    /// On the list now.
    pub cases: usize,
    /// Of these, without an executive.
    pub without_executive: usize,
    /// That left the list.
    pub left: usize,
    /// Whether those that left are shown.
    pub ended: bool,
    /// Line by line.
    pub lines: Vec<HardLine>,
    /// The addresses of the page before and the one after.
    pub pages: (Option<String>, Option<String>),
}
rendered!(HardCases);

impl HardCases {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// A hard case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardLine {
    /// Whose.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Of which branch.
    pub branch: String,
    /// Due and unpaid.
    pub arrears: Option<Money>,
    /// From which close.
    pub since: BusinessDate,
    /// Days on the list.
    pub days: i32,
    /// Each criterion in a sentence, with its day.
    pub reasons: Vec<(String, BusinessDate)>,
    /// Who leads; none while nobody does.
    pub executive: Option<String>,
    /// To whom the leading was handed on, and why.
    pub handed_on: Option<String>,
    /// Days without an executive.
    pub days_without: i32,
    /// Days from the flag to the first cash.
    pub first_cash: Option<(i32, BusinessDate)>,
    /// Lines of the plan that are late.
    pub late: usize,
}

/// The page of the team of a case.
#[derive(Clone, Debug, Template)]
#[template(path = "words/team.html")]
pub struct Team {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The hard case; none while no criterion holds.
    pub hard: Option<HardLine>,
    /// Everybody of the team: names.
    pub members: Vec<String>,
    /// The plan.
    pub plan: Vec<PlanLine>,
    /// Every time the leading was handed on: sentence.
    pub delegated: Vec<String>,
    /// Executives to choose from: id and name.
    pub executives: Vec<(String, String)>,
    /// Colleagues to choose from: id and name.
    pub colleagues: Vec<(String, String)>,
    /// Whether the one acting is the executive who leads.
    pub may_delegate: bool,
}
rendered!(Team);

impl Team {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// A line of the plan of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// What is done.
    pub what: String,
    /// Who answers for it.
    pub owner: String,
    /// By when.
    pub due_on: BusinessDate,
    /// What has to have come of it.
    pub required_result: String,
    /// How it stands.
    pub state: &'static str,
    /// What came of it, and when.
    pub done: Option<String>,
}

/// The page of the script of a conversation.
#[derive(Clone, Debug, Template)]
#[template(path = "words/script.html")]
pub struct ScriptPage {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What may be said.
    pub script: Script,
    /// Contacts so far.
    pub contacts: Vec<Count>,
}
rendered!(ScriptPage);

impl ScriptPage {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// What may be said now, on its own page and beside the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Whether who is speaking was asked today, and it is them; none when nobody asked.
    pub opening: Option<bool>,
    /// Line by line: title, words, why not, what it rests on.
    pub lines: Vec<Line>,
    /// Where its forms go on to; empty for its own page.
    pub then: String,
    /// Whether it stands unfolded beside the queue.
    pub is_unfolded: bool,
}

impl Script {
    /// Whether it is known who speaks, so that the debt may be spoken of.
    pub fn is_open(&self) -> bool {
        self.opening == Some(true)
    }

    /// Whether a consequence may be told, so that what was said to it can be kept.
    pub fn has_consequences(&self) -> bool {
        self.is_open() && self.lines.iter().any(|line| line.is_consequence && line.says.is_some())
    }
}

/// A line of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub title: String,
    /// The words; none while they may not be said.
    pub says: Option<String>,
    /// Why not.
    pub closed: String,
    /// What it rests on.
    pub rests_on: Vec<String>,
    /// Whether it is a consequence.
    pub is_consequence: bool,
}

/// Contacts through one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The channel.
    pub channel: String,
    /// In the last 7 days.
    pub in_7_days: usize,
    /// In the last 30 days.
    pub in_30_days: usize,
    /// Since the arrears began.
    pub in_arrears: usize,
    /// Whether one more may be made now.
    pub is_open: bool,
    /// The rules that count.
    pub cap: Vec<String>,
}
