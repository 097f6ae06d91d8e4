//! What was done about a case, measure by measure, with what came of it and what it took.

use crate::{CaseDay, CaseInput, Rules};
use makegood_case::{
    CaseEvent, Channel, OpenReview, PromiseOutcome, PromiseState, Recorded, VisitTarget, attention_of, last_review,
};
use makegood_strategy::{ActionKind, Rung};
use makegood_units::{Amount, BusinessDate};

/// What a measure took, as the ladder reckons it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeasureCost {
    /// Minutes of somebody's day; none where the ladder has no such step.
    pub minutes: Option<u32>,
    /// Cost beside the minutes, in minor units of the case's currency; none likewise.
    pub beside: Option<Amount>,
    /// Minutes at the lender's rate and the cost beside; none where the lender has not
    /// said what a minute costs, or the ladder has no such step.
    pub whole: Option<Amount>,
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The number of its event.
    pub seq: i64,
    /// The business day it counts from.
    pub on: BusinessDate,
    /// What was done; nobody wrote it down for sure where it is a promise that was given.
    pub by: Option<String>,
    /// `contact`, `letter`, `step`, `promise`, `visit`, `plan` or `way_out`.
    pub kind: &'static str,
    /// Through which channel, where it was a contact.
    pub channel: Option<Channel>,
    /// What was done.
    pub what: String,
    /// What came of it.
    pub outcome: String,
    /// What was written with it, word for word; may be empty.
    pub note: String,
    /// What it took; nothing where it took nobody's minutes by itself.
    pub cost: Option<MeasureCost>,
}

/// A letter that was made, or word of how one was served. Letters are kept beside the events
/// of the case, since most go to somebody else than the borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterDone {
    /// The number of its event.
    pub seq: i64,
    /// The business day it counts from.
    pub on: BusinessDate,
    /// Who made it, or wrote down how it was served.
    pub by: String,
    /// What it is.
    pub what: String,
    /// What came of it.
    pub outcome: String,
    /// What was written with it; may be empty.
    pub note: String,
    /// The contact that stands on record for the same letter, so that it counts once.
    pub contact: Option<i64>,
    /// Whether it took a step's minutes: making a letter does, word of its service does not.
    pub is_made: bool,
}

