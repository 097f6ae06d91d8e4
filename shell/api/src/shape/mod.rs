//! What the interface gives, as types of its own: a change inside the product does not
//! change what a program reads.

pub mod batch;
pub mod case;
pub mod critique;
pub mod day;
pub mod event;
pub mod law;
pub mod loan;
pub mod metrics;
pub mod queue;
pub mod review;
pub mod staff;
pub mod webhook;

use crate::words::Number;
use schemars::JsonSchema;
use serde::Serialize;

/// The word of something that is one word in the journal.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// What was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Written {
    /// The numbers of the events, in order.
    pub events: Vec<Number>,
}

impl Written {
    /// Events by their numbers.
    pub fn of(events: impl IntoIterator<Item = i64>) -> Self {
        Self { events: events.into_iter().map(Number::from).collect() }
    }
}

/// Where a list goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "{T}Page")]
pub struct Page<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Give this as `cursor` to read on; null at the end.
    pub next_cursor: Option<String>,
}
