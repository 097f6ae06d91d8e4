//! The law beside a case: what it requires, what stands, a question, a note.

use super::form::Choice;
use makegood_units::BusinessDate;

/// The block *The law*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Acts the law requires, soonest first.
    pub duties: Vec<DutyLine>,
    /// What stands: holds, requests, notices, approvals.
    pub stands: Vec<StandsLine>,
    /// What ended, latest first.
    pub ended: Vec<StandsLine>,
    /// Facts stated for the law, each as it stands last.
    pub facts: Vec<StatedLine>,
    /// The question form.
    pub ask: AskForm,
    /// The form for something that happened.
    pub note: NoteForm,
    /// The form for a fact.
    pub fact: FactForm,
}

/// Something that must be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyLine {
    /// What.
    pub task: String,
    /// The last day.
    pub due_on: BusinessDate,
    /// Whether that day has passed.
    pub is_late: bool,
    /// Why, in one sentence.
    pub says: String,
    /// The rule that requires it, with the address of its text.
    pub rule: (String, Option<String>),
    /// Where the law says so, how binding and how sure.
    pub citation: String,
}

/// Something that stands, or stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandsLine {
    /// What, in words.
    pub what: String,
    /// Its form, its evidence, of whom, until when.
    pub said: String,
    /// The day it counts from.
    pub on: BusinessDate,
    /// The day it ended.
    pub ended_on: Option<BusinessDate>,
    /// What its end is posted with: the word, and of whom. None for holds and what
    /// has ended.
    pub end: Option<(String, String)>,
}

/// A fact stated for the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedLine {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Of which loan; empty for all of the case.
    pub of: String,
    /// The day it was stated.
    pub on: BusinessDate,
}

/// A question to the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskForm {
    /// The acts.
    pub acts: Vec<Choice>,
    /// The act chosen.
    pub act: String,
    /// The purposes.
    pub purposes: Vec<Choice>,
    /// The purpose chosen.
    pub purpose: String,
    /// Everybody of the case.
    pub people: Vec<Choice>,
    /// Towards whom.
    pub person: String,
    /// The loans of the case.
    pub loans: Vec<Choice>,
    /// About which; empty for all of them.
    pub about: String,
    /// Numbers and addresses.
    pub points: Vec<Choice>,
    /// On which; empty for none in particular.
    pub on: String,
    /// Words for a place.
    pub places: Vec<String>,
    /// At which place.
    pub at: String,
    /// Words for what an act carries.
    pub carried: Vec<String>,
    /// What it carries.
    pub with: String,
    /// When, at the borrower's place; empty for now.
    pub when: String,
    /// `in Kampala`, or `UTC`.
    pub place: String,
    /// The reason for going on against a warning.
    pub reason: String,
}

/// Something that happened, to be noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteForm {
    /// The words of the packs in force.
    pub words: Vec<String>,
    /// What happened.
    pub what: String,
    /// Its form and its evidence.
    pub with: String,
    /// Who did it.
    pub by: String,
    /// The last day it lasts.
    pub until: String,
    /// About which loan; empty for all.
    pub about: String,
    /// Of whom; empty for the borrower.
    pub person: String,
    /// When, at the borrower's place; empty for now.
    pub when: String,
    /// What is wrong with it, with the way out.
    pub problem: Option<String>,
}

impl NoteForm {
    /// Whether it is unfolded.
    pub fn is_open(&self) -> bool {
        self.problem.is_some() || !self.what.is_empty()
    }
}

/// A fact, to be stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactForm {
    /// The facts the packs in force ask for.
    pub names: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Of which loan; empty for all of the case.
    pub about: String,
    /// What is wrong with it, with the way out.
    pub problem: Option<String>,
}

impl FactForm {
    /// Whether it is unfolded.
    pub fn is_open(&self) -> bool {
        self.problem.is_some() || !self.name.is_empty()
    }
}
