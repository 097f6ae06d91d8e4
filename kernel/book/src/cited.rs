//! Where a convention in a file comes from, and how such a file is read.
//!
//! Every convention names its citation, the text it was compared with and when, how
//! sure that is, and who has reviewed it. What does not read is refused at its line.

use makegood_units::BusinessDate;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// Where a convention comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The section of the law, or the contract.
    pub citation: String,
    /// The text that was read.
    pub source: String,
    /// The day for which the text was read.
    #[serde(deserialize_with = "day")]
    pub read_on: BusinessDate,
    /// How sure it is.
    pub status: Status,
    /// Who reviewed it, shown wherever the convention decides.
    pub reviewed_by: String,
}

/// How sure a convention, or a rule of a pack, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The text itself was read.
    Verified,
    /// A page about it was read.
    Secondary,
    /// From memory.
    Recalled,
    /// A choice of the house; no law behind it.
    House,
}

impl Status {
    /// The word in files and on pages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Recalled => "recalled",
            Self::House => "house",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why a convention cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConventionError {
    /// The text does not read.
    #[error("line {line}: {problem}")]
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// What stands there and what was expected.
        problem: String,
    },
    /// No convention of this name is shipped.
    #[error("there is no {kind} named {name:?}; known are {known}")]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
}

/// Reads a convention.
///
/// # Errors
/// [`ConventionError::Unreadable`] with the line of a key that is missing, unknown or
/// holds something else than expected.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, ConventionError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        ConventionError::Unreadable { line, problem: error.message().trim().replace('\n', ", ") }
    })
}

/// The shipped text of a name.
pub(crate) fn shipped(
    kind: &'static str,
    all: &[(&'static str, &'static str)],
    name: &str,
) -> Result<&'static str, ConventionError> {
    let found = all.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    found.ok_or_else(|| {
        let known = all.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
        ConventionError::Unknown { kind, name: name.to_owned(), known }
    })
}

/// A day written as TOML has it, without quotes.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BusinessDate, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written.to_string().parse().map_err(D::Error::custom)
}
