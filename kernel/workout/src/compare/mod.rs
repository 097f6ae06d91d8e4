//! Every route of a case beside every other, on one discount basis.
//!
//! A route is a list of entries: cash, costs and new money by day, each with its odds
//! and where the odds come from. Its expected net present value is
//!
//! ```text
//! NPV = Σ amount × odds × discount factor of the day      (costs and new money below zero)
//! ```
//!
//! reckoned exactly and rounded once, in `value.rs`. What waiting would bring by itself
//! is taken off before a concession is credited: [`Valued::over_waiting`] stands apart
//! from the NPV. Where the odds are named chances, the chance at which two routes are
//! worth the same is solved, not searched for.

mod ask;
mod break_even;
mod budget;
mod check;
mod discount;
mod error;
mod odds;
mod rank;
mod relief_test;
mod route;
mod settlement;
mod table;
mod terms;
mod value;
mod write_off;

pub use ask::{BreakEvenAsk, CompareAsk};
pub use break_even::{BreakEven, Crossing};
pub use budget::{BudgetEffect, Limits, Means, MissingFact, ServiceVerdict, Verified, debt_service_check};
pub use discount::Discount;
pub use error::{CompareError, Place};
pub use odds::{Basis, Chance, Condition, Odds, Probability, Source};
pub use rank::{Comparison, Offer, Valued, compare};
pub use relief_test::{Adds, ReliefTest};
pub use route::{Entry, FallBack, Flow, FlowKind, PaidFrom, Route, RouteKind};
pub use settlement::SettlementFloor;
pub use terms::NewTerms;
pub use value::{Addend, Interval, TimeToCash, Worth};
pub use write_off::{WriteOffNeed, WriteOffReading};
