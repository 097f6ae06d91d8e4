//! *Who hears of events*: subscriptions, what does not arrive, and what to do about it.

use super::rendered;
use crate::layout::{Frame, Tab};
use crate::say;
use askama::Template;

/// All subscriptions.
#[derive(Clone, Debug, Template)]
#[template(path = "webhooks.html")]
pub struct Webhooks {
    /// What stands around the page.
    pub frame: Frame,
    /// The subscriptions: what stands still first, what was ended last.
    pub cards: Vec<HookCard>,
}
rendered!(Webhooks);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookCard {
    /// Its number.
    pub number: i64,
    /// Where messages go.
    pub url: String,
    /// The kinds of event it hears of; empty for all.
    pub kinds: String,
    /// The branch whose cases it hears of; empty for the whole book.
    pub branch: String,
    /// Whether a message carries the event itself.
    pub details: bool,
    /// How it stands, in a word or two.
    pub state: &'static str,
    /// The class of that chip.
    pub chip: &'static str,
    /// What that means.
    pub means: &'static str,
    /// The last event it has heard of, or is being told.
    pub heard: usize,
    /// Events of the journal after that.
    pub behind: usize,
    /// When it was made.
    pub made: String,
    /// Who made it.
    pub by: String,
    /// Whether it can be ended.
    pub can_end: bool,
    /// Whether there is a message to send again.
    pub can_send: bool,
    /// The newest messages.
    pub messages: Vec<MessageRow>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id, the same at each attempt.
    pub id: String,
    /// How it stands, in a word or two.
    pub state: &'static str,
    /// The class of that chip.
    pub chip: &'static str,
    /// How often it was tried.
    pub attempts: u32,
    /// What came of the last attempt; empty before the first.
    pub said: String,
    /// When it is tried next; empty where it is not.
    pub next: String,
}

impl Webhooks {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}
