//! The lender's ladder as data, and what it proposes for one case.
//!
//! A [`Strategy`] is read from a TOML file (the format is described in
//! `strategies/README.md`). [`propose`] answers, for one case and its finding, which
//! rungs are open today with what each is worth, and which are passed over and why.
//! A proposal is not permission: the law's gate reads it next.

mod action;
mod ask_why;
mod attention;
mod before_due;
mod book_rules;
mod case_facts;
mod hard;
mod keys;
pub mod methods;
mod parse;
mod plan;
mod promises;
mod propose;
mod recourse;
mod rules;
mod rung;
mod script;
mod segment;
mod strategy;
mod talk;
pub mod trial;

pub use action::ActionKind;
pub use ask_why::ASK_WHY;
pub use attention::{AttentionTerms, working_days_after};
pub use before_due::BeforeDue;
pub use case_facts::{CaseFacts, NotedWord, StepTaken};
pub use hard::{HardFacts, HardRule, hard};
pub use plan::{CasePlan, PlanRecord, PlanTemplate, Planned, plan_of};
pub use promises::PromiseTerms;
pub use propose::{PassedOver, Proposal, Proposals, propose, recommend};
pub use recourse::{RECOURSE_LAWS, RecoursePolicy};
pub use rules::DECLINED;
pub use script::{Route, ScriptFacts, ScriptLine, script};
pub use segment::{Security, Segment};
pub use strategy::{Effect, EffectSource, Rung, Strategy, StrategyError, WorkingHours};
pub use talk::TalkTerms;
