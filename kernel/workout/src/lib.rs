//! Ways back to current, side by side.
//!
//! [`make_current`] says what makes a loan current today; [`instalment_plan`] lays
//! paying now, promising a day and spreading over months beside each other, with
//! exact amounts, and refuses by name what the borrower's verified surplus cannot
//! carry. [`compare::compare`] values every route of a case on one discount basis, and
//! [`relief::standing`] supervises a relief loan. [`case`] makes the same comparison of
//! a case of the book and a lender's assumptions.

pub mod case;
pub mod compare;
mod current;
pub mod file;
mod plan;
pub mod relief;
mod room;

pub use current::{MakeCurrent, Open, make_current};
pub use plan::{Part, PlanAsk, PlanRefused, Refused, Route, RouteKind, Routes, instalment_plan};
pub use room::{MoneyDay, RoomOffer, beyond, offer};
