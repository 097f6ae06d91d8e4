//! One proposed step after the other before the law: what it would be, and what the gate
//! says of it.

use crate::action::CaseAction;
use crate::case_book::Owed;
use crate::clock_day::WorkingDay;
use crate::in_house::is_own_work;
use crate::recourse_step::{Answered, Ruling, ruling};
use crate::{CaseInput, Considered, Gate, Rules, sheet};
use makegood_case::{CaseState, Channel, ContactPoint, ContactPointKind};
use makegood_compliance::{Cleared, Hearing, Purpose, RuleHit, Verdict};
use makegood_diagnosis::Need;
use makegood_routing::Point;
use makegood_strategy::{ActionKind, Proposal};
use makegood_units::{BusinessDate, LoanId};

/// A case whose steps are heard together: what several of them ask is looked up once.
pub(crate) struct Heard<'a> {
    pub(crate) case: &'a CaseInput,
    pub(crate) state: &'a CaseState,
    pub(crate) owed: &'a Owed,
    pub(crate) hours: WorkingDay,
    pub(crate) rules: Rules<'a>,
    pub(crate) as_of: BusinessDate,
    /// About the borrower.
    pub(crate) hearing: Hearing<'a>,
    /// Recourse and security, where something is on file about them.
    pub(crate) recourse: Option<Answered>,
}

impl Heard<'_> {
    /// A step with the gate's word, and the clearance where there is one.
    pub(crate) fn consider(
        &mut self,
        mut proposal: Proposal,
        purpose: Purpose,
        place: usize,
    ) -> (Considered, Option<Cleared<CaseAction>>) {
        // Reading a case, a clock or a decision does nothing to anybody: the acts it leads to are asked about.
        if proposal.action == ActionKind::LeaderReview || is_own_work(&proposal.why.code) {
            let gate = Gate { verdict: "in_house".into(), opens_at: None, says: String::new(), hits: Vec::new() };
            return (Considered { proposal, contact_point: None, place: None, gate }, None);
        }
        let debts = late_debts(self.owed);
        let ruling = self.recourse.as_ref().and_then(|answered| ruling(answered, proposal.action, &debts));
        let action = self.action(&proposal, purpose, place, ruling.as_ref());
        let (contact_point, visit_place) = (action.contact_point.clone(), action.place.clone());
        let (mut gate, mut clearance) = self.put(action);
        match ruling {
            Some(ruling) if ruling.is_refused && clearance.is_some() => {
                gate.verdict = "refused".into();
                gate.says = ruling.says;
                clearance = None;
            }
            Some(ruling) if !ruling.is_refused => {
                proposal.why.says = format!("{} {}", proposal.why.says, ruling.says);
                proposal.why.facts.extend(ruling.facts);
            }
            _ => {}
        }
        if !proposal.needs.is_empty() && clearance.is_some() {
            gate.verdict = "needs_approval".into();
            gate.says = needs(&proposal.needs);
            clearance = None;
        }
        (Considered { proposal, contact_point, place: visit_place, gate }, clearance)
    }

    fn action(&self, proposal: &Proposal, purpose: Purpose, place: usize, ruling: Option<&Ruling>) -> CaseAction {
        let party = self.case.party.clone();
        let point = proposal.channel.and_then(|channel| usable_point(self.case, self.state, channel));
        let is_visit = proposal.channel == Some(Channel::Visit);
        // A demand on a guarantor is towards them.
        let is_demand = proposal.action == ActionKind::GuarantorDemand;
        let named = || ruling.and_then(|ruling| ruling.person.clone());
        let guarantor = if is_demand { named().or_else(|| sheet::guarantor(self.case, self.as_of)) } else { None };
        CaseAction {
            person: guarantor.unwrap_or_else(|| party.clone()),
            party,
            debts: late_debts(self.owed),
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
            officer: self.state.officer().cloned(),
        }
    }

    /// Asks by what is on file about whom the action is towards.
    fn put(&mut self, action: CaseAction) -> (Gate, Option<Cleared<CaseAction>>) {
        if action.person != self.case.party
            && let Some(facts) = sheet::facts_about_person(self.case, &action.person, self.as_of, self.rules)
        {
            return judge(action, &mut Hearing::new(&facts, self.rules.packs), self.hours);
        }
        judge(action, &mut self.hearing, self.hours)
    }
}

/// Asks the gate for the beginning of the working day and, where the law opens
/// later on the same day, again for that moment.
pub(crate) fn judge(
    action: CaseAction,
    hearing: &mut Hearing<'_>,
    hours: WorkingDay,
) -> (Gate, Option<Cleared<CaseAction>>) {
    let mut verdict = hearing.clear(action, hours.opens_at);
    if let Verdict::DeferUntil { opens_at, .. } = &verdict
        && *opens_at < hours.closes_at
    {
        let later = *opens_at;
        verdict = hearing.clear(verdict.into_action(), later);
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

pub(crate) fn late_debts(owed: &Owed) -> Vec<LoanId> {
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
