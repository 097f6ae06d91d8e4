//! A case: what is owed, why, what comes next, through which channels.

use super::word;
use crate::words::{Day, Moment, Money, Number, money};
use makegood_case::PromiseOutcome;
use makegood_day_close::{CaseDay, Considered};
use makegood_strategy::PassedOver;
use makegood_units::Currency;
use makegood_views::CaseView;
use schemars::JsonSchema;
use serde::Serialize;

/// A case in arrears, in one line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseLine {
    /// The borrower's number: the case's own.
    pub case: String,
    /// The borrower's name; empty when none was delivered.
    pub name: String,
    /// The branch of the loan with the largest arrears.
    pub branch: String,
    /// The day it is true for.
    pub as_of: Day,
    /// Days past due.
    pub days_past_due: i32,
    /// The due date of the oldest unpaid instalment.
    pub late_since: Option<Day>,
    /// Due and unpaid.
    pub arrears: Money,
    /// Scheduled and not yet paid, arrears included.
    pub outstanding: Money,
    /// Why it is owed, as far as known.
    pub situation: String,
    /// The one step to take; null when none is open.
    pub next_step: Option<Step>,
}

/// A step of the ladder with what the law says of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Step {
    /// The rung of the strategy.
    pub step: String,
    /// What is done.
    pub action: String,
    /// Through which channel; null for what stays in the house.
    pub channel: Option<String>,
    /// On which number or at which address.
    pub contact_point: Option<String>,
    /// Minutes of somebody's day.
    pub minutes: u32,
    /// What it is worth: expected gain less cost less harm.
    pub value: Money,
    /// What the law says: `cleared`, or why not yet.
    pub verdict: String,
    /// The moment it was cleared for, or the first at which it opens.
    pub opens_at: Option<Moment>,
    /// What stands against it; empty when nothing does.
    pub against: String,
    /// Why it is proposed.
    pub why: String,
}

/// A step that is closed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClosedStep {
    /// The rung of the strategy.
    pub step: String,
    /// What would be done.
    pub action: String,
    /// The day the reason ends, when the calendar alone ends it.
    pub opens_on: Option<Day>,
    /// The reason in one word.
    pub code: String,
    /// The reason in one sentence.
    pub why: String,
}

/// A way to the borrower, as the law has it now.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChannelOpen {
    /// Which.
    pub channel: String,
    /// What the law says.
    pub verdict: String,
    /// Whether it may be used now.
    pub is_open: bool,
    /// When it opens, where that is known.
    pub opens_at: Option<Moment>,
    /// When it closes again, where it does within a day.
    pub open_until: Option<Moment>,
    /// What stands against it, a sentence for each rule.
    pub against: Vec<String>,
}

/// A number or address.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContactPoint {
    /// The lender's number of it.
    pub contact_point: String,
    /// `phone`, `email` or `address`.
    pub kind: String,
    /// The number or the address.
    pub value: String,
    /// Whether the person agreed to be reached there.
    pub consent: bool,
    /// Whether it was found not to reach the person.
    pub is_closed: bool,
}

/// A promise and what the cash says of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Promise {
    /// The number of the event that recorded it.
    pub event: Number,
    /// Whose.
    pub case: String,
    /// When it was given.
    pub made_on: Day,
    /// How much in all.
    pub amount: Money,
    /// By which day; the last where there are several.
    pub due_on: Day,
    /// For which loan; null for any of the case.
    pub loan: Option<String>,
    /// `pending`, `kept`, `partly_kept`, `broken` or `replaced`, by the book.
    pub state: String,
    /// Part by part.
    pub parts: Vec<PromisePart>,
}

/// One part of a promise.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PromisePart {
    /// By which day.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// What came in for it.
    pub received: Money,
    /// How it stands.
    pub state: String,
}

/// Activity suspended.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Hold {
    /// Why.
    pub kind: String,
    /// From which day.
    pub from: Day,
    /// Through which day; null until lifted.
    pub until: Option<Day>,
    /// In words.
    pub reason: String,
}

/// One loan of the case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LoanOfCase {
    /// Which.
    pub loan: String,
    /// Due and unpaid.
    pub arrears: Money,
    /// Scheduled and not yet paid.
    pub outstanding: Money,
    /// Days past due.
    pub days_past_due: i32,
}

/// What the law requires by a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Duty {
    /// What must be done.
    pub task: String,
    /// The last day.
    pub due_on: Day,
    /// Whether that day has passed.
    pub is_late: bool,
    /// In one sentence, with the rule.
    pub says: String,
    /// The rule.
    pub rule: String,
}

/// The plan of a case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Plan {
    /// What is done.
    pub method: String,
    /// What has to have come of it.
    pub required_result: String,
    /// By when.
    pub due_on: Day,
    /// Who answers for it; null while nobody took it on.
    pub owner: Option<String>,
}

/// One case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Case {
    /// It in one line.
    #[serde(flatten)]
    pub line: CaseLine,
    /// The number of the last event about it; the ETag. 0 when there is none.
    pub version: Number,
    /// Why the lateness is counted as it is.
    pub why_late: String,
    /// What to ask next, when an open question would tell something.
    pub next_question: Option<String>,
    /// Loan by loan.
    pub loans: Vec<LoanOfCase>,
    /// Promises, oldest first.
    pub promises: Vec<Promise>,
    /// Holds in force.
    pub holds: Vec<Hold>,
    /// Each channel at this moment.
    pub channels: Vec<ChannelOpen>,
    /// Numbers and addresses.
    pub contact_points: Vec<ContactPoint>,
    /// Steps of the ladder that are open, with the law's word.
    pub open_steps: Vec<Step>,
    /// Steps that are closed, each with its reason.
    pub closed_steps: Vec<ClosedStep>,
    /// What the law requires, soonest first.
    pub duties: Vec<Duty>,
    /// The plan it follows; null where there is none.
    pub plan: Option<Plan>,
}

