//! The team of a hard case: an executive who leads it in person, with a dated plan.

use crate::words::decide::sentence;
use crate::{Desk, DeskError, Refusal, WordsRefusal, append_and_apply};
use makegood_capacity::Staff;
use makegood_case::{CaseEvent, TeamEvent, TeamLine, TeamStand};
use makegood_journal::{Connection, Event};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{case_events, hard_case};

/// Who leads hard cases, by the staff rows.
const EXECUTIVE: &str = "executive";

/// Name who leads a hard case, with whom, by which plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignTeam {
    /// Whose case.
    pub party: PartyId,
    /// Who leads in person.
    pub executive: StaffId,
    /// Who else.
    pub members: Vec<StaffId>,
    /// What is done by when.
    pub plan: Vec<TeamLine>,
    /// Who writes it down.
    pub by: StaffId,
}

/// Hand the leading of a case on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegateTeam {
    /// Whose case.
    pub party: PartyId,
    /// The executive.
    pub by: StaffId,
    /// To whom.
    pub to: StaffId,
    /// Why not in person.
    pub reason: String,
}

impl Desk {
    /// Names the executive, the team and the plan of a hard case. Returns the number of the
    /// event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn assign_team(&mut self, command: &AssignTeam) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let is_hard = hard_case(&transaction, &command.party)?.is_some();
        let staff = colleagues(&transaction, i64::MAX)?;
        let event = assigned(command, is_hard, &staff, today)?;
        let seq = append(&transaction, &self.clock, &command.party, &command.by, event)?;
        transaction.commit()?;
        Ok(seq)
    }

    /// Writes down what came of a line of the plan, the first one being 1.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn finish_team_line(
        &mut self,
        party: &PartyId,
        line: usize,
        by: &StaffId,
        result: &str,
    ) -> Result<i64, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let team = team(&transaction, party, self.clock.today())?;
        let event = line_done(team.as_ref(), line, by, result)?;
        let seq = append(&transaction, &self.clock, party, by, event)?;
        transaction.commit()?;
        Ok(seq)
    }

    /// Writes down that the executive hands the leading on.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn delegate_team(&mut self, command: &DelegateTeam) -> Result<i64, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let team = team(&transaction, &command.party, self.clock.today())?;
        let event = delegated(command, team.as_ref(), &colleagues(&transaction, i64::MAX)?)?;
        let seq = append(&transaction, &self.clock, &command.party, &command.by, event)?;
        transaction.commit()?;
        Ok(seq)
    }
}

fn team(book: &Connection, party: &PartyId, today: BusinessDate) -> Result<Option<TeamStand>, DeskError> {
    Ok(TeamStand::of(&case_events(book, party)?, today))
}

fn append(
    book: &Connection,
    clock: &crate::Clock,
    party: &PartyId,
    by: &StaffId,
    event: TeamEvent,
) -> Result<i64, DeskError> {
    let event = Event::Case { party: party.clone(), event: CaseEvent::OnTeam(event) };
    Ok(append_and_apply(book, clock, clock.today(), by.as_str(), event)?.seq)
}

/// Decides on a team. Pure.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn assigned(
    command: &AssignTeam,
    is_hard: bool,
    staff: &[Staff],
    today: BusinessDate,
) -> Result<TeamEvent, Refusal> {
    if !is_hard {
        return Err(WordsRefusal::NotHard.into());
    }
    if !staff.iter().any(|person| person.id == command.executive && person.role == EXECUTIVE) {
        return Err(WordsRefusal::NotAnExecutive(command.executive.clone()).into());
    }
    let owners = command.plan.iter().map(|line| &line.owner);
    let stranger = command.members.iter().chain(owners).find(|id| !staff.iter().any(|person| person.id == **id));
    if let Some(stranger) = stranger {
        return Err(Refusal::UnknownColleague(stranger.clone()));
    }
    let says = |line: &TeamLine| !line.what.trim().is_empty() && !line.required_result.trim().is_empty();
    if command.plan.is_empty() || !command.plan.iter().all(says) {
        return Err(WordsRefusal::TeamWithoutPlan.into());
    }
    if let Some(past) = command.plan.iter().find(|line| line.due_on < today) {
        return Err(Refusal::PlanInThePast { due_on: past.due_on, today });
    }
    let AssignTeam { executive, members, plan, by, .. } = command.clone();
    Ok(TeamEvent::TeamAssigned { executive, members, plan, by })
}

/// Decides on the result of a line. Pure.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn line_done(team: Option<&TeamStand>, line: usize, by: &StaffId, result: &str) -> Result<TeamEvent, Refusal> {
    let team = team.ok_or(WordsRefusal::NoTeam)?;
    let at = line.checked_sub(1).and_then(|at| team.plan.get(at)).filter(|stand| stand.done.is_none());
    if at.is_none() {
        return Err(WordsRefusal::NoSuchLine(line).into());
    }
    Ok(TeamEvent::TeamLineDone { line, by: by.clone(), result: sentence(result, "what came of a line of the plan")? })
}

/// Decides on handing on. Pure.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn delegated(command: &DelegateTeam, team: Option<&TeamStand>, staff: &[Staff]) -> Result<TeamEvent, Refusal> {
    let team = team.ok_or(WordsRefusal::NoTeam)?;
    if team.executive != command.by {
        return Err(WordsRefusal::NotAnExecutive(command.by.clone()).into());
    }
    if !staff.iter().any(|person| person.id == command.to) {
        return Err(Refusal::UnknownColleague(command.to.clone()));
    }
    let reason = sentence(&command.reason, "handing the leading on")?;
    Ok(TeamEvent::TeamDelegated { by: command.by.clone(), to: command.to.clone(), reason })
}
