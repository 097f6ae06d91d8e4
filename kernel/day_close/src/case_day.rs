//! One case through the chain: book → diagnose → propose → clear.

use crate::action::{CaseAction, purpose};
use crate::case_book::{CloseError, Owed, histories, owed};
use crate::clock_day::{WorkingDay, working_day};
use crate::clocks::{self, CLOCK_ENDS, CaseClock, case_clocks};
use crate::{CaseInput, Rules, required, sheet, why_late};
use makegood_book::Payment;
use makegood_case::{CaseState, Channel, ContactPoint, ContactPointKind, Noted, PromiseOutcome};
use makegood_case::{ContactPointClosed, Hold};
use makegood_compliance::{Cleared, Duty, Facts, Purpose, RuleHit, Verdict, clear, duties};
use makegood_diagnosis::{Finding, Need};
use makegood_routing::Point;
use makegood_strategy::{ActionKind, CasePlan, PassedOver, Planned, Proposal, plan_of, propose, recommend};
use makegood_units::{BusinessDate, ContactPointId, Instant, LoanId, PartyId, Why};
use serde::{Deserialize, Serialize};

/// What the law said of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// `cleared`, `deferred`, `refused`, `redirected`, `unknown`; `needs_approval`
    /// when the strategy wants a second person first; `in_house` for what reaches
    /// nobody.
    pub verdict: String,
    /// The moment it was cleared for, or the first at which it opens.
    pub opens_at: Option<Instant>,
    /// The reason in one sentence; empty when cleared.
    pub says: String,
    /// Every rule against it.
    pub hits: Vec<RuleHit>,
}

/// A step the strategy proposes, with what the law says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// What the strategy proposes.
    pub proposal: Proposal,
    /// The number or address it would use.
    pub contact_point: Option<ContactPointId>,
    /// The place of a visit.
    pub place: Option<String>,
    /// What the law says.
    pub gate: Gate,
}

/// One case on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDay {
    /// Whose.
    pub party: PartyId,
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// What is owed.
    pub owed: Owed,
    /// Why it is owed, as far as known.
    pub finding: Finding,
    /// Promises and what the cash says of them.
    pub promises: Vec<PromiseOutcome>,
    /// Holds in force.
    pub holds: Vec<Noted<Hold>>,
    /// Numbers and addresses that do not reach the person.
    pub closed_contact_points: Vec<Noted<ContactPointClosed>>,
    /// What the law requires to be done, soonest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<Duty>,
    /// Until when each claim can be enforced, against whom; empty where no clock counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<CaseClock>,
    /// The plan it follows; none while the cause is not known, or where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<CasePlan>,
    /// What is wrong with the plan, or with there being none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defects: Vec<Why>,
    /// Steps of the ladder open today, with the law's word.
    pub considered: Vec<Considered>,
    /// Steps of the ladder closed today by the strategy itself.
    pub passed_over: Vec<PassedOver>,
    /// The one step to take: its place in `considered`.
    pub recommended: Option<usize>,
}

/// A case with the steps the law lets through; only these go on.
pub struct CaseWork {
    /// What the plan says of the case.
    pub day: CaseDay,
    /// The cleared steps.
    pub cleared: Vec<Cleared<CaseAction>>,
}

/// Takes one case through the chain. `None` when it has no loan on the book.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn case_day(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Option<CaseWork>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let told = histories(case, as_of, rules)?;
    let payments: Vec<Payment> = told.iter().flat_map(|told| told.history.payments.iter().cloned()).collect();
    let state = CaseState::fold(&case.events, &payments, as_of);
    let records = why_late::records(&state, &told, &owed, as_of);
    let finding = why_late::finding(&records, as_of, rules);
    let has_telephone = usable_point(case, &state, Channel::Call).is_some();
    let ladder = why_late::case_facts(case, &owed, has_telephone, &state, records, &told, as_of);
    let proposals = propose(&ladder, &finding, rules.strategy, as_of);
    let Planned { plan, defects } = plan_of(&ladder, &finding, rules.strategy, as_of);

    let facts = sheet::facts_about(case, as_of, rules);
    let hours = working_day(case, as_of, rules.strategy);
    let mut considered = Vec::new();
    let mut cleared = Vec::new();
    let duties = duties(&facts, rules.packs, &[], hours.opens_at);
    let required = duties.iter().filter(|duty| required::is_raised(duty, as_of)).map(required::proposal);
    let clocks = case_clocks(case, as_of, rules)?;
    let alarms = clocks::raised(&clocks, &case.events, as_of).map(|alarm| (purpose(alarm.action), alarm));
    let open = proposals.open.into_iter().map(|open| (purpose(open.action), open));
    for (place, (purpose, proposal)) in required.chain(alarms).chain(open).enumerate() {
        let (step, clearance) = consider(case, &state, &owed, proposal, purpose, place, &facts, hours, rules, as_of);
        considered.push(step);
        cleared.extend(clearance);
    }
    let day = CaseDay {
        party: case.party.clone(),
        as_of,
        recommended: recommended(&considered),
        owed,
        finding,
        promises: state.promises,
        holds: state.holds,
        closed_contact_points: state.closed_contact_points,
        duties,
        clocks,
        plan,
        defects,
        considered,
        passed_over: proposals.passed_over,
    };
    Ok(Some(CaseWork { day, cleared }))
}

