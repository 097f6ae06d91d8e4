//! The page for a problem: what happened, where, what to do.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::say;
use askama::Template;

/// Something could not be shown or done.
#[derive(Clone, Debug, Template)]
#[template(path = "refusal.html")]
pub struct Refusal {
    /// What stands around the page; none when not even that could be read.
    pub frame: Option<Frame>,
    /// The HTTP status.
    pub status: u16,
    /// What happened, in a few words: `This case changed while you were writing`.
    pub title: String,
    /// What happened, in a sentence or two.
    pub happened: String,
    /// Where: the field, row, rule or address.
    pub place: String,
    /// What to do, one step each.
    pub what_to_do: Vec<String>,
    /// The way back: words and address.
    pub back: (String, String),
    /// The stable code of the refusal.
    pub code: String,
}
rendered!(Refusal);

impl Refusal {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}
