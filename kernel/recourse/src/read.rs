//! From the file to the facts. All problems are told at once, each with its line.

mod groups;
mod keys;
mod law;
mod people;
mod rows;
mod things;

use crate::check::check;
use crate::facts::{Facts, Policy};
use crate::law::SHIPPED;
use crate::refusal::Refusal;
use keys::{Keys, Source, date, days, list, text};
use makegood_units::{Currency, FactId};
pub use rows::{Row, at_rows, laws};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{file}:{line}: {says} [{code}]")]
pub struct FileError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The name; `bad_recourse_file` for what does not read.
    pub code: &'static str,
    /// What is wrong.
    pub says: String,
    /// What to do about it.
    pub way_out: String,
}

impl Facts {
    /// Reads the facts from the text of a file. The format, with every key and unit, is
    /// described in `docs/recourse.md`.
    ///
    /// # Errors
    /// Every problem found, each with its line: first what does not read, and when all
    /// reads, what contradicts itself.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<FileError>> {
        let source = Source { file, text };
        let (root, refused) = DeTable::parse_recoverable(text);
        if !refused.is_empty() {
            let error = |error: &toml::de::Error| {
                source.error(error.span().map_or(0, |span| span.start), error.message().trim().replace('\n', ", "))
            };
            return Err(refused.iter().map(error).collect());
        }
        let mut keys = Keys::new(source, root.get_ref(), 0);
        let mut facts = facts(&mut keys);
        if let Some(facts) = &mut facts {
            facts.join_up();
        }
        let (mut problems, lines) = keys.finish();
        problems.sort_by_key(|problem| problem.line);
        match facts {
            Some(facts) if problems.is_empty() => {
                let wrong = check(&facts);
                if wrong.is_empty() { Ok(facts) } else { Err(at_their_lines(source, &lines, wrong)) }
            }
            _ => Err(problems),
        }
    }
}

/// Contradictions, each at the line of the last fact it is about.
fn at_their_lines(source: Source<'_>, lines: &BTreeMap<FactId, usize>, wrong: Vec<Refusal>) -> Vec<FileError> {
    let mut errors: Vec<FileError> = wrong
        .into_iter()
        .map(|refusal| {
            let at = refusal.facts.iter().find_map(|fact| lines.get(fact)).copied().unwrap_or(0);
            let Refusal { code, says, way_out, .. } = refusal;
            FileError { code, way_out, ..source.error(at, says) }
        })
        .collect();
    errors.sort_by_key(|error| error.line);
    errors
}

fn facts(keys: &mut Keys<'_>) -> Option<Facts> {
    let name = keys.must("name", "words in quotes", text);
    let as_of = keys.must("as_of", "a day such as 2026-11-23", date);
    let currency = keys.must("currency", "three capital letters such as USD", currency);
    let shipped: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
    let expected = format!("a list of {}", shipped.join(", "));
    let laws = keys.must("law", &expected, list(|value| value.as_str().filter(|name| shipped.contains(name))));
    let max_age = keys.must("valuation_max_age_days", "a number of days from 0", days);
    let mut law = law::shipped(laws.as_deref().unwrap_or_default());
    law::own(keys, &mut law);
    let mut facts = Facts::new(name.unwrap_or_default(), as_of?, currency?);
    facts.policy = Policy { valuation_max_age_days: max_age.unwrap_or(0) };
    facts.law = law;
    people::read(keys, &mut facts);
    groups::read(keys, &mut facts);
    things::read(keys, &mut facts);
    Some(facts)
}

fn currency(value: &DeValue<'_>) -> Option<Currency> {
    value.as_str()?.parse().ok()
}
