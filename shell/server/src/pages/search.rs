//! *Search*: for those without the script; with it, the palette shows the same
//! hits as JSON.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::PartyId;
use serde::Serialize;

/// What was found.
#[derive(Clone, Debug, Template)]
#[template(path = "search.html")]
pub struct Search {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked.
    pub asked: String,
    /// What was found, best first.
    pub hits: Vec<Hit>,
    /// Whether there may be more.
    pub has_more: bool,
}
rendered!(Search);

/// One case found. As JSON it is what the palette reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The name and id: `Sarah Nakato · P-1042`.
    pub title: String,
    /// A few words more: `62.50 USD, 48 days past due`.
    pub detail: String,
    /// The address of the case.
    pub href: String,
}

impl Hit {
    /// A case found.
    pub fn new(party: &PartyId, name: &str, detail: impl Into<String>) -> Self {
        Self { title: format!("{name} · {party}"), detail: detail.into(), href: links::case(party) }
    }
}

impl Search {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}
