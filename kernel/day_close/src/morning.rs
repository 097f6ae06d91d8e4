//! What a leader reads of a case in the morning: in which lists it stands, and why.

use crate::{CaseDay, SecondEyes, handed_over, second_eyes};
use makegood_case::{HoldKind, PartOutcome};
use makegood_diagnosis::Situation;
use makegood_strategy::{ActionKind, Strategy};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// A case may stay undetermined for so many days before a leader asks.
const UNDETERMINED_DAYS: i32 = 7;
/// A clock that ends within so many days is a leader's matter.
const CLOCK_DAYS: i32 = 30;

/// A list of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MorningList {
    /// Promised parts whose day passed since the earlier close.
    Broken,
    /// Promised parts due on the day.
    DueToday,
    /// Claims that can be enforced for 30 days more at most.
    Clocks,
    /// No cause found for more than seven days.
    Undiagnosed,
    /// A leader's reading is due.
    Hard,
    /// Shortcomings of method.
    Shortcomings,
    /// Nothing may be done until a person decides.
    Held,
    /// The day a leader wanted to read the case again has come.
    ReadAgain,
    /// Something waits for a second person.
    SecondPerson,
}

impl MorningList {
    /// Every list.
    pub const ALL: [Self; 9] = [
        Self::Broken,
        Self::DueToday,
        Self::Clocks,
        Self::Undiagnosed,
        Self::Hard,
        Self::Shortcomings,
        Self::Held,
        Self::ReadAgain,
        Self::SecondPerson,
    ];

    /// The word used in tables and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::DueToday => "due-today",
            Self::Clocks => "clocks",
            Self::Undiagnosed => "undiagnosed",
            Self::Hard => "hard",
            Self::Shortcomings => "shortcomings",
            Self::Held => "held",
            Self::ReadAgain => "read-again",
            Self::SecondPerson => "second-person",
        }
    }
}

/// A case in one of the lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MorningLine {
    /// Which list.
    pub list: MorningList,
    /// Why it stands there, in a sentence without its end.
    pub because: String,
    /// The day it is about: of the promise, the end of the clock, the day to read again.
    pub on: Option<BusinessDate>,
    /// The amount promised, in the currency of the case.
    pub amount: Option<Amount>,
    /// What came in against it.
    pub received: Option<Amount>,
    /// What waits for a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<SecondEyes>,
}

/// The lists a case stands in, with `since` the close before, from which day on missed
/// promises are news.
pub fn morning(case: &CaseDay, strategy: &Strategy, since: BusinessDate) -> Vec<MorningLine> {
    let mut lines = Vec::new();
    let news = |part: &PartOutcome| part.state.is_missed() && part.due_on >= since && part.due_on < case.as_of;
    lines.extend(part(case, MorningList::Broken, &news));
    lines.extend(part(case, MorningList::DueToday, &|part| part.state.is_open() && part.due_on == case.as_of));
    let plain =
        |list, because: String, on| MorningLine { list, because, on, amount: None, received: None, second: None };
    lines.extend(clock(case).map(|(says, end)| plain(MorningList::Clocks, says, Some(end))));
    lines.extend(undetermined(case, strategy).map(|says| plain(MorningList::Undiagnosed, says, None)));
    lines.extend(hard(case).map(|says| plain(MorningList::Hard, says, None)));
    lines.extend(
        case.shortcomings.iter().map(|one| {
            plain(MorningList::Shortcomings, format!("{}: {}", one.kind.title(), one.why.says), Some(one.on))
        }),
    );
    lines.extend(held(case).map(|says| plain(MorningList::Held, says, None)));
    let again = case.read_again_on.filter(|day| *day <= case.as_of);
    lines.extend(again.map(|day| plain(MorningList::ReadAgain, format!("to be read again from {day}"), Some(day))));
    lines.extend(second_eyes(case).into_iter().map(|waits| MorningLine {
        second: Some(waits.clone()),
        ..plain(MorningList::SecondPerson, waits.what, waits.on)
    }));
    lines
}

fn part(case: &CaseDay, list: MorningList, keep: &dyn Fn(&PartOutcome) -> bool) -> Option<MorningLine> {
    let mut parts = case.promises.iter().rev().flat_map(|one| one.parts.iter().map(move |part| (one, part)));
    let (one, part) = parts.find(|(_, part)| keep(part))?;
    Some(MorningLine {
        list,
        because: one.promise.source_of_funds.clone(),
        on: Some(part.due_on),
        amount: Some(part.amount),
        received: Some(part.received),
        second: None,
    })
}

fn clock(case: &CaseDay) -> Option<(String, BusinessDate)> {
    let soon = case.clocks.iter().filter(|clock| clock.bars && !clock.is_held);
    let soon = soon.filter(|clock| clock.days_left.is_some_and(|days| (0..=CLOCK_DAYS).contains(&days)));
    let first = soon.min_by_key(|clock| clock.counted_end)?;
    let end = first.counted_end?;
    Some((format!("the claim on {} of {} ends on {end}", first.role.replace('_', " "), first.loan), end))
}

/// While the borrower contests a finding it is not the cause that is missing.
fn undetermined(case: &CaseDay, strategy: &Strategy) -> Option<String> {
    let is_open = case.finding.situation == Situation::Undetermined && case.standing.appeal.is_none();
    let since = case.owed.since.filter(|_| is_open)?;
    let open = case.as_of.days_since(since.plus_days(strategy.grace_days));
    (open > UNDETERMINED_DAYS).then(|| {
        let ask = case.finding.next_question.as_ref().map(|next| format!(" Ask: {}", next.ask));
        format!("Open for {open} days.{}", ask.unwrap_or_default())
    })
}

/// The borrower contests a finding, a leader's reading is on the ladder, or a step waits
/// for a second person.
fn hard(case: &CaseDay) -> Option<String> {
    let reading = case.considered.iter().find(|step| step.proposal.action == ActionKind::LeaderReview);
    let reading = reading.map(|step| step.proposal.why.clone());
    let waits = || case.considered.iter().find(|step| step.gate.verdict == "needs_approval");
    let why = handed_over(case).or(reading).map(|why| why.says);
    why.or_else(|| waits().map(|step| step.gate.says.clone()))
}

/// Activity suspended, or every step closed with no day on which one opens.
fn held(case: &CaseDay) -> Option<String> {
    if let Some(held) = case.holds.first() {
        let hold = &held.what;
        let kind = match hold.kind {
            HoldKind::Dispute => "dispute",
            HoldKind::Hardship => "hardship",
            HoldKind::CeaseRequest => "no-contact",
            HoldKind::AttorneyRepresentation => "lawyer",
            HoldKind::Moratorium => "moratorium",
        };
        return Some(format!("{kind} hold since {}: {}", hold.from, hold.reason));
    }
    let shut = |verdict: &str| matches!(verdict, "refused" | "unknown" | "redirected");
    let all = !case.considered.is_empty() && case.considered.iter().all(|step| shut(&step.gate.verdict));
    let first = case.considered.first().filter(|_| all)?;
    Some(format!("Every step is closed. {}", first.gate.says))
}
