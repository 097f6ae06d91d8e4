//! What is decided about the way out of a case, and what happens to a relief loan.
//!
//! What a decision is worth and whether it is allowed is reckoned in `kernel/workout`;
//! here stands only what people decided, agreed to and saw.

use makegood_units::{Amount, BusinessDate, Currency, FactId, Money, StaffId};
use serde::{Deserialize, Serialize};

/// Something that has to be seen after a tranche was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its id within the loan, such as `oven-bought`.
    pub id: String,
    /// What has to be shown, such as "the oven with its invoice".
    pub shows: String,
    /// Due so many days after the tranche is drawn.
    pub days_after_draw: u16,
}

/// A part of the loan, drawn on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tranche {
    /// Its number, from 1.
    pub no: u32,
    /// The most that may be drawn, minor units.
    pub amount: Amount,
    /// What it may be used for.
    pub purpose: String,
    /// How much of it goes to instalments of the old debt.
    pub to_old_instalments: Amount,
    /// What has to be shown afterwards; at least one thing.
    pub checks: Vec<Check>,
}

/// A relief loan as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefLoan {
    /// Of all amounts.
    pub currency: Currency,
    /// In the order in which they are drawn.
    pub tranches: Vec<Tranche>,
}

/// What happened to a relief loan, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliefEvent {
    /// A tranche was approved.
    TrancheApproved {
        /// Which.
        no: u32,
        /// On this day.
        on: BusinessDate,
        /// By whom.
        by: StaffId,
    },
    /// A second person read a tranche and did not approve it; it may be asked for again.
    TrancheDeclined {
        /// Which.
        no: u32,
        /// On this day.
        on: BusinessDate,
        /// By whom.
        by: StaffId,
        /// Why not.
        reason: String,
    },
    /// A tranche was drawn.
    TrancheDrawn {
        /// Which.
        no: u32,
        /// On this day.
        on: BusinessDate,
        /// How much.
        amount: Amount,
        /// What for; the purpose that was agreed.
        purpose: String,
    },
    /// What a check asks for was seen.
    EvidenceShown {
        /// The check.
        check: String,
        /// On this day.
        on: BusinessDate,
        /// By whom.
        seen_by: StaffId,
        /// Where it is kept.
        evidence: FactId,
    },
    /// Somebody went to see it and it was not there.
    CheckMissed {
        /// The check.
        check: String,
        /// On this day.
        on: BusinessDate,
        /// What was found instead.
        found: String,
    },
    /// Nothing more is drawn.
    ReliefStopped {
        /// On this day.
        on: BusinessDate,
        /// By whom.
        by: StaffId,
        /// Why.
        reason: String,
    },
}

impl ReliefEvent {
    /// The day it happened.
    pub fn on(&self) -> BusinessDate {
        match self {
            Self::TrancheApproved { on, .. }
            | Self::TrancheDeclined { on, .. }
            | Self::TrancheDrawn { on, .. }
            | Self::EvidenceShown { on, .. }
            | Self::CheckMissed { on, .. }
            | Self::ReliefStopped { on, .. } => *on,
        }
    }

    /// In a few words.
    pub fn words(&self) -> String {
        match self {
            Self::TrancheApproved { no, by, .. } => format!("tranche {no} approved by {by}"),
            Self::TrancheDeclined { no, by, reason, .. } => format!("tranche {no} not approved by {by}: {reason}"),
            Self::TrancheDrawn { no, purpose, .. } => format!("tranche {no} drawn for {purpose}"),
            Self::EvidenceShown { check, evidence, .. } => format!("check {check} shown [{evidence}]"),
            Self::CheckMissed { check, found, .. } => format!("check {check} missed: {found}"),
            Self::ReliefStopped { reason, .. } => format!("relief stopped: {reason}"),
        }
    }
}

/// A way out was decided upon. Where it gives something away it waits for a second
/// person and takes effect when they agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkoutDecided {
    /// The route within the comparison.
    pub route: String,
    /// Which of the catalogue, in one word.
    pub kind: String,
    /// What the comparison says it is worth, minor units of `currency`.
    pub worth: Amount,
    /// Of the worth.
    pub currency: Currency,
    /// Document hash of the whole comparison the decision rests on.
    pub comparison: String,
    /// Who decided.
    pub by: StaffId,
    /// Why this one.
    pub reason: String,
    /// Whether a second person has to agree before it takes effect.
    pub needs_agreement: bool,
    /// The day on which ability is looked at afresh; none where nothing waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retest_on: Option<BusinessDate>,
    /// The tranches of a relief loan, with their checks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief: Option<ReliefLoan>,
}

/// A second person agreed to what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkoutAgreed {
    /// The event by which it was decided.
    pub decided: i64,
    /// Who agreed.
    pub by: StaffId,
    /// What they read, and why they agree.
    pub note: String,
}