/// A case in one line.
pub fn line(day: &CaseDay, name: &str) -> CaseLine {
    let currency = day.owed.currency;
    let recommended = day.recommended.and_then(|at| day.considered.get(at));
    CaseLine {
        case: day.party.to_string(),
        name: name.to_owned(),
        branch: day.owed.branch.to_string(),
        as_of: day.as_of.into(),
        days_past_due: day.owed.days_past_due,
        late_since: day.owed.since.map(Day::from),
        arrears: money(day.owed.arrears, currency),
        outstanding: money(day.owed.outstanding, currency),
        situation: day.finding.situation.to_string(),
        next_step: recommended.map(|step| open_step(step, currency)),
    }
}

/// A step that is open.
pub fn open_step(one: &Considered, currency: Currency) -> Step {
    Step {
        step: one.proposal.rung.clone(),
        action: word(&one.proposal.action),
        channel: one.proposal.channel.as_ref().map(word),
        contact_point: one.contact_point.as_ref().map(ToString::to_string),
        minutes: one.proposal.minutes,
        value: money(one.proposal.value, currency),
        verdict: one.gate.verdict.clone(),
        opens_at: one.gate.opens_at.map(Moment::from),
        against: one.gate.says.clone(),
        why: one.proposal.why.says.clone(),
    }
}

fn closed_step(one: &PassedOver) -> ClosedStep {
    ClosedStep {
        step: one.rung.clone(),
        action: word(&one.action),
        opens_on: one.opens_on.map(Day::from),
        code: one.why.code.clone(),
        why: one.why.says.clone(),
    }
}

/// The promises of a case.
pub fn promises(day: &CaseDay) -> Vec<Promise> {
    day.promises.iter().map(|one| promise(day, one)).collect()
}

fn promise(day: &CaseDay, one: &PromiseOutcome) -> Promise {
    let currency = day.owed.currency;
    let part = |part: &makegood_case::PartOutcome| PromisePart {
        due_on: part.due_on.into(),
        amount: money(part.amount, currency),
        received: money(part.received, currency),
        state: word(&part.state),
    };
    Promise {
        event: one.seq.into(),
        case: day.party.to_string(),
        made_on: one.promise.made_on.into(),
        amount: money(one.promise.amount, currency),
        due_on: one.promise.due_on.into(),
        loan: one.promise.loan.as_ref().map(ToString::to_string),
        state: word(&one.state),
        parts: one.parts.iter().map(part).collect(),
    }
}

fn channels(view: &CaseView) -> Vec<ChannelOpen> {
    let open = |verdict: &makegood_compliance::Verdict<makegood_compliance::PlannedContact>| {
        let channel = verdict.action().channel;
        ChannelOpen {
            channel: word(&channel),
            verdict: verdict.word().to_owned(),
            is_open: verdict.is_cleared(),
            opens_at: verdict.opens_at().map(Moment::from),
            open_until: view.open_until.get(&channel).copied().map(Moment::from),
            against: verdict.hits().iter().filter(|hit| hit.bites).map(|hit| hit.says.clone()).collect(),
        }
    };
    view.channels.iter().map(open).collect()
}

fn contact_points(view: &CaseView) -> Vec<ContactPoint> {
    let is_closed = |id| view.day.closed_contact_points.iter().any(|one| one.what.contact_point == id);
    let point = |point: &makegood_case::ContactPoint| ContactPoint {
        contact_point: point.id.to_string(),
        kind: word(&point.kind),
        value: point.value.clone(),
        consent: point.consent,
        is_closed: is_closed(point.id.clone()),
    };
    view.contact_points.iter().map(point).collect()
}

/// One case.
pub fn case(view: &CaseView) -> Case {
    let (day, currency) = (&view.day, view.day.owed.currency);
    let hold = |one: &makegood_case::Noted<makegood_case::Hold>| Hold {
        kind: word(&one.what.kind),
        from: one.what.from.into(),
        until: one.what.until.map(Day::from),
        reason: one.what.reason.clone(),
    };
    let loan = |one: &makegood_day_close::LoanDay| LoanOfCase {
        loan: one.loan.to_string(),
        arrears: money(one.position.arrears.total(), one.currency),
        outstanding: money(one.position.outstanding, one.currency),
        days_past_due: one.days_past_due,
    };
    let duty = |one: &makegood_compliance::Duty| Duty {
        task: one.task.clone(),
        due_on: one.due_on.into(),
        is_late: one.is_late,
        says: one.says.clone(),
        rule: one.rule.clone(),
    };
    let plan = day.plan.as_ref().map(|plan| Plan {
        method: plan.method.clone(),
        required_result: plan.required_result.clone(),
        due_on: plan.due_on.into(),
        owner: plan.owner.as_ref().map(ToString::to_string),
    });
    Case {
        line: line(day, &view.name),
        version: view.head.into(),
        why_late: day.owed.why.says.clone(),
        next_question: day.finding.next_question.as_ref().map(|question| question.ask.clone()),
        loans: day.owed.loans.iter().map(loan).collect(),
        promises: promises(day),
        holds: day.holds.iter().map(hold).collect(),
        channels: channels(view),
        contact_points: contact_points(view),
        open_steps: day.considered.iter().map(|one| open_step(one, currency)).collect(),
        closed_steps: day.passed_over.iter().map(closed_step).collect(),
        duties: day.duties.iter().map(duty).collect(),
        plan,
    }
}
