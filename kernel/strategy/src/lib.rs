//! The lender's ladder as data, and what it proposes for one case.
//!
//! A [`Strategy`] is read from a TOML file (the format is described in
//! `strategies/README.md`). [`propose`] answers, for one case and its finding, which
//! rungs are open today with what each is worth, and which are passed over and why.
//! A proposal is not permission: the law's gate reads it next.

mod book_rules;
mod case_facts;
mod keys;
mod parse;
mod propose;
mod rules;
mod strategy;

pub use case_facts::CaseFacts;
pub use propose::{PassedOver, Proposal, Proposals, propose, recommend};
pub use strategy::{ActionKind, Effect, EffectSource, Rung, Strategy, StrategyError, WorkingHours};
