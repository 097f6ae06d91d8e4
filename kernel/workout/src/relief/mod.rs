//! A relief loan under supervision: tranches bound to a purpose, checks with evidence,
//! and a stop rule.
//!
//! What happened is folded into where the loan stands ([`standing`]): what was drawn,
//! which check is due next, what is allowed now and, for what is not, why. An overdue or
//! missed check blocks the next tranche until the evidence is there; what was stopped
//! stays stopped. [`hides`] says whether new money only covers old arrears.

mod event;
mod fold;
mod hides;
mod loan;
mod standing;

pub use event::ReliefRefused;
pub use fold::standing;
pub use hides::{FundsFrom, Hides, OldPayment, ReliefSigns, Signs, hides};
pub use loan::is_supervised;
pub use makegood_case::{Check, ReliefEvent, ReliefLoan, Tranche};
pub use standing::{Allowed, Blocked, CheckState, DueCheck, ReliefStanding, TrancheState};
