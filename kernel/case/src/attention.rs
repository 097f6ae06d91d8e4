//! What passes between an officer and the leader about a case: the report, the leader's
//! word on it, and the reading of every measure.

use crate::{CaseEvent, Noted, Recorded};
use makegood_units::{BusinessDate, StaffId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// What a leader decides about a case. The list is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaderDecision {
    /// The measures were right; they go on.
    GoOn,
    /// Another way to reach or to speak with them.
    ChangeMethod,
    /// Somebody else takes the case.
    ChangeOfficer,
    /// The reason is looked for first.
    FindTheCause,
    /// A way out is worked out with them.
    Workout,
    /// Pressure is taken off them.
    RelievePressure,
    /// The papers for the law are got ready.
    LegalPreparation,
}

impl LeaderDecision {
    /// Every decision, the usual one first.
    pub const ALL: [Self; 7] = [
        Self::GoOn,
        Self::ChangeMethod,
        Self::ChangeOfficer,
        Self::FindTheCause,
        Self::Workout,
        Self::RelievePressure,
        Self::LegalPreparation,
    ];

    /// The word used in forms and records.
    pub fn word(self) -> &'static str {
        match self {
            Self::GoOn => "go_on",
            Self::ChangeMethod => "change_method",
            Self::ChangeOfficer => "change_officer",
            Self::FindTheCause => "find_the_cause",
            Self::Workout => "workout",
            Self::RelievePressure => "relieve_pressure",
            Self::LegalPreparation => "legal_preparation",
        }
    }

    /// The decision of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.word() == word)
    }
}

impl fmt::Display for LeaderDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GoOn => "go on as planned",
            Self::ChangeMethod => "change the method",
            Self::ChangeOfficer => "somebody else takes the case",
            Self::FindTheCause => "find the cause first",
            Self::Workout => "work out a way with them",
            Self::RelievePressure => "relieve the pressure on them",
            Self::LegalPreparation => "prepare the papers for the law",
        })
    }
}

/// One measure as a report lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedMeasure {
    /// The number of its event.
    pub event: i64,
    /// When.
    pub on: BusinessDate,
    /// Who did it.
    pub by: String,
    /// What was done and what came of it.
    pub what: String,
    /// What was said, as written down; may be empty.
    pub said: String,
}

/// What an officer tells the leader about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerReport {
    /// Why there is a report.
    pub because: String,
    /// What is owed and since when.
    pub owed: String,
    /// What was tried, oldest first.
    pub tried: Vec<ReportedMeasure>,
    /// What they promised and what became of it.
    pub promises: Vec<String>,
    /// Why they are late, as far as known.
    pub finding: String,
    /// What the law says of the next step.
    pub law: Vec<String>,
    /// What was said, in the officer's words.
    pub account: String,
    /// What the officer proposes.
    pub proposes: String,
}

/// A report went to the leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHandedIn {
    /// The event that made it due: the last of the failed attempts, or the promise.
    pub about: i64,
    /// The officer it is from.
    pub by: StaffId,
    /// Nobody handed it in by its day, so it went as it was drafted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_drafted: bool,
    /// The report.
    pub report: OfficerReport,
}

/// The leader read a report and decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAcknowledged {
    /// The event of the report.
    pub report: i64,
    /// Which leader.
    pub by: StaffId,
    /// What is to be done.
    pub decision: LeaderDecision,
    /// In the leader's words; may be empty.
    pub note: String,
}

/// What waits for a leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// A report, to be acknowledged.
    Report,
    /// A case the ladder handed over, to be opened.
    HandedOver,
}

impl Demand {
    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::HandedOver => "handed_over",
        }
    }
}

/// A day passed on which a leader should have looked at a case and had not: a breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionMissed {
    /// What waited.
    pub what: Demand,
    /// Since when.
    pub since: BusinessDate,
    /// The last day in time.
    pub due_on: BusinessDate,
    /// The event of the report, where it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<i64>,
}

/// A leader began to read the measures of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewOpened {
    /// Which leader.
    pub by: StaffId,
}

/// One measure was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureRead {
    /// The event of the review.
    pub review: i64,
    /// Which leader.
    pub by: StaffId,
    /// The event of the measure.
    pub measure: i64,
}

/// Every measure was read, and something was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewClosed {
    /// The event of the review.
    pub review: i64,
    /// Which leader.
    pub by: StaffId,
    /// What is to be done.
    pub decision: LeaderDecision,
    /// In the leader's words.
    pub note: String,
    /// The day the case is read again.
    pub next_on: BusinessDate,
}

