//! The book: what is owed, since when.
//!
//! Everything that asks what is owed — pages, reports, letters, worklists, the
//! batch over Parquet — calls [`age`]. The conventions are:
//!
//! * an instalment is past due from the day after its due date;
//! * payments meet the oldest instalment first, and inside one instalment the
//!   components in the order the [`Waterfall`] names;
//! * days past due run from the due date of the oldest unpaid instalment, which
//!   is day 0. Grace never changes them.

mod arrears;
mod basis;
mod bucket;
mod census;
mod facts;
mod history;
mod position;
mod split;
mod statement;
mod timeline;
mod waterfall;

pub use arrears::{Arrears, Due, age};
pub use basis::overdue_basis;
pub use bucket::{Bucket, Buckets, BucketsError};
pub use census::{BucketCount, Census, Counted, CurrencyCount};
pub use facts::{Collateral, Instalment, Loan, Payment, Statement};
pub use history::{History, InstalmentState, history};
pub use position::{Position, Standing, position};
pub use statement::{Difference, How, OwnDays, Reason, compare, own_days};
pub use split::{Component, Order, Split};
pub use timeline::Span;
pub use waterfall::{Ahead, ChargesKnown, Sweep, Waterfall};

/// Why the book cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// The sums of one loan do not fit 64 bits of minor units.
    #[error("the amounts of this loan add up beyond what can be held; check its instalments and payments")]
    Overflow,
}
