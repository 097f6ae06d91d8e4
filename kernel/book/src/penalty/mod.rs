//! Penalty interest and late fees: how much, on what, and why, day by day.
//!
//! [`accrue`] takes a loan's past as spans of days, the terms as data, and the
//! spans in which a law or a promise stops the clock. It answers with lines that
//! a borrower can check by hand: the days, the base, the rate, the part of a year,
//! the exact amount, the cents posted, and the rule that cut it short.
//!
//! How it counts:
//!
//! * A day counts when something was overdue on it. `until` is the last day that
//!   counts, as in a quote of what to pay on that day.
//! * The day of a payment counts in full unless the terms say otherwise: the span
//!   of days past due begins after the due date, so counting the day of the payment
//!   gives the nights between the due date and the payment (BGB 187(1), and the
//!   usual bank's count). What falls overdue and is paid on one and the same day is
//!   not seen by spans and costs nothing.
//! * Nothing is rounded before it is posted. A remainder is carried to the next
//!   day, line or the end, as the terms name it.
//! * Law before promise: first the caps of law and contract cut what may be charged
//!   at all (*barred*), then what never accrues (*frozen*), then what is waived
//!   (*forgiven*), then what is owed later (*deferred*); the rest is *charged*. Only
//!   charged and deferred amounts use up a cap on a sum.
//!
//! What is posted here is not part of the spans it was computed from. When an
//! earlier result was posted to the book, the next calculation begins after it:
//! pass the spans from there on, and the earlier sums in the [`Contract`].

mod accrual;
mod accrue;
mod bounds;
mod caps;
mod contract;
mod convention;
mod day;
mod errors;
mod exact;
mod fees;
mod layers;
mod ledger;
mod rates;
mod resolve;
mod shipped;
mod source;
mod stop;
mod terms;
mod text;

pub use accrual::{Accrual, Bound, DayPart, Line, Totals};
pub use accrue::{Past, accrue};
pub use caps::{Cap, Limit, Measure};
pub use contract::Contract;
pub use convention::Convention;
pub use errors::PenaltyError;
pub use exact::Exact;
pub use fees::{FeeAmount, FeeBase, LateFee};
pub use rates::{DatedRate, RateStep, ReferenceRates, Share};
pub use shipped::Shelf;
pub use source::Source;
pub use stop::{Effect, Stop, StopRule, Treatment};
pub use terms::{Accruing, Base, Compounding, Grace, GraceRuns, PenaltyTerms, Portion, PostAt, Posting};
