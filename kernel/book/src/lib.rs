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

mod across;
mod apply;
mod arrears;
mod basis;
mod bucket;
mod census;
mod cited;
pub mod class;
mod convention;
mod event;
mod facts;
mod history;
mod instalment;
mod obligations;
mod pause;
pub mod penalty;
mod position;
pub mod readings;
mod rules;
pub mod schedule;
mod split;
mod statement;
mod timeline;
mod waterfall;
mod waterfalls;

pub use across::{
    Across, AcrossError, Debt, DebtPart, Decides, Direction, DisputedDebts, FirstKey, NamedAcross, NotDue, OnePayment,
    Spread, Unapplied, spread,
};
pub use apply::{Applied, Moment, Part, Receipt, Row, apply};
pub use arrears::{Arrears, Due, age};
pub use basis::overdue_basis;
pub use bucket::{Bucket, Buckets, BucketsError};
pub use census::{BucketCount, Census, Counted, CurrencyCount};
pub use cited::{ConventionError, Origin, Status};
pub use convention::{Convention, Lateness, Materiality, Unpaid};
pub use event::{Happened, LoanEvent, LoanMark, PausedInterest, Restructuring};
pub use facts::{Collateral, Instalment, Loan, LoanFacts, Payment, Statement};
pub use history::{History, history};
pub use instalment::InstalmentState;
pub use pause::{Pause, paused_days, pauses};
pub use position::{Position, Standing, position, unpaid_parts};
pub use rules::{BookRules, SubStandard};
pub use split::{Component, Order, Split};
pub use statement::{
    AmountConvention, Apart, Counts, DayConvention, Difference, Finding, Held, How, Missing, OwnDays, Reason,
    Reconciled, ReconciledRow, StatedAmount, TapeConvention, TapeRow, Verdict, compare, own_days, reconcile,
};
pub use timeline::{Span, timeline};
pub use waterfall::{Ahead, ChargesKnown, Partial, Sweep, Waterfall};
pub use waterfalls::{LoanFooting, NamedWaterfall, Orders};

/// Why the book cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// The sums of one loan do not fit 64 bits of minor units.
    #[error("the amounts of this loan add up beyond what can be held; check its instalments and payments")]
    Overflow,
    /// A payment is below zero.
    #[error("payment {payment} is below zero; money taken back is a reversal or a chargeback, which are events")]
    BelowZero {
        /// The payment.
        payment: makegood_units::PaymentId,
    },
}
