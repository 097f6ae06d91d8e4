//! What held and what did not.

use anyhow::{Result, bail};
use std::fmt::Debug;

/// Counts the checks and prints those that fail.
#[derive(Default)]
pub struct Report {
    vector: String,
    passed: u64,
    failed: u64,
    left_out: u64,
}

impl Report {
    /// Names the vector the next checks belong to.
    pub fn begin(&mut self, vector: &str) {
        vector.clone_into(&mut self.vector);
    }

    /// One check: a stated figure against ours.
    pub fn check<T: PartialEq + Debug>(&mut self, what: &str, stated: &T, found: &T) {
        if stated == found {
            self.passed += 1;
        } else {
            self.failed += 1;
            println!("{} {what}: stated {stated:?}, found {found:?}", self.vector);
        }
    }

    /// A figure we could not work out at all.
    pub fn fail(&mut self, what: &str, why: &str) {
        self.failed += 1;
        println!("{} {what}: {why}", self.vector);
    }

    /// A vector of a kind this product does not claim, said aloud and not counted.
    pub fn leave_out(&mut self, why: &str) {
        self.left_out += 1;
        println!("{} left out: {why}", self.vector);
    }

    /// How many checks held.
    #[cfg(test)]
    pub fn passed(&self) -> u64 {
        self.passed
    }

    /// Prints the sum; an error when something failed.
    pub fn close(&self) -> Result<()> {
        if self.left_out > 0 {
            println!("{} left out", self.left_out);
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed > 0 {
            bail!("{} checks failed", self.failed);
        }
        Ok(())
    }
}
