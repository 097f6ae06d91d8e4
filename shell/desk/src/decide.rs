//! A command becomes events or a named refusal. Pure: everything it may look at
//! is handed in.

use crate::promise::{PromiseKnown, promise};
use crate::{LiftHold, RecordOutcome, Refusal};
use makegood_case::{
    CaseEvent, Channel, Confidence, Contact, ContactPoint, ContactPointClosed, EvidenceNoted, Hold, HoldKind,
    HoldLifted, Outcome,
};
use makegood_units::{BusinessDate, ContactPointId, Money};

/// A note longer than this is not read by the next person.
pub const NOTE_CHARACTERS: usize = 2_000;
/// How long a hardship hold lasts before somebody has to look again, in days.
const HARDSHIP_DAYS: i32 = 30;

/// What a decision may look at.
#[derive(Clone, Debug)]
pub struct CaseKnown<'a> {
    /// The business day.
    pub today: BusinessDate,
    /// Everything scheduled and not yet paid; `None` when the borrower is unknown.
    pub owed: Option<Money>,
    /// The contact points of the person.
    pub contact_points: &'a [ContactPoint],
    /// The number of the last event about the case, and what it was in one line.
    pub last_event: Option<(i64, String)>,
    /// The ids of the evidence table.
    pub evidence_ids: &'a [String],
    /// What a promise is measured by.
    pub promise: PromiseKnown<'a>,
    /// What the gate says of such a contact at that moment.
    pub clearance: String,
    /// Document hash of the whole judgement.
    pub judged: Option<String>,
}

/// Decides on an outcome.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn record_outcome(command: &RecordOutcome, known: &CaseKnown<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    check(command, known)?;
    let mut events = vec![CaseEvent::ContactRecorded(Contact {
        at: command.at,
        channel: command.channel,
        contact_point: command.contact_point.clone(),
        by: command.by.clone(),
        outcome: command.outcome,
        note: command.note.trim().to_owned(),
        clearance: known.clearance.clone(),
        judged: known.judged.clone(),
    })];
    events.extend(consequence(command, known)?);
    if let Some(evidence) = &command.told_us {
        events.push(CaseEvent::EvidenceNoted(EvidenceNoted {
            evidence: evidence.clone(),
            on: command.on,
            confidence: Confidence::Stated,
            source: format!("the borrower told {}", command.by),
        }));
    }
    Ok(events)
}

/// Decides on the end of a hold. What the borrower or a court began, they end: a
/// request to be left alone, a lawyer's word and a moratorium are not lifted here.
///
/// # Errors
/// A named [`Refusal`]; then nothing is to be written.
pub fn lift_hold(command: &LiftHold, held: &[HoldKind], today: BusinessDate) -> Result<CaseEvent, Refusal> {
    if !held.contains(&command.kind) {
        return Err(Refusal::NoSuchHold);
    }
    if !matches!(command.kind, HoldKind::Dispute | HoldKind::Hardship) {
        return Err(Refusal::NotOursToLift);
    }
    let reason = command.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::LiftSaysNothing);
    }
    if reason.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    Ok(CaseEvent::HoldLifted(HoldLifted { kind: command.kind, on: today, reason }))
}

fn check(command: &RecordOutcome, known: &CaseKnown<'_>) -> Result<(), Refusal> {
    if known.owed.is_none() {
        return Err(Refusal::UnknownParty(command.party.clone()));
    }
    if command.on > known.today {
        return Err(Refusal::NotYet { on: command.on, today: known.today });
    }
    if command.note.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    if let Some(id) = &command.contact_point
        && !known.contact_points.iter().any(|point| point.id == *id)
    {
        return Err(Refusal::UnknownContactPoint(id.clone()));
    }
    if !fits(command.channel, command.outcome) {
        return Err(Refusal::OutcomeDoesNotFit { channel: command.channel, outcome: command.outcome });
    }
    if let Some(evidence) = &command.told_us
        && !known.evidence_ids.contains(evidence)
    {
        return Err(Refusal::UnknownEvidence(evidence.clone()));
    }
    if let (Some(seen), Some((last, what))) = (command.seen, &known.last_event)
        && *last > seen
    {
        return Err(Refusal::SeenIsStale { what: what.clone() });
    }
    Ok(())
}

fn fits(channel: Channel, outcome: Outcome) -> bool {
    let written = matches!(channel, Channel::Message | Channel::Email | Channel::Letter);
    match outcome {
        Outcome::Sent => written,
        Outcome::NotConnected => channel == Channel::Call,
        Outcome::NoAnswer => matches!(channel, Channel::Call | Channel::Visit),
        Outcome::WrongNumber => channel != Channel::InboundCall,
        // An answer may come in writing, too.
        Outcome::RightParty | Outcome::PromiseToPay | Outcome::Refused | Outcome::Dispute | Outcome::Hardship => true,
    }
}

fn consequence(command: &RecordOutcome, known: &CaseKnown<'_>) -> Result<Option<CaseEvent>, Refusal> {
    Ok(match command.outcome {
        Outcome::PromiseToPay => Some(CaseEvent::PromiseMade(promise(command, &known.promise)?)),
        Outcome::WrongNumber => {
            let contact_point = command.contact_point.clone().ok_or(Refusal::WhichContactPoint)?;
            Some(closing(contact_point, command.on))
        }
        outcome => hold_of(outcome, command.on),
    })
}

/// The hold an outcome places: an answer is owed, or a plan.
pub(crate) fn hold_of(outcome: Outcome, on: BusinessDate) -> Option<CaseEvent> {
    let (kind, until, reason) = match outcome {
        Outcome::Dispute => (HoldKind::Dispute, None, "the borrower says the debt is wrong"),
        Outcome::Hardship => {
            (HoldKind::Hardship, Some(on.plus_days(HARDSHIP_DAYS)), "the borrower says they cannot pay")
        }
        _ => return None,
    };
    Some(CaseEvent::HoldPlaced(Hold { kind, from: on, until, reason: reason.to_owned() }))
}

/// A number or address of somebody else is not used again.
pub(crate) fn closing(contact_point: ContactPointId, on: BusinessDate) -> CaseEvent {
    let reason = "it belongs to somebody else".to_owned();
    CaseEvent::ContactPointClosed(ContactPointClosed { contact_point, on, reason })
}
