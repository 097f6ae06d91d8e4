//! Who may decide about a finding. Nobody judges what they found themselves.

use super::{FindingDecision, FindingRefusal};
use crate::Refusal;
use makegood_capacity::Staff;
use makegood_case::{AppealOutcome, CaseEvent, FindingBasis, FindingEvent};
use makegood_day_close::DiagnosisDay;
use makegood_diagnosis::Need;
use makegood_units::StaffId;
use makegood_views::{DiagnosisView, Happened};

/// The finding a decision is about.
#[derive(Clone, Copy, Debug)]
pub struct Meant<'a> {
    /// Which finding: today's, or the one that is contested.
    pub basis: &'a FindingBasis,
    /// The number of the event by which it is contested, where it is.
    pub appeal: Option<i64>,
}

/// Which finding a decision is about.
pub fn meant<'a>(day: &'a DiagnosisDay, what: &FindingDecision) -> Meant<'a> {
    let appeal = day.ruled.standing.appeal.as_ref().map(|open| open.seq);
    let on_appeal = matches!(what, FindingDecision::Uphold | FindingDecision::SetAside(_));
    let contested = day.contested().filter(|_| on_appeal);
    Meant { basis: contested.unwrap_or(&day.ruled.basis), appeal }
}

/// Whether this person may decide that now.
///
/// # Errors
/// The named [`Refusal`] the desk would answer with.
pub fn may_decide(view: &DiagnosisView, staff: &[Staff], by: &StaffId, what: &FindingDecision) -> Result<(), Refusal> {
    waits_for_it(&view.day, what)?;
    let person = staff.iter().find(|person| person.id == *by).ok_or_else(|| Refusal::UnknownColleague(by.clone()))?;
    match what {
        FindingDecision::Appeal => Ok(()),
        FindingDecision::Sign if person.leads() => Ok(()),
        FindingDecision::Sign => Err(Refusal::NotALeader(by.clone())),
        FindingDecision::Agree | FindingDecision::Decline => Ok(is_another(view, by, what)?),
        FindingDecision::Uphold | FindingDecision::SetAside(_) => {
            if agreed(&view.day, by) {
                return Err(FindingRefusal::AgreedToIt(by.clone()).into());
            }
            Ok(is_another(view, by, what)?)
        }
    }
}

/// Whether the finding is one of which that can be decided.
fn waits_for_it(day: &DiagnosisDay, what: &FindingDecision) -> Result<(), FindingRefusal> {
    let (found, standing) = (&day.ruled.found, &day.ruled.standing);
    let needs = |need: Need| found.needs.contains(&need) && standing.accepted.is_none();
    let waits = match what {
        FindingDecision::Uphold | FindingDecision::SetAside(_) => {
            return standing.appeal.as_ref().map(|_| ()).ok_or(FindingRefusal::NoOpenAppeal);
        }
        _ if standing.appeal.is_some() => return Err(FindingRefusal::IsContested),
        FindingDecision::Appeal if !found.situation.is_of_intent() => return Err(FindingRefusal::NotOfIntent),
        FindingDecision::Appeal if was_upheld(day) => return Err(FindingRefusal::WasUpheld),
        FindingDecision::Appeal => true,
        FindingDecision::Agree | FindingDecision::Decline => needs(Need::SecondReviewer),
        FindingDecision::Sign => needs(Need::LeaderSignOff),
    };
    if waits { Ok(()) } else { Err(FindingRefusal::WaitsForNobody) }
}

/// Whether an appeal of this very finding was turned down, and nothing new carries it.
fn was_upheld(day: &DiagnosisDay) -> bool {
    let upheld = |seq: i64| {
        day.decisions.iter().any(|one| match &one.what {
            FindingEvent::AppealDecided(decided) => decided.appeal == seq && decided.outcome == AppealOutcome::Upheld,
            _ => false,
        })
    };
    day.decisions.iter().any(|one| match &one.what {
        FindingEvent::FindingAppealed(appealed) => upheld(one.seq) && appealed.basis.covers(&day.ruled.basis),
        _ => false,
    })
}

/// Whether this person agreed to a finding of intent in this case.
fn agreed(day: &DiagnosisDay, by: &StaffId) -> bool {
    day.decisions.iter().any(|one| matches!(&one.what, FindingEvent::FindingAgreed(read) if read.by == *by))
}

/// Neither who answers for the case nor who wrote down what carries the finding.
fn is_another(view: &DiagnosisView, by: &StaffId, what: &FindingDecision) -> Result<(), FindingRefusal> {
    if view.day.owner.as_ref() == Some(by) {
        return Err(FindingRefusal::AnswersForTheCase(by.clone()));
    }
    let basis = meant(&view.day, what).basis;
    let mut facts = basis.carried_by.iter().flat_map(|one| &one.facts);
    let recorded = facts.find(|fact| {
        let event = view.happened.iter().find(|one| one.seq.to_string() == fact.as_str().trim_start_matches("event:"));
        event.is_some_and(|event| wrote(event, by))
    });
    match recorded {
        Some(fact) => Err(FindingRefusal::RecordedTheEvidence { by: by.clone(), fact: fact.clone() }),
        None => Ok(()),
    }
}

fn wrote(event: &Happened, by: &StaffId) -> bool {
    let spoke = matches!(&event.event, CaseEvent::ContactRecorded(contact) if contact.by == *by);
    spoke || event.actor == by.as_str()
}
