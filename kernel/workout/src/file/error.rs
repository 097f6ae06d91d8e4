//! A problem of a file, with the line it stands on.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub problem: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl std::error::Error for FileError {}

/// The file that is read, and what was found wrong with it so far.
pub(crate) struct Problems<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) found: Vec<FileError>,
}

impl Problems<'_> {
    /// The line of a byte of the text.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    pub(crate) fn add(&mut self, at: usize, problem: impl Into<String>) {
        let error = FileError { file: self.file.to_owned(), line: self.line(at), problem: problem.into() };
        self.found.push(error);
    }
}
