//! The reminders before the due day, of the last closed day: each looked at again,
//! cleared again, rendered, delivered, written down.

use crate::before_due::{BeforeDueFacts, before_due};
use crate::outbox::due_file_name;
use crate::send_day::{Order, Weighed, carry_out_as, not_now, wrong_words};
use crate::{Fate, Step, words};
use makegood_case::CaseEvent;
use makegood_compliance::{PlannedContact, Purpose, Verdict, clear};
use makegood_day_close::{CaseInput, DueSoon, due_soon, facts_about};
use makegood_desk::{Desk, DeskError};
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, Instant, StaffId};
use makegood_views::{Policy, ViewError, case_input, name_of};

/// One reminder, from the plan to the outbox.
pub(crate) fn send_due(
    desk: &mut Desk,
    order: &Order,
    policy: &Policy,
    planned: &DueSoon,
    day: BusinessDate,
    at: Instant,
) -> Result<Step, DeskError> {
    let file = due_file_name(day, planned);
    let weighed = weigh(desk, order, policy, planned, (day, at), &file)?;
    // Nobody's list it is on: who sends answers for it.
    let officer = StaffId::new(order.actor.as_str());
    let fate: Fate = carry_out_as(desk, order, &file, &officer, weighed)?;
    Ok(Step { party: planned.party.clone(), officer, action: ActionKind::Reminder, channel: planned.channel, fate })
}

fn weigh(
    desk: &Desk,
    order: &Order,
    policy: &Policy,
    planned: &DueSoon,
    (day, at): (BusinessDate, Instant),
    file: &str,
) -> Result<Weighed, DeskError> {
    let input = case_input(desk.book(), &planned.party, i64::MAX)?;
    if let Some(event) = sent_before(&input, day, file) {
        return Ok(Weighed::Before(event));
    }
    let in_words = |error: makegood_day_close::CloseError| ViewError::Book { loan: error.loan, source: error.source };
    let still = due_soon(&input, day, policy.rules()).map_err(in_words)?;
    let Some(now) = still.into_iter().find(|one| one.loan == planned.loan && one.due_on == planned.due_on) else {
        return Ok(not_now("nothing_due", "the instalment is paid, or the case has changed since the close"));
    };
    let facts = facts_about(&input, day, policy.rules());
    let contact = PlannedContact {
        person: planned.party.clone(),
        channel: planned.channel,
        debts: vec![planned.loan.clone()],
        contact_point: now.contact_point.clone(),
        purpose: Purpose::RemindBeforeDue,
    };
    let cleared = match clear(contact, &facts, &policy.packs, at) {
        Verdict::Cleared(cleared) => cleared,
        verdict => return Ok(Weighed::against(verdict, at)),
    };
    let to = input.contact_points.iter().find(|point| Some(&point.id) == now.contact_point.as_ref());
    let text = BeforeDueFacts {
        name: name_of(desk.book(), &planned.party)?,
        to: to.map(|point| point.value.clone()).unwrap_or_default(),
        sender: order.sender.clone(),
        loan: now.loan.clone(),
        due_on: now.due_on,
        unpaid: now.unpaid,
    };
    let rendered = match before_due(planned.channel, &text) {
        Ok(rendered) => rendered,
        Err(refusal) => return Ok(not_now(refusal.code(), &refusal.to_string())),
    };
    let context = words::words_context(&facts, &cleared.action().debts);
    if let Some(wrong) = wrong_words(order, &rendered, &context) {
        return Ok(wrong);
    }
    let seen = input.events.last().map_or(0, |last| last.seq);
    Ok(Weighed::Ready(Box::new((cleared, rendered, seen))))
}

/// The event by which this very text went out on the day.
pub(crate) fn sent_before(input: &CaseInput, day: BusinessDate, file: &str) -> Option<i64> {
    let is_it =
        |event: &CaseEvent| matches!(event, CaseEvent::ContactRecorded(contact) if contact.note.ends_with(file));
    let found = input.events.iter().find(|recorded| recorded.effective_on == day && is_it(&recorded.event));
    found.map(|recorded| recorded.seq)
}
