//! What waits for a leader, and the review of one case.

use super::word;
use crate::words::{Day, Money, Number, money};
use makegood_case::{LeaderDecision, OfficerReport};
use makegood_day_close::Measure;
use makegood_desk::CaseAttention;
use makegood_units::{BusinessDate, Currency};
use makegood_views::{AttentionRow, Coverage as Counted};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a leader decides.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Decision {
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

/// Something that waits for a leader.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Owed {
    /// The borrower's number.
    pub case: String,
    /// The borrower's name; empty when none was delivered.
    pub name: String,
    /// `report`, to be acknowledged, or `handed_over`, to be reviewed.
    pub what: String,
    /// Of which branch.
    pub branch: String,
    /// Whose report it is; null for a case the ladder handed over.
    pub officer: Option<String>,
    /// The event of the report; null likewise.
    pub report: Option<Number>,
    /// It went as drafted, because nobody handed it in.
    pub as_drafted: bool,
    /// The last day in time.
    pub due_on: Day,
    /// The event of the breach, once that day has passed.
    pub breach: Option<Number>,
}

/// What waits, in the words of the interface; none while its officer still has it.
pub fn owed(row: &AttentionRow) -> Option<Owed> {
    Some(Owed {
        case: row.party.to_string(),
        name: row.name.clone(),
        what: row.what.word().to_owned(),
        branch: row.branch.to_string(),
        officer: row.officer.as_ref().map(ToString::to_string),
        report: row.report.map(Number::from),
        as_drafted: row.as_drafted,
        due_on: row.due_on?.into(),
        breach: row.breach.map(Number::from),
    })
}

/// How much of what fell due for a leader was looked at by its day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Coverage {
    /// The first day counted.
    pub from: Day,
    /// The last day counted.
    pub to: Day,
    /// The denominator: what fell due in these days, or was looked at before.
    pub due: u64,
    /// The numerator: of these, looked at by their day.
    pub in_time: u64,
    /// Left out: the case was late no more before its day came.
    pub settled_before: u64,
    /// By branch and leader.
    pub leaders: Vec<LeaderCoverage>,
}

/// The same of one leader.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeaderCoverage {
    /// Which branch.
    pub branch: String,
    /// Who looked; where nobody did, the leaders of the branch by their numbers.
    pub leader: String,
    /// The denominator.
    pub due: u64,
    /// The numerator.
    pub in_time: u64,
}

/// Coverage in the words of the interface.
pub fn coverage(counted: &Counted) -> Coverage {
    Coverage {
        from: counted.from.into(),
        to: counted.to.into(),
        due: counted.due as u64,
        in_time: counted.in_time as u64,
        settled_before: counted.settled_before as u64,
        leaders: counted
            .by_leader
            .iter()
            .map(|one| LeaderCoverage {
                branch: one.branch.to_string(),
                leader: one.leader.clone(),
                due: one.due as u64,
                in_time: one.in_time as u64,
            })
            .collect(),
    }
}

/// A case as those who report and review see it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Review {
    /// The borrower's number.
    pub case: String,
    /// The day it is true for.
    pub as_of: Day,
    /// The report that is due, as drafted; null when none is.
    pub draft: Option<Report>,
    /// The report that went to the leader last.
    pub report: Option<Handed>,
    /// The reviews that are open.
    pub open: Vec<Open>,
    /// The measures there are to read, in the order of their days.
    pub measures: Vec<MeasureLine>,
    /// What was left out or came late, a sentence each.
    pub shortcomings: Vec<String>,
    /// The review closed last.
    pub last: Option<Closed>,
}

/// A report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Why there is one.
    pub because: String,
    /// What is owed and since when.
    pub owed: String,
    /// Why they are late, as far as known.
    pub finding: String,
    /// What was said, in the officer's words.
    pub account: String,
    /// What the officer proposes.
    pub proposes: String,
}

