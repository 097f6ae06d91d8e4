//! What people decided about findings, and what that does to the diagnosis of a day.
//!
//! A decision holds for the finding it was made of: [`FindingBasis::covers`]. While the
//! borrower contests a finding of intent no step rests on intent, and evidence set aside
//! on an appeal does not count until there is new.

mod basis;
mod contest;

pub use basis::basis_of;

use crate::diagnose::{sides, weighed};
use crate::gate::verdict;
use crate::history::DayRead;
use crate::weigh::live;
use crate::{Dossier, Finding, Method, Need, Situation, diagnose};
use contest::{contested, left_aside, open_appeal};
use makegood_case::{FindingBasis, FindingEvent, Noted};
use makegood_units::{BusinessDate, FactId, StaffId};
use serde::{Deserialize, Serialize};

/// The finding of a day after what people decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// What the evidence says, without what was set aside.
    pub found: Finding,
    /// Which finding that is.
    pub basis: FindingBasis,
    /// What a step may rest on: undetermined while a finding of intent is contested; free of
    /// a need that somebody has met.
    pub finding: Finding,
    /// Where it stands with the people who decide.
    pub standing: FindingStanding,
}

/// Where a finding stands with the people who decide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingStanding {
    /// Who agreed or signed, while that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
    /// What the borrower contests, until it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<OpenAppeal>,
    /// Whether whoever read this very finding last as the second person did not agree.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_declined: bool,
}

impl FindingStanding {
    /// Whether nobody has decided or contested anything that still holds.
    pub fn is_empty(&self) -> bool {
        self.accepted.is_none() && self.appeal.is_none() && !self.is_declined
    }
}

/// A decision by which a need is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The need it meets.
    pub need: Need,
    /// Who decided.
    pub by: StaffId,
    /// On which day.
    pub on: BusinessDate,
    /// The record of it.
    pub fact: FactId,
}

/// An appeal nobody has decided yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAppeal {
    /// Since when.
    pub on: BusinessDate,
    /// The number of the event.
    pub seq: i64,
    /// The code of the situation contested.
    pub situation: String,
    /// What the borrower says.
    pub words: String,
}

/// Diagnoses a day under what people had decided by then, in journal order.
pub fn rule(dossier: &Dossier, decisions: &[Noted<FindingEvent>], as_of: BusinessDate, method: &Method) -> Ruled {
    let (counted, aside) = left_aside(dossier, decisions);
    let mut found = diagnose(&counted, as_of, method);
    found.set_aside.extend(aside);
    let basis = basis_of(found.situation, found.weighed(), &method.table);
    let appeal = open_appeal(decisions);
    let mut finding = found.clone();
    let mut standing = FindingStanding {
        accepted: accepted(&found, &basis, decisions),
        appeal,
        is_declined: is_declined(&basis, decisions),
    };
    if let (Some(appeal), true) = (&standing.appeal, found.situation.is_of_intent()) {
        finding = contested(&found, appeal);
        standing.accepted = None;
    }
    if let Some(accepted) = &standing.accepted {
        finding.needs.retain(|need| *need != accepted.need);
    }
    Ruled { found, basis, finding, standing }
}

/// The same in brief, for a day of the past: the beliefs, and the situation steps rested on.
pub fn read_day(dossier: &Dossier, decisions: &[Noted<FindingEvent>], as_of: BusinessDate, method: &Method) -> DayRead {
    let (counted, _) = left_aside(dossier, decisions);
    let facts = live(&counted.items, &method.table, as_of);
    let found = verdict(&facts);
    let lender_first = counted.matters.iter().any(|matter| matter.on <= as_of);
    let situation = match (lender_first, open_appeal(decisions)) {
        (true, _) => Situation::LenderMatter,
        (_, Some(_)) if found.situation.is_of_intent() => Situation::Undetermined,
        _ => found.situation,
    };
    let (mut weighed, against) = sides(weighed(&facts), situation);
    weighed.extend(against);
    let decided = decisions.iter().filter(|one| one.on == as_of).map(|one| FactId::new("event", one.seq));
    DayRead { on: as_of, situation, axes: found.axes, weighed, decided: decided.collect() }
}

/// Whether the last word of a second person on this very finding was no.
fn is_declined(basis: &FindingBasis, decisions: &[Noted<FindingEvent>]) -> bool {
    let word = |one: &Noted<FindingEvent>| match &one.what {
        FindingEvent::FindingAgreed(read) if read.basis.covers(basis) => Some(false),
        FindingEvent::FindingDeclined(read) if read.basis.covers(basis) => Some(true),
        _ => None,
    };
    decisions.iter().rev().find_map(word).unwrap_or(false)
}

/// The last agreement or signature that meets a need of this finding.
fn accepted(found: &Finding, basis: &FindingBasis, decisions: &[Noted<FindingEvent>]) -> Option<Accepted> {
    let meets = |one: &Noted<FindingEvent>| {
        let (need, read) = match &one.what {
            FindingEvent::FindingAgreed(read) => (Need::SecondReviewer, read),
            FindingEvent::FindingSigned(read) => (Need::LeaderSignOff, read),
            FindingEvent::FindingDeclined(_) | FindingEvent::FindingAppealed(_) | FindingEvent::AppealDecided(_) => {
                return None;
            }
        };
        let holds = found.needs.contains(&need) && read.basis.covers(basis);
        let fact = FactId::new("event", one.seq);
        holds.then(|| Accepted { need, by: read.by.clone(), on: one.on, fact })
    };
    decisions.iter().rev().find_map(meets)
}
