//! The diagnosis: why a borrower is behind.
//!
//! [`observe`] turns what the book and the case record into [`Item`]s of evidence;
//! [`diagnose`] weighs them and answers with a [`Situation`], or with
//! *undetermined* and the next best question. Never with pressure: silence is not
//! unwillingness, and not paying is not inability.
//!
//! The arithmetic is naive Bayes in decibans over three beliefs: able now, durably
//! able, willing. It uses `+ - * /` and `libm` alone and ends in whole numbers, so
//! that it gives the same bytes on any machine. Nothing about vulnerability enters
//! it: a protective flag has no place here to score from.

mod diagnose;
mod dossier;
mod file;
mod finding;
pub mod fit;
mod gate;
mod history;
mod maturity;
mod observe;
mod question;
mod rulings;
mod situation;
mod table;
mod weigh;

pub use diagnose::diagnose;
pub use dossier::{
    Case, ContactRecord, Dossier, Item, LenderMatter, LoanHistory, MatterKind, NotedRecord, PromiseRecord,
};
pub use file::{
    BorrowerFile, CashMonth, Completeness, DebtHere, Figure, FigureName, Figures, FileMonth, FileNeeds, FileRecord,
    Gap, Measure, MonthSum,
};
pub use finding::{Change, Finding, Need, NextQuestion, Weighed};
pub use history::{BeliefDay, BeliefHistory, ChangePoint, Crossing, DayRead, Mover, MoverKind, belief_history};
pub use maturity::{AtMaturity, MaturityWord, at_maturity};
pub use observe::{earlier_spells, observe};
pub use question::{Answer, Question, Questions, SourceHint};
pub use rulings::{Accepted, FindingStanding, OpenAppeal, Ruled, basis_of, read_day, rule};
pub use situation::{Axes, Axis, Situation};
pub use table::{EvidenceKind, EvidenceTable, Family, Method, TableError};
