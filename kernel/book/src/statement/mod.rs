//! A lender's tape beside our own figures.
//!
//! A tape states days past due and amounts of its own. [`compare`] sets one statement
//! beside what its amounts alone explain; [`reconcile`] reads a whole tape: each row
//! agrees, differs by a convention, differs by a fact, or cannot be told. A
//! convention is claimed only for a tape, with how many of its rows it explains.

mod compare;
mod convention;
mod fit;
mod held;
mod months;
mod own;
mod reconcile;
#[cfg(test)]
mod tests;
mod verdict;

pub use compare::{Difference, Reason, compare};
pub use convention::DayConvention;
pub use fit::Finding;
pub use held::{Held, TapeRow};
pub use own::{How, OwnDays, own_days};
pub use reconcile::{Counts, Reconciled, ReconciledRow, reconcile};
pub use verdict::{AmountConvention, Apart, Missing, StatedAmount, TapeConvention, Verdict};
