//! Reads the keys of one TOML table, remembering which were asked for, so that
//! every other key is an error at its line.

use crate::StrategyError;
use makegood_units::Amount;
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file that is read, for errors that point at a line.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

impl Source<'_> {
    pub(crate) fn error(&self, at: usize, problem: String) -> StrategyError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        StrategyError { file: self.file.to_owned(), line, problem }
    }

    /// What stands there, shortened to be quoted.
    fn found(&self, span: Range<usize>) -> String {
        let text: String = self.text.get(span).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text }
    }
}

/// One table while it is read.
pub(crate) struct Keys<'a> {
    source: Source<'a>,
    table: &'a DeTable<'a>,
    at: usize,
    asked: Vec<&'static str>,
    problems: Vec<StrategyError>,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(source: Source<'a>, table: &'a DeTable<'a>, at: usize) -> Self {
        Self { source, table, at, asked: Vec::new(), problems: Vec::new() }
    }

    /// A problem with the table as a whole, or with one key where it stands.
    pub(crate) fn complain(&mut self, key: Option<&str>, problem: String) {
        let at = key.and_then(|key| self.table.get(key)).map_or(self.at, |value| value.span().start);
        self.problems.push(self.source.error(at, problem));
    }

    /// Reads `key` when it stands there; what does not read is an error.
    pub(crate) fn may<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(key);
        let value: &'a Spanned<DeValue<'a>> = self.table.get(key)?;
        let result = read(value.get_ref());
        if result.is_none() {
            let problem = format!("{key} is {expected}; found {}", self.source.found(value.span()));
            self.complain(Some(key), problem);
        }
        result
    }

    /// Reads `key`, which has to stand there.
    pub(crate) fn must<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            self.complain(None, format!("{key} is missing; it is {expected}"));
        }
        self.may(key, expected, read)
    }

    /// Where a key's value stands; where the table does, when it has no such key.
    pub(crate) fn at_of(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.at, |value| value.span().start)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Every problem found, unknown keys included.
    pub(crate) fn finish(mut self) -> Vec<StrategyError> {
        for key in self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
            let known = self.asked.join(", ");
            let problem = format!("{} is not a key of this table; known are {known}", key.get_ref());
            self.problems.push(self.source.error(key.span().start, problem));
        }
        self.problems
    }
}

pub(crate) fn word(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned)
}

pub(crate) fn whole(within: RangeInclusive<i64>) -> impl Fn(&DeValue<'_>) -> Option<i64> {
    move |value| {
        let integer = value.as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|number| within.contains(number))
    }
}

/// A count of days, spells or minutes.
pub(crate) fn count(most: u32) -> impl Fn(&DeValue<'_>) -> Option<u32> {
    let read = whole(0..=i64::from(most));
    move |value| read(value).and_then(|number| u32::try_from(number).ok())
}

pub(crate) fn days(value: &DeValue<'_>) -> Option<i32> {
    whole(0..=36_500)(value).and_then(|number| i32::try_from(number).ok())
}

pub(crate) fn amount(value: &DeValue<'_>) -> Option<Amount> {
    whole(0..=Amount::LIMIT.minor())(value).map(Amount::from_minor)
}

/// A list of which every element reads.
pub(crate) fn list<'a, T>(read: impl Fn(&'a DeValue<'a>) -> Option<T>) -> impl Fn(&'a DeValue<'a>) -> Option<Vec<T>> {
    move |value| value.as_array()?.iter().map(|element| read(element.get_ref())).collect()
}

/// The elements of a list, each with the place where it stands.
pub(crate) fn elements<'a>(value: &'a DeValue<'a>) -> Option<Vec<(usize, &'a DeValue<'a>)>> {
    Some(value.as_array()?.iter().map(|element| (element.span().start, element.get_ref())).collect())
}
