//! What the law says: judgements on record, acts not let through, clocks.

use super::word;
use crate::words::{Day, Moment, Number};
use makegood_day_close::CaseClock;
use makegood_desk::RefusedLine;
use makegood_views::Judgement as Kept;
use schemars::JsonSchema;
use serde::Serialize;

/// One rule that was asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RuleAsked {
    /// The rule.
    pub rule: String,
    /// Its pack.
    pub pack: String,
    /// Where the law says so.
    pub citation: String,
    /// How binding the source is.
    pub force: String,
    /// Whether it stands against the act.
    pub bites: bool,
    /// In one sentence.
    pub says: String,
}

/// What the law said of an act.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Judgement {
    /// The event it is kept with; null when it was only looked at.
    pub event: Option<Number>,
    /// Whose case.
    pub case: String,
    /// Towards whom.
    pub person: String,
    /// The act.
    pub act: String,
    /// What for.
    pub purpose: String,
    /// The moment it was asked for.
    pub at: Moment,
    /// The verdict in one word; `cleared` when it may take place.
    pub verdict: String,
    /// Whether it may take place.
    pub is_cleared: bool,
    /// When it opens, where that is known.
    pub opens_at: Option<Moment>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Every rule that was asked, biting or not.
    pub rules: Vec<RuleAsked>,
}

/// An act the law did not let through.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RefusedAct {
    /// The event.
    pub event: Number,
    /// The business day it counts from.
    pub on: Day,
    /// When it was written down.
    pub recorded_at: Moment,
    /// Who asked.
    pub by: String,
    /// Whose case.
    pub case: String,
    /// The act.
    pub act: String,
    /// Why it was asked.
    pub occasion: String,
    /// The verdict.
    pub verdict: String,
    /// The rules against it.
    pub rules: Vec<String>,
}

/// A clock of a claim.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clock {
    /// Whose case.
    pub case: String,
    /// The loan.
    pub loan: String,
    /// Against whom.
    pub party: String,
    /// What they are to the loan.
    pub role: String,
    /// The rule.
    pub rule: String,
    /// Where the law says so.
    pub citation: String,
    /// How it stands.
    pub state: String,
    /// The last day as counted: act by it.
    pub counted_end: Option<Day>,
    /// The last day after days of rest.
    pub rolled_end: Option<Day>,
    /// Days to the counted end; below zero when it is past.
    pub days_left: Option<i32>,
    /// All of it in one sentence.
    pub says: String,
}

/// A judgement in the words of the interface.
pub fn judgement(event: Option<i64>, kept: &Kept) -> Judgement {
    let rule = |rule: &makegood_compliance::RuleHit| RuleAsked {
        rule: rule.rule.clone(),
        pack: rule.pack.clone(),
        citation: rule.citation.clone(),
        force: word(&rule.force),
        bites: rule.bites,
        says: rule.says.clone(),
    };
    Judgement {
        event: event.map(Number::from),
        case: kept.act.case.to_string(),
        person: kept.act.person.to_string(),
        act: kept.act.deed.to_string().replace(' ', "_"),
        purpose: kept.act.purpose.to_string().replace(' ', "_"),
        at: kept.at.into(),
        verdict: kept.verdict.clone(),
        is_cleared: kept.is_cleared(),
        opens_at: kept.opens_at.map(Moment::from),
        missing: kept.missing.clone(),
        rules: kept.rules.iter().map(rule).collect(),
    }
}

/// An act not let through.
pub fn refused(line: RefusedLine) -> RefusedAct {
    RefusedAct {
        event: line.seq.into(),
        on: line.on.into(),
        recorded_at: line.recorded_at.into(),
        by: line.by,
        case: line.judged.party.to_string(),
        act: line.judged.act,
        occasion: line.judged.occasion,
        verdict: line.judged.verdict,
        rules: line.judged.rules,
    }
}

/// A clock of a case.
pub fn clock(case: &str, clock: &CaseClock) -> Clock {
    Clock {
        case: case.to_owned(),
        loan: clock.loan.to_string(),
        party: clock.party.to_string(),
        role: clock.role.clone(),
        rule: clock.rule.clone(),
        citation: clock.citation.clone(),
        state: word(&clock.state),
        counted_end: clock.counted_end.map(Day::from),
        rolled_end: clock.rolled_end.map(Day::from),
        days_left: clock.days_left,
        says: clock.says.clone(),
    }
}
