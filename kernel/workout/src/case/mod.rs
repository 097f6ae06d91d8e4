//! A comparison made from a case of the book and a lender's assumptions.
//!
//! The book knows debts, arrears and the schedule; the borrower's file knows the month;
//! the finding knows the cause. What nobody can look up, such as how often new terms are
//! kept, the lender assumes in a file ([`Assumptions`]), each value with its source, and
//! may set otherwise for one case ([`Sets`]). [`case_ask`] makes of these the same input
//! a file gives. A route whose facts are missing is named with what is missing
//! ([`LeftOut`]), never left out in silence.

mod ask;
mod assumptions;
mod decide;
mod facts;
mod keys;
mod routes;
mod sets;
mod values;

pub use ask::{AskedOfCase, CaseNotCompared, LeftOut, case_ask};
pub use assumptions::Assumptions;
pub use decide::{DecisionRefused, may_decide};
pub use facts::{Brought, CaseFacts, WriteOffSeen};
pub use keys::{KEYS, Key, Unit, key};
pub use sets::{SetError, Sets};
pub use values::{Used, Values};
