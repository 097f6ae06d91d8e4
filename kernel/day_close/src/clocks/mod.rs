//! The clocks of a case: until when each claim of the book can be enforced, against
//! whom, and what can still save it.
//!
//! [`case_clocks`] joins what the book says (`booked.rs`) with what people noted
//! (`noted.rs`), for everybody liable (`obligors.rs`), and reads every clock of the
//! packs that binds (`read.rs`). What is on file without evidence is not counted and
//! named (`lacking.rs`). Alarms become work (`alarm.rs`), and clocks that agree become
//! the fact whether the debt is time-barred (`barred.rs`).

mod alarm;
mod barred;
mod booked;
mod lacking;
mod model;
mod noted;
mod obligors;
mod read;

pub use alarm::CLOCK_ENDS;
pub(crate) use alarm::raised;
pub(crate) use barred::settle;
pub use barred::{Barred, TIME_BARRED, barred};
pub use model::{CaseClock, ClaimPart, ClaimStep, ClockStand, Lacking, RescueAct, StepKind};
pub use obligors::without_clock;
pub use read::case_clocks;
pub(crate) use read::clocks_against;