/// Something about the attention of a leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "attention", rename_all = "snake_case")]
pub enum AttentionEvent {
    /// A report went to the leader.
    ReportHandedIn(ReportHandedIn),
    /// The leader decided on it.
    ReportAcknowledged(ReportAcknowledged),
    /// Nobody looked in time.
    AttentionMissed(AttentionMissed),
    /// A review began.
    ReviewOpened(ReviewOpened),
    /// A measure was read.
    MeasureRead(MeasureRead),
    /// A review ended.
    ReviewClosed(ReviewClosed),
}

impl AttentionEvent {
    /// The leader who looked at the case, where one did.
    pub fn leader(&self) -> Option<&StaffId> {
        match self {
            Self::ReportAcknowledged(one) => Some(&one.by),
            Self::ReviewOpened(one) => Some(&one.by),
            Self::MeasureRead(one) => Some(&one.by),
            Self::ReviewClosed(one) => Some(&one.by),
            Self::ReportHandedIn(_) | Self::AttentionMissed(_) => None,
        }
    }

    /// What was written with it; may be empty.
    pub fn note(&self) -> &str {
        match self {
            Self::ReportHandedIn(one) => &one.report.proposes,
            Self::ReportAcknowledged(one) => &one.note,
            Self::ReviewClosed(one) => &one.note,
            Self::AttentionMissed(_) | Self::ReviewOpened(_) | Self::MeasureRead(_) => "",
        }
    }
}

/// What it was, in a few words; the note is apart.
impl fmt::Display for AttentionEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReportHandedIn(one) if one.as_drafted => write!(f, "report went to the leader as drafted"),
            Self::ReportHandedIn(one) => write!(f, "report handed in by {}", one.by),
            Self::ReportAcknowledged(one) => write!(f, "report acknowledged by {}: {}", one.by, one.decision),
            Self::AttentionMissed(one) => match one.what {
                Demand::Report => write!(f, "report not acknowledged by {}", one.due_on),
                Demand::HandedOver => write!(f, "not opened by a leader by {}", one.due_on),
            },
            Self::ReviewOpened(one) => write!(f, "review begun by {}", one.by),
            Self::MeasureRead(one) => write!(f, "measure {} read by {}", one.measure, one.by),
            Self::ReviewClosed(one) => {
                write!(f, "review closed by {}: {}; again on {}", one.by, one.decision, one.next_on)
            }
        }
    }
}

/// A review that is not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenReview {
    /// The number of its event.
    pub seq: i64,
    /// Since when.
    pub on: BusinessDate,
    /// Which leader.
    pub by: StaffId,
    /// The measures read so far, by their events.
    pub read: BTreeSet<i64>,
}

/// What passed between officer and leader, among the events of a case.
pub fn attention_of(events: &[Recorded]) -> Vec<Noted<AttentionEvent>> {
    let found = events.iter().filter_map(|one| match &one.event {
        CaseEvent::OnAttention(what) => Some(Noted { seq: one.seq, on: one.effective_on, what: what.clone() }),
        _ => None,
    });
    found.collect()
}

/// The reviews not closed, oldest first.
pub fn open_reviews(events: &[Noted<AttentionEvent>]) -> Vec<OpenReview> {
    let mut open: Vec<OpenReview> = Vec::new();
    for one in events {
        match &one.what {
            AttentionEvent::ReviewOpened(opened) => {
                let by = opened.by.clone();
                open.push(OpenReview { seq: one.seq, on: one.on, by, read: BTreeSet::new() });
            }
            AttentionEvent::MeasureRead(read) => {
                for review in open.iter_mut().filter(|review| review.seq == read.review) {
                    review.read.insert(read.measure);
                }
            }
            AttentionEvent::ReviewClosed(closed) => open.retain(|review| review.seq != closed.review),
            AttentionEvent::ReportHandedIn(_)
            | AttentionEvent::ReportAcknowledged(_)
            | AttentionEvent::AttentionMissed(_) => {}
        }
    }
    open
}

/// The review closed last.
pub fn last_review(events: &[Noted<AttentionEvent>]) -> Option<(&Noted<AttentionEvent>, &ReviewClosed)> {
    events.iter().rev().find_map(|one| match &one.what {
        AttentionEvent::ReviewClosed(closed) => Some((one, closed)),
        _ => None,
    })
}

/// The report handed in last, and the leader's word on it, where there is one.
pub fn last_report(
    events: &[Noted<AttentionEvent>],
) -> Option<(&Noted<AttentionEvent>, &ReportHandedIn, Option<&ReportAcknowledged>)> {
    let (at, report) = events.iter().rev().find_map(|one| match &one.what {
        AttentionEvent::ReportHandedIn(report) => Some((one, report)),
        _ => None,
    })?;
    let word = events.iter().find_map(|one| match &one.what {
        AttentionEvent::ReportAcknowledged(word) if word.report == at.seq => Some(word),
        _ => None,
    });
    Some((at, report, word))
}
