//! Decisions about a finding: agreed to, signed, contested for the borrower, decided on
//! appeal. Who may is decided in `may`; here it is written down.

mod may;
mod refusal;

pub use may::{Meant, may_decide, meant};
pub use refusal::FindingRefusal;

use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_capacity::Staff;
use makegood_case::{AppealDecided, AppealOutcome, CarriedBy, CaseEvent, FindingAppealed, FindingEvent, FindingRead};
use makegood_journal::Event;
use makegood_units::{PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{DiagnosisView, diagnosis_view};
use serde::{Deserialize, Serialize};

/// Write down what somebody decides about the finding of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideFinding {
    /// Whose case.
    pub party: PartyId,
    /// Who decides, or writes down what the borrower says.
    pub by: StaffId,
    /// What was read and why; of an appeal the borrower's words.
    pub note: String,
    /// The mark of the finding that was read; another one by now is refused.
    pub read: Option<String>,
    /// What is decided.
    pub what: FindingDecision,
}

/// What somebody decides about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingDecision {
    /// A second person agrees to a finding of intent.
    Agree,
    /// A second person does not agree to a finding of intent.
    Decline,
    /// A leader signs that ability is reduced for good.
    Sign,
    /// The borrower contests a finding of intent.
    Appeal,
    /// On appeal: the finding stands.
    Uphold,
    /// On appeal: the finding falls. The evidence named no longer counts; none named
    /// means all that carried it.
    SetAside(Vec<String>),
}

impl Desk {
    /// Writes down a decision about the finding of a case. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn decide_finding(&mut self, command: &DecideFinding) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(command.party.clone());
        let view = diagnosis_view(&transaction, &command.party)?.ok_or_else(unknown)?;
        let event = finding_decided(command, &view, &colleagues(&transaction, i64::MAX)?)?;
        let event = Event::Case { party: command.party.clone(), event: CaseEvent::OnFinding(event) };
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

/// Decides on a decision about a finding. Pure: everything it may look at is handed in.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn finding_decided(
    command: &DecideFinding,
    view: &DiagnosisView,
    staff: &[Staff],
) -> Result<FindingEvent, Refusal> {
    let note = command.note.trim();
    if note.is_empty() {
        return Err(FindingRefusal::SaysNothing.into());
    }
    if note.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    may_decide(view, staff, &command.by, &command.what)?;
    let meant = meant(&view.day, &command.what);
    if let Some(read) = command.read.as_ref().filter(|read| **read != meant.basis.mark()) {
        return Err(FindingRefusal::HasChanged { read: read.clone(), now: meant.basis.mark() }.into());
    }
    Ok(event(&meant, command, note)?)
}

fn event(meant: &Meant<'_>, command: &DecideFinding, note: &str) -> Result<FindingEvent, FindingRefusal> {
    let (basis, by, note) = (meant.basis.clone(), command.by.clone(), note.to_owned());
    Ok(match &command.what {
        FindingDecision::Agree => FindingEvent::FindingAgreed(FindingRead { basis, by, note }),
        FindingDecision::Decline => FindingEvent::FindingDeclined(FindingRead { basis, by, note }),
        FindingDecision::Sign => FindingEvent::FindingSigned(FindingRead { basis, by, note }),
        FindingDecision::Appeal => FindingEvent::FindingAppealed(FindingAppealed { basis, by, words: note }),
        FindingDecision::Uphold => decided(meant, by, note, AppealOutcome::Upheld, Vec::new())?,
        FindingDecision::SetAside(named) => {
            let set_aside = set_aside(meant, named)?;
            decided(meant, by, note, AppealOutcome::SetAside, set_aside)?
        }
    })
}

fn decided(
    meant: &Meant<'_>,
    by: StaffId,
    reason: String,
    outcome: AppealOutcome,
    set_aside: Vec<CarriedBy>,
) -> Result<FindingEvent, FindingRefusal> {
    let appeal = meant.appeal.ok_or(FindingRefusal::NoOpenAppeal)?;
    Ok(FindingEvent::AppealDecided(AppealDecided { appeal, outcome, by, reason, set_aside }))
}

/// The evidence named, with its records; all that carried the finding when none is named.
fn set_aside(meant: &Meant<'_>, named: &[String]) -> Result<Vec<CarriedBy>, FindingRefusal> {
    let carried = &meant.basis.carried_by;
    let stranger = named.iter().find(|id| !carried.iter().any(|one| one.evidence == **id));
    if let Some(evidence) = stranger {
        let carried = carried.iter().map(|one| one.evidence.as_str()).collect::<Vec<_>>().join(", ");
        return Err(FindingRefusal::DoesNotCarryIt { evidence: evidence.clone(), carried });
    }
    let is_named = |one: &&CarriedBy| named.is_empty() || named.contains(&one.evidence);
    Ok(carried.iter().filter(is_named).cloned().collect())
}
