//! A hard case is led by an executive in person: a team with a dated plan. Handing it on is
//! possible, with a reason, and stays to be seen.

use crate::{CaseEvent, Recorded};
use makegood_units::{BusinessDate, StaffId};
use serde::{Deserialize, Serialize};

/// One line of the plan of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamLine {
    /// What is done.
    pub what: String,
    /// Who answers for it.
    pub owner: StaffId,
    /// By which day.
    pub due_on: BusinessDate,
    /// What has to have come of it by then.
    pub required_result: String,
}

/// What happens with the team of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "team", rename_all = "snake_case")]
pub enum TeamEvent {
    /// An executive leads the case, with a team and a plan. A later one takes its place.
    TeamAssigned {
        /// Who leads in person.
        executive: StaffId,
        /// Who else.
        members: Vec<StaffId>,
        /// What is done by when.
        plan: Vec<TeamLine>,
        /// Who wrote it down.
        by: StaffId,
    },
    /// What a line of the plan asked for has come.
    TeamLineDone {
        /// Which line, the first one being 1.
        line: usize,
        /// Who wrote it down.
        by: StaffId,
        /// What came of it.
        result: String,
    },
    /// The executive hands the leading on.
    TeamDelegated {
        /// The executive.
        by: StaffId,
        /// To whom.
        to: StaffId,
        /// Why not in person.
        reason: String,
    },
}

impl TeamEvent {
    /// In a few words.
    pub fn words(&self) -> String {
        match self {
            Self::TeamAssigned { executive, members, plan, .. } => {
                let named: Vec<&str> = members.iter().map(StaffId::as_str).collect();
                let with = if named.is_empty() { String::new() } else { format!(" with {}", named.join(", ")) };
                let plan: Vec<&str> = plan.iter().map(|line| line.what.as_str()).collect();
                format!("{executive} leads it{with}: {}", plan.join("; "))
            }
            Self::TeamLineDone { line, by, result } => format!("line {line} of the team's plan done by {by}: {result}"),
            Self::TeamDelegated { by, to, reason } => format!("{by} handed the leading on to {to}: {reason}"),
        }
    }
}

/// How a line of a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamLineState {
    /// Its day is still to come.
    Open,
    /// Its result came by its day.
    Done,
    /// Its result came after its day.
    DoneLate,
    /// Its day passed without it.
    Late,
}

impl TeamLineState {
    /// The word used in records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::DoneLate => "done late",
            Self::Late => "late",
        }
    }
}

/// A line of the plan with what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamLineStand {
    /// As planned.
    pub line: TeamLine,
    /// How it stands.
    pub state: TeamLineState,
    /// When it was done and what came of it.
    pub done: Option<(BusinessDate, String)>,
}

/// The leading handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// By whom.
    pub by: StaffId,
    /// To whom.
    pub to: StaffId,
    /// When.
    pub on: BusinessDate,
    /// Why.
    pub reason: String,
}

/// The team of a case as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamStand {
    /// The first day an executive led it.
    pub since: BusinessDate,
    /// The day of the team that stands.
    pub assigned_on: BusinessDate,
    /// The executive named.
    pub executive: StaffId,
    /// Who else.
    pub members: Vec<StaffId>,
    /// The plan.
    pub plan: Vec<TeamLineStand>,
    /// Every time the leading was handed on, oldest first.
    pub delegated: Vec<Delegation>,
}

impl TeamStand {
    /// The team of the case on a day; `None` when nobody was named.
    pub fn of(events: &[Recorded], as_of: BusinessDate) -> Option<Self> {
        let mut stand: Option<Self> = None;
        for one in events.iter().filter(|one| one.effective_on <= as_of) {
            if let CaseEvent::OnTeam(event) = &one.event {
                stand = take(stand, event, one.effective_on);
            }
        }
        let mut stand = stand?;
        for line in &mut stand.plan {
            line.state = state(line, as_of);
        }
        Some(stand)
    }

    /// Who leads it now: the executive, or to whom the leading was handed on since.
    pub fn leads(&self) -> &StaffId {
        let since = self.delegated.iter().rev().find(|one| one.on >= self.assigned_on && one.by == self.executive);
        since.map_or(&self.executive, |one| &one.to)
    }

    /// Whether the executive leads in person.
    pub fn is_in_person(&self) -> bool {
        *self.leads() == self.executive
    }
}

fn take(before: Option<TeamStand>, event: &TeamEvent, on: BusinessDate) -> Option<TeamStand> {
    match event {
        TeamEvent::TeamAssigned { executive, members, plan, .. } => {
            let (since, delegated) = before.map_or((on, Vec::new()), |team| (team.since, team.delegated));
            let line = |line: &TeamLine| TeamLineStand { line: line.clone(), state: TeamLineState::Open, done: None };
            let plan = plan.iter().map(line).collect();
            let (executive, members) = (executive.clone(), members.clone());
            Some(TeamStand { since, assigned_on: on, executive, members, plan, delegated })
        }
        TeamEvent::TeamLineDone { line, result, .. } => before.map(|mut team| {
            let at = line.checked_sub(1).and_then(|at| team.plan.get_mut(at));
            if let Some(line) = at {
                line.done = Some((on, result.clone()));
            }
            team
        }),
        TeamEvent::TeamDelegated { by, to, reason } => before.map(|mut team| {
            let (by, to, reason) = (by.clone(), to.clone(), reason.clone());
            team.delegated.push(Delegation { by, to, on, reason });
            team
        }),
    }
}

fn state(line: &TeamLineStand, as_of: BusinessDate) -> TeamLineState {
    match &line.done {
        Some((on, _)) if *on <= line.line.due_on => TeamLineState::Done,
        Some(_) => TeamLineState::DoneLate,
        None if as_of > line.line.due_on => TeamLineState::Late,
        None => TeamLineState::Open,
    }
}
