//! The borrower's file in a few numbers.

use crate::pages::file::GapLine;

/// How much of the file there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBlock {
    /// By the weights of the needs, in percent.
    pub percent: u32,
    /// Of this, what is verified.
    pub verified_percent: u32,
    /// How many needs are not met.
    pub missing: usize,
    /// How many are met by something too old.
    pub too_old: usize,
    /// What would complete it most.
    pub heaviest: Option<GapLine>,
}
