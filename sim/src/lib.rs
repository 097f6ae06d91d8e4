//! Seeded whole-system simulation.
//!
//! A small random book goes through real files and the desk into a real database
//! file; days are closed, outcomes recorded, files come late, twice and corrected,
//! the book is closed and opened again in the middle. After every step checkers
//! compare the system with a naive model of its own and with itself.
//!
//! Everything random comes from the seed. A failure names the seed, the step and the
//! one command that plays it again.

mod checks;
mod crash;
mod delivery;
mod generator;
mod ledger;
mod loan_event;
mod loan_facts;
mod loan_life;
mod memory;
mod plan_checks;
mod policy;
mod steps;
mod world;

pub use crash::{CrashReport, board_and_abort, crash};
pub use generator::Generator;
pub use world::{Summary, World, run};

/// What went wrong, where, and how to see it again.
#[derive(Debug)]
pub struct Failure {
    /// The seed of the run.
    pub seed: u64,
    /// The step, from 1.
    pub step: u32,
    /// What the step did.
    pub doing: String,
    /// What was found.
    pub found: anyhow::Error,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { seed, step, doing, found } = self;
        writeln!(f, "seed {seed}, step {step} ({doing}): {found:#}")?;
        write!(f, "to see it again: cargo run -p makegood-sim -- --seed {seed} --steps {step}")
    }
}

impl std::error::Error for Failure {}
