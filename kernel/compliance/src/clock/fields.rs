//! The keys of one inline table of a clock rule: `{ on = "demand", with = ["signed"] }`.

use super::span::Length;
use super::trigger::{Debtor, Trigger};
use crate::block::whole_number;
use crate::words::{Words, listed, meaning};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table, and which of its keys somebody asked for. Complaints are texts: the
/// block they stand in knows the line.
pub(super) struct Fields<'v, 'a> {
    table: &'v DeTable<'a>,
    asked: Vec<&'static str>,
}

type Read<T> = Result<T, String>;

impl<'v, 'a> Fields<'v, 'a> {
    /// A bare text is a table with nothing but `on`.
    pub fn of(value: &'v DeValue<'a>) -> Read<Self> {
        let table = value.as_table().ok_or_else(|| "a table in braces, such as { on = \"demand\" }".to_owned())?;
        Ok(Self { table, asked: Vec::new() })
    }

    fn get(&mut self, key: &'static str) -> Option<&'v DeValue<'a>> {
        self.asked.push(key);
        self.table.get(key).map(Spanned::get_ref)
    }

    /// One text or a list of texts; empty where the key is not there.
    pub fn texts(&mut self, key: &'static str) -> Read<Vec<String>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let texts: Option<Vec<String>> = match value {
            DeValue::String(text) => Some(vec![text.to_string()]),
            DeValue::Array(items) => items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect(),
            _ => None,
        };
        let texts = texts.filter(|texts| !texts.is_empty() && texts.iter().all(|text| !text.is_empty()));
        texts.ok_or_else(|| format!("{key} = a text, or a list of texts"))
    }

    /// A word of a closed list.
    pub fn choice<T: Copy>(&mut self, key: &'static str, words: &Words<T>) -> Read<Option<T>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let choice = value.as_str().and_then(|word| meaning(words, word));
        choice.map(Some).ok_or_else(|| format!("{key} = {}", listed(words)))
    }

    /// A length given by up to four keys; nothing where none is there.
    pub fn length(&mut self, [years, months, weeks, days]: [&'static str; 4]) -> Read<Length> {
        let (years, months) = (self.number(years)?, self.number(months)?);
        let (weeks, days) = (self.number(weeks)?, self.number(days)?);
        // Both are at most a million, so that neither step leaves the range.
        Ok(Length { years, months, days: weeks.saturating_mul(7).saturating_add(days) })
    }

    fn number(&mut self, key: &'static str) -> Read<i32> {
        let Some(value) = self.get(key) else { return Ok(0) };
        whole_number(value, 1).ok_or_else(|| format!("{key} = a whole number from 1"))
    }

    /// The happening and its evidence.
    pub fn trigger(&mut self) -> Read<Trigger> {
        let on = self.texts("on")?;
        if on.is_empty() {
            return Err("on = the word of a happening, or several".to_owned());
        }
        let with = self.texts("with")?;
        let with = with.iter().map(|set| set.split('+').map(|word| word.trim().to_owned()).collect()).collect();
        let (unless, by, to) = (self.texts("unless")?, self.texts("by")?, self.texts("to")?);
        let debtor = self.choice("debtor", &[("addressee", Debtor::Addressee), ("doer", Debtor::Doer)])?;
        let against_all = self.choice("against", &[("all", true), ("the_same", false)])?.unwrap_or(false);
        // Who restricts who may act speaks, unless it says otherwise, of the debtor's acts.
        let debtor = debtor.unwrap_or(if by.is_empty() { Debtor::Addressee } else { Debtor::Doer });
        Ok(Trigger { on, with, unless, by, to, debtor, against_all })
    }

    /// Complains about a key nobody asked for.
    pub fn finish(self) -> Read<()> {
        let stranger = self.table.keys().find(|key| !self.asked.contains(&key.get_ref().as_ref()));
        match stranger {
            Some(key) => Err(format!("no key {}: one of {}", key.get_ref(), self.asked.join(", "))),
            None => Ok(()),
        }
    }
}
