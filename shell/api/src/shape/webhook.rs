//! Subscriptions and how far each is.

use crate::store::{Delivery, Webhook as Kept};
use crate::words::{Moment, Number};
use schemars::JsonSchema;
use serde::Serialize;

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Webhook {
    /// Its number.
    pub webhook: Number,
    /// Where messages go.
    pub url: String,
    /// Which kinds of event; none named means all.
    pub kinds: Vec<String>,
    /// Whether a message carries the event itself.
    pub details: bool,
    /// `active`, `stopped` or `ended`.
    pub state: String,
    /// Every event up to this one is delivered or in delivery.
    pub cursor: Number,
    /// The newest messages.
    pub deliveries: Vec<Message>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Message {
    /// Its id, the same at every attempt.
    pub id: String,
    /// The event it tells of.
    pub event: Number,
    /// `pending`, `delivered` or `dead`.
    pub state: String,
    /// Attempts made.
    pub attempts: u32,
    /// When the next attempt is due.
    pub next_at: Moment,
    /// What came of the last attempt.
    pub said: String,
}

/// What a subscription's messages are signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Secret {
    /// `whsec_` and the key in base64.
    pub secret: String,
}

/// A subscription in the words of the interface.
pub fn webhook(kept: &Kept, deliveries: &[Delivery]) -> Webhook {
    let message = |one: &Delivery| Message {
        id: one.message_id(),
        event: one.event.into(),
        state: one.state.word().to_owned(),
        attempts: one.attempts,
        next_at: one.next_at.into(),
        said: one.said.clone(),
    };
    Webhook {
        webhook: kept.id.into(),
        url: kept.url.clone(),
        kinds: kept.kinds.clone(),
        details: kept.details,
        state: kept.state.word().to_owned(),
        cursor: kept.cursor.into(),
        deliveries: deliveries.iter().map(message).collect(),
    }
}
