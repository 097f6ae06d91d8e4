//! The leader's report: the figures of a close, what they rest on, and what waits for a
//! decision, on paper. Its figures are those of `/numbers`.

mod compose;
mod facts;

use crate::links::numbers::ReportQuery;
use crate::trouble::Trouble;
use compose::{Paper, document};
use facts::Facts;
use makegood_desk::Desk;
use makegood_letters::{Document, typeset};
use makegood_tongues::Tongue;
use makegood_units::BusinessDate;
use makegood_views::Reach;

/// A leader's report.
pub struct LeaderReport {
    /// The close it is of.
    pub as_of: BusinessDate,
    /// What it says.
    pub document: Document,
    /// The file, the same for the same book.
    pub bytes: Vec<u8>,
    /// What stayed English, as keys of the catalogue.
    pub missing: Vec<String>,
}

/// The report of the whole book or a branch at a close, in a language.
///
/// # Errors
/// A sentence: there is no such close or part, something cannot be read, or a character
/// has no glyph in the shipped faces.
pub fn leader_report(desk: &Desk, query: &ReportQuery, reach: &Reach, tongue: Tongue) -> Result<LeaderReport, String> {
    report(desk, query, reach, tongue).map_err(|trouble| trouble.to_string())
}

pub(crate) fn report(desk: &Desk, query: &ReportQuery, reach: &Reach, tongue: Tongue) -> Result<LeaderReport, Trouble> {
    let facts = Facts::of(desk, query, reach)?;
    let mut paper = Paper::new(tongue);
    let document = document(&facts, &mut paper);
    let bytes = typeset(&document).map_err(|refusal| Trouble::Unreadable(refusal.to_string()))?;
    Ok(LeaderReport { as_of: facts.as_of, document, bytes, missing: paper.missing })
}