/// The measures of a case up to a day, letters among them, in the order of their days. The
/// promises are those of the case on that day, so that each says what the cash made of it.
pub fn measures(
    case: &CaseInput,
    letters: &[LetterDone],
    promises: &[PromiseOutcome],
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> Vec<Measure> {
    let (rules, _) = rules.of_case(case, as_of);
    let told_by_letter = |seq: i64| letters.iter().any(|letter| letter.contact == Some(seq));
    let known = case.events.iter().filter(|one| one.effective_on <= as_of && !told_by_letter(one.seq));
    let mut found: Vec<Measure> = known.filter_map(|one| measure(one, promises, rules)).collect();
    found.extend(letters.iter().filter(|one| one.on <= as_of).map(|one| of_letter(one, rules)));
    found.sort_by_key(|one| (one.on, one.seq));
    found
}

fn of_letter(one: &LetterDone, rules: Rules<'_>) -> Measure {
    Measure {
        seq: one.seq,
        on: one.on,
        by: Some(one.by.clone()),
        kind: "letter",
        channel: Some(Channel::Letter),
        what: one.what.clone(),
        outcome: one.outcome.clone(),
        note: one.note.clone(),
        cost: one.is_made.then(|| cost(by_channel(rules, Channel::Letter), rules)).flatten(),
    }
}

/// The measures a review reads: those written down since the last review was closed; where
/// none was, those of these arrears.
pub fn to_review(case: &CaseInput, letters: &[LetterDone], day: &CaseDay, rules: Rules<'_>) -> Vec<Measure> {
    let events = attention_of(&case.events);
    let last = last_review(&events).map(|(at, _)| at.seq);
    let mut found = measures(case, letters, &day.promises, day.as_of, rules);
    found.retain(|one| match (last, day.owed.since) {
        (Some(last), _) => one.seq > last,
        (None, Some(since)) => one.on >= since,
        (None, None) => true,
    });
    found
}

/// The measures a review has still to read.
pub fn unread<'m>(review: &'m OpenReview, all: &'m [Measure]) -> impl Iterator<Item = &'m Measure> {
    all.iter().filter(|one| !review.read.contains(&one.seq))
}

fn measure(one: &Recorded, promises: &[PromiseOutcome], rules: Rules<'_>) -> Option<Measure> {
    let own = |by: &dyn ToString, kind, what: String, outcome: String, note: &str| Measure {
        seq: one.seq,
        on: one.effective_on,
        by: Some(by.to_string()),
        kind,
        channel: None,
        what,
        outcome,
        note: note.to_owned(),
        cost: None,
    };
    Some(match &one.event {
        CaseEvent::ContactRecorded(made) => Measure {
            channel: Some(made.channel),
            cost: cost(by_channel(rules, made.channel), rules),
            ..own(&made.by, "contact", made.channel.to_string(), made.outcome.to_string(), &made.note)
        },
        CaseEvent::StepDone(done) => {
            let rung = rules.strategy.rungs.iter().find(|rung| rung.id == done.step);
            let what = rung.map_or(done.step.clone(), |rung| rung.action.title().to_owned());
            Measure { cost: cost(rung, rules), ..own(&done.by, "step", what, "done".to_owned(), &done.note) }
        }
        CaseEvent::LadderSkipped(skip) => {
            let what = format!("the gentler steps passed over for {}", skip.to);
            own(&skip.by, "step", what, "decided".to_owned(), &skip.reason)
        }
        CaseEvent::PromiseMade(promise) => {
            let judged = promises.iter().find(|known| known.seq == one.seq);
            let outcome = judged.map_or("waited for", |known| promise_state(known.state)).to_owned();
            let what = format!("a promise by {}", promise.due_on);
            let mut line = own(&"", "promise", what, outcome, &promise.said);
            line.by = None;
            line
        }
        CaseEvent::VisitPrepared(visit) => {
            own(&visit.by, "visit", "a visit prepared".to_owned(), target(&visit.target), &visit.purpose)
        }
        CaseEvent::VisitFound(found) => own(
            &found.by,
            "visit",
            "what was found on the visit".to_owned(),
            "written down".to_owned(),
            &found.findings,
        ),
        CaseEvent::PlanMade(plan) => {
            own(&plan.owner, "plan", format!("a plan by {}", plan.due_on), plan.required_result.clone(), &plan.method)
        }
        CaseEvent::WorkoutRecorded(event) => {
            let mut line = own(&"", "way_out", event.words(), "written down".to_owned(), "");
            line.by = None;
            line
        }
        _ => return None,
    })
}

/// The step of the ladder a contact is reckoned by: a call or a visit where there is one,
/// else the first of the channel.
fn by_channel(rules: Rules<'_>, channel: Channel) -> Option<&Rung> {
    let plain = |rung: &&Rung| matches!(rung.action, ActionKind::Call | ActionKind::Visit | ActionKind::Reminder);
    let rungs = || rules.strategy.rungs.iter().filter(|rung| rung.channel == Some(channel));
    rungs().find(plain).or_else(|| rungs().next())
}

fn cost(rung: Option<&Rung>, rules: Rules<'_>) -> Option<MeasureCost> {
    let Some(rung) = rung else { return Some(MeasureCost::default()) };
    let whole = rules.strategy.attention.minute_cost.and_then(|rate| {
        let minutes = rate.minor().checked_mul(i64::from(rung.minutes))?;
        Some(Amount::from_minor(minutes.checked_add(rung.cost.minor())?))
    });
    Some(MeasureCost { minutes: Some(rung.minutes), beside: Some(rung.cost), whole })
}

/// A promise as the cash has it, in words for a list.
pub(crate) fn promise_state(state: PromiseState) -> &'static str {
    match state {
        PromiseState::Pending => "waited for",
        PromiseState::Kept => "kept",
        PromiseState::PartlyKept => "partly kept",
        PromiseState::Broken => "broken",
        PromiseState::Replaced => "replaced by a later one",
    }
}

fn target(target: &VisitTarget) -> String {
    match target {
        VisitTarget::Amount(_) => "to come away with an amount".to_owned(),
        VisitTarget::Document(paper) => format!("to come away with {paper}"),
        VisitTarget::Decision(decision) => format!("to come away with a decision: {decision}"),
    }
}
