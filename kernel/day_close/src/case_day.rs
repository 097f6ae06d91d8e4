//! One case through the chain: book → diagnose → propose → clear.

use crate::action::{CaseAction, purpose};
use crate::case_book::{CloseError, Owed, histories, owed};
use crate::cash::state_on;
use crate::clock_day::working_day;
use crate::clocks::{self, CaseClock, case_clocks};
use crate::consider::{Heard, usable_point};
use crate::diagnosis_day::matured_on;
use crate::hard::hard_facts;
use crate::recourse_case::recourse_case;
use crate::report::{ReportDue, report_due};
use crate::second_eyes::{SecondEyes, ways_out};
use crate::shortcomings::{Looked, Shortcoming, shortcomings};
use crate::workout_watch::woken;
use crate::{CaseInput, Rules, required, sheet, snooze, visits, why_late};
use makegood_case::{Assigned, Channel, ContactPointClosed, Hold, Noted, PromiseOutcome, Snoozed, last_review};
use makegood_compliance::{Cleared, Duty, Hearing, RuleHit, duties};
use makegood_diagnosis::{AtMaturity, Finding, FindingStanding, Ruled, at_maturity};
use makegood_strategy::trial::{CaseArm, Follows, hold_back};
use makegood_strategy::{CasePlan, PassedOver, Planned, Proposal, hard, propose, recommend};
use makegood_units::{BusinessDate, ContactPointId, Instant, PartyId, Why};
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
    /// Why it is owed, as far as known, and as far as steps may rest on it.
    pub finding: Finding,
    /// Its lot in the trial that runs; none where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<CaseArm>,
    /// Who agreed to the finding or signed it, and what the borrower contests.
    #[serde(default, skip_serializing_if = "FindingStanding::is_empty")]
    pub standing: FindingStanding,
    /// Cannot, does not, or unknown, once a late loan's last instalment has fallen due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_maturity: Option<AtMaturity>,
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
    /// The report its officer owes the leader; none while nothing makes one due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_due: Option<ReportDue>,
    /// Shortcomings of method since a leader last read the case, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortcomings: Vec<Shortcoming>,
    /// The day a leader wants to read the case again, from the last review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_again_on: Option<BusinessDate>,
    /// Why the case is hard, by the lender's own criteria; empty while it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hard: Vec<Why>,
    /// Ways out and tranches that wait for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<SecondEyes>,
    /// Steps of the ladder open today, with the law's word.
    pub considered: Vec<Considered>,
    /// Steps of the ladder closed today by the strategy itself.
    pub passed_over: Vec<PassedOver>,
    /// The one step to take: its place in `considered`.
    pub recommended: Option<usize>,
    /// Who the case was given to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<Noted<Assigned>>,
    /// Until when it may wait; none where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed: Option<Noted<Snoozed>>,
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
    let (rules, lot) = rules.of_case(case, as_of);
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let told = histories(case, as_of, rules)?;
    let state = state_on(case, &told, &owed, rules, as_of);
    let records = why_late::records(&state, &told, &owed, as_of);
    let Ruled { finding, standing, .. } = why_late::ruled(&records, &state, as_of, rules);
    let at_maturity = matured_on(&owed, &told, as_of).map(|day| at_maturity(&finding, day));
    let has_telephone = usable_point(case, &state, Channel::Call).is_some();
    let ladder = why_late::case_facts(case, &owed, has_telephone, &state, records, &told, as_of);
    let mut proposals = propose(&ladder, &finding, rules.strategy, as_of);
    if lot.as_ref().is_some_and(|lot| lot.arm.follows == Follows::Control) {
        let ends_on = rules.trial.and_then(|running| running.trial().ends_on);
        hold_back(&mut proposals, &ladder, rules.strategy, ends_on);
    }
    let Planned { plan, mut defects } = proposals.planned;
    defects.extend(visits::unprepared(&case.events));

    let facts = sheet::facts_about(case, as_of, rules);
    let hours = working_day(case, as_of, rules.strategy);
    let mut considered = Vec::new();
    let mut cleared = Vec::new();
    let duties = duties(&facts, rules.packs, &[], hours.opens_at);
    let required = duties.iter().filter(|duty| required::is_raised(duty, as_of)).map(required::proposal);
    let clocks = case_clocks(case, as_of, rules)?;
    let alarms = clocks::raised(&clocks, &case.events, as_of).map(|alarm| (purpose(alarm.action), alarm));
    let woken = woken(case, as_of).into_iter().map(|woken| (purpose(woken.action), woken));
    let open = proposals.open.into_iter().map(|open| (purpose(open.action), open));
    let hearing = Hearing::new(&facts, rules.packs);
    // Where nobody wrote anything down, the ladder goes by the roles alone.
    let rows = !case.recourse.rows.is_empty();
    let recourse = if rows { recourse_case(case, as_of, rules)?.map(|known| known.answer()) } else { None };
    let mut heard = Heard { case, state: &state, owed: &owed, hours, rules, as_of, hearing, recourse };
    for (place, (purpose, proposal)) in required.chain(alarms).chain(woken).chain(open).enumerate() {
        let (step, clearance) = heard.consider(proposal, purpose, place);
        considered.push(step);
        cleared.extend(clearance);
    }
    let snoozed = snooze::standing(&state, case, &duties, &clocks, as_of);
    let looked = Looked { case, state: &state, owed: &owed, ladder: &ladder, rules, as_of };
    let shortcomings = shortcomings(&looked, &considered, &clocks, &defects);
    let report_due = report_due(&state, &owed, ladder.last_paid_on, rules.strategy, as_of);
    let read_again_on = last_review(&state.attention).map(|(_, closed)| closed.next_on);
    let hard = hard(&rules.strategy.hard, &ladder, &hard_facts(&standing, &clocks, &finding), as_of);
    let day = CaseDay {
        party: case.party.clone(),
        as_of,
        recommended: recommended(&considered),
        owed,
        finding,
        trial: lot,
        standing,
        at_maturity,
        promises: state.promises,
        holds: state.holds,
        closed_contact_points: state.closed_contact_points,
        duties,
        clocks,
        plan,
        defects,
        report_due,
        shortcomings,
        read_again_on,
        hard,
        waits: ways_out(case, as_of),
        considered,
        passed_over: proposals.passed_over,
        assigned: state.assigned,
        snoozed,
    };
    Ok(Some(CaseWork { day, cleared }))
}

/// The step to recommend among those that may be taken today.
fn recommended(considered: &[Considered]) -> Option<usize> {
    let may = |step: &Considered| matches!(step.gate.verdict.as_str(), "cleared" | "in_house");
    let candidates = considered.iter().enumerate().filter(|(_, step)| may(step));
    recommend(candidates.map(|(place, step)| (place, &step.proposal)))
}
