//! What people record.

use crate::decide::{self, CaseKnown};
use crate::judge::judge_contact;
use crate::promise::{PromiseKnown, UnpaidOn};
use crate::words::check_text;
use crate::{Desk, DeskError, LiftHold, RecordOutcome, Refusal, append_and_apply};
use makegood_case::{CaseEvent, HoldKind};
use makegood_compliance::PlannedContact;
use makegood_day_close::purpose_first;
use makegood_journal::Event;
use makegood_units::{LoanId, Money};
use makegood_views::{CaseView, ViewError, case_view};

/// What was written down, with the case before and after.
#[derive(Debug)]
pub struct Recorded {
    /// The numbers of the events.
    pub events: Vec<i64>,
    /// The case as it stood.
    pub before: Box<CaseView>,
    /// The case as it stands.
    pub after: Box<CaseView>,
}

impl Desk {
    /// Writes down what came of an attempt or a conversation.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn record_outcome(&mut self, command: &RecordOutcome) -> Result<Recorded, DeskError> {
        let now = self.clock.now();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(command.party.clone());
        if command.at > now {
            return Err(Refusal::NotYet { on: self.clock.day_of(command.at), today: self.clock.today() }.into());
        }
        if makegood_views::last_closed(&transaction)?.is_none() {
            return Err(Refusal::NothingClosed.into());
        }
        let before = case_view(&transaction, &command.party, now)?.ok_or_else(unknown)?;
        let policy = makegood_views::policy_of(&transaction, i64::MAX)?.ok_or(Refusal::NoPolicy)?;
        let evidence_ids: Vec<String> = policy.method.table.iter().map(|kind| kind.id.clone()).collect();
        let (clearance, judged) = clearance(&transaction, &before, command)?;
        let (unpaid, offer) = (unpaid(&before)?, before.offer.clone());
        let known = CaseKnown {
            today: self.clock.today(),
            owed: Some(Money::new(before.day.owed.outstanding, before.day.owed.currency)),
            contact_points: &before.contact_points,
            last_event: before.happened.last().map(|last| (last.seq, said(last))),
            evidence_ids: &evidence_ids,
            promise: PromiseKnown::of(&before.day, unpaid, policy.strategy.promises, offer.as_ref()),
            clearance,
            judged,
        };
        let events = decide::record_outcome(command, &known)?;
        crate::talk::opening_stands(&before, command, policy.strategy.talk)?;
        let mut numbers = Vec::new();
        for event in events {
            let event = Event::Case { party: command.party.clone(), event };
            let entry = append_and_apply(&transaction, &self.clock, command.on, command.by.as_str(), event)?;
            numbers.push(entry.seq);
        }
        if let Some(contact) = numbers.first() {
            check_text(&transaction, &self.clock, *contact)?;
        }
        let after = case_view(&transaction, &command.party, now)?.ok_or_else(unknown)?;
        transaction.commit()?;
        Ok(Recorded { events: numbers, before: Box::new(before), after: Box::new(after) })
    }

    /// Ends a hold.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn lift_hold(&mut self, command: &LiftHold) -> Result<i64, DeskError> {
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = case_view(&transaction, &command.party, now)?;
        let view = view.ok_or_else(|| Refusal::UnknownParty(command.party.clone()))?;
        let held: Vec<HoldKind> = view.day.holds.iter().map(|hold| hold.what.kind).collect();
        let lifted = decide::lift_hold(command, &held, today)?;
        let event = Event::Case { party: command.party.clone(), event: lifted };
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

/// What the gate says of the contact at its own moment, in one line, and the
/// hash of the whole judgement: kept with it for good.
fn clearance(
    book: &makegood_journal::Connection,
    view: &CaseView,
    command: &RecordOutcome,
) -> Result<(String, Option<String>), DeskError> {
    if command.channel == makegood_case::Channel::InboundCall {
        return Ok(("they_called".to_owned(), None));
    }
    let planned = PlannedContact {
        person: command.party.clone(),
        channel: command.channel,
        debts: view.day.owed.loans.iter().map(|loan| loan.loan.clone()).collect::<Vec<LoanId>>(),
        contact_point: command.contact_point.clone(),
        purpose: purpose_first(view.day.holds.iter().map(|hold| hold.what.kind)),
    };
    let (judgement, hash) = judge_contact(book, &planned, command.at)?;
    let rules: Vec<&str> = judgement.against().map(|rule| rule.rule.as_str()).collect();
    let line = if judgement.is_cleared() {
        "cleared".to_owned()
    } else {
        format!("{} {}", judgement.verdict, rules.join(" "))
    };
    Ok((line, Some(hash)))
}

