//! Where the enforcement of a security stands: a small machine of stages. A step that
//! was taken too early, without proof or below the reserve does not count, and says so.

mod machine;

use crate::facts::Facts;
use crate::facts::security::{Event, EventKind, Security};
use crate::law::Cited;
use crate::refusal::Refusal;
use machine::Machine;
use makegood_units::{Amount, BusinessDate};
use serde::Serialize;

/// How far it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing was done yet.
    NotBegun,
    /// The time to pay runs.
    CurePeriod,
    /// The time to pay is over.
    CureOver,
    /// In the lender's possession.
    Possession,
    /// A court ordered the sale.
    Ordered,
    /// A sale is announced.
    Announced,
    /// Nobody bought.
    Unsold,
    /// Sold; the price is still to be given to whom it belongs.
    Sold,
    /// All is given.
    Distributed,
    /// Back with its owner.
    Redeemed,
}

/// Until when it can be had back for what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Redeem {
    /// Until a step that was not taken yet.
    UntilStep(EventKind),
    /// Through this day.
    Through(BusinessDate),
    /// No more, since the day after this one.
    Over(BusinessDate),
    /// It was redeemed.
    Done(BusinessDate),
    /// The process does not say.
    Unknown,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageStep {
    /// The id of the fact.
    pub id: String,
    /// Which step.
    pub what: EventKind,
    /// The day.
    pub on: BusinessDate,
    /// Why it does not count; none when it does.
    pub refused: Option<Refusal>,
}

/// Where enforcement stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Enforcement {
    /// The process, with its citation.
    pub process: Option<Cited>,
    /// How far it went.
    pub stage: Stage,
    /// Since when.
    pub since: Option<BusinessDate>,
    /// Days since the first step.
    pub days: i32,
    /// The steps, oldest first.
    pub steps: Vec<StageStep>,
    /// What comes next, and the first day it may.
    pub next: Option<(EventKind, BusinessDate)>,
    /// Sales announced so far.
    pub attempts: u32,
    /// The reserve price of the sale announced, or of the next one.
    pub reserve: Option<Amount>,
    /// Until when it can be had back.
    pub redeemable: Redeem,
    /// The price, once it is sold.
    pub price: Option<Amount>,
}

/// Whether it is sold or back with its owner, so that nothing more comes of it.
pub(crate) fn is_dealt_with(facts: &Facts, security: &Security) -> bool {
    matches!(enforcement(facts, security).stage, Stage::Sold | Stage::Distributed | Stage::Redeemed)
}

/// Reads the steps taken about a security.
pub fn enforcement(facts: &Facts, security: &Security) -> Enforcement {
    let mut events: Vec<&Event> = facts.events.iter().filter(|event| event.security == security.id).collect();
    events.sort_by_key(|event| (event.on, event.what, &event.id));
    let mut machine = Machine::new(facts, security);
    let mut steps = Vec::new();
    for event in events {
        let refused = machine.take(event).err();
        steps.push(StageStep { id: event.id.clone(), what: event.what, on: event.on, refused });
    }
    machine.conclude(steps)
}
