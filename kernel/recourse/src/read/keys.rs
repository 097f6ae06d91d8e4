//! The keys of one table of the file. What is asked for and does not read is a problem at
//! its line; so is, in the end, every key nobody asked for.

use super::FileError;
use crate::facts::people::Proof;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, PartyId};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use toml::de::{DeTable, DeValue};

pub(super) const MINOR: &str = "a whole number of minor units from 0";
pub(super) const BASIS_POINTS: &str = "basis points from 0 to 1000000; 10000 are the whole";
pub(super) const TEXT: &str = "words in quotes";
pub(super) const DAY: &str = "a day such as 2026-11-23";
pub(super) const DAYS: &str = "a number of days from 0";

/// The file that is read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    pub fn error(&self, at: usize, says: String) -> FileError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
        let way_out = "docs/recourse.md describes every key".to_owned();
        FileError { file: self.file.to_owned(), line, code: "bad_recourse_file", says, way_out }
    }
}

/// One table while it is read.
pub(super) struct Keys<'a> {
    source: Source<'a>,
    table: &'a DeTable<'a>,
    at: usize,
    asked: Vec<&'static str>,
    problems: Vec<FileError>,
    /// Where each fact stands.
    lines: BTreeMap<FactId, usize>,
}

impl<'a> Keys<'a> {
    pub fn new(source: Source<'a>, table: &'a DeTable<'a>, at: usize) -> Self {
        Self { source, table, at, asked: Vec::new(), problems: Vec::new(), lines: BTreeMap::new() }
    }

    /// Reads `key` when it stands there.
    pub fn may<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        let result = read(value.get_ref());
        if result.is_none() {
            let found = self.source.text.get(value.span()).unwrap_or_default();
            let found: String = found.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
            let says = format!("{key} is {expected}; found {found}");
            self.problems.push(self.source.error(value.span().start, says));
        }
        result
    }

    /// Reads `key`, which has to stand there.
    pub fn must<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        if !self.table.contains_key(key) {
            self.problems.push(self.source.error(self.at, format!("{key} is missing; it is {expected}")));
        }
        self.may(key, expected, read)
    }

    /// One word of a closed list.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        self.must(key, &format!("one of {}", known.join(", ")), meaning(words))
    }

    /// The same, where it may be left out.
    pub fn may_word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        if self.table.contains_key(key) { self.word(key, words) } else { self.may(key, "", |_| None) }
    }

    pub fn id(&mut self) -> Option<String> {
        self.must("id", "an id in quotes", text)
    }

    pub fn party(&mut self, key: &'static str) -> Option<PartyId> {
        self.must(key, "the id of a party in quotes", text).map(PartyId::new)
    }

    pub fn debt(&mut self) -> Option<LoanId> {
        self.must("debt", "the id of a debt in quotes", text).map(LoanId::new)
    }

    pub fn debts(&mut self) -> Option<Vec<LoanId>> {
        let debts = self.must("debts", "a list of ids of debts in quotes", list(text));
        debts.map(|debts| debts.into_iter().map(LoanId::new).collect())
    }

    pub fn on(&mut self) -> Option<BusinessDate> {
        self.must("on", DAY, date)
    }

    pub fn document(&mut self, key: &'static str) -> Option<String> {
        self.may(key, "the id of a document in quotes", text)
    }

    /// `proof` and `signed_on`, which go together.
    pub fn signed(&mut self) -> Option<Proof> {
        let document = self.document("proof");
        let signed_on = self.may("signed_on", DAY, date);
        if document.is_some() != signed_on.is_some() {
            let says = "proof and signed_on stand together or not at all".to_owned();
            self.problems.push(self.source.error(self.at, says));
        }
        Some(Proof { document: document?, signed_on: signed_on? })
    }

    /// A limit: any whole number, so that one that is none is refused by its name.
    pub fn limit(&mut self) -> Option<Amount> {
        self.may("limit_minor", "a whole number of minor units", whole(i64::MIN..=i64::MAX)).map(Amount::from_minor)
    }

    pub fn amount(&mut self, key: &'static str) -> Option<Amount> {
        self.must(key, MINOR, amount)
    }

    pub fn may_amount(&mut self, key: &'static str) -> Amount {
        self.may(key, MINOR, amount).unwrap_or(Amount::ZERO)
    }

    /// Reads each `[[key]]`, or each element of a list of tables.
    pub fn tables<T>(&mut self, key: &'static str, read: impl Fn(&mut Keys<'a>) -> Option<T>) -> Vec<T> {
        let elements = self.may(key, "tables of their own, each opened by its name in double brackets", |value| {
            let tables = value.as_array()?.iter();
            tables
                .map(|element| Some((element.span().start, element.get_ref().as_table()?)))
                .collect::<Option<Vec<_>>>()
        });
        let mut all = Vec::new();
        for (at, table) in elements.unwrap_or_default() {
            let mut keys = Keys::new(self.source, table, at);
            all.extend(read(&mut keys));
            self.absorb(keys);
        }
        all
    }

    /// Reads the table `key`, which has to stand there.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&mut Keys<'a>) -> Option<T>,
    ) -> Option<T> {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        let table = self.must(key, expected, DeValue::as_table)?;
        let mut keys = Keys::new(self.source, table, at);
        let result = read(&mut keys);
        self.absorb(keys);
        result
    }

    fn absorb(&mut self, keys: Keys<'a>) {
        let (problems, lines) = keys.finish();
        self.problems.extend(problems);
        self.lines.extend(lines);
    }

    /// Remembers that this table is that fact.
    pub fn is(&mut self, fact: FactId) {
        self.lines.insert(fact, self.at);
    }

    /// A problem with the table as a whole.
    pub fn complain(&mut self, says: &str) {
        self.problems.push(self.source.error(self.at, says.to_owned()));
    }

    /// Every problem found, unknown keys included, and where the facts stand.
    pub fn finish(mut self) -> (Vec<FileError>, BTreeMap<FactId, usize>) {
        for key in self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
            let says = format!("{} is not a key of this table; known are {}", key.get_ref(), self.asked.join(", "));
            self.problems.push(self.source.error(key.span().start, says));
        }
        (self.problems, self.lines)
    }
}

