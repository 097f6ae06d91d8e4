//! Recourse in one line, for the page of a case.

use super::Obstacle;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// What it is: `Guarantor Zhang Wei`, `Pledge S-7`.
    pub title: String,
    /// How it stands, in one sentence.
    pub says: String,
    /// Where it is shown whole.
    pub href: String,
    /// The first thing that stands in the way.
    pub shut: Option<Obstacle>,
}
