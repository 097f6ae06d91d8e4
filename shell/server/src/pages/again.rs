//! *Not saved*: why, what somebody else did meanwhile, and everything that was typed.

use super::case::Entry;
use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::PartyId;

/// A form that did not go through.
#[derive(Clone, Debug, Template)]
#[template(path = "again.html")]
pub struct Again {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Where the form is posted.
    pub action: String,
    /// Why it was not saved, and what to do.
    pub problem: String,
    /// What happened since the form was opened, latest first; empty when nothing did.
    pub changed: Vec<Entry>,
    /// What was chosen, in words.
    pub chosen: Vec<Chosen>,
    /// Fields that go along unchanged.
    pub hidden: Vec<(String, String)>,
    /// Fields that may be changed first.
    pub typed: Vec<Field>,
}
rendered!(Again);

/// One choice, as the form showed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// What was asked.
    pub what: String,
    /// What was chosen.
    pub words: String,
    /// Whether that is a name, a number or an address, the same in every language.
    pub is_own: bool,
}

/// One field that was typed into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form.
    pub name: String,
    /// What it asks for.
    pub label: String,
    /// What was typed.
    pub value: String,
}

impl Field {
    /// Whether it holds sentences.
    pub fn is_long(&self) -> bool {
        matches!(self.name.as_str(), "note" | "reason" | "said" | "method" | "required_result")
    }
}

impl Again {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}
