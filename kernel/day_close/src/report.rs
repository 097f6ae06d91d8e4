//! The report an officer owes the leader: when it is due, and its draft.

use crate::case_book::Owed;
use crate::measures::promise_state;
use crate::{CaseDay, CaseInput};
use makegood_case::{
    AttentionEvent, CaseEvent, CaseState, Channel, Contact, Noted, OfficerReport, Outcome, PromiseOutcome,
    ReportedMeasure,
};
use makegood_strategy::Strategy;
use makegood_units::{BusinessDate, FactId, Money, StaffId, Why};
use serde::{Deserialize, Serialize};

/// A report is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDue {
    /// The event that made it due: the last of the failed attempts, or the promise.
    pub about: i64,
    /// The day it became due.
    pub since: BusinessDate,
    /// Who was last in touch, and so whose report it is; none where nobody was.
    pub officer: Option<StaffId>,
    /// Why.
    pub why: Why,
}

/// Whether an attempt came to nothing. What they themselves called about is none.
pub(crate) fn failed(contact: &Contact) -> bool {
    contact.channel != Channel::InboundCall
        && matches!(
            contact.outcome,
            Outcome::NoAnswer | Outcome::NotConnected | Outcome::WrongNumber | Outcome::Refused
        )
}

/// The report a case owes on a day: for so many failed attempts, or for a missed promise,
/// in these arrears and since the last report; the earlier of both.
pub(crate) fn report_due(
    state: &CaseState,
    owed: &Owed,
    last_paid_on: Option<BusinessDate>,
    strategy: &Strategy,
    as_of: BusinessDate,
) -> Option<ReportDue> {
    let since = owed.since.filter(|_| owed.days_past_due > strategy.grace_days)?;
    let reported = state.attention.iter().rev().find(|one| matches!(one.what, AttentionEvent::ReportHandedIn(_)));
    let attempts = attempts(state, since, last_paid_on, reported, strategy.attention.failed_attempts);
    let promise = missed_promise(state, owed, since, reported, as_of);
    let first = attempts.into_iter().chain(promise).min_by_key(|due| (due.since, due.about))?;
    let officer = state.contacts.iter().rev().find(|one| one.on <= first.since).or(state.contacts.last());
    Some(ReportDue { officer: officer.map(|one| one.what.by.clone()), ..first })
}

fn attempts(
    state: &CaseState,
    since: BusinessDate,
    last_paid_on: Option<BusinessDate>,
    reported: Option<&Noted<AttentionEvent>>,
    enough: u32,
) -> Option<ReportDue> {
    let counts = |one: &&Noted<Contact>| {
        one.on >= since
            && last_paid_on.is_none_or(|paid| one.on > paid)
            && reported.is_none_or(|report| one.seq > report.seq && one.on >= report.on)
            && failed(&one.what)
    };
    let mut tried: Vec<&Noted<Contact>> = state.contacts.iter().filter(counts).collect();
    tried.sort_by_key(|one| (one.on, one.seq));
    let at = usize::try_from(enough).ok()?.checked_sub(1)?;
    let last = tried.get(at)?;
    let counted = if enough == 1 { "1 attempt".to_owned() } else { format!("{enough} attempts") };
    let why = Why::new("failed_attempts", format!("{counted} came to nothing by {}.", last.on));
    let why = tried.iter().take(at + 1).fold(why, |why, one| why.with(FactId::new("event", one.seq)));
    Some(ReportDue { about: last.seq, since: last.on, officer: None, why })
}

fn missed_promise(
    state: &CaseState,
    owed: &Owed,
    since: BusinessDate,
    reported: Option<&Noted<AttentionEvent>>,
    as_of: BusinessDate,
) -> Option<ReportDue> {
    let missed = state.promises.iter().flat_map(|one| one.parts.iter().map(move |part| (one.seq, part)));
    let missed = missed.filter(|(_, part)| {
        part.state.is_missed() && part.due_on >= since && reported.is_none_or(|report| part.due_on > report.on)
    });
    let (seq, part) = missed.min_by_key(|(_, part)| part.due_on)?;
    let money = |amount| Money::new(amount, owed.currency);
    let came =
        if part.received.is_zero() { "nothing came".to_owned() } else { format!("{} came", money(part.received)) };
    let says = format!("They promised {} by {}; {came}.", money(part.amount), part.due_on);
    let why = Why::new("promise_missed", says).with(FactId::new("event", seq));
    Some(ReportDue { about: seq, since: part.due_on.plus_days(1).min(as_of), officer: None, why })
}

/// The draft of a report that is due: from the records alone, for the officer to add to.
pub fn report_draft(case: &CaseInput, day: &CaseDay, due: &ReportDue) -> OfficerReport {
    let since = day.owed.since.unwrap_or(day.as_of);
    let of_these_arrears = |on: BusinessDate| on >= since && on <= day.as_of;
    let tried = case.events.iter().filter(|one| of_these_arrears(one.effective_on)).filter_map(|one| {
        let (by, what, said) = match &one.event {
            CaseEvent::ContactRecorded(made) => {
                (made.by.to_string(), format!("{}: {}", made.channel, made.outcome), made.note.clone())
            }
            CaseEvent::StepDone(done) => (done.by.to_string(), format!("step {}", done.step), done.note.clone()),
            _ => return None,
        };
        Some(ReportedMeasure { event: one.seq, on: one.effective_on, by, what, said })
    });
    let tried: Vec<ReportedMeasure> = tried.collect();
    let spoken = case.events.iter().rev().find_map(|one| match &one.event {
        CaseEvent::ContactRecorded(made) if made.outcome.is_conversation() && !made.note.is_empty() => Some(&made.note),
        _ => None,
    });
    let step = day.recommended.and_then(|at| day.considered.get(at));
    let proposes = step.map_or_else(
        || "A leader decides how to go on; no step is open.".to_owned(),
        |step| format!("{}. {}", step.proposal.action.title(), step.proposal.why.says),
    );
    let shut = |verdict: &str| !matches!(verdict, "cleared" | "in_house");
    OfficerReport {
        because: due.why.says.clone(),
        owed: format!(
            "{} due and unpaid, {} days past due",
            Money::new(day.owed.arrears, day.owed.currency),
            day.owed.days_past_due
        ),
        tried,
        promises: day.promises.iter().map(|one| promise_line(one, day)).collect(),
        finding: day.finding.why.says.clone(),
        law: day
            .considered
            .iter()
            .filter(|step| shut(&step.gate.verdict) && !step.gate.says.is_empty())
            .map(|step| format!("{}: {}", step.proposal.action.title(), step.gate.says))
            .collect(),
        account: spoken.cloned().unwrap_or_default(),
        proposes,
    }
}

fn promise_line(one: &PromiseOutcome, day: &CaseDay) -> String {
    let money = |amount| Money::new(amount, day.owed.currency);
    let (promise, state) = (&one.promise, promise_state(one.state));
    format!("{} by {}: {state}, {} came", money(promise.amount), promise.due_on, money(one.received()))
}
