//! The close of a day: book → diagnose → propose → clear → allocate → route → Plan.
//!
//! [`close`] is the whole day, [`case_day`] one case of it. Both are functions of
//! their input and the day: the same facts give the same bytes.

mod action;
mod arm;
mod before_due;
mod case_book;
mod case_day;
mod cash;
mod chain;
mod clock_day;
mod clocks;
mod consider;
mod diagnosis_day;
mod file_day;
mod hard;
mod in_house;
mod input;
mod measures;
mod morning;
mod plan;
mod promise_offer;
mod promised_soon;
mod promises_on;
mod recourse_book;
mod recourse_case;
mod recourse_roles;
mod recourse_step;
mod report;
mod required;
mod second_eyes;
mod sheet;
mod shortcoming_kind;
mod shortcomings;
mod snooze;
mod trial_case;
mod tried;
mod visits;
mod why_late;
mod worklist;
mod workout_day;
mod workout_watch;

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
pub use hard::handed_over;
pub use in_house::is_own_work;
pub use input::{BranchDay, CaseInput, DayInput, OtherParty, Rules};
pub use measures::{LetterDone, Measure, MeasureCost, measures, to_review, unread};
pub use morning::{MorningLine, MorningList, morning};
pub use plan::{LeftWork, OwnWork, Plan, WorkItem, Worklist};
pub use promise_offer::{PromiseOffer, promise_offer};
pub use promised_soon::{PromisedSoon, promised_soon};
pub use promises_on::promises_on;
pub use recourse_case::{
    RecourseCase, RecourseInput, RowChange, RowVersion, recourse_before_policy, recourse_case, scope_of,
};
pub use recourse_roles::{SECURITY_WORDS, add_roles};
pub use report::{ReportDue, report_draft};
pub use second_eyes::{SecondEyes, SecondKind, second_eyes};
pub use sheet::{facts_about, facts_about_person};
pub use shortcoming_kind::ShortcomingKind;
pub use shortcomings::Shortcoming;
pub use snooze::{SNOOZED, SnoozeAgainst, snooze_against};
pub use trial_case::{InTrial, in_trial};
pub use tried::tried;
pub use workout_day::{decisions, workout_facts};
pub use workout_watch::{RELIEF_CHECK_DUE, RETEST_DUE};
