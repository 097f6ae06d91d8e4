//! The plan of a day: its bytes are what `replay` compares.

use crate::{CaseDay, DueSoon, PromisedSoon};
use makegood_book::Census;
use makegood_capacity::PoolLedger;
use makegood_case::Channel;
use makegood_strategy::ActionKind;
use makegood_units::{Amount, BranchId, BusinessDate, ContactPointId, Instant, PartyId, StaffId, Why};
use serde::{Deserialize, Serialize};

/// What is done on a day, by whom, and why the rest is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The business day.
    pub as_of: BusinessDate,
    /// The whole book counted.
    pub census: Census,
    /// Every case in arrears, by borrower.
    pub cases: Vec<CaseDay>,
    /// Instalments announced before they fall due, by borrower.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due_soon: Vec<DueSoon>,
    /// Promised parts recalled the day before, by borrower.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promised_soon: Vec<PromisedSoon>,
    /// The day of each officer, by branch and officer.
    pub worklists: Vec<Worklist>,
    /// Cleared work that is not done today, and why.
    pub left: Vec<LeftWork>,
    /// Minutes and their price, by branch.
    pub pools: Vec<PoolLedger>,
}

/// One officer's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worklist {
    /// Who.
    pub officer: StaffId,
    /// Of which branch.
    pub branch: BranchId,
    /// Minutes of the day.
    pub minutes: u32,
    /// Minutes given to the items below.
    pub used_minutes: u32,
    /// Straight-line metres between the places of the visits.
    pub route_metres: u64,
    /// Desk work by the moment it opens and by value, then visits in the order of
    /// the route.
    pub items: Vec<WorkItem>,
    /// What the law requires and no contact does, such as saving a claim whose time runs
    /// out. It takes no minutes from the items: it is done in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnWork>,
}

/// Something required that reaches nobody by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWork {
    /// Whose case.
    pub party: PartyId,
    /// Its place among the steps considered for the case.
    pub considered: usize,
    /// How long it should take.
    pub minutes: u32,
    /// What it is, by when, and what can be done.
    pub why: Why,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    /// Whose case.
    pub party: PartyId,
    /// Its place among the steps considered for the case.
    pub considered: usize,
    /// What to do.
    pub action: ActionKind,
    /// Through which channel; none for what stays in the house.
    pub channel: Option<Channel>,
    /// On which number or at which address.
    pub contact_point: Option<ContactPointId>,
    /// The place of a visit.
    pub place: Option<String>,
    /// How long it should take.
    pub minutes: u32,
    /// What it is expected to bring, in minor units.
    pub value: Amount,
    /// From when it may be done.
    pub opens_at: Instant,
    /// Why it is worth its minutes.
    pub why: Why,
}

/// Cleared work not done today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftWork {
    /// Whose case.
    pub party: PartyId,
    /// Its place among the steps considered for the case.
    pub considered: usize,
    /// Of which branch.
    pub branch: BranchId,
    /// Why not.
    pub why: Why,
}