pub(super) fn text(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A day, bare or in quotes.
pub(super) fn date(value: &DeValue<'_>) -> Option<BusinessDate> {
    match value {
        DeValue::Datetime(written) => written.to_string().parse().ok(),
        other => other.as_str()?.parse().ok(),
    }
}

pub(super) fn whole(within: RangeInclusive<i64>) -> impl Fn(&DeValue<'_>) -> Option<i64> {
    move |value| {
        let integer = value.as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|number| within.contains(number))
    }
}

pub(super) fn amount(value: &DeValue<'_>) -> Option<Amount> {
    whole(0..=Amount::LIMIT.minor())(value).map(Amount::from_minor)
}

pub(super) fn days(value: &DeValue<'_>) -> Option<i32> {
    whole(0..=36_500)(value).and_then(|number| i32::try_from(number).ok())
}

/// A small whole number. What is above its meaning, such as 12000 basis points of a
/// share, reads and is refused by its own name.
pub(super) fn count(value: &DeValue<'_>) -> Option<u32> {
    whole(0..=1_000_000)(value).and_then(|number| u32::try_from(number).ok())
}

pub(super) fn truth(value: &DeValue<'_>) -> Option<bool> {
    value.as_bool()
}

pub(super) fn meaning<T: Copy>(words: &[(&str, T)]) -> impl Fn(&DeValue<'_>) -> Option<T> {
    move |value| {
        let word = value.as_str()?;
        words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
    }
}

pub(super) fn list<'a, T>(read: impl Fn(&'a DeValue<'a>) -> Option<T>) -> impl Fn(&'a DeValue<'a>) -> Option<Vec<T>> {
    move |value| value.as_array()?.iter().map(|element| read(element.get_ref())).collect()
}
