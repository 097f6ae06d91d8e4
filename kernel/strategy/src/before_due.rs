//! Reminders before the due day: a table of the file, no rung, because nothing is
//! late yet.

use crate::StrategyError;
use crate::keys::{Keys, Source, amount, count, elements, list, word};
use crate::parse::{WORD, WORDS};
use crate::rung::{MINOR, NOTED, noted};
use makegood_case::Channel;
use makegood_units::Amount;
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// A reminder of every instalment, so many days before it falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeDue {
    /// Its id within the strategy.
    pub id: String,
    /// So many days before the due day.
    pub days: i32,
    /// In writing, through this channel.
    pub channel: Channel,
    /// Smaller instalments are not announced; minor units.
    pub min_instalment: Amount,
    /// Only loans of these products; none named means all.
    pub products: Vec<String>,
    /// Not while any of this is noted in the case.
    pub unless: Vec<String>,
}

const CHANNELS: [(&str, Channel); 3] =
    [("message", Channel::Message), ("email", Channel::Email), ("letter", Channel::Letter)];

/// Reads every `[[before_due]]` table.
pub(crate) fn before_due(keys: &mut Keys<'_>, source: Source<'_>, problems: &mut Vec<StrategyError>) -> Vec<BeforeDue> {
    let tables = keys.may("before_due", "a [[before_due]] table for each reminder", elements);
    let mut read: Vec<BeforeDue> = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "a reminder is a table of its own, opened by [[before_due]]".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        let reminder = reminder(&mut keys);
        if reminder.as_ref().is_some_and(|one| read.iter().any(|other| other.id == one.id)) {
            keys.complain(Some("id"), "two reminders have that id; ids are unique".to_owned());
        }
        read.extend(reminder);
        problems.extend(keys.finish());
    }
    read
}

fn reminder(keys: &mut Keys<'_>) -> Option<BeforeDue> {
    let id = keys.must("id", WORD, word);
    let days = keys.must("days", "a number of days from 1 to 60", |value: &DeValue<'_>| {
        count(60)(value).filter(|days| *days > 0).and_then(|days| i32::try_from(days).ok())
    });
    let named = |value: &DeValue<'_>| {
        let word = value.as_str()?;
        CHANNELS.iter().find(|(known, _)| *known == word).map(|(_, channel)| *channel)
    };
    let channel = keys.may("channel", "one of message, email, letter", named);
    Some(BeforeDue {
        min_instalment: keys.may("min_instalment_minor", MINOR, amount).unwrap_or(Amount::ZERO),
        products: keys.may("products", WORDS, list(word)).unwrap_or_default(),
        unless: keys.may("unless", NOTED, list(noted)).unwrap_or_default(),
        id: id?,
        days: days?,
        channel: channel.unwrap_or(Channel::Message),
    })
}
