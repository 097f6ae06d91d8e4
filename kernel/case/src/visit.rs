//! A visit is prepared before anybody sets out: what for, what to come away with, who
//! comes along, and what was weighed for everybody's safety.

use crate::CaseEvent;
use makegood_units::{Amount, BusinessDate, ContactPointId, Instant, StaffId};
use serde::{Deserialize, Serialize};

/// A preparation is good for so many days, its own not counted: what is owed, what the
/// law says and who is at home change.
pub const VISIT_PREPARED_DAYS: i32 = 14;

/// The one thing to come away with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "target", content = "of", rename_all = "snake_case")]
pub enum VisitTarget {
    /// An amount, in the currency of the loans of the case.
    Amount(Amount),
    /// A paper to be seen or signed.
    Document(String),
    /// Something to be decided.
    Decision(String),
}

/// Where the talk takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitPlace {
    /// At home.
    Home,
    /// At their place of business.
    Business,
}

impl VisitPlace {
    /// The word of the packs for the place.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Business => "work",
        }
    }
}

/// Who goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "company", content = "of", rename_all = "snake_case")]
pub enum Company {
    /// A colleague comes along.
    With(StaffId),
    /// Nobody does, for a reason.
    Alone(String),
}

/// A visit was prepared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitPrepared {
    /// Who goes.
    pub by: StaffId,
    /// What it is for, in words the person visited may read.
    pub purpose: String,
    /// What to come away with.
    pub target: VisitTarget,
    /// Where.
    pub place: VisitPlace,
    /// At which address.
    pub contact_point: ContactPointId,
    /// Who comes along.
    pub company: Company,
    /// What was weighed for everybody's safety, and how it is met.
    pub safety: String,
    /// When; the first lawful moment at or after the hour they open.
    pub at: Instant,
}

/// Somebody stands at the door: the law was asked once more, and let it through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitBegun {
    /// Who.
    pub by: StaffId,
    /// The event of its preparation.
    pub prepared: i64,
    /// When.
    pub at: Instant,
    /// Document hash of the gate's whole judgement.
    pub judged: String,
}

/// What was found on a visit, beside what came of the talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFound {
    /// Who.
    pub by: StaffId,
    /// What was seen and heard, not what is thought of it.
    pub findings: String,
}

/// The preparation that holds on a day, among events as (number, day, what happened) in
/// journal order: the last one, unless its visit has begun or it is too old.
pub fn visit_prepared<'a>(
    events: impl Iterator<Item = (i64, BusinessDate, &'a CaseEvent)>,
    on: BusinessDate,
) -> Option<(i64, &'a VisitPrepared)> {
    let mut last = None;
    for (seq, day, event) in events {
        match event {
            CaseEvent::VisitPrepared(prepared) if on.days_since(day) <= VISIT_PREPARED_DAYS => {
                last = Some((seq, prepared));
            }
            CaseEvent::VisitBegun(begun) => last = last.filter(|(seq, _)| *seq != begun.prepared),
            _ => {}
        }
    }
    last
}
