//! A workout case as one TOML file. The format, with every key, unit and default, is
//! described in `docs/workout.md`.

mod answer;
mod entries;
mod error;
mod raw;
mod read;
mod relief;

pub use answer::{Answer, ReliefAnswer};
pub use error::FileError;
pub(crate) use error::Problems;
pub use read::{CaseFile, ReliefCase};
pub use relief::tranches;
