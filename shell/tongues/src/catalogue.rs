//! The entries of one language.

use crate::po::{self, PoError};
use std::collections::{BTreeMap, HashMap};

/// A text with free gaps, matched where no entry has the very words.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// Its letters and gaps, in order.
    pub parts: Vec<Part>,
    /// The translation with its gaps.
    pub says: String,
    /// How many letters are fixed: the one that fixes most goes first.
    fixed: usize,
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// These letters.
    Letters(String),
    /// A figure, by the name of its gap without its number, and the whole name.
    Figure(String, String),
    /// Any words, kept as they are: a name.
    Name(String),
    /// Words that have an entry of their own.
    Phrase(String),
}

/// The entries of one language.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    exact: HashMap<String, String>,
    /// By the first fixed letter; those that begin with a gap stand under none.
    patterns: BTreeMap<Option<char>, Vec<Pattern>>,
}

impl Catalogue {
    /// Reads files of one language. A later file does not take the place of an
    /// earlier one: the first translation of a text stands.
    ///
    /// # Errors
    /// The name of the file with its [`PoError`].
    pub fn read(files: &[(&str, &str)]) -> Result<Self, (String, PoError)> {
        let mut catalogue = Self::default();
        for (name, text) in files {
            for entry in po::read(text).map_err(|error| ((*name).to_owned(), error))? {
                if !entry.says.is_empty() {
                    catalogue.add(entry.english, entry.says);
                }
            }
        }
        for patterns in catalogue.patterns.values_mut() {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.fixed));
        }
        Ok(catalogue)
    }

    fn add(&mut self, english: String, says: String) {
        if english.contains("{name") || english.contains("{part") {
            let parts = parts(&english);
            let fixed = parts.iter().map(|part| if let Part::Letters(text) = part { text.len() } else { 0 }).sum();
            let first =
                parts.first().and_then(|part| if let Part::Letters(text) = part { text.chars().next() } else { None });
            self.patterns.entry(first).or_default().push(Pattern { parts, says: says.clone(), fixed });
        }
        self.exact.entry(english).or_insert(says);
    }

    /// How many texts have a translation.
    pub fn len(&self) -> usize {
        self.exact.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty()
    }

    /// The translation of the very words.
    pub(crate) fn exact(&self, english: &str) -> Option<&str> {
        self.exact.get(english).map(String::as_str)
    }

    /// The patterns that could fit a text beginning so.
    pub(crate) fn patterns(&self, first: Option<char>) -> impl Iterator<Item = &Pattern> {
        let fitting = first.and_then(|letter| self.patterns.get(&Some(letter)));
        fitting.into_iter().flatten().chain(self.patterns.get(&None).into_iter().flatten())
    }
}

/// The gaps of a text, with their numbers: `n`, `n2`, `name`.
pub fn gaps(text: &str) -> Vec<&str> {
    let pieces = text.split('{').skip(1).filter_map(|piece| piece.split_once('}'));
    pieces.map(|(name, _)| name).filter(|name| is_gap(name)).collect()
}

/// Whether the word between braces names a gap.
pub(crate) fn is_gap(name: &str) -> bool {
    const KNOWN: [&str; 8] = ["n", "money", "day", "month", "time", "id", "name", "part"];
    KNOWN.contains(&name.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}

fn parts(english: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut letters = String::new();
    let mut rest = english;
    while let Some(open) = rest.find('{') {
        letters.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        match inside.split_once('}').filter(|(name, _)| is_gap(name)) {
            Some((name, after)) => {
                if !letters.is_empty() {
                    parts.push(Part::Letters(std::mem::take(&mut letters)));
                }
                let kind = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
                parts.push(match kind {
                    "name" => Part::Name(name.to_owned()),
                    "part" => Part::Phrase(name.to_owned()),
                    kind => Part::Figure(kind.to_owned(), name.to_owned()),
                });
                rest = after;
            }
            None => {
                letters.push('{');
                rest = inside;
            }
        }
    }
    letters.push_str(rest);
    if !letters.is_empty() {
        parts.push(Part::Letters(letters));
    }
    parts
}