/// A second person read what was decided and did not agree: it never takes effect, and
/// another decision may be proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkoutDeclined {
    /// The event by which it was decided.
    pub decided: i64,
    /// Who did not agree.
    pub by: StaffId,
    /// Why not.
    pub reason: String,
}

/// Something happened to the relief loan of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefHappened {
    /// The event by which the relief loan was decided.
    pub decided: i64,
    /// What.
    pub what: ReliefEvent,
}

/// Somebody looked whether the relief loan only hides arrears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefSignsRead {
    /// The event by which the relief loan was decided.
    pub decided: i64,
    /// Who looked.
    pub by: StaffId,
    /// The signs that stood on that day, one sentence each.
    pub signs: Vec<String>,
    /// What they say of them.
    pub note: String,
}

/// What people recorded about the way out of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "workout", rename_all = "snake_case")]
pub enum WorkoutEvent {
    /// A route was decided upon.
    Decided(WorkoutDecided),
    /// A second person agreed.
    Agreed(WorkoutAgreed),
    /// A second person did not agree.
    Declined(WorkoutDeclined),
    /// Something happened to the relief loan.
    Relief(ReliefHappened),
    /// The signs were looked at.
    SignsRead(ReliefSignsRead),
}

impl WorkoutEvent {
    /// In one line.
    pub fn words(&self) -> String {
        match self {
            Self::Decided(decided) => {
                let (route, worth) = (said(&decided.route), Money::new(decided.worth, decided.currency));
                let waits = if decided.needs_agreement { "proposed, waits for a second person" } else { "decided" };
                let wakes = decided.retest_on.map_or_else(String::new, |on| format!("; a fresh look on {on}"));
                format!("{route} {waits} (worth {worth} today): {}{wakes}", decided.reason)
            }
            Self::Agreed(agreed) => {
                format!("event {} agreed to by {}: {}", agreed.decided, agreed.by, agreed.note)
            }
            Self::Declined(declined) => {
                format!("event {} not agreed to by {}: {}", declined.decided, declined.by, declined.reason)
            }
            Self::Relief(relief) => relief.what.words(),
            Self::SignsRead(read) => {
                let count = read.signs.len();
                format!("signs of hidden arrears read by {}: {count} stood; {}", read.by, read.note)
            }
        }
    }
}

/// A word of the catalogue as people say it.
fn said(word: &str) -> String {
    word.replace('_', " ")
}

/// A decision with the events that followed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkoutStand {
    /// The event by which it was decided.
    pub seq: i64,
    /// On which day.
    pub on: BusinessDate,
    /// What was decided.
    pub decided: WorkoutDecided,
    /// Who agreed, when somebody did.
    pub agreed: Option<WorkoutAgreed>,
    /// Who did not agree, when somebody did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<WorkoutDeclined>,
    /// What happened to its relief loan, in order.
    pub relief: Vec<ReliefEvent>,
    /// Readings of the signs, in order.
    pub signs_read: Vec<ReliefSignsRead>,
}

impl WorkoutStand {
    /// Whether it has taken effect.
    pub fn is_in_effect(&self) -> bool {
        !self.decided.needs_agreement || self.agreed.is_some()
    }

    /// Whether a second person has still to say yes or no.
    pub fn waits(&self) -> bool {
        !self.is_in_effect() && self.declined.is_none()
    }

    /// Every decision of a case in order, each with what followed it.
    pub fn fold<'e>(events: impl IntoIterator<Item = (i64, BusinessDate, &'e WorkoutEvent)>) -> Vec<Self> {
        let mut stands: Vec<Self> = Vec::new();
        for (seq, on, event) in events {
            let about = match event {
                WorkoutEvent::Decided(decided) => {
                    let (decided, relief, signs_read) = (decided.clone(), Vec::new(), Vec::new());
                    stands.push(Self { seq, on, decided, agreed: None, declined: None, relief, signs_read });
                    continue;
                }
                WorkoutEvent::Agreed(one) => one.decided,
                WorkoutEvent::Declined(one) => one.decided,
                WorkoutEvent::Relief(one) => one.decided,
                WorkoutEvent::SignsRead(one) => one.decided,
            };
            let Some(stand) = stands.iter_mut().find(|stand| stand.seq == about) else { continue };
            match event {
                WorkoutEvent::Agreed(one) => stand.agreed = Some(one.clone()),
                WorkoutEvent::Declined(one) => stand.declined = Some(one.clone()),
                WorkoutEvent::Relief(one) => stand.relief.push(one.what.clone()),
                WorkoutEvent::SignsRead(one) => stand.signs_read.push(one.clone()),
                WorkoutEvent::Decided(_) => {}
            }
        }
        stands
    }
}
