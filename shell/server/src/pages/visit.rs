//! *A visit*: prepared, begun at the door, and what was found on it.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{Money, PartyId};

/// The page of the visits of a case.
#[derive(Clone, Debug, Template)]
#[template(path = "visit.html")]
pub struct Visit {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What makes the loans current.
    pub arrears: Money,
    /// Whether a visit has begun on this day and nothing found on it is written down.
    pub is_begun: bool,
    /// The visit that is prepared and has not begun.
    pub prepared: Option<Prepared>,
    /// The first lawful time at each place, or that there is none.
    pub times: Vec<(String, String)>,
    /// Colleagues who could come along.
    pub colleagues: Vec<(String, String)>,
    /// Addresses in use.
    pub addresses: Vec<(String, String)>,
    /// The form as typed.
    pub form: VisitForm,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
}
rendered!(Visit);

impl Visit {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// A visit that is prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What it is for.
    pub purpose: String,
    /// What to come away with.
    pub target: String,
    /// When and where.
    pub when: String,
    /// Who goes.
    pub who: String,
    /// What was weighed for safety.
    pub safety: String,
}

/// What was typed to prepare a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitForm {
    /// What it is for.
    pub purpose: String,
    /// What kind of thing to come away with: `amount`, `document`, `decision`.
    pub target: String,
    /// The amount, the paper or the decision.
    pub of: String,
    /// `home` or `business`.
    pub place: String,
    /// Which address.
    pub address: String,
    /// The hour they open, as HH:MM.
    pub opens: String,
    /// The colleague; empty when alone.
    pub with: String,
    /// Why alone.
    pub alone: String,
    /// What was weighed for safety.
    pub safety: String,
    /// What was found, when that form was posted.
    pub findings: String,
}
