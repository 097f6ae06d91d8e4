//! *Diagnosis*: why one borrower is late, how that came about, and who stands by it.

use super::{SituationMark, rendered};
use crate::drawing::Beliefs;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, PartyId};

/// The diagnosis of one case.
#[derive(Clone, Debug, Template)]
#[template(path = "diagnosis.html")]
pub struct Diagnosis {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// The situation steps may rest on.
    pub mark: SituationMark,
    /// What it means, in one sentence.
    pub says: String,
    /// The situation found, where it is contested and nothing rests on it.
    pub contested: Option<SituationMark>,
    /// What the borrower says against it.
    pub words: String,
    /// Who stands by the finding, or who has to read it first. May be empty.
    pub standing: Vec<String>,
    /// What it says at maturity: the word and the sentence.
    pub maturity: Option<(String, String)>,
    /// The day it reads otherwise if nothing new is seen.
    pub expires_on: Option<BusinessDate>,
    /// The drawing; none while there was never any evidence.
    pub drawing: Option<Beliefs>,
    /// Lines crossed, oldest first.
    pub turns: Vec<Turn>,
    /// Evidence for it, strongest first.
    pub speaks_for: Vec<Evidence>,
    /// Evidence against it, strongest first.
    pub against: Vec<Evidence>,
    /// Evidence that does not score, with the reason.
    pub aside: Vec<String>,
    /// What is not known yet.
    pub gaps: Vec<String>,
    /// Single facts that would change it: id, what would have to be seen, what it would be.
    pub changes: Vec<(String, String, String)>,
    /// What to ask next.
    pub question: Option<Ask>,
    /// Decisions, oldest first.
    pub decisions: Vec<Decision>,
    /// What may be decided now, or why this person may not.
    pub offers: Vec<Offer>,
}
rendered!(Diagnosis);

/// A line crossed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its number in the drawing.
    pub number: usize,
    /// The day.
    pub on: BusinessDate,
    /// What crossed which line.
    pub what: String,
    /// What moved it, strongest first; or who decided.
    pub moved_by: Vec<String>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id in the evidence table.
    pub id: String,
    /// What was observed.
    pub says: String,
    /// When.
    pub on: BusinessDate,
    /// Seen or said, and the records.
    pub source: String,
    /// What it moves by how much: able this month, durably able, willing.
    pub moves: [String; 3],
}

/// The question that would tell most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The words to ask it in.
    pub ask: String,
    /// Each answer with what it would bring.
    pub answers: Vec<(String, String)>,
}

/// A decision on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The day.
    pub on: BusinessDate,
    /// What was decided.
    pub what: String,
    /// By whom.
    pub by: String,
    /// What was read, said, or the reason.
    pub note: String,
    /// The number of its event.
    pub event: i64,
}

/// A decision that could be made now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// The word in the form.
    pub word: String,
    /// What it does, as a heading.
    pub title: String,
    /// What is to be written with it.
    pub asks: String,
    /// The words on the button.
    pub button: String,
    /// The mark of the finding it is about.
    pub mark: String,
    /// Evidence that may be set aside, by id and in words.
    pub evidence: Vec<(String, String)>,
    /// Why this person may not; none when they may.
    pub closed: Option<String>,
    /// What was typed, when it comes back.
    pub note: String,
    /// What was wrong with it, when it comes back.
    pub problem: Option<String>,
}

impl Diagnosis {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

impl Evidence {
    fn columns(&self) -> [(&'static str, &str); 3] {
        let [now, durably, willing] = &self.moves;
        [("Able this month", now), ("Durably able", durably), ("Willing", willing)]
    }
}
