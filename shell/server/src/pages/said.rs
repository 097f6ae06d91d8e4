//! *Words*: the texts of a case with what was found in them, marked where it stands.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, PartyId};

/// The page of the words of a case.
#[derive(Clone, Debug, Template)]
#[template(path = "words/case.html")]
pub struct Words {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Every text, newest first.
    pub texts: Vec<Text>,
    /// What was found about measures, newest first.
    pub measures: Vec<Critique>,
    /// Contacts to which a conversation can be kept: event and words.
    pub contacts: Vec<(i64, String)>,
    /// The categories: id and title.
    pub categories: Vec<(String, String)>,
    /// Whether the one acting may find something.
    pub is_leader: bool,
    /// The form as typed.
    pub form: CritiqueForm,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
}
rendered!(Words);

impl Words {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// A text with what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The event.
    pub event: i64,
    /// What it is: a note, a conversation.
    pub kind: &'static str,
    /// Who wrote or spoke.
    pub officer: String,
    /// When.
    pub on: BusinessDate,
    /// The text in pieces, the marked ones with the numbers of what was found there.
    pub pieces: Vec<Piece>,
    /// The sentences a critique can be pinned to: first character and words.
    pub sentences: Vec<(usize, String)>,
    /// What was found.
    pub critiques: Vec<Critique>,
    /// Whether a leader read it.
    pub is_read: bool,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// Whether something was found here.
    pub is_marked: bool,
    /// The critiques that end here.
    pub ends: Vec<i64>,
}

/// A critique as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Critique {
    /// The event.
    pub seq: i64,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Who was told.
    pub officer: String,
    /// Whether the one acting was told.
    pub is_mine: bool,
    /// The day of what it is about.
    pub on: BusinessDate,
    /// The code of its category.
    pub category: String,
    /// The name of its category.
    pub title: String,
    /// The words it is about; none for a measure.
    pub quote: Option<String>,
    /// Where it can be read.
    pub href: String,
    /// What is wrong.
    pub says: String,
    /// What to say or do instead.
    pub instead: String,
    /// The law.
    pub citation: String,
    /// Who found it.
    pub by: String,
    /// How it stands, in one word.
    pub state: &'static str,
    /// The answer, in words.
    pub answer: Option<String>,
    /// How it ended, in words.
    pub ended: Option<String>,
    /// How often the officer was told the same within 90 days.
    pub times: usize,
}

impl Critique {
    fn is_open(&self) -> bool {
        self.state == "open" || self.state == "answered"
    }
}

/// What was typed to find something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CritiqueForm {
    /// The event of the text; zero for none.
    pub event: i64,
    /// The words.
    pub quote: String,
    /// The category.
    pub category: String,
    /// What is wrong.
    pub says: String,
    /// What instead.
    pub instead: String,
}

/// The page of critiques.
#[derive(Clone, Debug, Template)]
#[template(path = "words/critiques.html")]
pub struct Critiques {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose they are, in words.
    pub whose: String,
    /// The critiques asked for, newest first.
    pub critiques: Vec<Critique>,
    /// Whether the one acting may close and withdraw.
    pub is_leader: bool,
    /// Officers to choose from: id and name.
    pub officers: Vec<(String, String)>,
    /// Categories to choose from: id and title.
    pub categories: Vec<(String, String)>,
    /// Chosen: officer, category, state.
    pub chosen: (String, String, String),
    /// What came back: officer, category with its name, how often, the days, the address.
    pub repeats: Vec<Repeated>,
    /// Conversations drawn to be read.
    pub to_read: Vec<Drawn>,
    /// Of how many drawn.
    pub drawn: usize,
    /// So many days back they are drawn from.
    pub read_days: i32,
}
rendered!(Critiques);

impl Critiques {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// A fault that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Who.
    pub officer: String,
    /// What.
    pub title: String,
    /// How often.
    pub times: usize,
    /// The first and the last day.
    pub days: (BusinessDate, BusinessDate),
    /// The rows.
    pub href: String,
}

/// A conversation drawn to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Whose case.
    pub name: String,
    /// Who spoke.
    pub officer: String,
    /// When.
    pub on: BusinessDate,
    /// The text.
    pub href: String,
}
