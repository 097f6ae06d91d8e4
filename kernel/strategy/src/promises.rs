//! What the lender holds of promises: how far ahead they may lie, how long money still
//! counts, who is reminded how, and how often somebody tries to ask why one was missed.

use crate::keys::{Keys, count, days, word};
use makegood_case::Channel;
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// The keys of the file that begin with `promise_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseTerms {
    /// How many days ahead the last part may lie.
    pub max_days: i32,
    /// For so many days after its day, money still counts for a part.
    pub grace_days: i32,
    /// Through which channel a part is recalled the day before; none when it is not.
    pub reminder: Option<Channel>,
    /// After so many attempts without a word from them, asking why has been tried.
    pub ask_attempts: u32,
}

impl Default for PromiseTerms {
    fn default() -> Self {
        Self { max_days: 60, grace_days: 0, reminder: Some(Channel::Message), ask_attempts: 3 }
    }
}

impl PromiseTerms {
    /// Whether these are the terms of a file that says nothing of promises.
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

const REMINDERS: [(&str, Option<Channel>); 4] = [
    ("message", Some(Channel::Message)),
    ("email", Some(Channel::Email)),
    ("letter", Some(Channel::Letter)),
    ("none", None),
];

/// Reads the keys; what is left out is as usual.
pub(crate) fn promises(keys: &mut Keys<'_>) -> PromiseTerms {
    let usual = PromiseTerms::default();
    let ahead = |value: &DeValue<'_>| days(value).filter(|days| (1..=366).contains(days));
    let grace = |value: &DeValue<'_>| days(value).filter(|days| *days <= 60);
    let reminder = |value: &DeValue<'_>| {
        let word = word(value)?;
        REMINDERS.iter().find(|(known, _)| *known == word).map(|(_, channel)| *channel)
    };
    let tries = |value: &DeValue<'_>| count(20)(value).filter(|tries| *tries > 0);
    PromiseTerms {
        max_days: keys.may("promise_max_days", "a number of days from 1 to 366", ahead).unwrap_or(usual.max_days),
        grace_days: keys.may("promise_grace_days", "a number of days from 0 to 60", grace).unwrap_or(usual.grace_days),
        reminder: keys
            .may("promise_reminder", "one of message, email, letter, none", reminder)
            .unwrap_or(usual.reminder),
        ask_attempts: keys
            .may("promise_ask_attempts", "a number of attempts from 1 to 20", tries)
            .unwrap_or(usual.ask_attempts),
    }
}
