//! The close of a day: book → diagnose → propose → clear → allocate → route → Plan.
//!
//! [`close`] is the whole day, [`case_day`] one case of it. Both are functions of
//! their input and the day: the same facts give the same bytes.

mod action;
mod before_due;
mod case_book;
mod case_day;
mod chain;
mod clock_day;
mod clocks;
mod consider;
mod diagnosis_day;
mod file_day;
mod in_house;
mod input;
mod plan;
mod required;
mod sheet;
mod visits;
mod why_late;
mod worklist;

pub use action::{CaseAction, purpose_first};
pub use before_due::{DueSoon, due_soon};
pub use case_book::{CloseError, LoanDay, Owed};
pub use case_day::{CaseDay, CaseWork, Considered, Gate, case_day};
pub use chain::close;
pub use clock_day::{WorkingDay, working_day};
pub use clocks::{
    Barred, CLOCK_ENDS, CaseClock, ClaimPart, ClaimStep, ClockStand, Lacking, RescueAct, StepKind, TIME_BARRED, barred,
    case_clocks, without_clock,
};
pub use diagnosis_day::{DiagnosisDay, HISTORY_DAYS, diagnosis_day, diagnosis_history};
pub use file_day::{FileDay, file_day};
pub use input::{BranchDay, CaseInput, DayInput, OtherParty, Rules};
pub use plan::{LeftWork, OwnWork, Plan, WorkItem, Worklist};
pub use sheet::{facts_about, facts_about_person};
