//! A closed day: its plan, its worklists, and the job that closes one.

use super::word;
use crate::words::{Day, Moment, Money, Number, money};
use makegood_day_close::{Plan, WorkItem, Worklist as Planned};
use makegood_desk::Closed;
use makegood_units::Currency;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day that was closed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClosedDay {
    /// The business day.
    pub day: Day,
    /// The event that closed it.
    pub event: Number,
    /// Loans that were open.
    pub open_loans: u64,
}

/// One thing to do.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Item {
    /// Whose case.
    pub case: String,
    /// What to do.
    pub action: String,
    /// Through which channel; null for what stays in the house.
    pub channel: Option<String>,
    /// On which number or at which address.
    pub contact_point: Option<String>,
    /// The place of a visit.
    pub place: Option<String>,
    /// How long it should take.
    pub minutes: u32,
    /// What it is expected to bring; null when the case is not of that day's plan.
    pub value: Option<Money>,
    /// From when it may be done.
    pub opens_at: Moment,
    /// Why it is worth its minutes.
    pub why: String,
}

/// One person's day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Worklist {
    /// The business day.
    pub day: Day,
    /// Who.
    pub officer: String,
    /// Of which branch.
    pub branch: String,
    /// Minutes of the day.
    pub minutes: u32,
    /// Minutes given to the items.
    pub used_minutes: u32,
    /// Desk work by the moment it opens and by value, then visits in the order of the route.
    pub items: Vec<Item>,
}

/// A worklist of a plan.
pub fn worklist(plan: &Plan, list: &Planned) -> Worklist {
    let currency = |item: &WorkItem| -> Option<Currency> {
        let at = plan.cases.binary_search_by(|case| case.party.cmp(&item.party)).ok()?;
        plan.cases.get(at).map(|case| case.owed.currency)
    };
    let item = |one: &WorkItem| Item {
        case: one.party.to_string(),
        action: word(&one.action),
        channel: one.channel.as_ref().map(word),
        contact_point: one.contact_point.as_ref().map(ToString::to_string),
        place: one.place.clone(),
        minutes: one.minutes,
        value: currency(one).map(|currency| money(one.value, currency)),
        opens_at: one.opens_at.into(),
        why: one.why.says.clone(),
    };
    Worklist {
        day: plan.as_of.into(),
        officer: list.officer.to_string(),
        branch: list.branch.to_string(),
        minutes: list.minutes,
        used_minutes: list.used_minutes,
        items: list.items.iter().map(item).collect(),
    }
}

/// What a close came to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CloseResult {
    /// Whether the day was closed before with the very same plan.
    pub already: bool,
    /// Loans whose position was computed anew.
    pub loans_touched: u64,
    /// Cases in arrears.
    pub cases: u64,
    /// Steps on the worklists.
    pub steps: u64,
    /// The hash of the plan.
    pub plan: String,
}

/// What a close came to, in the words of the interface.
pub fn closed(closed: &Closed) -> CloseResult {
    CloseResult {
        already: closed.already,
        loans_touched: closed.touched,
        cases: closed.cases as u64,
        steps: closed.steps as u64,
        plan: closed.plan.clone(),
    }
}

/// A long piece of work.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Job {
    /// Its number.
    pub job: Number,
    /// What it is: `close_day`.
    pub kind: String,
    /// The day it closes.
    pub about: String,
    /// `waiting`, `running`, `done` or `refused`.
    pub state: String,
    /// What it is at while it runs.
    pub at: Option<String>,
    /// How much of that is done.
    pub done: Option<u64>,
    /// Of how much.
    pub of: Option<u64>,
    /// What came of it, once it is done.
    pub result: Option<CloseResult>,
    /// Why it was refused: the code of the problem.
    pub refused: Option<String>,
    /// The same in one sentence.
    pub says: Option<String>,
}