/// An event in one line, for somebody who acts on the same case.
pub(crate) fn said(last: &makegood_views::Happened) -> String {
    let what = match &last.event {
        CaseEvent::ContactRecorded(contact) => format!("{} by {}", contact.outcome, contact.by),
        CaseEvent::PromiseMade(promise) => format!("a promise for {}", promise.due_on),
        CaseEvent::HoldPlaced(hold) => format!("a hold: {}", hold.reason),
        CaseEvent::HoldLifted(lifted) => format!("a hold lifted: {}", lifted.reason),
        CaseEvent::ContactPointClosed(closed) => format!("{} closed: {}", closed.contact_point, closed.reason),
        CaseEvent::EvidenceNoted(noted) => format!("evidence {} noted", noted.evidence),
        CaseEvent::CaseReviewed(review) => format!("read by {}", review.by),
        CaseEvent::HappeningRecorded(one) => one.what.replace('_', " "),
        CaseEvent::HappeningEnded(one) => format!("{} ended", one.what.replace('_', " ")),
        CaseEvent::FactStated(stated) => format!("{} = {}", stated.name, stated.value),
        CaseEvent::FileFactLearned(fact) if fact.restricted => "a restricted fact for the file".to_owned(),
        CaseEvent::FileFactLearned(fact) => format!("for the file: {}", fact.entry.key().replace('_', " ")),
        CaseEvent::RestrictedFactsOpened(one) => format!("restricted facts opened by {}: {}", one.by, one.reason),
        CaseEvent::StepDone(done) => format!("{} done: {}", done.step, done.note),
        CaseEvent::StepApproved(one) => format!("{} agreed to by {}: {}", one.step, one.by, one.note),
        CaseEvent::StepDeclined(one) => format!("{} not agreed to by {}: {}", one.step, one.by, one.reason),
        CaseEvent::PlanMade(made) => format!("a plan by {}: {}", made.due_on, made.method),
        CaseEvent::WorkoutRecorded(event) => event.words(),
        CaseEvent::LadderSkipped(one) => format!("went on to {}: {}", one.to, one.reason),
        CaseEvent::RecourseFactLearned(one) => format!("{} learnt by {}", one.called(), one.by),
        CaseEvent::RecourseFactWithdrawn(one) => format!("{} withdrawn by {}: {}", one.called(), one.by, one.reason),
        CaseEvent::OnAttention(one) => one.to_string(),
        CaseEvent::OnFinding(one) => format!("{one} by {}: {}", one.by(), one.note()),
        CaseEvent::VisitPrepared(one) => format!("a visit prepared: {}", one.purpose),
        CaseEvent::VisitBegun(one) => format!("a visit begun by {}", one.by),
        CaseEvent::VisitFound(one) => format!("found on the visit: {}", one.findings),
        CaseEvent::Assigned(one) => match &one.officer {
            Some(officer) => format!("given to {officer} by {}", one.by),
            None => format!("given to nobody in particular by {}", one.by),
        },
        CaseEvent::Snoozed(one) => format!("put off until {} by {}: {}", one.until, one.by, one.reason),
        CaseEvent::NoteWritten(one) => format!("a note by {}: {}", one.by, one.note),
        CaseEvent::NoteRetracted(one) => format!("note {} taken back by {}", one.note, one.by),
        CaseEvent::OnWords(event) => event.words(),
        CaseEvent::OnTeam(event) => event.words(),
        CaseEvent::OnTalk(event) => event.words(),
    };
    format!("event {} on {}, {what}", last.seq, last.effective_on)
}

/// What is unpaid of the loans of a case, row by row.
fn unpaid(view: &CaseView) -> Result<Vec<UnpaidOn>, DeskError> {
    let mut rows = Vec::new();
    for story in &view.loans {
        let loan = &story.input.loan.id;
        for row in &story.history.instalments {
            let unpaid = row.unpaid().map_err(|source| ViewError::Book { loan: loan.clone(), source })?;
            rows.push(UnpaidOn { loan: loan.clone(), due_on: row.due_on, unpaid });
        }
    }
    Ok(rows)
}