/// A report that went to the leader.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Handed {
    /// The number of its event.
    pub event: Number,
    /// When.
    pub on: Day,
    /// From whom.
    pub by: String,
    /// Nobody handed it in, so it went as drafted.
    pub as_drafted: bool,
    /// What it says.
    pub report: Report,
    /// The leader's word; null while it waits.
    pub word: Option<Word>,
}

/// A leader's word.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Word {
    /// Which leader.
    pub by: String,
    /// What is to be done.
    pub decision: String,
    /// In the leader's words.
    pub note: String,
}

/// A review that is open.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Open {
    /// The number of its event.
    pub event: Number,
    /// Since when.
    pub on: Day,
    /// Which leader.
    pub by: String,
}

/// A measure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeasureLine {
    /// The number of its event.
    pub event: Number,
    /// The day it counts from.
    pub on: Day,
    /// Who did it; null where nobody wrote it down.
    pub by: Option<String>,
    /// `contact`, `step`, `promise`, `visit`, `plan` or `way_out`.
    pub kind: String,
    /// What was done.
    pub what: String,
    /// What came of it.
    pub outcome: String,
    /// What was written with it.
    pub note: String,
    /// Minutes it took, by the strategy.
    pub minutes: Option<u32>,
    /// What it cost in all; null where the lender has not said what a minute costs.
    pub cost: Option<Money>,
    /// The leaders with an open review who marked it as read.
    pub read_by: Vec<String>,
}

/// A review that was closed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Closed {
    /// When.
    pub on: Day,
    /// Which leader.
    pub by: String,
    /// What is to be done.
    pub decision: String,
    /// What the leader said of the measures.
    pub note: String,
    /// The day the case is read again.
    pub next_on: Day,
}

fn report(report: &OfficerReport) -> Report {
    Report {
        because: report.because.clone(),
        owed: report.owed.clone(),
        finding: report.finding.clone(),
        account: report.account.clone(),
        proposes: report.proposes.clone(),
    }
}

fn decided(by: &impl ToString, decision: LeaderDecision, note: &str) -> Word {
    Word { by: by.to_string(), decision: word(&decision), note: note.to_owned() }
}

fn measure(one: &Measure, known: &CaseAttention, currency: Currency) -> MeasureLine {
    let read = known.open.iter().filter(|review| review.read.contains(&one.seq));
    MeasureLine {
        event: one.seq.into(),
        on: one.on.into(),
        by: one.by.clone(),
        kind: one.kind.to_owned(),
        what: one.what.clone(),
        outcome: one.outcome.clone(),
        note: one.note.clone(),
        minutes: one.cost.and_then(|cost| cost.minutes),
        cost: one.cost.and_then(|cost| cost.whole).map(|whole| money(whole, currency)),
        read_by: read.map(|review| review.by.to_string()).collect(),
    }
}

/// A review in the words of the interface.
pub fn review(known: &CaseAttention) -> Review {
    let currency = known.day.owed.currency;
    let open = |on: BusinessDate, event: i64, by: String| Open { event: event.into(), on: on.into(), by };
    Review {
        case: known.day.party.to_string(),
        as_of: known.as_of.into(),
        draft: known.draft.as_ref().map(|(_, draft)| report(draft)),
        report: known.report.as_ref().map(|(event, on, handed, word)| Handed {
            event: (*event).into(),
            on: (*on).into(),
            by: handed.by.to_string(),
            as_drafted: handed.as_drafted,
            report: report(&handed.report),
            word: word.as_ref().map(|word| decided(&word.by, word.decision, &word.note)),
        }),
        open: known.open.iter().map(|one| open(one.on, one.seq, one.by.to_string())).collect(),
        measures: known.measures.iter().map(|one| measure(one, known, currency)).collect(),
        shortcomings: known.day.shortcomings.iter().map(|one| one.why.says.clone()).collect(),
        last: known.reviewed.as_ref().map(|(on, closed)| Closed {
            on: (*on).into(),
            by: closed.by.to_string(),
            decision: word(&closed.decision),
            note: closed.note.clone(),
            next_on: closed.next_on.into(),
        }),
    }
}