/// The step to recommend among those that may be taken today.
fn recommended(considered: &[Considered]) -> Option<usize> {
    let may = |step: &Considered| matches!(step.gate.verdict.as_str(), "cleared" | "in_house");
    let candidates = considered.iter().enumerate().filter(|(_, step)| may(step));
    recommend(candidates.map(|(place, step)| (place, &step.proposal)))
}

#[expect(clippy::too_many_arguments, reason = "the stages of the chain meet here, and nowhere else")]
fn consider(
    case: &CaseInput,
    state: &CaseState,
    owed: &Owed,
    proposal: Proposal,
    purpose: Purpose,
    place: usize,
    facts: &Facts,
    hours: WorkingDay,
    rules: Rules<'_>,
    as_of: BusinessDate,
) -> (Considered, Option<Cleared<CaseAction>>) {
    // Reading a case, or a clock, does nothing to anybody: the acts it leads to are asked about.
    if proposal.action == ActionKind::LeaderReview || proposal.why.code == CLOCK_ENDS {
        let gate = Gate { verdict: "in_house".into(), opens_at: None, says: String::new(), hits: Vec::new() };
        return (Considered { proposal, contact_point: None, place: None, gate }, None);
    }
    let point = proposal.channel.and_then(|channel| usable_point(case, state, channel));
    // A demand on a guarantor is towards them, and what is on file about them counts.
    let guarantor = (proposal.action == ActionKind::GuarantorDemand).then(|| sheet::guarantor(case, as_of)).flatten();
    let person = guarantor.clone().unwrap_or_else(|| case.party.clone());
    let of_guarantor = guarantor.and_then(|person| sheet::facts_about_person(case, &person, as_of, rules));
    let is_visit = proposal.channel == Some(Channel::Visit);
    let action = CaseAction {
        party: case.party.clone(),
        person,
        debts: late_debts(owed),
        considered: place,
        kind: proposal.action,
        channel: proposal.channel,
        contact_point: point.map(|point| point.id.clone()),
        purpose,
        is_owed: proposal.is_owed,
        minutes: proposal.minutes,
        value_minor: proposal.value.minor(),
        place: point.filter(|_| is_visit).and_then(|point| point.place.clone()),
        point: point.and_then(map_point),
    };
    let visit_place = action.place.clone();
    let (mut gate, mut clearance) = judge(action, of_guarantor.as_ref().unwrap_or(facts), hours, rules);
    if !proposal.needs.is_empty() && clearance.is_some() {
        gate.verdict = "needs_approval".into();
        gate.says = needs(&proposal.needs);
        clearance = None;
    }
    let contact_point = point.map(|point| point.id.clone());
    (Considered { proposal, contact_point, place: visit_place, gate }, clearance)
}

/// Asks the gate for the beginning of the working day and, where the law opens
/// later on the same day, again for that moment.
pub(crate) fn judge(
    action: CaseAction,
    facts: &Facts,
    hours: WorkingDay,
    rules: Rules<'_>,
) -> (Gate, Option<Cleared<CaseAction>>) {
    let mut verdict = clear(action, facts, rules.packs, hours.opens_at);
    if let Verdict::DeferUntil { opens_at, .. } = &verdict
        && *opens_at < hours.closes_at
    {
        let later = *opens_at;
        verdict = clear(verdict.into_action(), facts, rules.packs, later);
    }
    let says = decisive(verdict.hits()).map(|hit| hit.says.clone()).unwrap_or_default();
    let gate =
        Gate { verdict: verdict.word().to_owned(), opens_at: verdict.opens_at(), says, hits: verdict.hits().to_vec() };
    (gate, verdict.cleared())
}

/// The rule that decides: one that no day opens before one that opens, and of those
/// the one that opens last.
fn decisive(hits: &[RuleHit]) -> Option<&RuleHit> {
    hits.iter().rev().max_by_key(|hit| (hit.opens_at.is_none(), hit.opens_at))
}

fn needs(needs: &[Need]) -> String {
    let words = needs.iter().map(|need| match need {
        Need::SecondReviewer => "a second person has to read the evidence of intent",
        Need::LeaderSignOff => "the leader has to sign that ability is reduced for good",
        Need::SecondPerson => "a second person has to agree to this step",
    });
    format!("Before this, {}.", words.collect::<Vec<_>>().join(" and "))
}

fn late_debts(owed: &Owed) -> Vec<LoanId> {
    owed.loans.iter().filter(|loan| loan.days_past_due > 0).map(|loan| loan.loan.clone()).collect()
}

/// The contact point a step would use: of the right kind, not closed, agreed to
/// first, then the one delivered first.
pub(crate) fn usable_point<'a>(case: &'a CaseInput, state: &CaseState, channel: Channel) -> Option<&'a ContactPoint> {
    let kind = match channel {
        Channel::Call | Channel::InboundCall | Channel::Message => ContactPointKind::Phone,
        Channel::Email => ContactPointKind::Email,
        Channel::Letter | Channel::Visit => ContactPointKind::Address,
    };
    let closed =
        |point: &ContactPoint| state.closed_contact_points.iter().any(|closed| closed.what.contact_point == point.id);
    let usable = case.contact_points.iter().filter(|point| point.kind == kind && !closed(point));
    usable.min_by_key(|point| (!point.consent, &point.id))
}

fn map_point(point: &ContactPoint) -> Option<Point> {
    Some(Point { latitude_e6: point.latitude_e6?, longitude_e6: point.longitude_e6? })
}
