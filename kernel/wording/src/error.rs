//! What can be wrong with a lexicon.

use thiserror::Error;

/// One fault of a file of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: {says}")]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub says: String,
}

impl LexiconError {
    /// The fault at a byte of a file's text.
    pub(crate) fn at(file: &str, text: &str, byte: usize, says: impl Into<String>) -> Self {
        let before = text.get(..byte.min(text.len())).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Self { file: file.to_owned(), line, says: says.into() }
    }

    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        Self::at(file, text, error.span().map_or(0, |span| span.start), error.message())
    }
}
